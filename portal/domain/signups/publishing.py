"""Showing the catalogue to the public and taking it back; nothing that somebody signed up for disappears."""

from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, select

from portal.database import begin_write, db
from portal.domain.accounts.account_models import Grant
from portal.domain.catalogue.models import Course, CourseSession, Place, Programme
from portal.domain.promises.models import Promise
from portal.domain.signups.models import SignUp
from portal.domain.signups.seats import touch
from portal.domain.signups.states import LIVE


class SignedUpFor(Exception):
    """People have signed up: it cannot go without a word to them."""


class InUse(Exception):
    """Something else of the catalogue stands on it, or somebody waits for it."""


def publish(course_session: CourseSession) -> None:
    """From now on everybody sees it, once its course is published, too."""
    touch(course_session)
    course_session.draft = False
    db.session.flush()


def unpublish(course_session: CourseSession) -> None:
    """Only the team sees it. Raises `SignedUpFor` while somebody has a seat or waits: who cancels it tells them."""
    touch(course_session)
    if _any_live(SignUp.course_session_id == course_session.id):
        raise SignedUpFor
    course_session.draft = True
    db.session.flush()


def close_sign_ups(course_session: CourseSession, now: datetime) -> None:
    """Nobody new takes a seat; who has one, and who waits, keeps it."""
    touch(course_session)
    course_session.closes_at = now
    db.session.flush()


def open_sign_ups(course_session: CourseSession, now: datetime) -> None:
    """Seats can be taken at once, until it begins."""
    touch(course_session)
    course_session.closes_at = None
    if course_session.opens_at and course_session.opens_at > now:
        course_session.opens_at = None
    db.session.flush()


def is_untouched(course_session: CourseSession) -> bool:
    """Nobody ever signed up for it."""
    return db.session.scalar(select(SignUp.id).where(SignUp.course_session_id == course_session.id).limit(1)) is None


def delete(course_session: CourseSession) -> None:
    """A draft that nobody signed up for goes for good. Raises `SignedUpFor` for any other."""
    touch(course_session)
    if not course_session.draft or not is_untouched(course_session):
        raise SignedUpFor
    db.session.delete(course_session)
    db.session.flush()


def publish_course(course: Course) -> None:
    begin_write()
    course.draft = False
    db.session.flush()


def unpublish_course(course: Course, now: datetime) -> None:
    """Raises `SignedUpFor` while somebody has a seat, or waits, for a date of it that is not over."""
    begin_write()
    not_over = or_(CourseSession.ends_at.is_(None), CourseSession.ends_at > now)
    ahead = SignUp.course_session.has((CourseSession.course_id == course.id) & not_over)
    if _any_live(ahead):
        raise SignedUpFor
    course.draft = True
    db.session.flush()


def delete_course(course: Course) -> None:
    """A draft without any date. Raises `InUse`."""
    begin_write()
    dated = db.session.scalar(select(CourseSession.id).where(CourseSession.course_id == course.id).limit(1))
    wished = db.session.scalar(select(Promise.id).where(Promise.about == f"course:{course.id}").limit(1))
    if not course.draft or dated is not None or wished is not None:
        raise InUse
    db.session.delete(course)
    db.session.flush()


def delete_programme(programme: Programme) -> None:
    """Raises `InUse` while it has courses."""
    _delete_unused(programme, exists().where(Course.programme_id == programme.id))


def delete_place(place: Place) -> None:
    """Raises `InUse` when anything was ever planned there, or somebody has, or had, a role there."""
    planned, staffed = exists().where(CourseSession.place_id == place.id), exists().where(Grant.place_id == place.id)
    _delete_unused(place, or_(planned, staffed))


def used_programmes() -> set[int]:
    """Ids of those that cannot be deleted."""
    return set(db.session.scalars(select(Course.programme_id).distinct()))


def used_places() -> set[int]:
    staffed = select(Grant.place_id).where(Grant.place_id.is_not(None))
    return {*db.session.scalars(select(CourseSession.place_id).distinct()), *db.session.scalars(staffed)}


def _delete_unused(one: Programme | Place, used: ColumnElement[bool]) -> None:
    begin_write()
    if db.session.scalar(select(used)):
        raise InUse
    db.session.delete(one)
    db.session.flush()


def _any_live(which: object) -> bool:
    query = select(SignUp.id).where(SignUp.state.in_(LIVE), which).limit(1)  # type: ignore[arg-type]
    return db.session.scalar(query) is not None
