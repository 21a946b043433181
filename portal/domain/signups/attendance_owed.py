"""When a date is over and not all marks are made, somebody owes them: its trainer, else the team of its place."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from portal.database import db
from portal.domain.accounts.account_models import Account
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


def about_date(day: SessionDate) -> str:
    """The name of a date in promises."""
    return f"session_date:{day.id}"


def missing(day: SessionDate) -> int:
    """How many marks nobody made yet: one for each half-day of each person who has a seat."""
    seated = SignUp.course_session_id == day.course_session_id, SignUp.state == State.CONFIRMED
    halves = halves_of(day, day.course_session.place.zone)
    people = db.session.scalar(select(func.count()).select_from(SignUp).where(*seated)) or 0
    made = select(func.count()).select_from(Attendance).join(Attendance.sign_up)
    made = made.where(*seated, Attendance.session_date_id == day.id, Attendance.half.in_(halves))
    return people * len(halves) - (db.session.scalar(made) or 0)


def dates_unmarked(now: datetime, most: int = 200) -> list[int]:
    """Numbers of the dates that ended lately and whose marks nobody owes, or owed, yet."""
    query = (
        select(SessionDate.id)
        .join(SessionDate.course_session)
        .where(
            SessionDate.ends_at <= now - _GRACE,
            SessionDate.ends_at > now - _RECENT,
            CourseSession.cancelled_at.is_(None),
            CourseSession.draft.is_(False),
        )
        .order_by(SessionDate.ends_at)
    )
    ids = list(db.session.scalars(query))
    names = select(Promise.about).where(
        Promise.kind == PromiseKind.ATTENDANCE, Promise.about.in_([f"session_date:{one}" for one in ids])
    )
    owed = set(db.session.scalars(names))
    return [one for one in ids if f"session_date:{one}" not in owed][:most]


def owe_marks(day: SessionDate, now: datetime) -> Promise | None:
    """Let the marks that are missing be owed. None: all are made, or nobody had a seat.

    A trainer gets a link to the list with it: they may have no back office.
    """
    course_session = day.course_session
    touch(course_session)
    if not missing(day):
        return None
    trainer = db.session.get(Account, course_session.trainer_id) if course_session.trainer_id else None
    if trainer and trainer.closed_at is None:
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
