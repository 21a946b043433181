"""Making a promise and bringing it to its end: answered, passed on, closed, withdrawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from portal.database import begin_write, db
from portal.domain.moves import Role, check_move
from portal.domain.promises.hours import working_days_later
from portal.domain.promises.kinds import LADDERS, NOT_STAFF, PromiseKind
from portal.domain.promises.models import Promise, PromiseMove
from portal.domain.promises.states import MOVES, State
from portal.vault import new_ref

#: Of the notes of somebody who asks again and again, the last so many letters are kept.
_LONGEST_NOTE = 2000


@dataclass(frozen=True)
class Owed:
    """What is promised. `person_id` and `language`: to whom, when somebody outside the team waits for it."""

    kind: PromiseKind
    about: str
    owner: str
    reply_by: datetime
    zone: ZoneInfo
    person_id: int | None = None
    language: str | None = None
    note: str | None = None
    #: From here on the answer helps nobody any more.
    latest: datetime | None = None


def promise(owed: Owed, role: Role, now: datetime) -> Promise:
    """Owe it from now on. Asked again while it is open, it is the same promise: its date stays, a note is added."""
    begin_write()
    same = open_about(owed.about, owed.kind, owed.person_id)
    if same:
        _add_note(same, owed.note)
        return same
    made = Promise(
        ref=new_ref(8),
        kind=owed.kind,
        about=owed.about,
        person_id=owed.person_id,
        language=owed.language,
        owner=owed.owner,
        made_at=now,
        reply_by=owed.reply_by,
        latest=owed.latest,
        timezone=owed.zone.key,
        note=owed.note,
        passed=0,
        reminded=0,
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
            _move(made, State.OPEN, role, now)
    except IntegrityError:  # asked twice at the same moment, and the other was faster
        first = open_about(owed.about, owed.kind, owed.person_id)
        if first is None:
            raise
        return first
    return made


def _add_note(owed: Promise, note: str | None) -> None:
    """What somebody says when they ask again reaches the team, too; sent twice it is said once."""
    lines = (owed.note or "").split("\n")
    if note and note not in lines:
        owed.note = "\n".join([*filter(None, lines), note])[-_LONGEST_NOTE:]
        db.session.flush()


def answer(owed: Promise, role: Role, now: datetime, why: str | None = None) -> None:
    """The answer was given. What has ended already stays as it ended."""
    _end(owed, State.ANSWERED, role, now, why)


def withdraw(owed: Promise, role: Role, now: datetime, why: str | None = None) -> None:
    """Nobody waits for it any more."""
    _end(owed, State.WITHDRAWN, role, now, why)


def close(owed: Promise, role: Role, now: datetime, why: str | None = None) -> None:
    """It ends without the answer; whoever waited is told what to do next by the verb that closes it."""
    _end(owed, State.CLOSED, role, now, why)


def pass_on(
    owed: Promise, owner: str, role: Role, now: datetime, reply_by: datetime | None = None, why: str | None = None
) -> Promise:
    """Let `owner` owe it, and return the promise that goes on. Without `reply_by` it has working days of its own.

    Only time climbs the ladder: what it does next is still to come where somebody of the team hands it on.
    """
    begin_write()
    _move(owed, State.PASSED_ON, role, now, why)
    days = LADDERS[PromiseKind(owed.kind)].then_working_days
    reply_by = reply_by or working_days_later(now, days, owed.zone)
    again = Owed(
        PromiseKind(owed.kind),
        owed.about,
        owner,
        min(reply_by, owed.latest) if owed.latest else reply_by,
        owed.zone,
        owed.person_id,
        owed.language,
        owed.note,
        owed.latest,
    )
    handed = promise(again, role, now)
    handed.passed, owed.passed_to_id = owed.passed + (role is Role.RULE), handed.id
    db.session.flush()
    return handed


def redate(owed: Promise, reply_by: datetime, latest: datetime | None, now: datetime) -> None:
    """What it is about was moved: owe it until `reply_by` from now on. The verb that moves it tells whoever waits."""
    begin_write()
    if owed.state != State.OPEN:
        return
    owed.reply_by, owed.latest = reply_by, latest
    owed.next_step_at = next_step(owed, now)
    db.session.flush()


def open_about(about: str, kind: PromiseKind | None = None, person_id: int | None = None) -> Promise | None:
    """The open promise about this, if there is one."""
    return next(all_open_about(about, kind, person_id), None)


def all_open_about(about: str, kind: PromiseKind | None = None, person_id: int | None = None) -> Iterator[Promise]:
    query = select(Promise).where(Promise.about == about, Promise.state == State.OPEN).order_by(Promise.id)
    if kind is not None:
        query = query.where(Promise.kind == kind)
    if person_id is not None:
        query = query.where(Promise.person_id == person_id)
    return iter(db.session.scalars(query).all())


def owe_to(person_id: int, about: str) -> None:
    """Whoever waits for this is known under another name from now on: what is owed, and was, is theirs."""
    begin_write()
    db.session.execute(update(Promise).where(Promise.about == about).values(person_id=person_id))


def _end(owed: Promise, target: State, role: Role, now: datetime, why: str | None) -> None:
    begin_write()
    if owed.state == State.OPEN:
        _move(owed, target, role, now, why)


def _move(owed: Promise, target: State, role: Role, now: datetime, why: str | None = None) -> None:
    """The one function that changes the state of a promise, and writes the line of history with it."""
    source = State(owed.state) if owed.state else None
    check_move(MOVES, "promise", source, target, role)
    owed.state = target
    owed.next_step_at = next_step(owed, now) if target == State.OPEN else None
    owed.history.append(PromiseMove(at=now, role=role, from_state=source, to_state=target, why=why))
    db.session.flush()


def next_step(owed: Promise, after: datetime) -> datetime:
    """When the ladder of an open promise goes on: at once for a team that does not know yet, then at the next
    reminder after `after`, at last on the date itself."""
    if owed.owner not in NOT_STAFF and not owed.reminded:
        return owed.made_at
    reminders = (owed.reply_by - before for before in LADDERS[PromiseKind(owed.kind)].reminders)
    return next((at for at in reminders if at > after), owed.reply_by)
