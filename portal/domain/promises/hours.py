"""When people may be disturbed, and when the team works: hours on the wall of a place.

Nobody is written to between 20 h and 8 h. The team answers on working days, Monday to Friday, until 18 h.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: Messages go out from this hour of the wall clock ...
WAKING_FROM = time(8)
#: ... to this one.
WAKING_UNTIL = time(20)
#: What must be heard before the night is said this long before it, so that it still goes out: at 19 h 30.
TO_DELIVER = timedelta(minutes=30)
#: An answer promised "by Thursday" comes by this hour.
OFFICE_CLOSES = time(18)


def is_waking(moment: datetime, zone: ZoneInfo) -> bool:
    """May somebody in `zone` be written to at `moment`?"""
    return WAKING_FROM <= moment.astimezone(zone).time() < WAKING_UNTIL


def next_waking(moment: datetime, zone: ZoneInfo) -> datetime:
    """`moment` itself when it is a waking hour, else 8 h of the morning that follows."""
    there = moment.astimezone(zone)
    if is_waking(moment, zone):
        return moment
    day = there.date() if there.time() < WAKING_FROM else there.date() + timedelta(days=1)
    return _on_the_wall(day, WAKING_FROM, zone)


def last_waking(moment: datetime, zone: ZoneInfo) -> datetime:
    """The last instant until `moment` at which somebody may still be told something."""
    there = moment.astimezone(zone)
    if is_waking(moment, zone):
        return moment
    day = there.date() if there.time() >= WAKING_UNTIL else there.date() - timedelta(days=1)
    return _on_the_wall(day, WAKING_UNTIL, zone) - TO_DELIVER


def waking_later(moment: datetime, span: timedelta, zone: ZoneInfo) -> datetime:
    """`span` of waking time after `moment`: the night does not count, and the answer is due in daytime."""
    start = next_waking(moment, zone)
    evening = _on_the_wall(start.astimezone(zone).date(), WAKING_UNTIL, zone)
    if start + span <= evening:
        return (start + span).astimezone(UTC)
    return waking_later(evening, start + span - evening, zone)


def working_days_later(moment: datetime, days: int, zone: ZoneInfo) -> datetime:
    """18 h of the `days`th working day after the day of `moment`, on the wall of `zone`."""
    day = moment.astimezone(zone).date()
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return _on_the_wall(day, OFFICE_CLOSES, zone)


def working_day_at(day: date, zone: ZoneInfo) -> datetime:
    """18 h of `day`, or of the next working day when it is none."""
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return _on_the_wall(day, OFFICE_CLOSES, zone)


def _on_the_wall(day: date, hour: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, hour, zone).astimezone(UTC)
