"""The interview of an application for work as a calendar (RFC 5545)."""

from datetime import datetime, timedelta

from flask import current_app
from icalendar import Alarm, Calendar, Event

from portal.domain.jobs.application_models import JobApplication
from portal.web.languages import gettext as _

#: How long it is kept free for.
_TAKES = timedelta(minutes=45)


def interview_calendar(application: JobApplication, at: datetime) -> bytes:
    """Times are those of the world (UTC): every phone shows them by its own clock. It names the work and the company,
    never who applied."""
    posting = application.posting
    what = _("Interview")
    calendar = Calendar()
    calendar.add("prodid", f"-//{current_app.config['PORTAL_ORGANISATION']}//portal//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{application.ref}-interview@{current_app.config['PORTAL_BASE_URL'].split('//')[1]}")
    event.add("dtstamp", at - timedelta(days=1))
    event.add("dtstart", at)
    event.add("dtend", at + _TAKES)
    event.add("summary", what + _(", ") + posting.company.name)
    event.add("location", application.interview_where or "")
    event.add("description", posting.title)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", what)
    alarm.add("trigger", timedelta(days=-1))
    event.add_component(alarm)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
