"""The half-days of a date, by the clock on the wall of its place: who was there is said for each of them."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from portal.domain.catalogue.calendar import EVENING
from portal.domain.catalogue.models import CourseSession, SessionDate
from portal.domain.signups.attendance_models import Half

#: The morning ends here: a date that spans it has a morning and an afternoon.
NOON = time(12, 30)
#: What runs into the evening by less than this is an afternoon, what begins less than this before it is an evening.
_RUNS_OVER = timedelta(hours=1)


def halves_of(day: SessionDate, zone: ZoneInfo) -> tuple[Half, ...]:
    """One to three of them, in order. A date that runs into the night has the half-days of its first day."""
    start, end = day.starts_at.astimezone(zone), day.ends_at.astimezone(zone)
    noon = datetime.combine(start.date(), NOON, zone)
    evening = datetime.combine(start.date(), EVENING, zone)
    in_the_evening = start >= evening or end >= evening + _RUNS_OVER
    held = {
        Half.MORNING: start < noon,
        Half.AFTERNOON: end > noon and start < (evening - _RUNS_OVER if in_the_evening else evening),
        Half.EVENING: in_the_evening,
    }
    return tuple(half for half, is_held in held.items() if is_held)


def half_now(day: SessionDate, zone: ZoneInfo, now: datetime) -> Half:
    """The half-day to tick at `now`: the one that runs, before the date its first one, afterwards its last."""
    there, start = now.astimezone(zone), day.starts_at.astimezone(zone)
    held = halves_of(day, zone)
    if there.date() != start.date():
        return held[0] if there < start else held[-1]
    by_clock = Half.MORNING if there.time() < NOON else Half.AFTERNOON if there.time() < EVENING else Half.EVENING
    order = list(Half)
    begun = [half for half in held if order.index(half) <= order.index(by_clock)]
    return begun[-1] if begun else held[0]


def date_now(course_session: CourseSession, now: datetime) -> SessionDate | None:
    """The date to tick at `now`: that of today, else the last one that has begun, else the first to come."""
    zone = course_session.place.zone
    today = now.astimezone(zone).date()
    ordered = sorted(course_session.dates, key=lambda day: day.starts_at)
    here = [day for day in ordered if day.starts_at.astimezone(zone).date() == today]
    running = [day for day in here if day.ends_at > now]
    begun = [day for day in ordered if day.starts_at <= now]
    return next(iter([*running, *here[-1:], *begun[-1:], *ordered]), None)
