"""The dates of a course session, from local wall time to instants."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portal.database import begin_write
from portal.domain.catalogue.models import CourseSession, SessionDate

#: From this hour on the wall it is evening: people come after work.
EVENING = time(17, 30)
_SATURDAY = 5


class NoSuchLocalTime(ValueError):
    """The clocks skip this local time: summer time begins."""


def local_instant(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """The instant at which the clock on the wall of `zone` shows `hour` on `day`."""
    if not 2000 <= day.year < 2200:  # a slip of the keyboard, which the days around it could not be counted for
        raise NoSuchLocalTime(f"{day} is not of our time")
    local = datetime.combine(day, hour, zone)
    there_and_back = local.astimezone(UTC).astimezone(zone)
    if there_and_back.replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchLocalTime(f"{day} {hour} does not exist in {zone.key}")
    return local


def weekly(first: date, hour: time, duration: timedelta, times: int, zone: ZoneInfo) -> list[SessionDate]:
    """`times` dates a week apart at the same hour on the wall, across changes of the clock."""
    starts = [local_instant(first + timedelta(weeks=week), hour, zone) for week in range(times)]
    # Added in UTC: on the wall, an hour more or less goes by in the night in which the clocks change.
    return [SessionDate(starts_at=start, ends_at=start.astimezone(UTC) + duration) for start in starts]


def set_dates(course_session: CourseSession, dates: list[SessionDate]) -> None:
    """Give a course session its dates (none: date to come), keeping with them what lists are filtered by."""
    begin_write()
    course_session.dates[:] = dates
    starts = [day.starts_at.astimezone(course_session.place.zone) for day in dates]
    course_session.evening = bool(starts) and all(start.time() >= EVENING for start in starts)
    course_session.weekend = bool(starts) and all(start.weekday() >= _SATURDAY for start in starts)
    course_session.starts_at = min((day.starts_at for day in dates), default=None)
    course_session.ends_at = max((day.ends_at for day in dates), default=None)
