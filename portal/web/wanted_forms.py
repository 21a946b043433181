"""What a learner looks for in a mentor, asked of them or of whoever of the team writes it down for them."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, SelectMultipleField, ValidationError

from portal.domain.catalogue.search import places
from portal.domain.mentoring.choices import SPOKEN, Topic
from portal.domain.mentoring.looking import Wanted
from portal.domain.signups.models import SignUp
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.mentoring import spoken_words, topic_words
from portal.web.week import WeekField
from portal.web.words import place_words

ONE_OF_THESE = _l("Choose one of the answers shown.")


class WantedForm(PortalForm):
    """Each form has these fields in its own words, and in its own order, which is that of what is wrong."""

    topics: SelectMultipleField
    spoken: SelectMultipleField
    week: WeekField
    online: BooleanField
    place: SelectField
    consent: BooleanField

    def __init__(self, sign_up: SignUp, said: dict[str, Any] | None = None) -> None:
        """`said`: what was said before; else what is likely: the language we write to them in, online, and the place
        where they learn."""
        there = {str(place.id): place_words(place) for place in places() if not place.online}
        here, spoken = str(sign_up.course_session.place_id), sign_up.language
        likely = {
            "spoken": [spoken] if spoken in SPOKEN else [],
            "online": True,
            "place": here if here in there else "",
        }
        super().__init__(data=said or likely)
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

    def wanted_as(self, consent_version: str, wish: str | None = None) -> Wanted:
        """What was said, with the wording of the consent that was given."""
        return Wanted(
            topics=tuple(self.topics.data),
            spoken=tuple(self.spoken.data),
            consent_version=consent_version,
            week=tuple(self.week.data),
            online=self.online.data,
            place_id=int(self.place.data) if self.place.data else None,
            wish=wish,
        )
