"""What a learner looks for: four questions, and one sentence they may add. And what goes with a no."""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, TextAreaField, ValidationError

from portal.domain.mentoring.looking import WISH_MOST, Wanted
from portal.domain.mentoring.pair_models import Mentee
from portal.domain.signups.models import SignUp
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.wanted_forms import ONE_OF_THESE, WantedForm
from portal.web.week import WeekField

#: The wording of the consent this form shows; a new wording gets a new name.
CONSENT_VERSION = "2026-11"


class No(StrEnum):
    """Why a mentor says no, as the team reads it."""

    NO_TIME = "no_time"
    NOT_MY_TOPIC = "not_my_topic"
    OTHER = "other"


class LookForm(WantedForm):
    """What help, in which languages, when, where; what they hope for, if they wish to say; consent."""

    topics = SelectMultipleField(_l("What would you like help with?"), invalid_choice_message=ONE_OF_THESE)
    spoken = SelectMultipleField(_l("Which languages do you speak?"), invalid_choice_message=ONE_OF_THESE)
    week = WeekField(_l("When do you have time?"))
    online = BooleanField(_l("Online or by phone"))
    place = SelectField(_l("In person"), default="", invalid_choice_message=ONE_OF_THESE)
    wish = TextAreaField(_l("What do you hope for?"))
    consent = BooleanField()

    def __init__(self, sign_up: SignUp, mentee: Mentee | None = None) -> None:
        """`mentee`: what was said before."""
        super().__init__(sign_up, _said(mentee) if mentee else None)

    def validate_wish(self, field: Any) -> None:
        if len(field.data or "") > WISH_MOST:
            raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=WISH_MOST))

    def validate_consent(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Tick the box, so that we may look for somebody."))

    def wanted(self) -> Wanted:
        return self.wanted_as(CONSENT_VERSION, (self.wish.data or "").strip() or None)


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
