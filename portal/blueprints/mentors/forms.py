"""What a learner looks for: four questions, and one sentence they may add. And what goes with a no."""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, TextAreaField, ValidationError

from portal.domain.catalogue.search import places
from portal.domain.mentoring.choices import SPOKEN, Topic
from portal.domain.mentoring.looking import WISH_MOST, Wanted
from portal.domain.mentoring.pair_models import Mentee
from portal.domain.signups.models import SignUp
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.mentoring import spoken_words, topic_words
from portal.web.week import WeekField
from portal.web.words import place_words

#: The wording of the consent this form shows; a new wording gets a new name.
CONSENT_VERSION = "2026-11"
_ONE_OF_THESE = _l("Choose one of the answers shown.")


class No(StrEnum):
    """Why a mentor says no, as the team reads it."""

    NO_TIME = "no_time"
    NOT_MY_TOPIC = "not_my_topic"
    OTHER = "other"


class LookForm(PortalForm):
    """What help, in which languages, when, where; what they hope for, if they wish to say; consent."""

    topics = SelectMultipleField(_l("What would you like help with?"), invalid_choice_message=_ONE_OF_THESE)
    spoken = SelectMultipleField(_l("Which languages do you speak?"), invalid_choice_message=_ONE_OF_THESE)
    week = WeekField(_l("When do you have time?"))
    online = BooleanField(_l("Online or by phone"))
    place = SelectField(_l("In person"), default="", invalid_choice_message=_ONE_OF_THESE)
    wish = TextAreaField(_l("What do you hope for?"))
    consent = BooleanField()

    def __init__(self, sign_up: SignUp, mentee: Mentee | None = None) -> None:
        """`mentee`: what was said before."""
        self._there = {str(place.id): place for place in places() if not place.online}
        super().__init__(data=_said(mentee) if mentee else self._guessed(sign_up))
        self.topics.choices = [(topic.value, topic_words(topic)) for topic in Topic]
        self.spoken.choices = [(code, spoken_words(code)) for code in SPOKEN]
        named = [(number, place_words(place)) for number, place in self._there.items()]
        self.place.choices = [("", _("Not in person")), *named]

    def _guessed(self, sign_up: SignUp) -> dict[str, Any]:
        """What is likely: the language we write to them in, online, and the place where they learn."""
        here = str(sign_up.course_session.place_id)
        spoken = [sign_up.language] if sign_up.language in SPOKEN else []
        return {"spoken": spoken, "online": True, "place": here if here in self._there else ""}

    def validate_topics(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Tick at least one kind of help."))

    def validate_spoken(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Tick at least one language."))

    def validate_online(self, field: Any) -> None:
        if not field.data and not self.place.data:
            raise ValidationError(_("Tick “Online or by phone”, or choose a place."))

    def validate_wish(self, field: Any) -> None:
        if len(field.data or "") > WISH_MOST:
            raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=WISH_MOST))

    def validate_consent(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Tick the box, so that we may look for somebody."))

    def wanted(self) -> Wanted:
        return Wanted(
            topics=tuple(self.topics.data),
            spoken=tuple(self.spoken.data),
            consent_version=CONSENT_VERSION,
            week=tuple(self.week.data),
            online=self.online.data,
            place_id=int(self.place.data) if self.place.data else None,
            wish=(self.wish.data or "").strip() or None,
        )


def _said(mentee: Mentee) -> dict[str, Any]:
    return {
        "topics": mentee.topics,
        "spoken": mentee.spoken,
        "week": mentee.week,
        "online": mentee.online,
        "place": str(mentee.place_id or ""),
        "wish": mentee.wish,
        "consent": True,
    }


class NoForm(PortalForm):
    """A no. Why helps us to ask better; nobody must say it, and the other one never reads it."""

    why = RadioField(_l("Why not?"), default="", validate_choice=False)

    def __init__(self) -> None:
        super().__init__()
        self.why.choices = [
            ("", _("I prefer not to say")),
            (No.NO_TIME, _("I have no time now")),
            (No.NOT_MY_TOPIC, _("It is not my subject")),
            (No.OTHER, _("Another reason")),
        ]

    def validate_why(self, field: Any) -> None:
        """What was not offered is no reason; it stops nobody from saying no."""
        if field.data not in set(No):
            field.data = ""
