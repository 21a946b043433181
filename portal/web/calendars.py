"""Calendars one subscribes to (RFC 5545, RFC 7986): read again every few hours, each date is always the same event.

An event keeps its UID whatever becomes of the date: `ref` of the course session, or of the booking, and its number.
There is no METHOD, so DTSTAMP says when the event changed: two readings of what stayed the same are the same bytes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import Flask, current_app, url_for
from icalendar import Calendar, Component, Event, Timezone, vDuration, vUri

from portal.database import Text
from portal.domain.catalogue.coming import last_change
from portal.domain.catalogue.models import CourseSession, Entry, Place, SessionDate
from portal.domain.signups.calendar import calendar_token
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import LIVE, State
from portal.web.languages import gettext as _
from portal.web.languages import language
from portal.web.links import absolute, workshop_link
from portal.web.words import french_words, kind_words, sign_up_words, text

#: How often a calendar asks again.
_EVERY = timedelta(hours=4)
#: SEQUENCE counts seconds from here: it grows with each change, and stays small enough for any reader.
_BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class _Told:
    """What differs between the calendar of everybody and that of one booking."""

    ref: str
    status: str
    changed: datetime
    busy: bool
    note: str


def public_calendar(name: str, source: str, days: Iterable[SessionDate]) -> bytes:
    """These dates, for everybody; those called off stay, marked so. `source`: its own address."""
    calendar = _empty(name, source)
    days = list(days)
    _add_zones(calendar, days)
    for day in days:
        calendar.add_component(_event(day, _for_everybody(day.course_session)))
    return bytes(calendar.to_ical())


def booking_calendar(name: str, source: str, sign_ups: Iterable[SignUp]) -> bytes:
    """The dates of a booking, and of those it was moved to. It may be passed on: it names no person, no code, no link
    to join; it says what, when, where, and whether a seat is held."""
    calendar = _empty(name, source)
    sign_ups = list(sign_ups)
    _add_zones(calendar, [day for sign_up in sign_ups for day in sign_up.course_session.dates])
    for sign_up in sign_ups:
        for day in sign_up.course_session.dates:
            calendar.add_component(_event(day, _for_one(sign_up)))
    return bytes(calendar.to_ical())


def subscribing(endpoint: str, **values: Any) -> str:
    """The address of a calendar under which a phone hands it to its calendar program, which asks again by itself."""
    return "webcal:" + absolute(url_for(endpoint, **values)).partition(":")[2]


def calendar_link(sign_up: SignUp) -> str:
    """The same for the calendar of one booking."""
    return subscribing("feeds.own_calendar", token=calendar_token(sign_up))


def _for_everybody(course_session: CourseSession) -> _Told:
    status = "CONFIRMED" if course_session.cancelled_at is None else "CANCELLED"
    address = workshop_link(course_session)
    chosen = course_session.course.entry == Entry.APPLICATION
    note = _("Apply: %(address)s", address=address) if chosen else _("Take a seat: %(address)s", address=address)
    return _Told(course_session.ref, status, last_change(course_session), False, note)


def _for_one(sign_up: SignUp) -> _Told:
    held = "CONFIRMED" if sign_up.state == State.CONFIRMED else "TENTATIVE"
    status = held if sign_up.state in LIVE else "CANCELLED"
    changed = max([last_change(sign_up.course_session), *(move.at for move in sign_up.history)])
    return _Told(sign_up.ref, status, changed, status == "CONFIRMED", sign_up_words(sign_up))


def _empty(name: str, source: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//{current_app.config['PORTAL_ORGANISATION']}//portal//")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for known_as in ("name", "x-wr-calname"):
        calendar.add(known_as, name)
    calendar.add("source", vUri(source), parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", vDuration(_EVERY), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_EVERY))
    return calendar


def _add_zones(calendar: Calendar, days: list[SessionDate]) -> None:
    spans: dict[str, list[date]] = {}
    for day in days:
        spans.setdefault(day.course_session.place.timezone, []).extend((day.starts_at.date(), day.ends_at.date()))
    for key, dates in sorted(spans.items()):
        calendar.add_component(zone_rules(key, min(dates), max(dates)))


def zone_rules(key: str, first: date, last: date) -> Component:
    """The rules of a zone travel along with its dates: some programs know no zone by name."""
    return Timezone.from_ical(_rules(key, first.year - 1, last.year + 1))


@lru_cache(maxsize=64)
def _rules(key: str, first: int, last: int) -> str:
    """The library's, made easier to read: one RDATE a line, and what springs forward begins by the clock before
    (RFC 5545, 3.6.5), where the library says the clock after."""
    zone = Timezone.from_tzinfo(ZoneInfo(key), key, date(first, 1, 1), date(last, 12, 31))
    part: Any
    for part in zone.subcomponents:
        forward = max(part["TZOFFSETTO"].td - part["TZOFFSETFROM"].td, timedelta())
        starts = [part.pop("DTSTART").dt, *(one.dt for one in (part.pop("RDATE").dts if "RDATE" in part else []))]
        part.add("dtstart", starts[0] - forward)
        for start in starts[1:]:
            part.add("rdate", [start - forward])
    return bytes(zone.to_ical()).decode()


def _event(day: SessionDate, told: _Told) -> Event:
    course_session, place = day.course_session, day.course_session.place
    number = course_session.dates.index(day) + 1
    event = Event()
    event.add("uid", f"{told.ref}-{number}@{urlsplit(current_app.config['PORTAL_BASE_URL']).hostname}")
    event.add("sequence", int((told.changed - _BEGINNING).total_seconds()))
    for stamped in ("dtstamp", "last-modified"):
        event.add(stamped, told.changed)
    event.add("dtstart", day.starts_at.astimezone(place.zone))
    event.add("dtend", day.ends_at.astimezone(place.zone))
    _add_text(event, "summary", course_session.course.title)
    event.add("location", _location(place))
    if place.latitude is not None and place.longitude is not None:
        event.add("geo", (place.latitude, place.longitude))
    event.add("description", _description(course_session, told.note))
    event.add("categories", [kind_words(course_session.course.programme.kind)])
    event.add("url", workshop_link(course_session))
    event.add("status", told.status)
    event.add("transp", "OPAQUE" if told.busy else "TRANSPARENT")
    return event


def _add_text(event: Event, name: str, content: Text) -> None:
    """Content with the language it really is in."""
    words, really = content.pick(language().code)
    event.add(name, words, parameters={"LANGUAGE": really})


def _location(place: Place) -> str:
    return f"{text(place.name)}, {text(place.address)}" if place.address else text(place.name)


def _description(course_session: CourseSession, note: str) -> str:
    course, place = course_session.course, course_session.place
    return "\n".join((note, text(course.summary), french_words(course.french), text(place.directions)))


def init_calendars(app: Flask) -> None:
    app.jinja_env.globals["calendar_link"] = calendar_link
