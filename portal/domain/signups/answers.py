"""The answer to an application: a seat, a place in line, or no, with the reason; and what becomes of silence.

Seats of such a course are given by staff alone, and never more than there are: the course session's row is touched
first, then the seats are counted, as in `seats`. A seat that is given back goes to the first in line (see `line`).
"""

from datetime import datetime

from sqlalchemy import func, select

from portal.database import db
from portal.domain.catalogue.availability import Availability
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import all_open_about, answer, withdraw
from portal.domain.promises.models import Promise
from portal.domain.signups.application_models import Application
from portal.domain.signups.applying import application_of
from portal.domain.signups.line import can_wait, promise_word
from portal.domain.signups.models import SignUp
from portal.domain.signups.moves import move
from portal.domain.signups.seats import NotEnoughSeats, count_of, touch
from portal.domain.signups.states import State
from portal.domain.signups.steps import Refusal
from portal.domain.signups.told import about, tell_holder

#: Why an application ended that nobody answered.
SILENCE = "silence"


class SeatsFree(Exception):
    """Nobody waits while seats are free: they can be accepted at once."""


class TooLate(Exception):
    """No waking hour is left in which they could hear of a seat, or no date is set: there is no line to wait in."""


def accept(sign_up: SignUp, now: datetime) -> None:
    """Yes: they have the seat. Twice is once. Also for somebody who waits in line.

    Raises `NotEnoughSeats` when none is left for them, `MoveNotAllowed` when it has ended.
    """
    touch(sign_up.course_session)
    db.session.refresh(sign_up)
    if sign_up.state == State.CONFIRMED:
        return
    free = count_of(sign_up.course_session).free(sign_up.course_session.capacity)
    if sign_up.party > free:
        raise NotEnoughSeats(free)
    move(sign_up, State.CONFIRMED, Role.STAFF, now)
    _answered(sign_up, now)
    begins = sign_up.course_session.starts_at
    tell_holder(sign_up, MessageKind.APPLICATION_ACCEPTED, now, useless_from=begins)


def put_in_line(sign_up: SignUp, now: datetime) -> None:
    """They would fit, but all seats are taken: they wait, behind those who wait already. Twice is once.

    Raises `SeatsFree`, `TooLate`, or `MoveNotAllowed` when it has ended.
    """
    course_session = sign_up.course_session
    touch(course_session)
    db.session.refresh(sign_up)
    if sign_up.state == State.WAITING:
        return
    if count_of(course_session).free(course_session.capacity) >= sign_up.party:
        raise SeatsFree
    if not can_wait(course_session, Availability.FULL, now):
        raise TooLate
    move(sign_up, State.WAITING, Role.STAFF, now)
    application = application_of(sign_up)
    if application:
        application.line_number = _next_number(sign_up)
        db.session.flush()
    _answered(sign_up, now)
    by = promise_word(sign_up, now)
    tell_holder(sign_up, MessageKind.APPLICATION_WAITING, now, {"reply_by": by.isoformat()})


def _next_number(sign_up: SignUp) -> int:
    """Behind everybody who ever waited here."""
    given = select(func.max(Application.line_number)).join(Application.sign_up)
    return 1 + (db.session.scalar(given.where(SignUp.course_session_id == sign_up.course_session_id)) or 0)


def refuse(sign_up: SignUp, reason: Refusal, now: datetime) -> None:
    """No, and why; the way on stands with it. Twice is once. Raises `MoveNotAllowed` when it has ended."""
    touch(sign_up.course_session)
    db.session.refresh(sign_up)
    if sign_up.state == State.DECLINED:
        return
    _answered(sign_up, now)
    move(sign_up, State.DECLINED, Role.STAFF, now, reason)
    tell_holder(sign_up, MessageKind.APPLICATION_REFUSED, now, {"reason": reason.value})


def say_later(sign_up: SignUp, owed: Promise, now: datetime) -> None:
    """The first team was silent and another owes the answer now: they hear the new date."""
    if sign_up.state == State.REQUESTED:
        facts = {"reply_by": owed.reply_by.isoformat()}
        tell_holder(sign_up, MessageKind.APPLICATION_LATE, now, facts, owed.ref)


def close_unanswered(sign_up: SignUp, now: datetime) -> None:
    """Nobody of the team answered: it ends, and they hear what to do next."""
    touch(sign_up.course_session)
    db.session.refresh(sign_up)
    if sign_up.state == State.REQUESTED:
        move(sign_up, State.EXPIRED, Role.RULE, now, SILENCE)
        tell_holder(sign_up, MessageKind.APPLICATION_OVER, now)


def _answered(sign_up: SignUp, now: datetime) -> None:
    """The answer is given; nobody waits for an interview, or for word from the line, any more."""
    for owed in all_open_about(about(sign_up), PromiseKind.APPLICATION):
        answer(owed, Role.STAFF, now)
    for kind in (PromiseKind.INTERVIEW, PromiseKind.INTERVIEW_DATE, PromiseKind.WAITING):
        for owed in all_open_about(about(sign_up), kind):
            withdraw(owed, Role.STAFF, now, "answered")
