"""What the team says of a promise: called again by a day, ended for a reason, handed to somebody else."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, RadioField, SelectField

from portal import clock
from portal.domain.catalogue.search import places
from portal.domain.promises.kinds import Owner, account_owner, place_owner
from portal.domain.promises.models import Promise
from portal.domain.signups.kept_by_staff import endings
from portal.domain.signups.owed import team
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.promises import ending_words, owner_words
from portal.web.words import place_words


def owner_choices() -> list[tuple[str, str]]:
    """Who of the team may owe an answer: all, each place's team, each account of the office."""
    teams = [(place_owner(one.slug), _("the team of %(place)s", place=place_words(one))) for one in places()]
    people = [(account_owner(one.ref), one.name) for one in team(clock.now())]
    return [(Owner.TEAM.value, owner_words(Owner.TEAM)), *teams, *people]


class AgainForm(PortalForm):
    """Nobody answered: when to call again."""

    day = DateField(_l("Call again by"))


class EndForm(PortalForm):
    """Why it ends without being kept."""

    why = RadioField(_l("Why does it end?"), invalid_choice_message=_l("Choose one of the answers shown."))

    def __init__(self, owed: Promise) -> None:
        super().__init__()
        self.why.choices = [(one.value, ending_words(one)) for one in endings(owed)]


class OwnerForm(PortalForm):
    """Who owes it from now on."""

    owner = SelectField(_l("Who answers?"), invalid_choice_message=_l("Choose one of the answers shown."))

    def __init__(self) -> None:
        super().__init__()
        self.owner.choices = owner_choices()


class SeatForm(PortalForm):
    """Somebody who waits was called. The button that was pressed says what they said."""

    seat = HiddenField()
    answer = HiddenField()

    @property
    def comes(self) -> bool:
        return bool(self.answer.data == "comes")
