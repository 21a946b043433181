"""Who was expected and did not come, twice in a row: somebody of the team may want to phone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func, select

from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.accounts.roles import Powers
from portal.domain.catalogue.models import CourseSession, SessionDate
from portal.domain.signups.attendance_models import Attendance, Mark
from portal.domain.signups.models import SignUp
from portal.domain.signups.scope import sessions_in

#: So many dates in a row.
TIMES = 2
#: Dates before this are no reason to phone any more.
_LATELY = timedelta(days=60)


@dataclass(frozen=True)
class Absent:
    """`sign_up`: that of the last date they did not come to, and `since`: when that was."""

    person: Person
    sign_up: SignUp
    since: datetime


def absent_in_a_row(powers: Powers, now: datetime, most: int = 20) -> list[Absent]:
    """People whose last two marked dates were both without them, the latest first; an excuse is no absence."""
    missed = func.min(case((Attendance.mark == Mark.ABSENT, 1), else_=0))
    dates = (
        select(SignUp.person_id, SignUp.id.label("sign_up_id"), SessionDate.starts_at, missed.label("missed"))
        .join(SignUp, SignUp.id == Attendance.sign_up_id)
        .join(SessionDate, SessionDate.id == Attendance.session_date_id)
        .where(SessionDate.starts_at > now - _LATELY)
        .group_by(SignUp.person_id, SignUp.id, SessionDate.id, SessionDate.starts_at)
        .subquery()
    )
    order = (dates.c.starts_at.desc(), dates.c.sign_up_id.desc())
    rank = func.row_number().over(partition_by=dates.c.person_id, order_by=order).label("rank")
    ranked = select(dates, rank).subquery()
    last = ranked.alias()
    in_a_row = (
        select(ranked.c.person_id)
        .where(ranked.c.rank <= TIMES)
        .group_by(ranked.c.person_id)
        .having(func.sum(ranked.c.missed) == TIMES)
    )
    query = (
        select(Person, SignUp, last.c.starts_at)
        .join(last, last.c.person_id == Person.id)
        .join(SignUp, SignUp.id == last.c.sign_up_id)
        .join(CourseSession, CourseSession.id == SignUp.course_session_id)
        .where(last.c.rank == 1, Person.id.in_(in_a_row), Person.erased_at.is_(None), sessions_in(powers))
        .order_by(last.c.starts_at.desc(), Person.id)
        .limit(most)
    )
    return [Absent(person, sign_up, since) for person, sign_up, since in db.session.execute(query)]
