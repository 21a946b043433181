"""Calendars (RFC 5545) that phones and desktops accept, by the `icalendar` library."""

from datetime import datetime, timedelta

from flask import current_app
from icalendar import Alarm, Calendar, Event

from portal.domain.signups.codes import show_code
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import LIVE, State
from portal.web.calendars import zone_rules
from portal.web.languages import gettext as _
from portal.web.links import workshop_link
from portal.web.words import text


def calendar_of(sign_up: SignUp, now: datetime) -> bytes:
    """One event for each date of the booking, in the place's own zone, with a reminder the day before."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{current_app.config['PORTAL_ORGANISATION']}//portal//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    place, days = sign_up.course_session.place, sign_up.course_session.dates
    zone = place.zone
    if days:
        calendar.add_component(zone_rules(place.timezone, days[0].starts_at.date(), days[-1].ends_at.date()))
    for number, day in enumerate(days, start=1):
        event = Event()
        event.add("uid", f"{sign_up.ref}-{number}@{current_app.config['PORTAL_BASE_URL'].split('//')[1]}")
        event.add("dtstamp", now)
        event.add("dtstart", day.starts_at.astimezone(zone))
        event.add("dtend", day.ends_at.astimezone(zone))
        event.add("summary", text(sign_up.course_session.course.title))
        event.add("location", _location(sign_up))
        event.add("description", _description(sign_up))
        event.add("url", workshop_link(sign_up.course_session))
        event.add("status", "CONFIRMED" if sign_up.state in LIVE else "CANCELLED")
        event.add_component(_day_before())
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _location(sign_up: SignUp) -> str:
    place = sign_up.course_session.place
    return text(place.address) if place.address else text(place.name)


def _description(sign_up: SignUp) -> str:
    lines = [
        _("Your code: %(code)s", code=show_code(sign_up.code)),
        text(sign_up.course_session.place.directions),
    ]
    if sign_up.course_session.join_url and sign_up.state == State.CONFIRMED:
        lines.append(sign_up.course_session.join_url)
    return "\n".join(lines)


def _day_before() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Your workshop is tomorrow"))
    alarm.add("trigger", timedelta(days=-1))
    return alarm
