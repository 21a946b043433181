"""Putting a message into the outbox, in the transaction of the fact it tells, and taking it out again."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import undefer_group

from portal.database import begin_write, db
from portal.domain.messages.habits import HABITS, OF_PAIRS
from portal.domain.messages.kinds import MessageKind, Purpose
from portal.domain.messages.links import link_digest
from portal.domain.messages.models import Channel, Message, OptOut
from portal.domain.messages.states import MOVES, State
from portal.domain.moves import Role, check_move
from portal.domain.promises.hours import next_waking
from portal.vault import new_ref

#: How long the link of a message opens something, once what it is about is over.
LINK_LIVES = timedelta(days=60)


@dataclass(frozen=True)
class Recipient:
    """Who hears it, and how. `owner`: somebody of the team, whose address the worker knows."""

    language: str
    channel: Channel = Channel.CARD
    address: str | None = None
    address_digest: str | None = None
    person_id: int | None = None
    owner: str | None = None
    account_id: int | None = None


@dataclass(frozen=True)
class News:
    """What is to be told. `key`: told once, however often it is said. `useless_from`: dropped from then on."""

    kind: MessageKind
    about: str
    key: str
    zone: ZoneInfo
    facts: dict[str, Any] = field(default_factory=dict)
    not_before: datetime | None = None
    useless_from: datetime | None = None


def tell(news: News, to: Recipient, now: datetime) -> Message:
    """Queue it and return it; what was told before under the same key is returned as it is."""
    begin_write()
    before: Message | None = db.session.scalar(select(Message).where(Message.dedupe_key == news.key))
    if before:
        return before
    habit = HABITS[news.kind]
    due = max(now, news.not_before or now)
    message = Message(
        ref=new_ref(16),
        kind=news.kind,
        about=news.about,
        facts=news.facts,
        language=to.language,
        person_id=to.person_id,
        owner=to.owner,
        account_id=to.account_id,
        channel=to.channel,
        address=to.address,
        address_digest=to.address_digest,
        dedupe_key=news.key,
        timezone=news.zone.key,
        created_at=now,
        useless_from=news.useless_from,
        next_try_at=next_waking(due, news.zone) if habit.awake else due,
        tries=0,
        uncertain=0,
        resent=0,
    )
    if habit.link:
        message.link_digest = link_digest(message)
        message.link_until = max(due, news.useless_from or due) + LINK_LIVES
    db.session.add(message)
    move(message, State.CARD if to.channel == Channel.CARD else State.QUEUED, Role.RULE)
    return message


def move(message: Message, target: State, role: Role) -> None:
    """The one function that changes the state of a message."""
    begin_write()
    source = State(message.state) if message.state else None
    check_move(MOVES, "message", source, target, role)
    message.state = target
    message.claimed_by = message.claimed_until = None
    db.session.flush()


def drop_about(about: str, why: str, kinds: Iterable[MessageKind] | None = None) -> None:
    """What it is about has ended: its reminders and offers, still waiting to go out, say nothing any more.

    `kinds`: of these kinds only, whether they need it to be live or not; without, all that do, but for news of a
    pair, which ends by itself.
    """
    begin_write()
    live = (kind for kind, habit in HABITS.items() if habit.while_live and kind not in OF_PAIRS)
    kinds = list(live if kinds is None else kinds)
    waiting = select(Message).where(Message.about == about, Message.state == State.QUEUED, Message.kind.in_(kinds))
    for message in db.session.scalars(waiting).all():
        message.problem = why
        move(message, State.DROPPED, Role.RULE)


def readdress(about: str, to: Recipient) -> None:
    """News about this is for `to` from now on: what was said, and what still waits to go out."""
    begin_write()
    for message in db.session.scalars(select(Message).where(Message.about == about, Message.owner.is_(None))).all():
        message.person_id = to.person_id
        if message.state == State.QUEUED:
            message.channel, message.address, message.address_digest = to.channel, to.address, to.address_digest
            if to.channel == Channel.CARD:
                move(message, State.CARD, Role.RULE)
    db.session.flush()


def resend(message: Message, now: datetime) -> None:
    """Staff let it go out again, with all its tries before it; when its time is over it is dropped all the same.

    Raises `MoveNotAllowed` for what never went out.
    """
    move(message, State.QUEUED, Role.STAFF)
    message.tries = message.uncertain = 0
    message.problem = None
    message.resent += 1
    message.next_try_at = now
    db.session.flush()


def told_about(about: str, most: int = 20) -> list[Message]:
    """What was said about this, newest first, for the card: the same news as was sent. Not what is still to come."""
    query = (
        select(Message)
        .where(Message.about == about, Message.state != State.DROPPED, Message.owner.is_(None))
        .order_by(Message.id.desc())
        .limit(most)
        .options(undefer_group("sealed"))
    )
    return list(db.session.scalars(query))


def went_out(about: str, kind: MessageKind) -> bool:
    """Did the newest message of this kind about this leave the house?"""
    newest = select(Message.state).where(Message.about == about, Message.kind == kind).order_by(Message.id.desc())
    return db.session.scalar(newest.limit(1)) == State.SENT


def opted_out(address_digest: str | None) -> bool:
    return address_digest is not None and db.session.get(OptOut, address_digest) is not None


def opt_out(address_digest: str, now: datetime) -> None:
    """No more messages to this address, on whatever it is told."""
    begin_write()
    if opted_out(address_digest):
        return
    with suppress(IntegrityError), db.session.begin_nested():  # pressed twice: the other was faster
        db.session.add(OptOut(address_digest=address_digest, at=now))


def opt_in(address_digest: str) -> None:
    begin_write()
    known = db.session.get(OptOut, address_digest)
    if known:
        db.session.delete(known)
        db.session.flush()


def due(now: datetime) -> tuple[int, datetime | None]:
    """How many messages could go out at `now`, and since when the first of them could."""
    waiting = select(func.count(), func.min(Message.next_try_at))
    count, oldest = db.session.execute(waiting.where(Message.state == State.QUEUED, Message.next_try_at <= now)).one()
    return count, oldest


def segments_since(moment: datetime) -> int:
    """Text message segments paid for since `moment`."""
    query = select(func.coalesce(func.sum(Message.segments), 0)).where(
        Message.channel == Channel.TEXT, Message.sent_at >= moment
    )
    return int(db.session.scalar(query) or 0)


def purpose(message: Message) -> Purpose | None:
    return HABITS[MessageKind(message.kind)].link


def by_ref(ref: str) -> Message | None:
    return db.session.scalar(select(Message).where(Message.ref == ref))


def log(states: Iterable[State] = (), most: int = 100) -> list[Message]:
    """The outbox as staff read it, newest first."""
    query = select(Message).order_by(Message.id.desc()).limit(most)
    wanted = list(states)
    return list(db.session.scalars(query.where(Message.state.in_(wanted)) if wanted else query))
