"""What is to come, for readers that are programs: every date in order, every course where it runs next."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from portal.database import db
from portal.domain.catalogue.models import Course, CourseSession, Place, SessionDate
from portal.domain.catalogue.published import published, published_course

#: Nobody's calendar needs more dates at once; with fewer it would miss some.
MOST_DATES = 500
MOST_COURSES = 100


def coming_dates(
    now: datetime, place: Place | None = None, course: Course | None = None, most: int = MOST_DATES
) -> list[SessionDate]:
    """The next `most` dates that are not over, soonest first, called off or not, with all that is told of them."""
    query = (
        select(SessionDate)
        .join(SessionDate.course_session)
        .where(SessionDate.ends_at > now, published())
        .order_by(SessionDate.ends_at, SessionDate.id)
        .limit(most)
        .options(
            contains_eager(SessionDate.course_session).options(
                joinedload(CourseSession.course).joinedload(Course.programme),
                joinedload(CourseSession.place),
                selectinload(CourseSession.dates),
            )
        )
    )
    if place is not None:
        query = query.where(CourseSession.place_id == place.id)
    if course is not None:
        query = query.where(CourseSession.course_id == course.id)
    return list(db.session.scalars(query))


def newest_courses(most: int = MOST_COURSES) -> list[Course]:
    """The courses that were added last, newest first."""
    query = select(Course).where(published_course()).order_by(Course.id.desc()).limit(most)
    query = query.options(joinedload(Course.programme))
    return list(db.session.scalars(query))


def next_runs(now: datetime) -> list[CourseSession]:
    """For each course at each place the course session that begins next, or the one whose date is to come."""
    order = (CourseSession.starts_at.is_(None), CourseSession.starts_at, CourseSession.id)
    number = func.row_number().over(partition_by=(CourseSession.course_id, CourseSession.place_id), order_by=order)
    numbered = select(CourseSession.id, number.label("number")).where(_to_begin(now)).subquery()
    query = (
        select(CourseSession)
        .where(CourseSession.id.in_(select(numbered.c.id).where(numbered.c.number == 1)))
        .order_by(CourseSession.id)
        .options(
            joinedload(CourseSession.course).options(joinedload(Course.programme)),
            joinedload(CourseSession.place),
            selectinload(CourseSession.dates),
            selectinload(CourseSession.spoken),
        )
    )
    return list(db.session.scalars(query))


def refs_to_come(now: datetime, first: int, most: int) -> list[tuple[str, datetime]]:
    """(ref, when it last changed) of course sessions that are not over and not called off, in a lasting order."""
    query = (
        select(CourseSession.ref, CourseSession.changed_at, Course.changed_at, Place.changed_at)
        .join(CourseSession.course)
        .join(CourseSession.place)
        .where(_not_over(now))
        .order_by(CourseSession.id)
        .offset(first)
        .limit(most)
    )
    return [(ref, max(own, of_course, of_place)) for ref, own, of_course, of_place in db.session.execute(query)]


def count_to_come(now: datetime) -> int:
    """How many those are."""
    return db.session.scalar(select(func.count(CourseSession.id)).where(_not_over(now))) or 0


def last_change(course_session: CourseSession) -> datetime:
    """When anything that is told of it changed."""
    return max(course_session.changed_at, course_session.course.changed_at, course_session.place.changed_at)


def place_by_slug(slug: str) -> Place | None:
    return db.session.scalar(select(Place).where(Place.slug == slug))


def _to_begin(now: datetime) -> ColumnElement[bool]:
    """Published, not called off, not begun."""
    to_begin = or_(CourseSession.starts_at.is_(None), CourseSession.starts_at > now)
    return and_(CourseSession.cancelled_at.is_(None), to_begin, published())


def _not_over(now: datetime) -> ColumnElement[bool]:
    """Published, not called off, perhaps under way."""
    not_over = or_(CourseSession.ends_at.is_(None), CourseSession.ends_at > now)
    return and_(CourseSession.cancelled_at.is_(None), not_over, published())
