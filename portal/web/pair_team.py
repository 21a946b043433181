"""What the pages of a pair and of the team share: letters, reports, a break, the end; their forms and words."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField, ValidationError

from portal.domain.catalogue.calendar import local_instant
from portal.domain.mentoring.care import CareWhy
from portal.domain.mentoring.ending import CHOICES, EndWhy
from portal.domain.mentoring.health import Health
from portal.domain.mentoring.pair_lists import Group
from portal.vault import new_ref
from portal.web.fits import listed, times
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.mentoring import spoken_words, topic_words

LETTER_MOST = 2000
_KEY = re.compile(r"[a-z0-9]{16}")
#: In the morning of this hour a break is over.
_MORNING = time(9)


def end_words(why: str) -> str:
    """Why a pair ends, said so that either of the two may say it, and the team of them."""
    return {
        EndWhy.GOALS: _("The goals are reached"),
        EndWhy.FOUND: _("Work or a course was found"),
        EndWhy.TIME: _("No time any more"),
        EndWhy.NO_FIT: _("It does not fit"),
        EndWhy.SILENT: _("No answer any more"),
        EndWhy.OTHER: _("Another reason"),
        EndWhy.LEFT: _("One of the two is gone"),
    }[EndWhy(why)]


def group_words(group: str) -> str:
    """Several states of a pair at once."""
    return {
        Group.TOGETHER: _("Together"),
        Group.ASKED: _("Being asked"),
        Group.OVER: _("Over"),
    }[Group(group)]


def health_words(health: str) -> str:
    """How a pair is, for the team; empty: they need not meet now."""
    return {
        Health.GREEN: _("They meet"),
        Health.AMBER: _("Quiet for 2 weeks"),
        Health.RED: _("Silent for 30 days"),
        Health.NONE: "",
    }[Health(health)]


def reason_words(reasons: Mapping[str, Any]) -> list[str]:
    """Why the two fit, as it was when they were put together."""
    said = [
        listed(spoken_words(code) for code in reasons.get("languages", [])),
        listed(topic_words(topic) for topic in reasons.get("topics", [])),
        times(reasons.get("cells", [])),
    ]
    return [words for words in said if words]


def care_words(why: str) -> str:
    """Why somebody of the team asks how it goes."""
    return {
        CareWhy.QUIET: _("They have not met for 30 days."),
        CareWhy.FIT: _("One of them says: it does not fit."),
    }[CareWhy(why)]


class WordsForm(PortalForm):
    """A few words in a box. `key`: sent twice, it is one."""

    text = TextAreaField()
    key = HiddenField()

    def __init__(self, label: str) -> None:
        super().__init__()
        self.text.label.text = label
        if not _KEY.fullmatch(self.key.data or ""):
            self.key.data = new_ref(16)

    def validate_text(self, field: Any) -> None:
        field.data = (field.data or "").strip()
        if not field.data:
            raise ValidationError(_("Write a few words."))
        if len(field.data) > LETTER_MOST:
            raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=LETTER_MOST))


class PauseForm(PortalForm):
    """Until when they take a break."""

    day = StringField(_l("On which day does it go on?"))

    def validate_day(self, field: Any) -> None:
        try:
            date.fromisoformat(field.data or "")
        except ValueError as error:
            raise ValidationError(_("Choose a day.")) from error

    def until(self, zone: ZoneInfo) -> datetime:
        return local_instant(date.fromisoformat(self.day.data), _MORNING, zone).astimezone(UTC)


class EndForm(PortalForm):
    """Why it ends, and whether the learner looks for another mentor."""

    why = RadioField(_l("Why does it end?"), validate_choice=False)
    again = RadioField(validate_choice=False)

    def __init__(self, again: str) -> None:
        """`again`: the question to whoever may say that; empty: it is not theirs to say."""
        super().__init__()
        self.why.choices = [(why.value, end_words(why)) for why in CHOICES]
        self.again.label.text = again
        self.again.choices = [("yes", _("Yes")), ("no", _("No"))]

    def validate_why(self, field: Any) -> None:
        if field.data not in set(CHOICES):
            raise ValidationError(_("Choose one of the answers shown."))

    def validate_again(self, field: Any) -> None:
        if self.again.label.text and field.data not in {"yes", "no"}:
            raise ValidationError(_("Say yes or no."))

    @property
    def reason(self) -> EndWhy:
        return EndWhy(self.why.data)

    @property
    def looks_again(self) -> bool:
        return bool(self.again.data == "yes")
