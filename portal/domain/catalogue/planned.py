"""The course sessions as the team lists them: drafts and what is over, too."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.domain.catalogue.models import Course, CourseSession


class Which(StrEnum):
    COMING = "coming"
    DRAFTS = "drafts"
    CANCELLED = "cancelled"
    PAST = "past"


def planned(
    which: Which, scope: ColumnElement[bool], place_id: int | None, course_id: int | None, now: datetime
) -> Select[CourseSession]:
    """Within `scope`, the soonest first; what is over, the latest first."""
    query = select(CourseSession).where(scope, _is(which, now))
    if place_id is not None:
        query = query.where(CourseSession.place_id == place_id)
    if course_id is not None:
        query = query.where(CourseSession.course_id == course_id)
    if which is Which.PAST:
        query = query.order_by(CourseSession.starts_at.desc(), CourseSession.id.desc())
    else:
        query = query.order_by(CourseSession.starts_at.is_(None), CourseSession.starts_at, CourseSession.id)
    return query.options(
        joinedload(CourseSession.course).joinedload(Course.programme),
        joinedload(CourseSession.place),
        selectinload(CourseSession.dates),
    )


def _is(which: Which, now: datetime) -> ColumnElement[bool]:
    held = CourseSession.cancelled_at.is_(None)
    ahead = or_(CourseSession.ends_at.is_(None), CourseSession.ends_at > now)
    return {
        Which.COMING: held & ahead,
        Which.DRAFTS: held & CourseSession.draft.is_(True),
        Which.CANCELLED: ~held,
        Which.PAST: held & (CourseSession.ends_at <= now),
    }[which]
