"""What may change once a seat is theirs: given back, moved, more or fewer people, another contact, facts added."""

from datetime import datetime, timedelta

from sqlalchemy import exists, or_, select

from portal.database import begin_write, db
from portal.domain.accounts.contacts import Reach
from portal.domain.accounts.models import Person
from portal.domain.accounts.people import find_or_add_person
from portal.domain.accounts.reaching import recipient
from portal.domain.catalogue.models import CourseSession
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import drop_about, readdress
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import Owed, all_open_about, owe_to, promise, withdraw
from portal.domain.promises.models import Promise
from portal.domain.signups.codes import code_digest
from portal.domain.signups.held import HOLDINGS
from portal.domain.signups.line import run_line, waiting
from portal.domain.signups.models import HeardFrom, Need, SignUp
from portal.domain.signups.moves import move
from portal.domain.signups.seats import (
    NotEnoughSeats,
    check_not_yet,
    check_seats,
    count_of,
    free_code,
    touch,
)
from portal.domain.signups.states import LIVE, State
from portal.domain.signups.told import about, about_session, at_this_moment, not_reachable, owner_of, tell_holder
from portal.vault import new_ref

#: A cancellation this close to the start is labelled "late". A label only: cancelling is always possible.
LATE = timedelta(hours=24)


def change_contact(sign_up: SignUp, reach: Reach | None, now: datetime) -> None:
    """From now on the person is reached this way for this booking, or (None) no way at all.

    Other bookings keep theirs: whoever knows a name and a number can book under them, and must not be able to turn
    the news of somebody else's seat away. Raises `AlreadySignedUp` when the new contact's person has a seat here.
    """
    touch(sign_up.course_session)
    before, person = sign_up.person, find_or_add_person(sign_up.person.first_name, reach, now)
    if person is before:
        return
    if sign_up.state in LIVE:
        check_not_yet(sign_up.course_session, person)
    sign_up.person = person
    db.session.flush()
    owe_to(person.id, about(sign_up))
    readdress(about(sign_up), recipient(person, sign_up.language))
    if not _is_waited_for(before):
        db.session.delete(before)
        db.session.flush()


def _is_waited_for(person: Person) -> bool:
    """Has the person another booking, or asked for something else?"""
    booking, question = exists().where(SignUp.person_id == person.id), exists().where(Promise.person_id == person.id)
    return bool(db.session.scalar(select(or_(booking, question))))


def is_late(course_session: CourseSession, now: datetime) -> bool:
    return course_session.starts_at is not None and course_session.starts_at - now < LATE


def may_give_back(sign_up: SignUp, now: datetime) -> bool:
    """Before a course begins. Later "no" means one meeting, and the seat of the others must not go with it."""
    starts_at = sign_up.course_session.starts_at
    return sign_up.state == State.CONFIRMED and starts_at is not None and starts_at > now


def cancel(sign_up: SignUp, now: datetime, role: Role = Role.PERSON) -> None:
    """The person gives their seats back, or asks the team to do it, and the line moves up. Twice is once."""
    touch(sign_up.course_session)
    db.session.refresh(sign_up)
    if sign_up.state == State.CANCELLED:
        return
    why = "late" if is_late(sign_up.course_session, now) else None
    facts = {"waited": sign_up.state == State.WAITING, "offered": sign_up.state == State.OFFERED}
    facts["applied"] = sign_up.state == State.REQUESTED
    move(sign_up, State.CANCELLED, role, now, why)
    tell_holder(sign_up, MessageKind.SEAT_GIVEN_BACK, now, facts)
    run_line(sign_up.course_session, now)


def say_coming(sign_up: SignUp, now: datetime) -> None:
    """They answered a reminder with yes. Who has no seat any more says nothing by it."""
    begin_write()
    db.session.refresh(sign_up)
    if sign_up.state == State.CONFIRMED:
        sign_up.coming_at = now
        db.session.flush()


def change_party(sign_up: SignUp, party: int, now: datetime) -> None:
    """Come with more people, or fewer; `party` counts everybody. A place in line is kept.

    Raises `NotEnoughSeats` when a seat that is held would need seats that are not free for newcomers.
    """
    course_session = sign_up.course_session
    touch(course_session)
    db.session.refresh(sign_up)
    more = party - sign_up.party
    if not more or sign_up.state not in LIVE:
        return
    if more > 0 and sign_up.state != State.WAITING:
        free = count_of(course_session).free_for_newcomers(course_session.capacity)
        if more > free:
            raise NotEnoughSeats(free)
    sign_up.party = party
    db.session.flush()
    drop_about(about(sign_up), "changed_again", [MessageKind.SEAT_CHANGED])
    facts = {"party": party, "waits": sign_up.state == State.WAITING}
    tell_holder(sign_up, MessageKind.SEAT_CHANGED, now, facts, at_this_moment(now))
    run_line(course_session, now)


def move_to(sign_up: SignUp, other: CourseSession, now: datetime) -> SignUp:
    """Take the same seats on another date and give these back; returns the new sign-up, with a code of its own.

    Raises `NotBookable`, `NotEnoughSeats` or `AlreadySignedUp` of the other date, `MoveNotAllowed` of this one; then
    the seat that was held stays.
    """
    for course_session in sorted({sign_up.course_session, other}, key=lambda one: one.id):
        touch(course_session)
    db.session.refresh(sign_up)
    if sign_up.moved_to is not None:
        return sign_up.moved_to
    check_not_yet(other, sign_up.person)
    check_seats(other, sign_up.party, now)
    return carry_over(sign_up, other, Role.PERSON, now)


def carry_over(sign_up: SignUp, other: CourseSession, role: Role, now: datetime, why: str | None = None) -> SignUp:
    """The new sign-up on the other date, where there is room; both course sessions must have been touched.

    `why`: the reason for a seat above the capacity.
    """
    code = free_code()
    moved = SignUp(
        ref=new_ref(16),
        course_session=other,
        person=sign_up.person,
        party=sign_up.party,
        language=sign_up.language,
        code=code,
        code_digest=code_digest(code),
        consent_version=sign_up.consent_version,
        consent_at=sign_up.consent_at,
        created_at=now,
        needs=list(sign_up.needs),
        needs_note=sign_up.needs_note,
        heard_from=sign_up.heard_from,
        way=sign_up.way,
    )
    move(sign_up, State.MOVED, role, now)
    db.session.add(moved)
    move(moved, State.CONFIRMED, role, now, why)
    sign_up.moved_to = moved
    db.session.flush()
    for holding in HOLDINGS:
        holding.carried(sign_up.id, moved.id)
    db.session.flush()
    tell_holder(moved, MessageKind.SEAT_MOVED, now)
    run_line(sign_up.course_session, now)
    return moved


def change_capacity(course_session: CourseSession, capacity: int, now: datetime) -> list[SignUp]:
    """More seats, or fewer than are taken: nobody loses a seat, and the line moves up when there are more.

    Returns who waited and has a seat, or the offer of one, by it.
    """
    touch(course_session)
    in_line = waiting(course_session)
    course_session.capacity = capacity
    db.session.flush()
    run_line(course_session, now)
    return [one for one in in_line if one.state != State.WAITING]


def seats_over(course_session: CourseSession, capacity: int) -> int:
    """How many of the seats taken would be more than `capacity`."""
    return max(0, count_of(course_session).taken - capacity)


def cancel_course_session(course_session: CourseSession, now: datetime) -> None:
    """The centre calls the course session off; every live sign-up ends with it, and everybody is told. Twice is once.

    Whoever cannot be reached finds it on the card; the team is told how many those are. Who asked to be called
    about it still is.
    """
    touch(course_session)
    if course_session.cancelled_at:
        return
    course_session.cancelled_at = now
    db.session.flush()
    live = select(SignUp).where(SignUp.course_session_id == course_session.id, SignUp.state.in_(LIVE))
    ended = db.session.scalars(live.order_by(SignUp.id)).all()
    for sign_up in ended:
        move(sign_up, State.CANCELLED_BY_CENTRE, Role.STAFF, now)
        tell_holder(sign_up, MessageKind.DATE_CANCELLED, now)
    for owed in all_open_about(about_session(course_session), PromiseKind.CALL_LIST):
        withdraw(owed, Role.STAFF, now, State.CANCELLED_BY_CENTRE)
    if course_session.starts_at and course_session.starts_at > now and not_reachable(ended):
        owed_to_door = Owed(
            PromiseKind.NOT_REACHABLE,
            about_session(course_session),
            owner_of(course_session),
            course_session.starts_at,
            course_session.place.zone,
        )
        promise(owed_to_door, Role.RULE, now)


def add_facts(
    sign_up: SignUp, language: str, needs: list[Need], note: str | None, heard_from: HeardFrom | None
) -> None:
    """What the learner chose to add once the seat was theirs; each of it may be left out."""
    begin_write()
    sign_up.language = language
    sign_up.needs = [need.value for need in needs]
    sign_up.needs_note = note or None
    sign_up.heard_from = heard_from
    db.session.flush()
