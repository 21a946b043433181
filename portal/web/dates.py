"""Dates and hours in words: weekday first, month in letters, 24-hour clock, the wall time of the place."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_location
from babel.numbers import format_decimal

from portal import clock
from portal.domain.catalogue.models import CourseSession, SessionDate
from portal.web.languages import gettext as _
from portal.web.languages import language, ngettext

#: How many dates apart are still "weekly".
_WEEK = timedelta(days=7)


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone)


def day_words(day: date, today: date | None = None) -> str:
    """`mardi 1er décembre`; the year is added when it is not the present one."""
    pattern = {"ar": "EEEE، d MMMM"}.get(language().code, "EEEE d MMMM")
    if day.year != (today or clock.now().date()).year:
        pattern += " y"
    words = format_date(day, pattern, locale=language().locale)
    if language().code == "fr" and day.day == 1:
        words = words.replace(" 1 ", " 1er ")
    return words


def hour_words(moment: datetime) -> str:
    """`14 h 30` in French, never broken over two lines, `14:30` elsewhere; digits every phone can read."""
    if language().code == "fr":
        return f"{moment.hour}\u00a0h" + (f"\u00a0{moment.minute:02}" if moment.minute else "")
    return f"{moment:%H:%M}"


def hours_words(start: datetime, end: datetime) -> str:
    return _("%(start)s to %(end)s", start=hour_words(start), end=hour_words(end))


def duration_words(duration: timedelta) -> str:
    """`2 h`, `2 h 30`; Arabic has a word for two hours, and another for three."""
    hours, minutes = divmod(int(duration.total_seconds()) // 60, 60)
    if hours and minutes and language().code == "fr":
        return f"{hours}\u00a0h\u00a0{minutes:02}"
    hours_part = ngettext("%(num)s h", "%(num)s h", hours)
    minutes_part = ngettext("%(num)s min", "%(num)s min", minutes)
    if hours and minutes:
        return _("%(hours)s %(minutes)s", hours=hours_part, minutes=minutes_part)
    return hours_part if hours else minutes_part


def session_when(course_session: CourseSession) -> str:
    """The dates of a course session on one line: one date in full, many as `6 × 2 h, from lundi 2 mars`."""
    dates, zone = course_session.dates, course_session.place.zone
    if not dates:
        return _("Date to come")
    first = dates[0]
    start = local(first.starts_at, zone)
    if len(dates) == 1:
        return _(
            "%(day)s, %(hours)s",
            day=day_words(start.date()),
            hours=hours_words(start, local(first.ends_at, zone)),
        )
    durations = {day.ends_at - day.starts_at for day in dates}
    if len(durations) == 1:
        count = _("%(times)s × %(duration)s", times=len(dates), duration=duration_words(durations.pop()))
    else:
        count = ngettext("%(num)s date", "%(num)s dates", len(dates))
    return _(
        "%(count)s, from %(day)s at %(hour)s",
        count=count,
        day=day_words(start.date()),
        hour=hour_words(start),
    )


def card_day(course_session: CourseSession) -> str:
    """The day a booking card shows largest: that of the next meeting."""
    return day_words(local(_next_date(course_session).starts_at, course_session.place.zone).date())


def card_hour(course_session: CourseSession) -> str:
    """The hours of that next meeting."""
    day, zone = _next_date(course_session), course_session.place.zone
    return hours_words(local(day.starts_at, zone), local(day.ends_at, zone))


def _next_date(course_session: CourseSession) -> SessionDate:
    """The first meeting that is not over; the last one when all are."""
    to_come = (day for day in course_session.dates if day.ends_at > clock.now())
    return next(to_come, course_session.dates[-1])


def date_when(day: SessionDate, zone: ZoneInfo) -> str:
    """One meeting in full: `mardi 1er décembre, 14 h à 16 h`."""
    start, end = local(day.starts_at, zone), local(day.ends_at, zone)
    return _("%(day)s, %(hours)s", day=day_words(start.date()), hours=hours_words(start, end))


def moment_words(moment: datetime, zone: ZoneInfo) -> str:
    """A single instant: `mardi 1er décembre à 9 h`."""
    there = local(moment, zone)
    return _("%(day)s at %(hour)s", day=day_words(there.date()), hour=hour_words(there))


def soon_words(moment: datetime, zone: ZoneInfo) -> str:
    """The same where each letter costs and no year is in doubt: `mardi 1er décembre 9 h`, for text messages."""
    there = local(moment, zone)
    return f"{day_words(there.date(), there.date()).replace('،', '')} {hour_words(there)}"


def near_words(moment: datetime, zone: ZoneInfo) -> str:
    """Within the next days the weekday is enough: `mardi 18 h`."""
    there = local(moment, zone)
    return f"{format_date(there.date(), 'EEEE', locale=language().locale)} {hour_words(there)}"


def zone_city(zone: ZoneInfo) -> str:
    """The town whose clock counts, in the reader's language: `Nairobi`, `نيروبي`."""
    return get_timezone_location(zone, locale=language().babel, return_city=True)


def number_words(number: int | float) -> str:
    return format_decimal(number, locale=language().locale)


def iso_utc(moment: datetime) -> str:
    """For machines: `2026-12-01T13:00:00Z`."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
