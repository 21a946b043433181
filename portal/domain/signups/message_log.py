"""The outbox as the team reads it: what is looked for, what a team of some places sees, and sending it again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased, undefer_group

from portal.database import db
from portal.domain.accounts.roles import Powers
from portal.domain.catalogue.models import CourseSession, Place
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import resend
from portal.domain.messages.states import State
from portal.domain.promises.kinds import PromiseKind, place_owner
from portal.domain.promises.models import Promise
from portal.domain.signups.models import SignUp


@dataclass(frozen=True)
class Sought:
    """What is looked for in the log; None: all."""

    state: State | None = None
    kind: MessageKind | None = None
    channel: Channel | None = None
    language: str | None = None
    since: datetime | None = None
    problem: str | None = None
    person_id: int | None = None
    course_session_id: int | None = None


def messages(powers: Powers, sought: Sought) -> Select[Message]:
    """The messages that are looked for, newest first, of those whose place `powers` open."""
    query = select(Message).where(_seen(powers)).order_by(Message.id.desc())
    for column, wanted in (
        (Message.state, sought.state),
        (Message.kind, sought.kind),
        (Message.channel, sought.channel),
        (Message.language, sought.language),
        (Message.problem, sought.problem),
        (Message.person_id, sought.person_id),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    if sought.since is not None:
        query = query.where(Message.id >= _first_since(sought.since))
    if sought.course_session_id is not None:
        query = query.where(Message.about.in_(_about(sought.course_session_id)))
    return query


def find(powers: Powers, ref: str) -> Message | None:
    """The message of this name with its address, if `powers` open its place."""
    query = select(Message).where(Message.ref == ref, _seen(powers))
    return db.session.scalar(query.options(undefer_group("sealed")))


def place_id_of(message: Message) -> int | None:
    """The place it is about, for the audit log."""
    return db.session.scalar(select(_place_of_seat()).where(Message.id == message.id))


def failures(powers: Powers) -> list[tuple[str, int]]:
    """(why, how many) of what could not be delivered, the most first."""
    query = select(Message.problem, func.count()).where(Message.state == State.DEAD, _seen(powers))
    rows = db.session.execute(query.group_by(Message.problem).order_by(func.count().desc()))
    return [(problem or "", count) for problem, count in rows]


def resend_failed(powers: Powers, problem: str, now: datetime, most: int = 1000) -> int:
    """Let all that failed for this reason go out again, the oldest first; returns how many."""
    query = messages(powers, Sought(state=State.DEAD, problem=problem)).order_by(None).order_by(Message.id)
    failed = list(db.session.scalars(query.limit(most)))
    for message in failed:
        resend(message, now)
    return len(failed)


def _first_since(moment: datetime) -> Any:
    """Messages are numbered as they are made: by its number the first one since then is found at once."""
    first = select(Message.id).where(Message.created_at >= moment).order_by(Message.created_at, Message.id).limit(1)
    return func.coalesce(first.scalar_subquery(), select(func.max(Message.id) + 1).scalar_subquery())


def _about(course_session_id: int) -> Select[Any]:
    seats = select(literal("sign_up:") + cast(SignUp.id, String))
    return seats.where(SignUp.course_session_id == course_session_id)


def _seen(powers: Powers) -> ColumnElement[bool]:
    """Messages about a seat at one of these places, and to whoever asked their team for something. What is told of a
    report of a problem is for those responsible for safeguarding."""
    return _in_places(powers) if powers.safeguarding else and_(_in_places(powers), not_(_of_report()))


def readable(found: Iterable[Message], powers: Powers) -> list[Message]:
    """The same for messages at hand."""
    return [one for one in found if powers.safeguarding or one.kind != MessageKind.PAIR_PROBLEM]


def _of_report() -> ColumnElement[bool]:
    owed = aliased(Promise)
    kind = select(owed.kind).where(owed.id == _number("promise")).correlate(Message).scalar_subquery()
    to_team = and_(Message.kind == MessageKind.STAFF_OWES, kind == PromiseKind.PAIR_PROBLEM)
    return or_(Message.kind == MessageKind.PAIR_PROBLEM, func.coalesce(to_team, false()))


def _in_places(powers: Powers) -> ColumnElement[bool]:
    if powers.everywhere:
        return true()
    owners = select(literal(place_owner("")) + Place.slug).where(Place.id.in_(powers.places))
    asked = aliased(Promise)
    owner = select(asked.owner).where(asked.id == _number("promise")).scalar_subquery()
    return or_(_place_of_seat().in_(powers.places), owner.in_(owners))


def _place_of_seat() -> Any:
    """Found by its key from each message, so that a page costs the same however many messages there are."""
    seat, session = aliased(SignUp), aliased(CourseSession)
    found = select(session.place_id).join(seat, seat.course_session_id == session.id)
    return found.where(seat.id == _number("sign_up")).correlate(Message).scalar_subquery()


def _number(noun: str) -> Any:
    """The number in `<noun>:<number>`; None for another noun."""
    digits = func.substr(Message.about, len(noun) + 2)
    return case((Message.about.like(f"{noun}:%"), cast(digits, Integer)), else_=None)
