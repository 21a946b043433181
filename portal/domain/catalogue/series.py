"""Dates as people write them, a day and two hours on the wall of the place, and several of them by a rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from portal.domain.catalogue.calendar import NoSuchLocalTime, local_instant
from portal.domain.catalogue.models import CourseSession, SessionDate

#: Nobody plans further by one rule.
MOST_TIMES = 60
#: A meeting takes a day at most.
LONGEST = timedelta(hours=12)


class Fault(StrEnum):
    """What is wrong with a date that was written."""

    #: The clocks skip this hour.
    NO_SUCH_TIME = "no_such_time"
    ENDS_FIRST = "ends_first"
    TOO_LONG = "too_long"
    #: It begins before the one before it is over.
    OVERLAPS = "overlaps"


class BadDate(ValueError):
    """A date cannot be held as it is written."""

    def __init__(self, slot: "Slot", fault: Fault) -> None:
        super().__init__(f"{slot}: {fault}")
        self.slot, self.fault = slot, fault


@dataclass(frozen=True, order=True)
class Slot:
    """One meeting by the clock on the wall."""

    day: date
    start: time
    end: time

    def at(self, zone: ZoneInfo) -> SessionDate:
        """Raises `BadDate`."""
        if self.end <= self.start:
            raise BadDate(self, Fault.ENDS_FIRST)
        try:
            starts_at = local_instant(self.day, self.start, zone)
            ends_at = local_instant(self.day, self.end, zone)
        except NoSuchLocalTime as skipped:
            raise BadDate(self, Fault.NO_SUCH_TIME) from skipped
        if ends_at.astimezone(UTC) - starts_at.astimezone(UTC) > LONGEST:
            raise BadDate(self, Fault.TOO_LONG)
        return SessionDate(starts_at=starts_at, ends_at=ends_at)


def dates_at(slots: Sequence[Slot], zone: ZoneInfo) -> list[SessionDate]:
    """Their instants, soonest first. Raises `BadDate` for the first that cannot be."""
    ordered = sorted(slots)
    dates = [slot.at(zone) for slot in ordered]
    for before, after, slot in zip(dates, dates[1:], ordered[1:], strict=False):
        if after.starts_at < before.ends_at:
            raise BadDate(slot, Fault.OVERLAPS)
    return dates


def slots_of(course_session: CourseSession) -> list[Slot]:
    """The dates of a course session as the wall of its place shows them."""
    return [
        Slot(start.date(), start.time(), end.time())
        for start, end in (_on_the_wall(day, course_session.place.zone) for day in course_session.dates)
    ]


def _on_the_wall(day: SessionDate, zone: ZoneInfo) -> tuple[datetime, datetime]:
    return day.starts_at.astimezone(zone), day.ends_at.astimezone(zone)


def begun_on(slots: Sequence[Slot], first: date) -> list[Slot]:
    """The same dates, the first of them on `first`."""
    moved = first - min(slots).day if slots else timedelta()
    return [Slot(slot.day + moved, slot.start, slot.end) for slot in slots]


def weekly(first: Slot, times: int, weeks: int = 1) -> list[Slot]:
    """`times` dates at the same hours, every week or every so many `weeks`."""
    apart = timedelta(weeks=weeks)
    return [Slot(first.day + apart * number, first.start, first.end) for number in range(min(times, MOST_TIMES))]
