"""When a date is over and not all marks are made, somebody owes them: its trainer, else the team of its place."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from portal.database import db
from portal.domain.accounts.account_models import Account, OfficeRole
from portal.domain.accounts.roles import powers_of
from portal.domain.catalogue.models import CourseSession, SessionDate
from portal.domain.moves import Role
from portal.domain.promises.hours import working_days_later
from portal.domain.promises.kinds import PromiseKind, account_owner
from portal.domain.promises.made import Owed, answer, open_about, promise
from portal.domain.promises.models import Promise
from portal.domain.signups.attendance_models import Attendance
from portal.domain.signups.check_in import make_link
from portal.domain.signups.halves import halves_of
from portal.domain.signups.models import SignUp
from portal.domain.signups.seats import touch
from portal.domain.signups.states import State
from portal.domain.signups.told import owner_of

#: A trainer has so long to mark the last names before anything is owed.
_GRACE = timedelta(hours=1)
#: Working days in which the marks of a date are made.
DAYS = 2
#: What was over before this is not asked for any more.
_RECENT = timedelta(days=14)


#: Who is expected.
_SEATED = SignUp.state == State.CONFIRMED


def about_date(day: SessionDate) -> str:
    """The name of a date in promises."""
    return f"session_date:{day.id}"


def missing(day: SessionDate) -> int:
    """How many marks nobody made yet: one for each half-day of each person who has a seat."""
    return missing_of([day])[day.id]


def missing_of(days: Sequence[SessionDate]) -> dict[int, int]:
    """The same of many dates, by their number; two queries for all."""
    people = (
        select(SignUp.course_session_id, func.count())
        .where(SignUp.course_session_id.in_({day.course_session_id for day in days}), _SEATED)
        .group_by(SignUp.course_session_id)
    )
    marks = (
        select(Attendance.session_date_id, Attendance.half, func.count())
        .join(Attendance.sign_up)
        .where(Attendance.session_date_id.in_([day.id for day in days]), _SEATED)
        .group_by(Attendance.session_date_id, Attendance.half)
    )
    seated = dict(db.session.execute(people).all())
    made = {(number, half): count for number, half, count in db.session.execute(marks)}
    return {
        day.id: sum(
            seated.get(day.course_session_id, 0) - made.get((day.id, half), 0)
            for half in halves_of(day, day.course_session.place.zone)
        )
        for day in days
    }


def dates_unmarked(now: datetime, most: int = 200) -> list[int]:
    """Numbers of the dates that ended lately and whose marks are missing, and nobody owes, or owed, them yet."""
    query = (
        select(SessionDate)
        .join(SessionDate.course_session)
        .where(
            SessionDate.ends_at <= now - _GRACE,
            SessionDate.ends_at > now - _RECENT,
            CourseSession.cancelled_at.is_(None),
            CourseSession.draft.is_(False),
        )
        .order_by(SessionDate.ends_at)
        .options(contains_eager(SessionDate.course_session).joinedload(CourseSession.place))
    )
    days = {about_date(day): day for day in db.session.scalars(query)}
    owed = select(Promise.about).where(Promise.kind == PromiseKind.ATTENDANCE, Promise.about.in_(days))
    for about in db.session.scalars(owed).all():
        days.pop(about, None)
    left = missing_of(list(days.values()))
    return [day.id for day in days.values() if left[day.id]][:most]


def owe_marks(day: SessionDate, now: datetime) -> Promise | None:
    """Let the marks that are missing be owed. None: all are made, or nobody had a seat.

    A trainer gets a link to the list with it: they may have no back office.
    """
    course_session = day.course_session
    touch(course_session)
    if not missing(day):
        return None
    trainer = db.session.get(Account, course_session.trainer_id) if course_session.trainer_id else None
    if trainer and OfficeRole.TRAINER in powers_of(trainer, now).roles:
        owner = account_owner(trainer.ref)
        make_link(course_session, trainer.name, None, now)
    else:
        owner = owner_of(course_session)
    zone = course_session.place.zone
    owed = Owed(PromiseKind.ATTENDANCE, about_date(day), owner, working_days_later(now, DAYS, zone), zone)
    return promise(owed, Role.RULE, now)


def answer_if_all(day: SessionDate, now: datetime) -> None:
    """The last name was marked: nothing is owed any more."""
    owed = open_about(about_date(day), PromiseKind.ATTENDANCE)
    if owed and not missing(day):
        answer(owed, Role.STAFF, now, "marked")
