"""Who was there, at the demo's dates that are over: most were, some excused themselves, a few did not come."""

import random
from datetime import datetime, timedelta

from sqlalchemy import select

from portal.database import db
from portal.domain.catalogue.models import CourseSession, SessionDate
from portal.domain.signups.attendance import By, Tick, Ticker, take
from portal.domain.signups.attendance_models import Mark
from portal.domain.signups.halves import halves_of
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import State
from portal.vault import new_ref

#: Dates that ended later than this are still to be marked: so the home of the team shows what is missing.
_LEFT_OPEN = timedelta(days=4)


def mark_dates(now: datetime, chance: random.Random) -> None:
    """Mark everybody who had a seat at a date that is over."""
    over = select(SessionDate).where(SessionDate.ends_at <= now - _LEFT_OPEN).order_by(SessionDate.ends_at)
    for day in db.session.scalars(over).all():
        if day.course_session.cancelled_at is None:
            _mark(day, chance)


def _mark(day: SessionDate, chance: random.Random) -> None:
    course_session: CourseSession = day.course_session
    seated = select(SignUp).where(SignUp.course_session_id == course_session.id, SignUp.state == State.CONFIRMED)
    for sign_up in db.session.scalars(seated.order_by(SignUp.id)).all():
        mark = chance.choices((Mark.PRESENT, Mark.ABSENT, Mark.EXCUSED), (86, 9, 5))[0]
        for half in halves_of(day, course_session.place.zone):
            tick = Tick(new_ref(32), sign_up, day, half, mark, day.ends_at)
            take(tick, By(Ticker.TEAM), day.ends_at)
