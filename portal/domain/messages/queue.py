"""The worker's side of the outbox: claiming what is due, and what becomes of each try.

A claim is a lease on rows. Two workers never hold the same one: on PostgreSQL rows that another worker
is claiming are skipped, on SQLite writers come one after the other. A worker that dies lets its lease run out.
"""

from datetime import datetime, timedelta

from sqlalchemy import or_, select

from portal.database import begin_write, db
from portal.domain.messages.habits import HABITS
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import move
from portal.domain.messages.states import State
from portal.domain.moves import Role
from portal.domain.promises.hours import next_waking, working_days_later
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.made import Owed, answer, open_about, promise

#: About a day of tries, then it is given up.
MOST_TRIES = 48
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=35)
#: Handed over without a readable answer it may have arrived: tried again seldom, and only so often.
MOST_UNCERTAIN = 6
LEASE = timedelta(minutes=5)
#: Not everybody of the team may know of it: that it did not arrive stands on the page of the report.
_FOR_FEW = frozenset({MessageKind.PAIR_PROBLEM})


def wait_after(tries: int) -> timedelta:
    """How long to wait after the `tries`th try: 1 min, half as much again each time, 35 min at most."""
    grown = _FIRST_WAIT * 1.5 ** min(tries - 1, 20)
    return min(grown, _LONGEST_WAIT)


def claim(worker: str, now: datetime, most: int = 50, without: frozenset[Channel] = frozenset()) -> list[Message]:
    """Take up to `most` due messages in hand for `LEASE`; `without`: channels whose gateway is away."""
    waits = (
        Message.state == State.QUEUED,
        Message.next_try_at <= now,
        or_(Message.claimed_until.is_(None), Message.claimed_until <= now),
        Message.channel.not_in(without),
    )
    if db.session.scalar(select(Message.id).where(*waits).limit(1)) is None:
        return []  # asked every second: while nothing is due, nobody who writes must wait for it
    begin_write()
    due = (
        select(Message)
        .where(*waits)
        .order_by(Message.next_try_at, Message.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    claimed = list(db.session.scalars(due))
    for message in claimed:
        message.claimed_by, message.claimed_until = worker, now + LEASE
    db.session.flush()
    return claimed


def still_mine(message: Message, worker: str) -> bool:
    """Read again just before it is handed over: it may have been dropped meanwhile, or the lease lost."""
    db.session.refresh(message, ["state", "claimed_by", "useless_from"])
    return message.state == State.QUEUED and message.claimed_by == worker


def too_early(message: Message, now: datetime) -> datetime | None:
    """When it may go out, if not now because people sleep."""
    if not HABITS[MessageKind(message.kind)].awake:
        return None
    morning = next_waking(now, message.zone)
    return morning if morning > now else None


def release(message: Message, until: datetime | None = None, problem: str | None = None) -> None:
    """Give it back untried, for now or for later."""
    begin_write()
    message.claimed_by = message.claimed_until = None
    message.next_try_at = until or message.next_try_at
    message.problem = problem or message.problem
    db.session.flush()


def sent(message: Message, now: datetime, segments: int | None) -> None:
    """It was taken. Also when it was dropped while in flight: what was said was said."""
    begin_write()
    message.sent_at, message.problem = now, None
    message.segments = (message.segments or 0) + segments if segments else message.segments
    message.tries += 1
    move(message, State.SENT, Role.RULE)
    owed = open_about(_name(message), PromiseKind.UNDELIVERED) if message.resent else None
    if owed:
        answer(owed, Role.RULE, now, "resent")


def useless(message: Message, why: str) -> None:
    begin_write()
    message.problem = why
    move(message, State.DROPPED, Role.RULE)


def only_on_card(message: Message, why: str) -> None:
    """No way to send it is left; whoever it is for finds it on the card."""
    begin_write()
    message.problem = why
    move(message, State.CARD, Role.RULE)


def failed(message: Message, why: str, now: datetime, uncertain: bool = False) -> None:
    """Not delivered: try again later, or give up after a day of it. Dropped in flight, it stays so."""
    begin_write()
    if message.state != State.QUEUED:
        return
    message.tries += 1
    message.uncertain += uncertain
    message.problem = why
    if _ran_out(message):
        give_up(message, why, now)
        return
    message.claimed_by = message.claimed_until = None
    message.next_try_at = now + (_LONGEST_WAIT if uncertain else wait_after(message.tries))
    db.session.flush()


def _ran_out(message: Message) -> bool:
    return message.tries >= MOST_TRIES or message.uncertain >= MOST_UNCERTAIN


def was_refused(message: Message) -> bool:
    """Did the gateway say that nobody is at this address? Away for a day, it says nothing about that."""
    return message.state == State.DEAD and not _ran_out(message)


def give_up(message: Message, why: str, now: datetime) -> None:
    """A dead letter. Somebody of the team owes the person a call instead."""
    begin_write()
    if message.state != State.QUEUED:
        return
    message.problem = why
    move(message, State.DEAD, Role.RULE)
    if message.owner is None and message.kind not in _FOR_FEW:
        owed = Owed(
            PromiseKind.UNDELIVERED,
            _name(message),
            Owner.TEAM,
            working_days_later(now, 1, message.zone),
            message.zone,
            message.person_id,
            message.language,
        )
        promise(owed, Role.RULE, now)


def _name(message: Message) -> str:
    """The name of a message in promises."""
    return f"message:{message.id}"
