"""A course session of the demo in each state a visitor can meet."""

from datetime import datetime
from pathlib import Path

from portal import clock, create_app
from portal.database import db
from portal.domain.catalogue.availability import Availability
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups import offers


def one_of_each_state(now: datetime) -> dict[Availability, str]:
    """State -> ref, at `now`, in the database of the app at hand."""
    found: dict[Availability, str] = {}
    for course_session in db.session.scalars(db.select(CourseSession)):
        found.setdefault(offers.offer(course_session, now).availability, course_session.ref)
    return found


def in_instance(folder: Path) -> dict[Availability, str]:
    """The same, read beside a portal that runs in `folder`."""
    with create_app(None, {"PORTAL_INSTANCE": str(folder)}).app_context():
        try:
            return one_of_each_state(clock.now())
        finally:
            db.session.remove()
            db.engine.dispose()
