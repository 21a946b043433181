"""What the team does with the sign-ups of a course session: a seat given, also above the capacity when there is a
reason for it; another date; somebody who stands at the door.

As in `seats`, the course session is touched first, then its seats are counted. What a person does alone stands in
`seats`, `line` and `changes`; the answers to applications in `answers`.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from portal.database import begin_write, db
from portal.domain.accounts.account_models import Account
from portal.domain.catalogue.availability import Availability
from portal.domain.catalogue.models import CourseSession
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import all_open_about, answer, withdraw
from portal.domain.signups.attendance import By, Tick, take
from portal.domain.signups.attendance_models import Mark, Note
from portal.domain.signups.changes import cancel, carry_over
from portal.domain.signups.halves import half_now
from portal.domain.signups.line import run_line
from portal.domain.signups.models import SignUp
from portal.domain.signups.moves import move
from portal.domain.signups.seats import (
    OVER_CAPACITY,
    NotBookable,
    NotEnoughSeats,
    SeatRequest,
    availability_now,
    check_not_yet,
    count_of,
    new_sign_up,
    same_request,
    touch,
)
from portal.domain.signups.states import HOLDING, State
from portal.domain.signups.told import about, tell_holder


class Beyond(StrEnum):
    """Why somebody has a seat although all are taken. It stands in the history of their sign-up."""

    ROOM = f"{OVER_CAPACITY}:room"
    ABSENT = f"{OVER_CAPACITY}:absent"
    PROMISED = f"{OVER_CAPACITY}:promised"
    HERE = f"{OVER_CAPACITY}:here"


#: So long before a date begins its first people are at the door.
DOORS_OPEN = timedelta(hours=1)
#: What a seat makes an end of, and what nobody waits for any more then.
_ANSWERED = {PromiseKind.APPLICATION, PromiseKind.WAITING, PromiseKind.OFFER}
_WITHDRAWN = {PromiseKind.INTERVIEW, PromiseKind.INTERVIEW_DATE}
#: What somebody hears who has a seat now, by what they had before.
_NEWS = {
    State.REQUESTED: MessageKind.APPLICATION_ACCEPTED,
    State.WAITING: MessageKind.WAITING_CONFIRMED,
    State.OFFERED: MessageKind.SEAT_CONFIRMED,
}


def confirm(sign_up: SignUp, now: datetime, beyond: Beyond | None = None) -> None:
    """Give a seat to somebody who applied, waits, or was offered one. Twice is once.

    Raises `NotEnoughSeats` when none is left and no reason is given, `MoveNotAllowed` when it has ended.
    """
    course_session = sign_up.course_session
    touch(course_session)
    db.session.refresh(sign_up)
    before = State(sign_up.state)
    if before is State.CONFIRMED:
        return
    why = None if before in HOLDING else _reason(course_session, sign_up.party, beyond)
    move(sign_up, State.CONFIRMED, Role.STAFF, now, why)
    for owed in all_open_about(about(sign_up)):
        if owed.kind in _ANSWERED:
            answer(owed, Role.STAFF, now)
        elif owed.kind in _WITHDRAWN:
            withdraw(owed, Role.STAFF, now, "answered")
    tell_holder(sign_up, _NEWS[before], now, useless_from=course_session.ends_at)
    run_line(course_session, now)


def _reason(course_session: CourseSession, party: int, beyond: Beyond | None) -> str | None:
    """None: there is room. Raises `NotEnoughSeats` where there is none, and no reason to give a seat all the same."""
    free = count_of(course_session).free(course_session.capacity)
    if party <= free:
        return None
    if beyond is None:
        raise NotEnoughSeats(free)
    return beyond


def give_seat(
    course_session: CourseSession, request: SeatRequest, now: datetime, beyond: Beyond | None = None
) -> SignUp:
    """A seat for somebody who stands there, or who phones and cannot wait; sent twice, return the first one again.

    Also while it runs, and before or after sign-ups are open. Raises `NotBookable` (cancelled, or without a date),
    `AlreadySignedUp`, or `NotEnoughSeats` when none is left and no reason is given.
    """
    touch(course_session)
    before = same_request(course_session, request)
    if before:
        return before
    state = availability_now(course_session, count_of(course_session), now)
    if state in {Availability.CANCELLED, Availability.DATE_TO_COME}:
        raise NotBookable(state)
    why = _reason(course_session, request.party, beyond)
    sign_up = new_sign_up(course_session, request, now)
    move(sign_up, State.CONFIRMED, request.role, now, why)
    tell_holder(sign_up, MessageKind.SEAT_CONFIRMED, now, {"party": request.party})
    return sign_up


def walk_in(
    course_session: CourseSession, request: SeatRequest, by: By, now: datetime, beyond: Beyond | None = None
) -> SignUp:
    """Somebody stands at the door: a seat, and while a date runs they are marked present. As `give_seat`."""
    sign_up = give_seat(course_session, request, now, beyond)
    zone = course_session.place.zone
    for day in course_session.dates:
        if day.starts_at - DOORS_OPEN <= now < day.ends_at:
            half = half_now(day, zone, now)
            take(Tick(f"walk-in-{sign_up.ref}", sign_up, day, half, Mark.PRESENT, now), by, now)
    return sign_up


def move_to(sign_up: SignUp, other: CourseSession, now: datetime, beyond: Beyond | None = None) -> SignUp:
    """The same seats on another date, and these given back; returns the new sign-up. Twice is once.

    Raises `NotBookable` (cancelled, over, without a date), `AlreadySignedUp`, `MoveNotAllowed`, or `NotEnoughSeats`.
    """
    for course_session in sorted({sign_up.course_session, other}, key=lambda one: one.id):
        touch(course_session)
    db.session.refresh(sign_up)
    if sign_up.moved_to is not None:
        return sign_up.moved_to
    state = availability_now(other, count_of(other), now)
    if state in {Availability.CANCELLED, Availability.PAST, Availability.DATE_TO_COME}:
        raise NotBookable(state)
    check_not_yet(other, sign_up.person)
    return carry_over(sign_up, other, Role.STAFF, now, _reason(other, sign_up.party, beyond))


def cancel_for(sign_up: SignUp, now: datetime) -> None:
    """They asked the team to give their seat back. Twice is once. Raises `MoveNotAllowed` when it has ended."""
    cancel(sign_up, now, Role.STAFF)


def add_note(sign_up: SignUp, text: str, author: Account | None, now: datetime) -> Note:
    """What the team writes down about this sign-up, for itself."""
    begin_write()
    note = Note(
        person_id=sign_up.person_id,
        sign_up_id=sign_up.id,
        at=now,
        account_id=author.id if author else None,
        text=text,
    )
    db.session.add(note)
    db.session.flush()
    return note
