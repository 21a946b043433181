"""Spans of days that hours and figures are added up for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

from portal.domain.signups.asked import home_zone


@dataclass(frozen=True)
class Period:
    """From the first of these days to the last, both included, by the clock on the wall of the association."""

    first: date
    last: date
    zone: ZoneInfo = field(default_factory=home_zone)

    @property
    def since(self) -> datetime:
        return datetime.combine(self.first, time(), self.zone)

    @property
    def before(self) -> datetime:
        return datetime.combine(date.fromordinal(self.last.toordinal() + 1), time(), self.zone)


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31))


def months(number: int) -> list[Period]:
    """The twelve of a year."""
    zone = home_zone()
    firsts = [date(number, month, 1) for month in range(1, 13)] + [date(number + 1, 1, 1)]
    return [Period(one, date.fromordinal(two.toordinal() - 1), zone) for one, two in pairwise(firsts)]


def years_between(moments: Iterable[datetime | None]) -> list[int]:
    """From the year of the last of these moments to that of the first one."""
    zone = home_zone()
    known = [moment.astimezone(zone).year for moment in moments if moment is not None]
    return list(range(max(known), min(known) - 1, -1)) if known else []
