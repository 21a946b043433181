"""What the public sees of the catalogue: everything but drafts. The one place of that rule."""

from sqlalchemy import ColumnElement, and_, select

from portal.domain.catalogue.models import Course, CourseSession


def published_course() -> ColumnElement[bool]:
    """Of a course."""
    return Course.draft.is_(False)


def published() -> ColumnElement[bool]:
    """Of a course session: it is published, and so is its course."""
    hidden = select(Course.id).where(Course.draft.is_(True))
    return and_(CourseSession.draft.is_(False), CourseSession.course_id.not_in(hidden))
