"""Fields for days and hours on the wall of a place."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import Field, StringField, ValidationError
from wtforms.utils import unset_value

from portal.domain.catalogue.calendar import NoSuchLocalTime, local_instant
from portal.domain.catalogue.series import MOST_TIMES, BadDate, Fault, Slot, dates_at
from portal.web.dates import day_words
from portal.web.languages import gettext as _

#: Rows for dates that a form shows beyond those that are filled.
_BLANK_ROWS = 2


class DatesField(Field):
    """Dates, a row each: the day, from, to. `data`: rows as they were typed, blank ones left out."""

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(None, data)
        if formdata is not None:
            parts = [formdata.getlist(f"{self.name}-{part}")[:MOST_TIMES] for part in ("day", "start", "end")]
            rows = [[value.strip() for value in row] for row in zip(*parts, strict=False)]
            self.data = [row for row in rows if any(row)]

    def rows(self) -> list[list[str]]:
        """What the form shows: what is filled, and some rows more."""
        return [*(self.data or []), *([["", "", ""]] * _BLANK_ROWS)]

    def slots(self) -> list[Slot]:
        """The dates. Raises `ValidationError` where a row is not one."""
        return [slot_of(row, number) for number, row in enumerate(self.data or [], 1)]

    def check(self, zone: ZoneInfo) -> bool:
        """Whether they can be held by the clock of `zone`; what is wrong is said at the field."""
        try:
            dates_at(self.slots(), zone)
        except (ValidationError, BadDate) as wrong:
            self.errors = (bad_date_words(wrong) if isinstance(wrong, BadDate) else str(wrong),)
        return not self.errors


def rows_of(slots: list[Slot]) -> list[list[str]]:
    """Dates as the field holds them."""
    return [[one.day.isoformat(), f"{one.start:%H:%M}", f"{one.end:%H:%M}"] for one in slots]


def _read_day(typed: str) -> date:
    """A day that can be planned. Raises `ValueError`."""
    day = date.fromisoformat(typed)
    if not 2000 <= day.year < 2200:
        raise ValueError(typed)
    return day


def slot_of(row: list[str], number: int) -> Slot:
    """The date of a row. Raises `ValidationError`."""
    try:
        return Slot(_read_day(row[0]), *(time.fromisoformat(hour).replace(tzinfo=None) for hour in row[1:]))
    except ValueError as error:
        raise ValidationError(_("Date %(number)s: fill in the day and both hours.", number=number)) from error


def bad_date_words(wrong: BadDate) -> str:
    """What to do about a date that cannot be held."""
    day = day_words(wrong.slot.day)
    return {
        Fault.NO_SUCH_TIME: _("%(day)s: the clocks skip this hour. Choose another one.", day=day),
        Fault.ENDS_FIRST: _("%(day)s: the end must come after the beginning.", day=day),
        Fault.TOO_LONG: _("%(day)s: this date is longer than 12 hours.", day=day),
        Fault.OVERLAPS: _("%(day)s: two dates overlap.", day=day),
    }[wrong.fault]


class MomentField(StringField):
    """A day and an hour on the wall of a place, as `datetime-local` sends it; empty: none."""

    def at(self, zone: ZoneInfo) -> datetime | None:
        """Raises `ValidationError`."""
        if not self.data:
            return None
        try:
            typed = datetime.fromisoformat(self.data)
            return local_instant(typed.date(), typed.time(), zone)
        except NoSuchLocalTime as skipped:
            raise ValidationError(_("The clocks skip this hour. Choose another one.")) from skipped
        except ValueError as error:
            raise ValidationError(_("Write a day and an hour.")) from error

    def check(self, zone: ZoneInfo) -> bool:
        try:
            self.at(zone)
        except ValidationError as wrong:
            self.errors = (str(wrong),)
        return not self.errors


def moment_of(moment: datetime | None, zone: ZoneInfo) -> str:
    """An instant as the field holds it."""
    return f"{moment.astimezone(zone):%Y-%m-%dT%H:%M}" if moment else ""


def day_of(field: StringField) -> date | None:
    """The day a field holds; None: it is empty, or no day, which is said at the field."""
    if not field.data:
        return None
    try:
        return _read_day(field.data)
    except ValueError:
        field.errors = (_("Write a day."),)
        return None
