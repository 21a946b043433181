"""Taking a seat, and counting seats.

Seats are never oversold. The rule that holds on SQLite and PostgreSQL alike: touch the course session's row
first, then count, in one short transaction. Whoever touches second waits, and counts what the first one took.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, inspect, select, update

from portal.database import begin_write, db
from portal.domain.accounts.contacts import Reach
from portal.domain.accounts.models import Person
from portal.domain.accounts.names import fold_name
from portal.domain.accounts.people import find_or_add_person
from portal.domain.catalogue.availability import BOOKABLE, Availability, availability
from portal.domain.catalogue.models import CourseSession, Entry
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from portal.domain.signups.codes import code_digest, new_code
from portal.domain.signups.models import SignUp, Way
from portal.domain.signups.moves import move
from portal.domain.signups.states import HOLDING, LIVE, State
from portal.domain.signups.told import tell_holder
from portal.public_version import HIDDEN
from portal.vault import new_ref, vault


class NotBookable(Exception):
    """No seat can be taken now; `availability` says why."""

    def __init__(self, state: Availability) -> None:
        super().__init__(state)
        self.availability = state


class ByApplication(NotBookable):
    """Staff choose who gets a seat here: nobody takes one (see `applying`)."""


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
    #: How it came about; in other ways than their own somebody of the team asks for them.
    way: Way = Way.OWN

    @property
    def role(self) -> Role:
        return Role.PERSON if self.way is Way.OWN else Role.STAFF

    def digest(self, course_session: CourseSession) -> str:
        """Same form, same person, same session: the same request, however often it arrives."""
        who = f"{fold_name(self.first_name)}|{self.reach.digest if self.reach else '-'}"
        return vault.digest("seat request", f"{self.form_key}|{course_session.id}|{who}")


@dataclass(frozen=True)
class Count:
    """Seats held in a course session, and the smallest party on its waiting list (None: nobody waits)."""

    taken: int = 0
    smallest_waiting: int | None = None

    def free(self, capacity: int) -> int:
        return max(0, capacity - self.taken)

    def free_for_newcomers(self, capacity: int) -> int:
        """None while somebody waits whom the free seats would fit: newcomers never pass the line."""
        free = self.free(capacity)
        waited_for = self.smallest_waiting is not None and self.smallest_waiting <= free
        return 0 if waited_for else free


_NOBODY = Count()

#: With this begins the reason, in the history, for a seat that staff gave above the capacity.
OVER_CAPACITY = "over_capacity"


def touch(course_session: CourseSession) -> None:
    """Queue up for this course session: from here to the commit nobody else counts or takes its seats.

    What is known of its row is what the row holds now; one statement does both.
    """
    begin_write()
    (course_session_id,) = inspect(course_session).identity or (course_session.id,)
    db.session.scalars(
        update(CourseSession)
        .where(CourseSession.id == course_session_id)
        .values(rev=CourseSession.rev + 1)
        .returning(CourseSession),
        execution_options={"synchronize_session": False, "populate_existing": True, HIDDEN: True},
    ).one()


def count_seats(course_session_ids: Iterable[int]) -> dict[int, Count]:
    """The count of each course session asked for; one query for a whole page of them."""
    ids = list(course_session_ids)
    if not ids:
        return {}
    rows = db.session.execute(
        select(
            SignUp.course_session_id,
            func.sum(case((SignUp.state.in_(HOLDING), SignUp.party), else_=0)),
            func.min(case((SignUp.state == State.WAITING, SignUp.party))),
        )
        .where(SignUp.course_session_id.in_(ids), SignUp.state.in_({*HOLDING, State.WAITING}))
        .group_by(SignUp.course_session_id)
    )
    found = {course_session_id: Count(int(taken), smallest) for course_session_id, taken, smallest in rows}
    return {course_session_id: found.get(course_session_id, _NOBODY) for course_session_id in ids}


def seats_taken(course_session_ids: Iterable[int]) -> dict[int, int]:
    """Seats held, by id of the course session; those without any are left out."""
    counts = count_seats(course_session_ids)
    return {course_session_id: count.taken for course_session_id, count in counts.items() if count.taken}


def count_of(course_session: CourseSession) -> Count:
    return count_seats([course_session.id])[course_session.id]


def availability_now(course_session: CourseSession, count: Count, now: datetime) -> Availability:
    """The one word for its state, as a newcomer meets it."""
    free = count.free_for_newcomers(course_session.capacity)
    return availability(course_session, course_session.capacity - free, now)


def take_seat(course_session: CourseSession, request: SeatRequest, now: datetime) -> SignUp:
    """Give the asked seats and return the confirmed sign-up; sent twice, return the first one again.

    Raises `NotBookable`, `NotEnoughSeats` or `AlreadySignedUp`.
    """
    touch(course_session)
    before = same_request(course_session, request)
    if before:
        return before
    check_seats(course_session, request.party, now)
    sign_up = new_sign_up(course_session, request, now)
    move(sign_up, State.CONFIRMED, request.role, now)
    tell_holder(sign_up, MessageKind.SEAT_CONFIRMED, now, {"party": request.party})
    return sign_up


def same_request(course_session: CourseSession, request: SeatRequest) -> SignUp | None:
    """The sign-up this very form made when it arrived before."""
    return db.session.scalar(select(SignUp).where(SignUp.request_digest == request.digest(course_session)))


def check_seats(course_session: CourseSession, party: int, now: datetime) -> None:
    """Raise `NotBookable`, `ByApplication` or `NotEnoughSeats` unless a newcomer may have `party` seats."""
    check_entry(course_session)
    count = count_of(course_session)
    state = availability_now(course_session, count, now)
    if state not in BOOKABLE:
        raise NotBookable(state)
    free = count.free_for_newcomers(course_session.capacity)
    if party > free:
        raise NotEnoughSeats(free)


def check_entry(course_session: CourseSession) -> None:
    """Raise `ByApplication` where staff choose who gets a seat."""
    if course_session.course.entry == Entry.APPLICATION:
        raise ByApplication(Availability.CLOSED)


def new_sign_up(course_session: CourseSession, request: SeatRequest, now: datetime) -> SignUp:
    """A sign-up that has not begun yet. Raises `AlreadySignedUp`."""
    person = find_or_add_person(request.first_name, request.reach, now)
    check_not_yet(course_session, person)
    code = free_code()
    sign_up = SignUp(
        ref=new_ref(16),
        course_session=course_session,
        person=person,
        party=request.party,
        language=request.language,
        code=code,
        code_digest=code_digest(code),
        request_digest=request.digest(course_session),
        consent_version=request.consent_version,
        consent_at=now,
        created_at=now,
        way=request.way,
    )
    db.session.add(sign_up)
    return sign_up


def check_not_yet(course_session: CourseSession, person: Person) -> None:
    """Raise `AlreadySignedUp` when this person has a live sign-up here."""
    if not person.id:
        return
    live = db.session.scalar(
        select(SignUp).where(
            SignUp.course_session_id == course_session.id,
            SignUp.person_id == person.id,
            SignUp.state.in_(LIVE),
        )
    )
    if live:
        raise AlreadySignedUp(live.ref)


def free_code() -> str:
    """A code nobody has. The unique constraint stays the judge of a draw made at the same moment."""
    while True:
        code = new_code()
        if db.session.scalar(select(SignUp.id).where(SignUp.code_digest == code_digest(code))) is None:
            return code
