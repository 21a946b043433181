"""The forms of matching: what the list of learners asks for, and a learner whom staff write down."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, SelectMultipleField, ValidationError

from portal.domain.catalogue.models import Place
from portal.domain.catalogue.search import places
from portal.domain.mentoring.choices import SPOKEN, Topic
from portal.domain.mentoring.looking import Wanted
from portal.domain.mentoring.mentee_lists import Search, Stand
from portal.web import office
from portal.web.languages import gettext as _
from portal.web.wanted_forms import ONE_OF_THESE, WantedForm
from portal.web.week import WeekField

#: How the address says "asked or not".
ALL = "all"
#: Consent that was given to somebody of the team.
CONSENT_VERSION = "by-staff-2026-11"


def search() -> Search:
    """What the address asks for; what it cannot ask for is not asked for."""
    said = request.args
    stand, topic, spoken, place = (said.get(key, "") for key in ("stand", "topic", "spoken", "place"))
    stands: dict[str, Stand | None] = {Stand.ASKED: Stand.ASKED, ALL: None}
    return Search(
        stand=stands.get(stand, Stand.LOOKING),
        topic=topic if topic in set(Topic) else "",
        spoken=spoken if spoken in SPOKEN else "",
        place_id=next((one.id for one in seen_places() if one.slug == place), None),
        name=" ".join(said.get("q", "").split())[:80],
    )


def seen_places() -> list[Place]:
    """Places whose learners whoever is signed in sees."""
    return [place for place in places() if office.powers().sees(place.id)]


class LookForForm(WantedForm):
    """What a learner told somebody of the team."""

    topics = SelectMultipleField(_l("What help do they want?"), invalid_choice_message=ONE_OF_THESE)
    spoken = SelectMultipleField(_l("Which languages do they speak?"), invalid_choice_message=ONE_OF_THESE)
    week = WeekField(_l("When are they free?"))
    online = BooleanField(_l("Online or by phone"))
    place = SelectField(_l("In person"), default="", invalid_choice_message=ONE_OF_THESE)
    consent = BooleanField(_l("They agree that a mentor is looked for"))

    def validate_consent(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Ask them first, then tick the box."))

    def wanted(self) -> Wanted:
        return self.wanted_as(CONSENT_VERSION)
