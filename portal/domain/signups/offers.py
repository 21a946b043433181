"""Course sessions as a visitor meets them: with their free seats and the one word for their state."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, or_, select, union_all
from sqlalchemy.orm import aliased

from portal.database import db
from portal.domain.catalogue.availability import BOOKABLE, Availability
from portal.domain.catalogue.models import Course, CourseSession
from portal.domain.catalogue.search import course_sessions, dated, undated
from portal.domain.catalogue.wanted import Wanted
from portal.domain.signups.line import can_wait
from portal.domain.signups.models import SignUp
from portal.domain.signups.seats import availability_now, count_seats
from portal.domain.signups.states import HOLDING, State

PAGE_SIZE = 12
#: So many of the soonest are looked through for different courses.
_SOON_CANDIDATES = 200
#: Counting stops here: nobody reads further, and an uncapped count grows with the table.
MOST_COUNTED = 1000


@dataclass(frozen=True)
class Offer:
    """A course session at one moment. `free`: seats a newcomer may have. `line`: there is a waiting list to join."""

    course_session: CourseSession
    availability: Availability
    free: int
    line: bool

    @property
    def bookable(self) -> bool:
        return self.availability in BOOKABLE


@dataclass(frozen=True)
class Page:
    """One page of offers. `total` stops at MOST_COUNTED; `more_than_counted` says so."""

    offers: list[Offer]
    number: int
    total: int
    more_than_counted: bool

    @property
    def last(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


class NoSuchPage(Exception):
    """There are not so many pages."""


def offer(course_session: CourseSession, now: datetime) -> Offer:
    return _with_seats([course_session], now)[0]


def find_offers(wanted: Wanted, page: int, now: datetime) -> Page:
    """The `page`th page (from 1) of what is wanted. Raises `NoSuchPage` beyond the last one."""
    if not 1 <= page <= MOST_COUNTED // PAGE_SIZE + 1:
        raise NoSuchPage(page)
    first = (page - 1) * PAGE_SIZE
    halves = _halves(wanted, now)
    counted = _in_line([half.order_by(None) for half in halves], MOST_COUNTED + 1).order_by(None)
    found = db.session.scalar(select(func.count()).select_from(counted.subquery())) or 0
    total = min(found, MOST_COUNTED)
    if page > 1 and first >= total:
        raise NoSuchPage(page)
    if not found:
        return Page([], page, 0, False)
    shown = _in_line(halves, first + PAGE_SIZE).limit(PAGE_SIZE).offset(first)
    return Page(_with_seats(course_sessions(shown), now), page, total, found > MOST_COUNTED)


def _halves(wanted: Wanted, now: datetime) -> list[Select[int, datetime | None]]:
    return [free_seats(wanted, now)] if wanted.free else [dated(wanted, now), undated(wanted)]


def _in_line(halves: list[Select[int, datetime | None]], most: int) -> Select[Any]:
    """Ids of both halves, soonest first, those without a date last; each half is cut at `most`."""
    both = union_all(*(select(half.limit(most).subquery()) for half in halves)).subquery()
    return select(both.c.id).order_by(both.c.starts_at.is_(None), both.c.starts_at, both.c.id)


def next_fitting(course_session: CourseSession, now: datetime, most: int = 3) -> list[Offer]:
    """Where to go instead: free seats in the same course first, then in the same kind of programme.

    Only where the reader can go: in the same country, or online.
    """
    course, place = course_session.course, course_session.place
    same_course = Wanted(course=course.slug, reach=place.country)
    same_kind = Wanted(kind=course.programme.kind, reach=place.country)
    ids: dict[int, None] = {}
    for wanted in (same_course, replace(same_kind, place=place.slug), same_kind):
        others = free_seats(wanted, now).where(CourseSession.id != course_session.id).limit(most)
        ids |= dict.fromkeys(db.session.scalars(others))
        if len(ids) >= most:
            break
    return offers_of(list(ids)[:most], now)


def soon(now: datetime, most: int = 6) -> list[Offer]:
    """The next course sessions with a free seat, each course once."""
    first: dict[int, int] = {}
    candidates = free_seats(Wanted(), now).with_only_columns(CourseSession.course_id, CourseSession.id)
    for course_id, course_session_id in db.session.execute(candidates.limit(_SOON_CANDIDATES)):
        first.setdefault(course_id, course_session_id)
    return offers_of(list(first.values())[:most], now)


def of_course(slug: str, now: datetime, most: int = 12) -> list[Offer]:
    """The coming course sessions of one course."""
    return _with_seats(course_sessions(_in_line(_halves(Wanted(course=slug), now), most).limit(most)), now)


def next_of_each(now: datetime) -> dict[int, Offer]:
    """By the id of its course: the next date with a free seat, else the next date there is."""
    each = aliased(Course)

    def first(of: Select[int, datetime | None]) -> ScalarSelect[int | None]:
        mine = of.with_only_columns(CourseSession.id).where(CourseSession.course_id == each.id)
        return mine.limit(1).correlate(each).scalar_subquery()

    coming = dated(Wanted(), now).where(CourseSession.cancelled_at.is_(None))
    found = select(func.coalesce(first(free_seats(Wanted(), now)), first(coming)))
    ids = [one for one in db.session.scalars(found.select_from(each)) if one is not None]
    return {one.course_session.course_id: one for one in offers_of(ids, now)}


def free_seats(wanted: Wanted, now: datetime) -> Select[int, datetime | None]:
    """(id, start) of the course sessions that fit and have a seat for a newcomer, soonest first."""
    return dated(wanted, now).where(_has_free_seats(now))


def offers_of(ids: list[int], now: datetime) -> list[Offer]:
    """The offers of these course sessions, in the order of their ids."""
    found = _with_seats(course_sessions(ids), now) if ids else []
    return sorted(found, key=lambda one: ids.index(one.course_session.id))


def _with_seats(course_sessions: list[CourseSession], now: datetime) -> list[Offer]:
    counts = count_seats(course_session.id for course_session in course_sessions)
    found = []
    for course_session in course_sessions:
        count = counts[course_session.id]
        state = availability_now(course_session, count, now)
        free = count.free_for_newcomers(course_session.capacity)
        found.append(Offer(course_session, state, free, can_wait(course_session, state, now)))
    return found


def _has_free_seats(now: datetime) -> ColumnElement[bool]:
    """In SQL what `availability` says is bookable; a test compares the two over every combination."""
    held, waits = aliased(SignUp), aliased(SignUp)
    taken = (
        select(func.coalesce(func.sum(held.party), 0))
        .where(held.course_session_id == CourseSession.id, held.state.in_(HOLDING))
        .correlate(CourseSession)
        .scalar_subquery()
    )
    line = (
        select(func.min(waits.party))
        .where(waits.course_session_id == CourseSession.id, waits.state == State.WAITING)
        .correlate(CourseSession)
        .scalar_subquery()
    )
    return and_(
        CourseSession.cancelled_at.is_(None),
        CourseSession.starts_at > now,
        or_(CourseSession.opens_at.is_(None), CourseSession.opens_at <= now),
        or_(CourseSession.closes_at.is_(None), CourseSession.closes_at > now),
        CourseSession.capacity > taken,
        func.coalesce(line, CourseSession.capacity + 1) > CourseSession.capacity - taken,
    )
