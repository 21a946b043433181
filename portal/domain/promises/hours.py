"""When people may be disturbed, and when the team works: hours on the wall of a place.

Unless the team decides otherwise (`domain.settings.ours`) nobody is written to between 20 h and 8 h, and the team
answers on working days, Monday to Friday, until 18 h.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portal.domain.settings.ours import ours

#: What must be heard before the night is said this long before it, so that it still goes out.
TO_DELIVER = timedelta(minutes=30)


def is_waking(moment: datetime, zone: ZoneInfo) -> bool:
    """May somebody in `zone` be written to at `moment`?"""
    return ours().waking_from <= moment.astimezone(zone).time() < ours().waking_until


def next_waking(moment: datetime, zone: ZoneInfo) -> datetime:
    """`moment` itself when it is a waking hour, else the first one of the morning that follows."""
    there = moment.astimezone(zone)
    if is_waking(moment, zone):
        return moment
    day = there.date() if there.time() < ours().waking_from else there.date() + timedelta(days=1)
    return _on_the_wall(day, ours().waking_from, zone)


def last_waking(moment: datetime, zone: ZoneInfo) -> datetime:
    """The last instant until `moment` at which somebody may still be told something."""
    there = moment.astimezone(zone)
    if is_waking(moment, zone):
        return moment
    day = there.date() if there.time() >= ours().waking_until else there.date() - timedelta(days=1)
    return _on_the_wall(day, ours().waking_until, zone) - TO_DELIVER


def waking_later(moment: datetime, span: timedelta, zone: ZoneInfo) -> datetime:
    """`span` of waking time after `moment`: the night does not count, and the answer is due in daytime."""
    start = next_waking(moment, zone)
    evening = _on_the_wall(start.astimezone(zone).date(), ours().waking_until, zone)
    if start + span <= evening:
        return (start + span).astimezone(UTC)
    return waking_later(evening, start + span - evening, zone)


def working_days_later(moment: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The closing hour of the `days`th working day after the day of `moment`, on the wall of `zone`."""
    day = moment.astimezone(zone).date()
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return _on_the_wall(day, ours().office_closes, zone)


def working_day_at(day: date, zone: ZoneInfo) -> datetime:
    """The closing hour of `day`, or of the next working day when it is none."""
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return _on_the_wall(day, ours().office_closes, zone)


def day_closes(moment: datetime, zone: ZoneInfo) -> datetime:
    """The closing hour of the day of `moment`, working day or not."""
    return _on_the_wall(moment.astimezone(zone).date(), ours().office_closes, zone)


def _on_the_wall(day: date, hour: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, hour, zone).astimezone(UTC)
