"""Bringing in a list, line by line: first only told what would become of each, then done. Done twice, it is once."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.accounts.models import Person
from portal.domain.accounts.names import fold_name
from portal.domain.accounts.people import find_or_add_person, find_person
from portal.domain.catalogue.models import CourseSession
from portal.domain.catalogue.models import Entry as EntryBy
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from portal.domain.signups.importing import Entry
from portal.domain.signups.models import SignUp, Way
from portal.domain.signups.moves import move
from portal.domain.signups.seats import (
    AlreadySignedUp,
    SeatRequest,
    count_of,
    new_sign_up,
    same_request,
    touch,
)
from portal.domain.signups.states import LIVE, State
from portal.domain.signups.told import tell_holder

#: The wording of the consent: that of whoever made the list.
CONSENT = "list"


class Outcome(StrEnum):
    """What becomes of a line. MADE: a sign-up, or a person where there is no course session."""

    MADE = "made"
    KNOWN = "known"
    FULL = "full"
    CLOSED = "closed"
    NOT_READ = "not_read"


@dataclass
class Told:
    """What would become of the lines seen so far, when nothing is written: seats promised, people met."""

    seats: int = 0
    people: set[str] = field(default_factory=set)


def form_key(entry: Entry, times: int) -> str:
    """The same line of the same list is the same request; two people of one name without a contact are two."""
    return f"list|{entry.first_name}|{entry.party}|{times}"


def request_of(entry: Entry, language: str, times: int) -> SeatRequest:
    key = form_key(entry, times)
    return SeatRequest(entry.first_name, entry.reach, entry.party, key, CONSENT, entry.language or language)


def would_become(
    entry: Entry, request: SeatRequest, course_session: CourseSession | None, told: Told, now: datetime
) -> Outcome:
    """What `bring_in` would do with this line after those before it; nothing is written."""
    person = find_person(entry.first_name, entry.reach) if entry.reach else None
    reach = entry.reach.digest if entry.reach else request.form_key
    who = f"{fold_name(entry.first_name)}|{reach}"
    if who in told.people:
        return Outcome.KNOWN
    told.people.add(who)
    if course_session is None:
        return Outcome.NOT_READ if entry.reach is None else Outcome.KNOWN if person else Outcome.MADE
    if _is_shut(course_session, now):
        return Outcome.CLOSED
    if same_request(course_session, request) or (person and _live(course_session, person)):
        return Outcome.KNOWN
    free = count_of(course_session).free_for_newcomers(course_session.capacity) - told.seats
    if entry.party > free:
        return Outcome.FULL
    told.seats += entry.party
    return Outcome.MADE


def bring_in(
    entry: Entry, request: SeatRequest, course_session: CourseSession | None, now: datetime
) -> tuple[Outcome, SignUp | None]:
    """Do it. Whoever gets a seat is told, as if they had taken it themselves."""
    if course_session is None:
        return _bring_in_person(entry, now), None
    touch(course_session)
    if _is_shut(course_session, now):
        return Outcome.CLOSED, None
    before = same_request(course_session, request)
    if before:
        return Outcome.KNOWN, before
    if entry.party > count_of(course_session).free_for_newcomers(course_session.capacity):
        return Outcome.FULL, None
    try:
        made = new_sign_up(course_session, request, now)
    except AlreadySignedUp:
        return Outcome.KNOWN, None
    made.way = Way.IMPORT
    move(made, State.CONFIRMED, Role.STAFF, now, "list")
    tell_holder(made, MessageKind.SEAT_CONFIRMED, now, {"party": entry.party})
    return Outcome.MADE, made


def _bring_in_person(entry: Entry, now: datetime) -> Outcome:
    begin_write()
    if entry.reach is None:
        return Outcome.NOT_READ  # nobody could be found again, nor told anything
    if find_person(entry.first_name, entry.reach):
        return Outcome.KNOWN
    find_or_add_person(entry.first_name, entry.reach, now)
    db.session.flush()
    return Outcome.MADE


def _is_shut(course_session: CourseSession, now: datetime) -> bool:
    """Cancelled, at its end, or one whose seats are given to those who applied."""
    over = course_session.ends_at is not None and course_session.ends_at <= now
    return over or course_session.cancelled_at is not None or course_session.course.entry == EntryBy.APPLICATION


def _live(course_session: CourseSession, person: Person) -> bool:
    there = select(SignUp.id).where(SignUp.course_session_id == course_session.id, SignUp.person_id == person.id)
    return db.session.scalar(there.where(SignUp.state.in_(LIVE))) is not None
