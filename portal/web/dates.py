"""Dates and hours in words: weekday first, month in letters, 24-hour clock, the wall time of the place."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_location
from babel.numbers import format_decimal

from portal import clock
from portal.domain.catalogue.models import CourseSession, SessionDate
from portal.web.languages import gettext as _
from portal.web.languages import language, ngettext

#: Where a comma stands between the weekday and the day.
_DAY = {"ar": "EEEE، d MMMM", "fa": "EEEE، d MMMM", "uk": "EEEE, d MMMM"}
_NO_COMMA = str.maketrans("", "", ",،")
#: Where text messages name the weekday as calendars do: a message in Cyrillic is short, and `ср` has one case.
_SHORT_WEEKDAY = {"uk"}


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone)


def day_words(day: date, today: date | None = None) -> str:
    """`mardi 1er décembre`; the year is added when it is not the present one."""
    return _day(_DAY.get(language().code, "EEEE d MMMM"), day, today)


def short_day(day: date) -> str:
    """The same where the weekday is said already: `1er décembre`."""
    return _day("d MMMM", day, None)


def _day(pattern: str, day: date, today: date | None) -> str:
    if day.year != (today or clock.now().date()).year:
        pattern += " y 'року'" if language().code == "uk" else " y"
    words = format_date(day, pattern, locale=language().locale)
    if language().code == "fr" and day.day == 1:
        words = re.sub(r"(^| )1 ", r"\g<1>1er ", words)
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
    """All dates on one line: a single one in full, many as `6 × 2 h, Mondays at 18:00, from 2 March`."""
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
    if _same_each_week(course_session):
        return _(
            "%(count)s, %(weekly)s, from %(day)s",
            count=how_often(course_session),
            weekly=_weekly(start),
            day=short_day(start.date()),
        )
    return _(
        "%(count)s, from %(day)s at %(hour)s",
        count=how_often(course_session),
        day=day_words(start.date()),
        hour=hour_words(start),
    )


def how_often(course_session: CourseSession) -> str:
    """How much of one's time a course takes: `2 h`, `6 × 2 h`, `6 dates` where they differ."""
    durations = {day.ends_at - day.starts_at for day in course_session.dates}
    if len(durations) != 1:
        return ngettext("%(num)s date", "%(num)s dates", len(course_session.dates))
    lasting = duration_words(durations.pop())
    if len(course_session.dates) == 1:
        return lasting
    return _("%(times)s × %(duration)s", times=len(course_session.dates), duration=lasting)


def _same_each_week(course_session: CourseSession) -> bool:
    starts = [local(day.starts_at, course_session.place.zone) for day in course_session.dates]
    return len({(start.weekday(), start.time()) for start in starts}) == 1


def _weekly(start: datetime) -> str:
    """`Tuesdays at 18:00`. A sentence for each day: languages bend the name of a day each in its way."""
    sentences = (
        _("Mondays at %(hour)s"),
        _("Tuesdays at %(hour)s"),
        _("Wednesdays at %(hour)s"),
        _("Thursdays at %(hour)s"),
        _("Fridays at %(hour)s"),
        _("Saturdays at %(hour)s"),
        _("Sundays at %(hour)s"),
    )
    return sentences[start.weekday()] % {"hour": hour_words(start)}


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
    if language().code in _SHORT_WEEKDAY:
        return f"{_day('EEE d MMMM', there.date(), there.date())} {hour_words(there)}"
    return f"{day_words(there.date(), there.date()).translate(_NO_COMMA)} {hour_words(there)}"


def near_words(moment: datetime, zone: ZoneInfo) -> str:
    """Within the next days the weekday is enough: `mardi 18 h`."""
    there = local(moment, zone)
    weekday = "EEE" if language().code in _SHORT_WEEKDAY else "EEEE"
    return f"{format_date(there.date(), weekday, locale=language().locale)} {hour_words(there)}"


def zone_city(zone: ZoneInfo) -> str:
    """The town whose clock counts, in the reader's language: `Nairobi`, `نيروبي`."""
    return get_timezone_location(zone, locale=language().babel, return_city=True)


def number_words(number: int | float) -> str:
    return format_decimal(number, locale=language().locale)


def iso_utc(moment: datetime) -> str:
    """For machines: `2026-12-01T13:00:00Z`."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
