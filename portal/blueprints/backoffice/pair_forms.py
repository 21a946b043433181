"""The forms of a pair's page, beside those that the two have themselves: a letter, a note, a meeting."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, ValidationError

from portal.domain.catalogue.calendar import NoSuchLocalTime, local_instant
from portal.domain.mentoring.choices import Mode
from portal.domain.mentoring.meetings import LONGEST, When
from portal.domain.mentoring.pair_models import Side
from portal.vault import new_ref
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.mentoring import mode_words
from portal.web.pair_team import WordsForm


class LetterForm(WordsForm):
    """To one of the two; the other never reads it."""

    side = RadioField(_l("To whom?"), validate_choice=False)

    def __init__(self, learner: str, mentor: str) -> None:
        super().__init__(_("Your letter"))
        self.side.choices = [(Side.LEARNER.value, learner), (Side.MENTOR.value, mentor)]

    def validate_side(self, field: Any) -> None:
        if field.data not in set(Side):
            raise ValidationError(_("Choose one of the answers shown."))


class CareForm(WordsForm):
    """What came out of asking how it goes."""

    def __init__(self) -> None:
        super().__init__(_("What did they say?"))


class OutcomeForm(WordsForm):
    """What was done about a report of a problem."""

    def __init__(self) -> None:
        super().__init__(_("What did you do?"))


class MetForm(PortalForm):
    """A meeting that took place, as one of the two told the team."""

    met_on = StringField(_l("Day"))
    hour = StringField(_l("Hour"))
    minutes = StringField(_l("How many minutes?"))
    mode = RadioField(_l("How?"), default=Mode.PHONE.value, validate_choice=False)
    key = HiddenField()

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self._zone = zone
        self.mode.choices = [(mode.value, mode_words(mode)) for mode in Mode]
        self.key.data = (self.key.data or "")[:16] or new_ref(16)

    def validate_met_on(self, field: Any) -> None:
        try:
            self._at()
        except (ValueError, NoSuchLocalTime) as error:
            raise ValidationError(_("Choose a day and an hour.")) from error

    def validate_minutes(self, field: Any) -> None:
        typed = field.data or ""
        short = typed.isascii() and typed.isdigit() and len(typed) <= len(str(LONGEST))
        if not (short and 1 <= int(typed) <= LONGEST):
            raise ValidationError(_("Write the minutes as a number, 480 at most."))

    def validate_mode(self, field: Any) -> None:
        if field.data not in set(Mode):
            raise ValidationError(_("Choose one of the answers shown."))

    def _at(self) -> datetime:
        day, hour = date.fromisoformat(self.met_on.data or ""), time.fromisoformat(self.hour.data or "")
        return local_instant(day, hour.replace(tzinfo=None), self._zone)

    def when(self) -> When:
        return When(self._at().astimezone(UTC), int(self.minutes.data), Mode(self.mode.data))
