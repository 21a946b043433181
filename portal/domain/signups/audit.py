"""Looking whether what must never be is: each finding is a sentence's worth of facts, for `flask portal audit`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Select, func, or_, select

from portal.database import db
from portal.domain.auditlog.models import AuditLine
from portal.domain.catalogue.models import CourseSession
from portal.domain.messages.models import Message
from portal.domain.messages.states import State as MessageState
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State as PromiseState
from portal.domain.signups.models import SignUp, SignUpMove
from portal.domain.signups.seats import OVER_CAPACITY, count_seats
from portal.domain.signups.states import HOLDING, LIVE, State
from portal.domain.signups.told import about, about_session
from portal.domain.signups.watch import standing_lines

#: The line of the audit log that says why a course session has fewer seats than are taken.
CAPACITY_CHANGED = "course_session.capacity"
#: What the worker has not done after this long it has not done at all.
GRACE = timedelta(minutes=15)


class Fault(StrEnum):
    OVERSOLD = "oversold"
    TWICE = "two live sign-ups of one person"
    LATE_OFFER = "offer past its time"
    LINE_STANDS = "people wait while seats are free"
    STUCK = "message stuck"
    OVERDUE = "promise overdue"
    UNPROMISED = "application without a promise"


@dataclass(frozen=True)
class Finding:
    """`what`: the name of the thing, as addresses and lists show it."""

    fault: Fault
    what: str


def audit(now: datetime) -> list[Finding]:
    """Everything that should not be, at `now`."""
    about_seats = [*_oversold(), *_twice(), *_late_offers(now), *_standing_lines(now), *_unpromised()]
    return [*about_seats, *_stuck(now), *_overdue(now)]


def _oversold() -> Iterator[Finding]:
    for ids in _ids(select(SignUp.course_session_id).where(SignUp.state.in_(HOLDING)).distinct()):
        counts = count_seats(ids)
        query = select(CourseSession).where(CourseSession.id.in_(ids))
        for course_session in db.session.scalars(query):
            over = counts[course_session.id].taken - course_session.capacity
            if over > max(_with_reason(course_session), _lowered_by(course_session)):
                yield Finding(Fault.OVERSOLD, f"course session {course_session.ref}")


def _ids(query: Select[int], size: int = 500) -> Iterator[list[int]]:
    ids = list(db.session.scalars(query))
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def _with_reason(course_session: CourseSession) -> int:
    """Seats held by a decision of staff that says why."""
    decided = (
        select(func.coalesce(func.sum(SignUp.party), 0))
        .where(SignUp.course_session_id == course_session.id, SignUp.state.in_(HOLDING))
        .where(SignUp.history.any(SignUpMove.why.startswith(OVER_CAPACITY)))
    )
    return int(db.session.scalar(decided) or 0)


def _lowered_by(course_session: CourseSession) -> int:
    """Seats that were too many when staff lowered the capacity to what it is, and said why."""
    lines = select(AuditLine).where(
        AuditLine.action == CAPACITY_CHANGED, AuditLine.about == about_session(course_session)
    )
    last = db.session.scalar(lines.order_by(AuditLine.id.desc()).limit(1))
    known = last is not None and last.facts.get("to") == course_session.capacity and last.facts.get("why")
    return int(last.facts.get("over", 0)) if last is not None and known else 0


def _twice() -> Iterator[Finding]:
    query = (
        select(SignUp.course_session_id, SignUp.person_id)
        .where(SignUp.state.in_(LIVE))
        .group_by(SignUp.course_session_id, SignUp.person_id)
        .having(func.count() > 1)
    )
    for course_session_id, person_id in db.session.execute(query):
        yield Finding(Fault.TWICE, f"person {person_id} in course session {course_session_id}")


def _late_offers(now: datetime) -> Iterator[Finding]:
    for sign_up in db.session.scalars(select(SignUp).where(SignUp.state == State.OFFERED)):
        owed = open_about(about(sign_up), PromiseKind.OFFER)
        if owed is None or owed.reply_by < now - GRACE:
            yield Finding(Fault.LATE_OFFER, f"sign-up {sign_up.ref}")


def _standing_lines(now: datetime) -> Iterator[Finding]:
    for course_session in standing_lines(now):
        yield Finding(Fault.LINE_STANDS, f"course session {course_session.ref}")


def _unpromised() -> Iterator[Finding]:
    """Somebody applied and nobody owes them an answer."""
    for sign_up in db.session.scalars(select(SignUp).where(SignUp.state == State.REQUESTED).order_by(SignUp.id)):
        if open_about(about(sign_up), PromiseKind.APPLICATION) is None:
            yield Finding(Fault.UNPROMISED, f"sign-up {sign_up.ref}")


def _stuck(now: datetime) -> Iterator[Finding]:
    late = select(Message).where(Message.state == MessageState.QUEUED, Message.next_try_at < now - GRACE)
    for message in db.session.scalars(late.order_by(Message.id).limit(100)):
        yield Finding(Fault.STUCK, f"message {message.ref} ({message.kind})")


def _overdue(now: datetime) -> Iterator[Finding]:
    late = select(Promise).where(
        Promise.state == PromiseState.OPEN,
        or_(Promise.next_step_at < now - GRACE, Promise.reply_by < now - GRACE),
    )
    for owed in db.session.scalars(late.order_by(Promise.id).limit(100)):
        yield Finding(Fault.OVERDUE, f"promise {owed.ref} ({owed.kind})")
