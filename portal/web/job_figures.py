"""The words of the figures on applications for work: what each is called, what exactly was counted, its number."""

from collections.abc import Iterator
from dataclasses import dataclass

from babel.numbers import format_percent

from portal.domain.impact.figures import FEWEST
from portal.domain.jobs.figures import After, Answered, Steps
from portal.domain.mentoring.periods import Period
from portal.web.dates import number_words
from portal.web.figures import month_words
from portal.web.languages import gettext as _
from portal.web.languages import language, ngettext


@dataclass(frozen=True)
class Line:
    """One figure. `value`: the number a file holds; `of`: out of how many, None: it is no part of anything."""

    name: str
    definition: str
    value: float | None
    of: int | None = None
    #: What is read instead of the plain number.
    words: str = ""

    @property
    def shown(self) -> str:
        if self.words or self.value is None or self.of == 0:
            return self.words or "–"
        return self._share() if self.of is not None else number_words(self.value)

    def _share(self) -> str:
        """A percentage says something of five or more; of fewer there are only the two numbers."""
        if not self.of or self.of < FEWEST:
            return _("%(part)s of %(all)s", part=number_words(self.value or 0), all=number_words(self.of or 0))
        return str(format_percent((self.value or 0) / self.of, locale=language().locale))

    @property
    def out_of(self) -> str:
        """Beside a percentage, the numbers it is made of."""
        if self.of is None or self.of < FEWEST:
            return ""
        return _("%(part)s of %(all)s", part=number_words(self.value or 0), all=number_words(self.of))


def sent_lines(found: Answered) -> list[Line]:
    return [
        Line(_("Applications"), _("Sent in this time."), found.sent),
        Line(_("Learners who applied"), _("Each counts once."), found.learners),
        Line(
            _("Answered in time"),
            _("The company proposed an interview, said yes or said no within three weeks.")
            + " "
            + _("Those that still wait do not count, nor those taken back."),
            found.in_time,
            found.owed,
        ),
        Line(
            _("Days until the answer"),
            _("Half of the answers came sooner, half later."),
            None if found.days is None else round(found.days, 1),
            words=_days(found.days),
        ),
    ]


def _days(days: float | None) -> str:
    if days is None:
        return ""
    return ngettext("%(num)s day", "%(num)s days", round(days)) if days >= 1 else _("Less than a day")


def step_lines(found: Steps) -> list[Line]:
    return [
        Line(_("Interviews"), _("The company proposed an interview."), found.interview),
        Line(_("Yes of a company"), _("The company offered the place."), found.offered),
        Line(_("Both said yes"), _("The learner said yes, too."), found.confirmed),
        Line(_("Begun"), _("The learner began to work."), found.started),
        Line(_("Ended"), _("It came to its end."), found.completed),
    ]


def after_lines(found: After) -> list[Line]:
    return [
        Line(_("Placements told of"), _("The company told how it went: to the end, or partly."), found.ended),
        Line(_("Stayed with a contract"), _("Of these, the company took the learner on."), found.hired, found.ended),
        Line(
            _("Seen the same way"),
            _("Of the learners who answered, those who see it as the company does."),
            found.the_same,
            found.said,
        ),
        Line(
            _("Asked half a year after"),
            _("Of the learners asked in this time, those who answered."),
            found.replied,
            found.asked,
        ),
        Line(
            _("At work half a year after"),
            _("Of those who answered, in the same company or in another one."),
            found.at_work,
            found.replied,
        ),
    ]


def period_words(period: Period) -> str:
    """`2026`, or `January to March 2026`."""
    year = period.first.year
    return str(year) if is_year(period) else f"{quarter_words(period)} {year}"


def is_year(period: Period) -> bool:
    return period.last.month - period.first.month > 2


def quarter_words(period: Period) -> str:
    return _("%(first)s to %(last)s", first=month_words(period.first.month), last=month_words(period.last.month))


def rows_of(parts: list[tuple[str, list[Line]]]) -> Iterator[tuple[str, Line]]:
    """All of them with the part they stand in, as a file has them."""
    return ((title, line) for title, lines in parts for line in lines)
