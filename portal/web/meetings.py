"""The meetings of a pair in words, and as a calendar (RFC 5545)."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from flask import current_app
from icalendar import Alarm, Calendar, Event

from portal.domain.mentoring.choices import Mode
from portal.domain.mentoring.health import Health
from portal.domain.mentoring.meetings import InThePast, Overlaps, StillToCome, TooFar, ends_at
from portal.domain.mentoring.pair_models import Meeting
from portal.web import dates
from portal.web.calendars import zone_rules
from portal.web.languages import gettext as _
from portal.web.links import address
from portal.web.mentoring import mode_words
from portal.web.words import text


def meeting_words(meeting: Meeting, zone: ZoneInfo) -> str:
    """`mardi 1er décembre, 18 h à 19 h`."""
    start, end = dates.local(meeting.at, zone), dates.local(ends_at(meeting), zone)
    return _("%(day)s, %(hours)s", day=dates.day_words(start.date()), hours=dates.hours_words(start, end))


def meeting_day(meeting: Meeting, zone: ZoneInfo) -> str:
    """`mardi 1er décembre`."""
    return dates.day_words(dates.local(meeting.at, zone).date())


def minutes_words(minutes: int) -> str:
    """`45 min`, `1 h 30`."""
    return dates.duration_words(timedelta(minutes=minutes))


def health_words(health: str) -> str:
    """How two are doing, to themselves: by when they last met."""
    return {
        Health.GREEN: _("You met in the last two weeks."),
        Health.AMBER: _("You have not met for two weeks."),
        Health.RED: _("You have not met for a month."),
        Health.NONE: "",
    }[Health(health)]


def where_words(meeting: Meeting) -> str:
    """How the two meet, and where: `In person, The blue house`."""
    place = meeting.pair.mentee.place
    if meeting.mode == Mode.IN_PERSON and place:
        return mode_words(meeting.mode) + _(", ") + text(place.name)
    return mode_words(meeting.mode)


def refusal_words(refused: Exception, zone: ZoneInfo) -> str:
    """Why a meeting cannot be at that time, and what to do."""
    if isinstance(refused, Overlaps) and refused.theirs:
        return _("You meet then already: %(when)s. Choose another hour.", when=meeting_words(refused.meeting, zone))
    if isinstance(refused, Overlaps):
        return _("The mentor meets somebody else then. Choose another hour.")
    if isinstance(refused, InThePast):
        return _("This time is over. Choose a later one.")
    if isinstance(refused, StillToCome):
        return _("This time is still to come. Choose an earlier one.")
    if isinstance(refused, TooFar):
        return _("This day is too far away. Choose a nearer one.")
    return _("You are no longer a pair. Nothing was saved.")


def calendar_of(meeting: Meeting, other: str, zone: ZoneInfo) -> bytes:
    """One event by the clock of the pair, with a reminder the day before. `other`: with whom."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{current_app.config['PORTAL_ORGANISATION']}//portal//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(zone_rules(zone.key, meeting.at.date(), ends_at(meeting).date()))
    event = Event()
    event.add("uid", f"{meeting.ref}@{current_app.config['PORTAL_BASE_URL'].split('//')[1]}")
    event.add("dtstamp", meeting.at - timedelta(days=1))
    event.add("dtstart", meeting.at.astimezone(zone))
    event.add("dtend", ends_at(meeting).astimezone(zone))
    event.add("summary", _("Meeting with %(name)s", name=other))
    event.add("location", where_words(meeting))
    event.add("url", address("pair.show", ref=meeting.pair.ref))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Your meeting is tomorrow"))
    alarm.add("trigger", timedelta(days=-1))
    event.add_component(alarm)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
