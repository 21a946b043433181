"""The week as a question: which parts of which days somebody is free, as a form field of boxes to tick."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField

from portal.domain.mentoring.choices import WEEK, Day, cell
from portal.domain.signups.attendance_models import Half
from portal.web.mentoring import cell_words, day_words
from portal.web.sign_ups import half_words


class WeekField(SelectMultipleField):
    """Its data are values of `choices.WEEK`, in the order of the week. Shown by the macro of `ui/week.html`."""

    def __init__(self, label: Any = None, **values: Any) -> None:
        values.setdefault("invalid_choice_message", _l("Choose one of the answers shown."))
        super().__init__(label, choices=list(WEEK), **values)

    def process_formdata(self, valuelist: list[Any]) -> None:
        ticked = set(valuelist)
        unknown = sorted(ticked - set(WEEK))
        self.data = [value for value in WEEK if value in ticked] + unknown

    @property
    def halves(self) -> list[str]:
        """The headings of the columns."""
        return [half_words(half) for half in Half]

    @property
    def rows(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """A day in words, and its cells: value, words that stand alone, ticked."""
        ticked = set(self.data or [])
        return [(day_words(day), [_cell(day, half, ticked) for half in Half]) for day in Day]


def week_words(cells: list[str]) -> list[tuple[str, list[str]]]:
    """Each day with its parts, in words: `Tuesday`, `morning`, `evening`."""
    said = [(day_words(day), [half_words(half).lower() for half in Half if cell(day, half) in cells]) for day in Day]
    return [(day, halves) for day, halves in said if halves]


def _cell(day: Day, half: Half, ticked: set[str]) -> tuple[str, str, bool]:
    value = cell(day, half)
    return value, cell_words(value), value in ticked
