"""What happens at one place in the coming weeks, meeting by meeting, as a printed programme lists it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.domain.catalogue.models import Course, CourseSession, Place, SessionDate
from portal.domain.catalogue.published import published

#: More than a door can show; a bound for the page, not for the place.
MOST_MEETINGS = 300


def meetings(place: Place, since: datetime, until: datetime) -> list[SessionDate]:
    """The meetings at `place` that begin in this time, in their order; of what is cancelled or a draft none."""
    query = (
        select(SessionDate)
        .join(SessionDate.course_session)
        .where(
            CourseSession.place_id == place.id,
            CourseSession.cancelled_at.is_(None),
            published(),
            SessionDate.starts_at >= since,
            SessionDate.starts_at < until,
        )
        .order_by(SessionDate.starts_at, SessionDate.id)
        .limit(MOST_MEETINGS)
    )
    session_of = joinedload(SessionDate.course_session)
    query = query.options(session_of.joinedload(CourseSession.course).joinedload(Course.programme))
    return list(db.session.scalars(query.options(session_of.joinedload(CourseSession.place))))
