"""The words of slots: which one it is, why it fits somebody, why it cannot be theirs; and its place in a calendar."""

from datetime import datetime, timedelta

from flask import current_app
from icalendar import Alarm, Calendar, Event

from portal.domain.catalogue.models import SessionDate
from portal.domain.mentoring.slot_fit import Fit, cells_of
from portal.domain.mentoring.slot_models import Slot
from portal.domain.mentoring.slots import NotForThem, NotOpen, NotTheirs, TooLate, TwoAtOnce
from portal.web import dates
from portal.web.calendars import zone_rules
from portal.web.languages import gettext as _
from portal.web.links import workshop_link
from portal.web.mentoring import cell_words, role_words, spoken_words
from portal.web.words import place_words, text


def when_words(day: SessionDate) -> str:
    """One date in full, by the clock of its place."""
    return dates.date_when(day, day.course_session.place.zone)


def date_words(day: SessionDate) -> str:
    """What and when, on one line."""
    return text(day.course_session.course.title) + _(", ") + when_words(day)


def slot_words(slot: Slot) -> str:
    """The same with the role: for a list of the team, or a mail."""
    return f"{role_words(slot.role)} · {date_words(slot.session_date)}"


def reasons(slot: Slot, fit: Fit) -> list[str]:
    """What speaks for it, each in a few words: the part of the week, the place, the languages in common."""
    day = slot.session_date
    found = [cell_words(value) for value in sorted(cells_of(day))] if fit.hours else []
    found += [place_words(day.course_session.place)] if fit.place else []
    return found + [spoken_words(code) for code in fit.languages or ()]


def lacks(fit: Fit) -> list[str]:
    """What speaks against it, for the team."""
    said = [
        (not fit.role, _("another role")),
        (not fit.place, _("another place")),
        (not fit.hours, _("other hours")),
        (fit.languages == (), _("no language in common")),
    ]
    return [words for is_so, words in said if is_so]


def refusal(refused: Exception) -> str:
    """Why it was not done, and what to do instead."""
    if isinstance(refused, TwoAtOnce):
        return _("You have another date then: %(what)s.", what=date_words(refused.other))
    if isinstance(refused, NotOpen):
        return _("Somebody else was faster. Please choose another one.")
    if isinstance(refused, NotForThem):
        return _("This does not fit what you offer. Please choose another one.")
    if isinstance(refused, TooLate):
        return _("It is too late for this date.")
    assert isinstance(refused, NotTheirs)
    return _("This is not yours any more.")


def calendar_of(slot: Slot, now: datetime) -> bytes:
    """The date of a slot for whoever holds it, in the place's own zone, with a reminder the day before."""
    day = slot.session_date
    course_session = day.course_session
    place, title = course_session.place, text(course_session.course.title)
    calendar = Calendar()
    calendar.add("prodid", f"-//{current_app.config['PORTAL_ORGANISATION']}//portal//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(zone_rules(place.timezone, day.starts_at.date(), day.ends_at.date()))
    event = Event()
    event.add("uid", f"{slot.ref}@{current_app.config['PORTAL_BASE_URL'].split('//')[1]}")
    event.add("dtstamp", now)
    event.add("dtstart", day.starts_at.astimezone(place.zone))
    event.add("dtend", day.ends_at.astimezone(place.zone))
    event.add("summary", f"{role_words(slot.role)} · {title}")
    event.add("location", text(place.address) if place.address else text(place.name))
    event.add("description", "\n".join(filter(None, (text(place.directions), course_session.join_url))))
    event.add("url", workshop_link(course_session))
    event.add("status", "CONFIRMED")
    event.add_component(_day_before(title))
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _day_before(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(days=-1))
    return alarm
