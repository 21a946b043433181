"""Taking a seat, giving it back, and the facts a learner may add once the seat is theirs.

Seats are never oversold. The rule that holds on SQLite and PostgreSQL alike: touch the course session's row
first, then count, in one short transaction. Whoever touches second waits, and counts what the first one took.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, func, select, update

from portal.database import begin_write, db
from portal.domain.accounts.contacts import Reach
from portal.domain.accounts.people import find_or_add_person, fold_name
from portal.domain.catalogue.availability import BOOKABLE, Availability, availability
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.codes import code_digest, new_code, new_ref
from portal.domain.signups.models import HeardFrom, Need, SignUp
from portal.domain.signups.moves import move
from portal.domain.signups.states import HOLDING, LIVE, Role, State
from portal.vault import vault

#: A cancellation this close to the start is labelled "late". A label only: cancelling is always possible.
LATE = timedelta(hours=24)


class NotBookable(Exception):
    """No seat can be taken now; `availability` says why."""

    def __init__(self, state: Availability) -> None:
        super().__init__(state)
        self.availability = state


class NotEnoughSeats(Exception):
    """Fewer seats are free than the party needs."""

    def __init__(self, free: int) -> None:
        super().__init__(f"{free} seats free")
        self.free = free


class AlreadySignedUp(Exception):
    """This person has a live sign-up in this course session."""

    def __init__(self, ref: str) -> None:
        super().__init__("already signed up")
        self.ref = ref


@dataclass(frozen=True)
class SeatRequest:
    """What somebody said to get a seat. `form_key` is the random key of the form they filled in."""

    first_name: str
    reach: Reach | None
    party: int
    form_key: str
    consent_version: str
    #: The portal's code of the language the person reads.
    language: str

    def digest(self, course_session: CourseSession) -> str:
        """Same form, same person, same session: the same request, however often it arrives."""
        who = f"{fold_name(self.first_name)}|{self.reach.digest if self.reach else '-'}"
        return vault.digest("seat request", f"{self.form_key}|{course_session.id}|{who}")


def touch(course_session: CourseSession) -> None:
    """Queue up for this course session: from here to the commit nobody else counts or takes its seats."""
    begin_write()
    db.session.execute(
        update(CourseSession)
        .where(CourseSession.id == course_session.id)
        .values(rev=CourseSession.rev + 1)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(course_session)


def seats_taken(course_session_ids: Iterable[int]) -> dict[int, int]:
    """Seats held, by id of the course session; one query for a whole page of them."""
    ids = list(course_session_ids)
    if not ids:
        return {}
    rows = db.session.execute(
        select(SignUp.course_session_id, func.sum(SignUp.party))
        .where(SignUp.course_session_id.in_(ids), SignUp.state.in_(HOLDING))
        .group_by(SignUp.course_session_id)
    )
    return {course_session_id: int(taken) for course_session_id, taken in rows}


def take_seat(course_session: CourseSession, request: SeatRequest, now: datetime) -> SignUp:
    """Give the asked seats and return the confirmed sign-up; sent twice, return the first one again.

    Raises `NotBookable`, `NotEnoughSeats` or `AlreadySignedUp`.
    """
    touch(course_session)
    digest = request.digest(course_session)
    before: SignUp | None = db.session.scalar(select(SignUp).where(SignUp.request_digest == digest))
    if before:
        return before
    _check_seats(course_session, request.party, now)
    person = find_or_add_person(request.first_name, request.reach, now)
    live = _live_sign_up(course_session, person.id) if person.id else None
    if live:
        raise AlreadySignedUp(live.ref)
    code = _free_code()
    sign_up = SignUp(
        ref=new_ref(16),
        course_session=course_session,
        person=person,
        party=request.party,
        language=request.language,
        code=code,
        code_digest=code_digest(code),
        request_digest=digest,
        consent_version=request.consent_version,
        consent_at=now,
        created_at=now,
    )
    db.session.add(sign_up)
    move(sign_up, State.CONFIRMED, Role.PERSON, now)
    return sign_up


def _check_seats(course_session: CourseSession, party: int, now: datetime) -> None:
    taken = seats_taken([course_session.id]).get(course_session.id, 0)
    state = availability(course_session, taken, now)
    if state not in BOOKABLE:
        raise NotBookable(state)
    free = course_session.capacity - taken
    if party > free:
        raise NotEnoughSeats(free)


def _live_sign_up(course_session: CourseSession, person_id: int) -> SignUp | None:
    return db.session.scalar(
        select(SignUp).where(
            SignUp.course_session_id == course_session.id,
            SignUp.person_id == person_id,
            SignUp.state.in_(LIVE),
        )
    )


def _free_code() -> str:
    """A code nobody has. The unique constraint stays the judge of a draw made at the same moment."""
    while True:
        code = new_code()
        if db.session.scalar(select(SignUp.id).where(SignUp.code_digest == code_digest(code))) is None:
            return code


def change_contact(sign_up: SignUp, reach: Reach | None, now: datetime) -> None:
    """From now on the person is reached this way for this booking, or (None) no way at all.

    Other bookings keep theirs: whoever knows a name and a number can book under them, and must not be able to turn
    the news of somebody else's seat away. Raises `AlreadySignedUp` when the new contact's person has a seat here.
    """
    touch(sign_up.course_session)
    before, person = sign_up.person, find_or_add_person(sign_up.person.first_name, reach, now)
    if person is before:
        return
    live = _live_sign_up(sign_up.course_session, person.id) if person.id else None
    if live and sign_up.state in LIVE:
        raise AlreadySignedUp(live.ref)
    sign_up.person = person
    db.session.flush()
    if not db.session.scalar(select(exists().where(SignUp.person_id == before.id))):
        db.session.delete(before)
        db.session.flush()


def is_late(course_session: CourseSession, now: datetime) -> bool:
    return course_session.starts_at is not None and course_session.starts_at - now < LATE


def cancel(sign_up: SignUp, now: datetime) -> None:
    """The person gives their seats back. Already given back: nothing happens, twice is once."""
    touch(sign_up.course_session)
    db.session.refresh(sign_up)
    if sign_up.state == State.CANCELLED:
        return
    why = "late" if is_late(sign_up.course_session, now) else None
    move(sign_up, State.CANCELLED, Role.PERSON, now, why)


def cancel_course_session(course_session: CourseSession, now: datetime) -> None:
    """The centre calls the course session off; every live sign-up ends with it."""
    touch(course_session)
    course_session.cancelled_at = now
    live = select(SignUp).where(SignUp.course_session_id == course_session.id, SignUp.state.in_(LIVE))
    for sign_up in db.session.scalars(live).all():
        move(sign_up, State.CANCELLED_BY_CENTRE, Role.STAFF, now)
    db.session.flush()


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
