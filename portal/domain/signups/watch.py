"""What the worker and the audit look for in the waiting lists."""

from datetime import datetime

from sqlalchemy import select

from portal.database import db
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.line import is_called
from portal.domain.signups.models import SignUp
from portal.domain.signups.seats import count_seats
from portal.domain.signups.states import State


def lines(now: datetime, most: int = 1000) -> list[int]:
    """Ids of the course sessions ahead where somebody waits."""
    query = (
        select(SignUp.course_session_id)
        .join(SignUp.course_session)
        .where(SignUp.state == State.WAITING, CourseSession.starts_at > now, CourseSession.cancelled_at.is_(None))
        .group_by(SignUp.course_session_id)
        .limit(most)
    )
    return list(db.session.scalars(query))


def standing_lines(now: datetime) -> list[CourseSession]:
    """Where somebody waits whom the free seats would fit, and nobody has been asked to phone: it should not be."""
    ids = lines(now)
    counts = count_seats(ids)
    found = db.session.scalars(select(CourseSession).where(CourseSession.id.in_(ids)).order_by(CourseSession.id))
    return [
        one
        for one in found
        if counts[one.id].free(one.capacity) > counts[one.id].free_for_newcomers(one.capacity) and not is_called(one)
    ]


def begun(now: datetime, most: int = 200) -> list[int]:
    """Ids of sign-ups that still wait, or think about an offer, for what has begun."""
    query = (
        select(SignUp.id)
        .join(SignUp.course_session)
        .where(SignUp.state.in_({State.WAITING, State.OFFERED}), CourseSession.starts_at <= now)
        .order_by(SignUp.id)
        .limit(most)
    )
    return list(db.session.scalars(query))
