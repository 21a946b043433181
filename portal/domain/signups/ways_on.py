"""Where somebody goes who was not accepted: a course that leads to this one, or one beside it; or the same later."""

from datetime import datetime

from sqlalchemy import select

from portal.database import db
from portal.domain.catalogue.models import Course, CourseSession, course_next
from portal.domain.signups.offers import Offer, next_fitting, of_course
from portal.domain.signups.steps import Refusal

#: After these another date of the same course helps.
_SAME_COURSE = {Refusal.FULL, Refusal.HOURS, Refusal.NOT_MET}


def ways_on(course_session: CourseSession, reason: str | None, now: datetime, most: int = 3) -> list[Offer]:
    """Dates with free seats that fit after this `reason`, within reach: each course once, those before it first."""
    if reason in _SAME_COURSE:
        return next_fitting(course_session, now, most)
    found = []
    for slug in _fitting_courses(course_session.course):
        near = (one for one in of_course(slug, now) if one.bookable and _within_reach(one, course_session))
        found += [one for one in (next(near, None),) if one]
        if len(found) == most:
            break
    return found or [
        one
        for one in next_fitting(course_session, now, most)
        if one.course_session.course_id != course_session.course_id
    ]


def _fitting_courses(course: Course) -> list[str]:
    """The courses one does before this one, then those one may do beside it."""
    before = select(course_next.c.course_id).where(course_next.c.next_id == course.id)
    beside = select(course_next.c.next_id).where(course_next.c.course_id.in_(before))
    first = db.session.scalars(select(Course.slug).where(Course.id.in_(before)).order_by(Course.position)).all()
    then = db.session.scalars(
        select(Course.slug).where(Course.id.in_(beside), Course.id != course.id).order_by(Course.position)
    ).all()
    return list(dict.fromkeys([*first, *then]))


def _within_reach(offer: Offer, course_session: CourseSession) -> bool:
    place = offer.course_session.place
    return place.online or place.country == course_session.place.country
