"""Finding what is asked for: course sessions by wishes or by name, courses, programmes, places."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.strategy_options import _AbstractLoad
from sqlalchemy.sql.base import ExecutableOption

from portal.database import db
from portal.domain.catalogue.models import Course, CourseSession, Place, Programme
from portal.domain.catalogue.published import published, published_course
from portal.domain.catalogue.wanted import Wanted as Wanted
from portal.domain.catalogue.wanted import chosen
from portal.remembered import remembered


def dated(wanted: Wanted, now: datetime) -> Select[int, datetime | None]:
    """(id, start) of the course sessions still to begin that fit all wishes but `free`, soonest first.

    Apart from those without a date, so that the index of starts gives the order: sorted together, all are read.
    """
    return chosen(wanted).where(CourseSession.starts_at > now).order_by(CourseSession.starts_at, CourseSession.id)


def undated(wanted: Wanted) -> Select[int, datetime | None]:
    """The same for those whose date is to come; their start is null."""
    return chosen(wanted).where(CourseSession.starts_at.is_(None)).order_by(CourseSession.id)


def course_sessions(ids: Select[Any] | list[int]) -> list[CourseSession]:
    """These course sessions with all a card shows, soonest first, those without a date last."""
    query = (
        select(CourseSession)
        .where(CourseSession.id.in_(ids))
        .order_by(CourseSession.starts_at.is_(None), CourseSession.starts_at, CourseSession.id)
    )
    return list(db.session.scalars(query.options(*_all_a_card_shows())).unique())


def _all_a_card_shows() -> tuple[ExecutableOption, ...]:
    return (
        joinedload(CourseSession.course).joinedload(Course.programme),
        joinedload(CourseSession.place),
        selectinload(CourseSession.dates),
        selectinload(CourseSession.spoken),
    )


def course_session_to_book(ref: str) -> CourseSession | None:
    """The row alone: taking a seat touches it and reads it again, which with all a card shows costs half more."""
    return db.session.scalar(select(CourseSession).where(CourseSession.ref == ref, published()))


def public_session_by_ref(ref: str) -> CourseSession | None:
    """With all its page shows; to the public a draft is not there."""
    found = select(CourseSession).where(CourseSession.ref == ref, published())
    return db.session.scalar(found.options(*_all_a_card_shows()))


def course_session_by_ref(ref: str) -> CourseSession | None:
    """The same for the team, and for whoever has a seat: drafts, too."""
    return db.session.scalar(select(CourseSession).where(CourseSession.ref == ref).options(*_all_a_card_shows()))


def course_by_slug(slug: str) -> Course | None:
    """A published course."""
    return db.session.scalar(
        select(Course)
        .where(Course.slug == slug, published_course())
        .options(joinedload(Course.programme), _what_comes_after().joinedload(Course.programme))
    )


def _what_comes_after() -> _AbstractLoad:
    return selectinload(Course.next_courses.and_(published_course()))


def programmes() -> list[Programme]:
    """All programmes with their courses and what comes after each, in the order of the ladder."""
    courses = selectinload(Programme.courses.and_(published_course())).options(_what_comes_after())
    return list(db.session.scalars(select(Programme).order_by(Programme.position).options(courses)))


def subjects() -> list[Programme]:
    """All programmes by themselves, in the order of the ladder."""
    return list(db.session.scalars(select(Programme).order_by(Programme.position)))


def all_courses() -> list[Course]:
    """All courses with what comes after each, in their order."""
    query = select(Course).where(published_course()).order_by(Course.position, Course.id)
    return list(db.session.scalars(query.options(joinedload(Course.programme), _what_comes_after())))


def usual_runs() -> dict[int, CourseSession]:
    """By the id of its course: the run that begins last, whose dates say how long the course usually is."""
    dated_run = and_(CourseSession.starts_at.is_not(None), published())
    last = select(CourseSession.id).where(CourseSession.course_id == Course.id, dated_run)
    ids = select(last.order_by(CourseSession.starts_at.desc()).limit(1).correlate(Course).scalar_subquery())
    wanted = [one for one in db.session.scalars(ids.select_from(Course)) if one is not None]
    query = select(CourseSession).where(CourseSession.id.in_(wanted)).options(*_all_a_card_shows())
    return {run.course_id: run for run in db.session.scalars(query)}


def places() -> list[Place]:
    """All places, in the order the association gives them."""
    return list(remembered("places", lambda: db.session.scalars(select(Place).order_by(Place.position)).all()))


def every_course(whole: bool = False) -> list[Course]:
    """All courses in their order, drafts too: for the team. `whole`: with their parts."""
    query = select(Course).join(Course.programme).order_by(Programme.position, Course.position, Course.id)
    parts = [selectinload(Course.blocks)] if whole else []
    return list(db.session.scalars(query.options(joinedload(Course.programme), *parts)))


def any_course(slug: str) -> Course | None:
    """A course by its name in the address, a draft too, with all that belongs to it: for the team."""
    whole = (joinedload(Course.programme), selectinload(Course.next_courses))
    return db.session.scalar(select(Course).where(Course.slug == slug).options(*whole))


def programme_by_slug(slug: str) -> Programme | None:
    return db.session.scalar(select(Programme).where(Programme.slug == slug))
