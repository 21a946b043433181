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
from portal.domain.signups.models import SignUp
from portal.web import office
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.mentoring import spoken_words, topic_words
from portal.web.week import WeekField
from portal.web.words import place_words

#: How the address says "asked or not".
ALL = "all"
#: Consent that was given to somebody of the team.
CONSENT_VERSION = "by-staff-2026-11"
_ONE_OF_THESE = _l("Choose one of the answers shown.")


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


class LookForForm(PortalForm):
    """What a learner told somebody of the team."""

    topics = SelectMultipleField(_l("What help do they want?"), invalid_choice_message=_ONE_OF_THESE)
    spoken = SelectMultipleField(_l("Which languages do they speak?"), invalid_choice_message=_ONE_OF_THESE)
    week = WeekField(_l("When are they free?"))
    online = BooleanField(_l("Online or by phone"))
    place = SelectField(_l("In person"), default="", invalid_choice_message=_ONE_OF_THESE)
    consent = BooleanField(_l("They agree that a mentor is looked for"))

    def __init__(self, sign_up: SignUp) -> None:
        there = {str(place.id): place_words(place) for place in places() if not place.online}
        here, spoken = str(sign_up.course_session.place_id), sign_up.language
        known = [spoken] if spoken in SPOKEN else []
        super().__init__(data={"spoken": known, "online": True, "place": here if here in there else ""})
        self.topics.choices = [(topic.value, topic_words(topic)) for topic in Topic]
        self.spoken.choices = [(code, spoken_words(code)) for code in SPOKEN]
        self.place.choices = [("", _("Not in person")), *there.items()]

    def validate_topics(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Tick at least one kind of help."))

    def validate_spoken(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Tick at least one language."))

    def validate_online(self, field: Any) -> None:
        if not field.data and not self.place.data:
            raise ValidationError(_("Tick “Online or by phone”, or choose a place."))

    def validate_consent(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Ask them first, then tick the box."))

    def wanted(self) -> Wanted:
        return Wanted(
            topics=tuple(self.topics.data),
            spoken=tuple(self.spoken.data),
            consent_version=CONSENT_VERSION,
            week=tuple(self.week.data),
            online=self.online.data,
            place_id=int(self.place.data) if self.place.data else None,
        )
