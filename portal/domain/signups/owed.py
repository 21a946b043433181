"""What is owed, with what it is about: who of the team sees it, and whom to call."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    ScalarSelect,
    Select,
    and_,
    case,
    cast,
    func,
    inspect,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased, joinedload, selectinload

from portal.database import db
from portal.domain.accounts.account_models import Account, Grant, OfficeRole
from portal.domain.accounts.models import Person
from portal.domain.accounts.roles import Powers, in_force
from portal.domain.catalogue.models import Course, CourseSession, Place, SessionDate
from portal.domain.messages.models import Message
from portal.domain.promises.kinds import Owner, PromiseKind, account_owner, place_owner
from portal.domain.promises.models import Promise
from portal.domain.signups.data_requests import KINDS as OF_DATA
from portal.domain.signups.line import waiting
from portal.domain.signups.models import SignUp
from portal.domain.signups.scope import LATER_SCOPES
from portal.domain.signups.told import not_reachable, of_session


def seen_by(powers: Powers, account: Account) -> ColumnElement[bool]:
    """Promises that `account` may read: of its places, its own, and what the whole team owes about no place.

    What somebody asked about their own data is for those who see all places; a report of a problem for those
    responsible for safeguarding; what is about an application for work for those who see that.
    """
    reports = Promise.kind == PromiseKind.PAIR_PROBLEM
    if powers.everywhere:
        return true() if powers.safeguarding else not_(reports)
    teams = select(Place.slug).where(Place.id.in_(powers.places))
    owners = [*map(place_owner, db.session.scalars(teams)), account_owner(account.ref)]
    place, what = _place_of(Promise.about), _what()
    of_later = [_noun(what, noun) for noun in LATER_SCOPES]
    opened = [sees(powers, _number(what, noun)) for noun, sees in LATER_SCOPES.items()]
    nowhere = and_(place.is_(None), Promise.owner == Owner.TEAM, Promise.kind.not_in(OF_DATA), *map(not_, of_later))
    theirs = or_(Promise.owner.in_(owners), place.in_(powers.places), nowhere, *opened)
    return or_(theirs, reports) if powers.safeguarding else and_(theirs, not_(reports))


def _place_of(about: Any) -> ColumnElement[int | None]:
    """The place of what a promise is about, found by its key from each promise; None: it is about no place."""
    message = aliased(Message)
    of_message = (
        select(_place_of_seat(message.about)).where(message.id == _number(about, "message")).scalar_subquery()
    )
    of_session = select(CourseSession.place_id).where(CourseSession.id == _number(about, "course_session"))
    held_on = aliased(CourseSession)
    of_date = (
        select(held_on.place_id)
        .join(SessionDate, SessionDate.course_session_id == held_on.id)
        .where(SessionDate.id == _number(about, "session_date"))
    )
    return func.coalesce(of_session.scalar_subquery(), of_date.scalar_subquery(), _place_of_seat(about), of_message)


def _what() -> ColumnElement[str]:
    """What a promise is about; of a message that did not arrive, what that was about."""
    message = aliased(Message)
    told = select(message.about).where(message.id == _number(Promise.about, "message")).correlate(Promise)
    return func.coalesce(told.scalar_subquery(), Promise.about)


def _place_of_seat(about: Any) -> ScalarSelect[int]:
    seat, session = aliased(SignUp), aliased(CourseSession)
    found = select(session.place_id).join(seat, seat.course_session_id == session.id)
    return found.where(seat.id == _number(about, "sign_up")).scalar_subquery()


def _number(about: Any, noun: str) -> ColumnElement[int]:
    """12 of "sign_up:12"; nothing of what is about something else."""
    return case((_noun(about, noun), cast(func.substr(about, len(noun) + 2), Integer)))


def _noun(about: Any, noun: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = about.like(f"{noun}:%")
    return found


@dataclass(frozen=True)
class Call:
    """Somebody to call, and the sign-up it is about, where it is about one."""

    person: Person
    sign_up: SignUp | None = None


def whom_to_call(owed: Promise) -> list[Call]:
    """Who waits for it: a whole list where a seat is free, or where some cannot be told."""
    noun, _colon, number = owed.about.partition(":")
    if noun == "course_session" and owed.kind in {PromiseKind.CALL_LIST, PromiseKind.NOT_REACHABLE}:
        course_session = db.session.get(CourseSession, int(number))
        if course_session is None:
            return []
        in_line = owed.kind == PromiseKind.CALL_LIST
        people = waiting(course_session) if in_line else not_reachable(of_session(course_session))
        return [Call(sign_up.person, sign_up) for sign_up in people]
    person = db.session.get(Person, owed.person_id) if owed.person_id else None
    return [Call(person, sign_up_of(owed))] if person else []


def sign_up_of(owed: Promise) -> SignUp | None:
    noun, _colon, number = owed.about.partition(":")
    return db.session.get(SignUp, int(number)) if noun == "sign_up" else None


def with_all(
    promises: Iterable[Promise], more: Mapping[str, tuple[type, tuple[Any, ...]]] | None = None
) -> list[object]:
    """Everything these promises are about, read at once. Keep the list while they are shown: what is kept is not
    read again. `more`: nouns that are not known here, with their model and how it is read."""
    found = list(promises)
    numbers: dict[str, set[int]] = {}
    for owed in found:
        noun, _colon, number = owed.about.partition(":")
        numbers.setdefault(noun, set()).add(int(number))
        if owed.person_id:
            numbers.setdefault("person", set()).add(owed.person_id)
    whole_session = (
        joinedload(CourseSession.course),
        joinedload(CourseSession.place),
        selectinload(CourseSession.dates),
    )
    options: dict[str, tuple[type, tuple[Any, ...]]] = {
        "sign_up": (SignUp, (joinedload(SignUp.course_session).options(*whole_session),)),
        "course_session": (CourseSession, whole_session),
        "session_date": (SessionDate, (joinedload(SessionDate.course_session).options(*whole_session),)),
        "course": (Course, ()),
        "message": (Message, ()),
        "person": (Person, ()),
        **(more or {}),
    }
    kept: list[object] = []
    for noun, (model, how) in options.items():
        if noun in numbers:
            rows: Select[Any] = select(model).where(inspect(model).primary_key[0].in_(numbers[noun])).options(*how)
            kept += db.session.scalars(rows).unique().all()
    return kept


def place_id_of(owed: Promise) -> int | None:
    """The place it is about, for the audit log."""
    return db.session.scalar(select(_place_of(Promise.about)).where(Promise.id == owed.id))


def marks_of(owed: Promise) -> str | None:
    """The ref of the course session whose marks are owed."""
    noun, _colon, number = owed.about.partition(":")
    day = db.session.get(SessionDate, int(number)) if noun == "session_date" else None
    return day.course_session.ref if day else None


def team(now: datetime) -> list[Account]:
    """Accounts of the team, to whom an answer may be handed."""
    roles = {OfficeRole.ADMIN, OfficeRole.STAFF, OfficeRole.TRAINER}
    granted = select(Grant.account_id).where(Grant.role.in_(roles), in_force(now))
    query = select(Account).where(Account.id.in_(granted), Account.closed_at.is_(None)).order_by(Account.name)
    return list(db.session.scalars(query))


def find(ref: str, seen: ColumnElement[bool]) -> Promise | None:
    """The promise of this address, if it is `seen_by` whoever asks."""
    return db.session.scalar(select(Promise).where(Promise.ref == ref, seen))
