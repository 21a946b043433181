"""The dates of an application as a calendar (RFC 5545): the information meeting, and the interview that is agreed."""

from datetime import datetime, timedelta

from flask import current_app
from icalendar import Alarm, Calendar, Event

from portal import clock
from portal.domain.signups.application_models import Application
from portal.domain.signups.applying import INFO_MEETING_TAKES
from portal.domain.signups.codes import show_code
from portal.domain.signups.steps import Step
from portal.web.languages import gettext as _
from portal.web.links import workshop_link
from portal.web.words import text

#: How long an interview is kept free for.
_INTERVIEW_TAKES = timedelta(minutes=45)


def appointments_of(application: Application) -> bytes | None:
    """None: no fixed date lies ahead. Times are those of the world (UTC): every phone shows them by its own clock."""
    found = []
    session, now = application.sign_up.course_session, clock.now()
    if session.info_meeting_at and session.info_meeting_at > now and application.step == Step.SENT:
        online = session.info_meeting_url
        where = online or _place(application)
        found.append(("information", _("Information meeting"), session.info_meeting_at, INFO_MEETING_TAKES, where))
    if application.interview_at and application.interview_at > now and application.step == Step.AGREED:
        what = _("Interview")
        found.append(("interview", what, application.interview_at, _INTERVIEW_TAKES, _place(application)))
    if not found:
        return None
    calendar = Calendar()
    calendar.add("prodid", f"-//{current_app.config['PORTAL_ORGANISATION']}//portal//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for name, what, starts_at, takes, where in found:
        calendar.add_component(_event(application, name, what, starts_at, takes, where))
    return bytes(calendar.to_ical())


def _event(
    application: Application, name: str, what: str, starts_at: datetime, takes: timedelta, where: str
) -> Event:
    sign_up = application.sign_up
    event = Event()
    event.add("uid", f"{sign_up.ref}-{name}@{current_app.config['PORTAL_BASE_URL'].split('//')[1]}")
    event.add("dtstamp", starts_at - timedelta(days=1))
    event.add("dtstart", starts_at)
    event.add("dtend", starts_at + takes)
    event.add("summary", what + _(", ") + text(sign_up.course_session.course.title))
    event.add("location", where)
    event.add("description", _("Your code: %(code)s", code=show_code(sign_up.code)))
    event.add("url", workshop_link(sign_up.course_session))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", what)
    alarm.add("trigger", timedelta(days=-1))
    event.add_component(alarm)
    return event


def _place(application: Application) -> str:
    place = application.sign_up.course_session.place
    return text(place.address) if place.address else text(place.name)
