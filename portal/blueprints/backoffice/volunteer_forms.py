"""What staff say of a volunteer: an interview, a check, why not, and what they offer."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, ValidationError

from portal.blueprints.backoffice.sign_up_forms import InterviewForm
from portal.domain.catalogue.search import places
from portal.domain.mentoring.choices import MOST_LEARNERS, SPOKEN, Topic, VolunteerRole
from portal.domain.mentoring.vetting import Refusal
from portal.domain.mentoring.volunteer_models import CheckKind
from portal.domain.mentoring.volunteers import Offer
from portal.web.edits import EditForm, Overtaken
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.mentoring import cell_words, check_words, role_words, spoken_words, topic_words
from portal.web.people_forms import one_line
from portal.web.vetting import refusal_words
from portal.web.week import WeekField
from portal.web.words import place_words

_WHERE_MOST = 200
_ONE_OF_THESE = _l("Choose one of the answers shown.")


class MeetForm(InterviewForm):
    """When and where the interview is to be."""

    where = StringField(_l("Where?"), filters=[one_line])

    def validate_where(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Write an address, or the link of a call."))
        if len(field.data) > _WHERE_MOST:
            raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=_WHERE_MOST))


class DeclineForm(PortalForm):
    """The reason, as they read it."""

    reason = RadioField(_l("Why? They read this sentence."), validate_choice=False)

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.reason.choices = [(one.value, refusal_words(one)) for one in Refusal]

    def validate_reason(self, field: Any) -> None:
        if field.data not in set(Refusal):
            raise ValidationError(_("Choose a reason."))


class CheckForm(PortalForm):
    """A check that was passed."""

    kind = SelectField(_l("Which check?"), invalid_choice_message=_ONE_OF_THESE)
    done_on = StringField(_l("Day of the check"), filters=[one_line])
    until = StringField(_l("Last day it is valid"), filters=[one_line])

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.kind.choices = [(kind.value, check_words(kind)) for kind in CheckKind]

    def validate_done_on(self, field: Any) -> None:
        if _day(field.data) is None:
            raise ValidationError(_("Choose a day."))

    def validate_until(self, field: Any) -> None:
        if field.data and _day(field.data) is None:
            raise ValidationError(_("Choose a day."))

    @property
    def days(self) -> tuple[date, date | None]:
        return _day(self.done_on.data) or date.min, _day(self.until.data)


def _day(typed: str | None) -> date | None:
    try:
        day = date.fromisoformat(typed or "")
    except ValueError:
        return None
    return day if 2000 <= day.year < 2200 else None


class OfferForm(EditForm):
    """What somebody offers, changed later."""

    roles = SelectMultipleField(_l("What they offer to be"), invalid_choice_message=_ONE_OF_THESE)
    topics = SelectMultipleField(_l("What they help with"), invalid_choice_message=_ONE_OF_THESE)
    week = WeekField(_l("When they are free"))
    online = BooleanField(_l("Online, too"))
    places = SelectMultipleField(_l("Places they come to"), invalid_choice_message=_ONE_OF_THESE)
    capacity = SelectField(_l("Learners at once"), invalid_choice_message=_ONE_OF_THESE)
    spoken = SelectMultipleField(_l("Languages they speak"), invalid_choice_message=_ONE_OF_THESE)

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.roles.choices = [(role.value, role_words(role)) for role in VolunteerRole]
        self.topics.choices = [(topic.value, topic_words(topic)) for topic in Topic]
        self.places.choices = [(place.slug, place_words(place)) for place in places() if not place.online]
        self.capacity.choices = [(str(number), str(number)) for number in range(MOST_LEARNERS + 1)]
        self.spoken.choices = [(code, spoken_words(code)) for code in SPOKEN]

    def validate_roles(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Tick one answer at least."))

    def validate_spoken(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Tick one answer at least."))

    @property
    def offer(self) -> Offer:
        chosen = set(self.places.data)
        return Offer(
            self.roles.data,
            self.spoken.data,
            self.topics.data,
            self.week.data,
            self.online.data,
            [place for place in places() if place.slug in chosen],
            int(self.capacity.data),
        )

    def worded(self, one: Overtaken) -> str:
        """What another person saved, in words."""
        words: dict[str, Any] = {
            "roles": role_words,
            "topics": topic_words,
            "week": cell_words,
            "spoken": spoken_words,
            "places": dict(self.places.choices).get,
        }
        if one.field == "online":
            return _("Yes") if one.now else _("No")
        if one.field not in words:
            return str(one.now)
        return _(", ").join(words[one.field](value) or value for value in one.now) or _("Nothing")


def as_saved(offer: Offer) -> dict[str, Any]:
    """The offer as the fields hold it."""
    return {
        "roles": offer.roles,
        "topics": offer.topics,
        "week": offer.week,
        "online": offer.online,
        "places": [place.slug for place in offer.places],
        "capacity": str(offer.capacity),
        "spoken": offer.spoken,
    }
