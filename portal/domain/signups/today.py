"""What the team looks at first: the dates of today, and dates to come that lack people, a trainer, or publishing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from portal.database import db
from portal.domain.accounts.roles import Powers
from portal.domain.catalogue.models import CourseSession, SessionDate
from portal.domain.signups.attendance_models import Attendance
from portal.domain.signups.halves import halves_of
from portal.domain.signups.models import SignUp
from portal.domain.signups.scope import sessions_in
from portal.domain.signups.seats import count_seats
from portal.domain.signups.states import State

#: How far ahead something may be lacking.
AHEAD = timedelta(days=14)
#: Fewer than one seat in so many is taken: few come.
_ONE_IN = 4


@dataclass(frozen=True)
class Today:
    """One date of today. `missing`: marks nobody made yet, once it has begun."""

    day: SessionDate
    taken: int
    missing: int


class Lack(StrEnum):
    PEOPLE = "people"
    TRAINER = "trainer"
    PUBLISHING = "publishing"


@dataclass(frozen=True)
class Lacking:
    course_session: CourseSession
    taken: int
    lacks: tuple[Lack, ...]


def dates_of_today(powers: Powers, now: datetime, most: int = 50) -> list[Today]:
    """Dates that fall on today by the clock of their place, the first one first."""
    near = timedelta(hours=36)
    query = (
        select(SessionDate)
        .join(SessionDate.course_session)
        .where(SessionDate.starts_at > now - near, SessionDate.starts_at < now + near)
        .where(CourseSession.cancelled_at.is_(None), CourseSession.draft.is_(False), sessions_in(powers))
        .order_by(SessionDate.starts_at, SessionDate.id)
        .options(
            contains_eager(SessionDate.course_session).options(
                joinedload(CourseSession.course), joinedload(CourseSession.place)
            )
        )
        .limit(10 * most)
    )
    days = [day for day in db.session.scalars(query) if _is_today(day, now)][:most]
    counts = count_seats({day.course_session_id for day in days})
    missing = _missing([day for day in days if day.starts_at <= now])
    return [Today(day, counts[day.course_session_id].taken, missing.get(day.id, 0)) for day in days]


def _is_today(day: SessionDate, now: datetime) -> bool:
    zone = day.course_session.place.zone
    return day.starts_at.astimezone(zone).date() == now.astimezone(zone).date()


def _missing(days: list[SessionDate]) -> dict[int, int]:
    """Marks that nobody made, by the id of the date."""
    if not days:
        return {}
    seated = select(SignUp.course_session_id, func.count()).where(
        SignUp.course_session_id.in_({day.course_session_id for day in days}), SignUp.state == State.CONFIRMED
    )
    people = _counts(seated.group_by(SignUp.course_session_id))
    marked = (
        select(Attendance.session_date_id, func.count())
        .join(Attendance.sign_up)
        .where(Attendance.session_date_id.in_([day.id for day in days]), SignUp.state == State.CONFIRMED)
    )
    marks = _counts(marked.group_by(Attendance.session_date_id))
    return {
        day.id: max(
            0,
            people.get(day.course_session_id, 0) * len(halves_of(day, day.course_session.place.zone))
            - marks.get(day.id, 0),
        )
        for day in days
    }


def _counts(query: Select[int, int]) -> dict[int, int]:
    return {int(number): int(count) for number, count in db.session.execute(query)}


def lacking(powers: Powers, now: datetime, most: int = 12) -> list[Lacking]:
    """Course sessions that begin within two weeks and lack something, the first to begin first; those that lack a
    trainer alone come last."""
    query = (
        select(CourseSession)
        .where(CourseSession.starts_at > now, CourseSession.starts_at < now + AHEAD, sessions_in(powers))
        .where(CourseSession.cancelled_at.is_(None))
        .order_by(CourseSession.starts_at, CourseSession.id)
        .options(joinedload(CourseSession.course), joinedload(CourseSession.place), selectinload(CourseSession.dates))
        .limit(100)
    )
    sessions = list(db.session.scalars(query))
    counts = count_seats(one.id for one in sessions)
    found = [Lacking(one, counts[one.id].taken, _lacks(one, counts[one.id].taken)) for one in sessions]
    return sorted((one for one in found if one.lacks), key=lambda one: one.lacks == (Lack.TRAINER,))[:most]


def _lacks(course_session: CourseSession, taken: int) -> tuple[Lack, ...]:
    if course_session.draft:
        return (Lack.PUBLISHING,)
    few = (Lack.PEOPLE,) if taken * _ONE_IN < course_session.capacity else ()
    return few if course_session.trainer_id else (*few, Lack.TRAINER)
