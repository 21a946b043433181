"""A date comes soon and lacks somebody: the team of its place owes to find them, or to say that it is settled."""

from datetime import datetime, timedelta

from sqlalchemy import exists, select

from portal.database import db
from portal.domain.catalogue.models import CourseSession, SessionDate
from portal.domain.mentoring.slot_models import Slot
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import Owed, answer, open_about, promise, withdraw
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State
from portal.domain.signups.attendance_owed import about_date
from portal.domain.signups.seats import touch
from portal.domain.signups.told import owner_of

#: So long before a date what lacks is owed, and told to those whom it fits.
SHORTAGE = timedelta(days=3)
#: Why a promise ended that comes back when the slot opens again.
FILLED, MOVED = "filled", "moved"


def short_dates(now: datetime) -> list[int]:
    """Numbers of the dates that come within three days and have a slot that nobody holds."""
    lacks = exists().where(
        Slot.session_date_id == SessionDate.id, Slot.volunteer_id.is_(None), Slot.imported.is_(False)
    )
    query = (
        select(SessionDate.id)
        .join(SessionDate.course_session)
        .where(SessionDate.starts_at > now, SessionDate.starts_at <= now + SHORTAGE, lacks)
        .where(CourseSession.cancelled_at.is_(None), CourseSession.draft.is_(False))
        .order_by(SessionDate.starts_at)
    )
    return list(db.session.scalars(query))


def owe(day: SessionDate, now: datetime) -> Promise | None:
    """Let it be owed until the date begins. None: it is owed already, or the team said that it is settled."""
    touch(day.course_session)
    about = about_date(day)
    last = select(Promise).where(Promise.about == about, Promise.kind == PromiseKind.SLOT_OPEN)
    before = db.session.scalar(last.order_by(Promise.id.desc()).limit(1))
    if not _open_slots(day) or (before and not _comes_back(before)):
        return None
    zone, until = day.course_session.place.zone, day.starts_at
    owed = Owed(PromiseKind.SLOT_OPEN, about, owner_of(day.course_session), until, zone, latest=until)
    return promise(owed, Role.RULE, now)


def _comes_back(before: Promise) -> bool:
    return before.state != State.OPEN and bool(before.history) and before.history[-1].why in {FILLED, MOVED}


def _open_slots(day: SessionDate) -> list[Slot]:
    query = select(Slot).where(Slot.session_date_id == day.id, Slot.volunteer_id.is_(None), Slot.imported.is_(False))
    return list(db.session.scalars(query.order_by(Slot.id)))


def answer_if_filled(day: SessionDate, role: Role, now: datetime) -> None:
    """The last one that lacked was found, or is not needed any more."""
    owed = open_about(about_date(day), PromiseKind.SLOT_OPEN)
    if owed and not _open_slots(day):
        answer(owed, role, now, FILLED)


def withdraw_about(about: str, now: datetime) -> None:
    """The date is another one, or none: what was owed for it is not any more."""
    owed = open_about(about, PromiseKind.SLOT_OPEN)
    if owed:
        withdraw(owed, Role.RULE, now, MOVED)


def nobody_found(owed: Promise, now: datetime) -> None:
    """The date begins without them. It was owed within the team; the list of what was not done keeps it."""
