"""Asking for a copy of what is held on oneself, or to be erased: a promise like any other, and how it is kept."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.accounts.models import Person
from portal.domain.accounts.reaching import recipient
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import News, tell
from portal.domain.moves import Role
from portal.domain.promises.hours import working_days_later
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.made import Owed, answer, promise
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State

#: The law gives a month; we say two working weeks.
WITHIN_DAYS = 10
KINDS = (PromiseKind.DATA_COPY, PromiseKind.DATA_ERASURE)


def about_person(person: Person) -> str:
    return f"person:{person.id}"


def ask_for(kind: PromiseKind, person: Person, language: str, zone: ZoneInfo, now: datetime) -> Promise:
    """Owe `person` a copy, or their erasure. Whoever is reached at their contact hears of it, and can take it back.

    Twice is once.
    """
    by = working_days_later(now, WITHIN_DAYS, zone)
    owed = promise(Owed(kind, about_person(person), Owner.TEAM, by, zone, person.id, language), Role.PERSON, now)
    tell_about(owed, person, MessageKind.DATA_ASKED, now)
    return owed


def asked_by(person: Person, most: int = 10) -> list[Promise]:
    """What they asked for, newest first."""
    mine = select(Promise).where(Promise.about == about_person(person), Promise.kind.in_(KINDS))
    return list(db.session.scalars(mine.order_by(Promise.id.desc()).limit(most)))


def open_requests(most: int = 200) -> list[Promise]:
    """What the team owes to people about their data, soonest first."""
    waiting = select(Promise).where(Promise.kind.in_(KINDS), Promise.state == State.OPEN)
    return list(db.session.scalars(waiting.order_by(Promise.reply_by, Promise.id).limit(most)))


def person_of(owed: Promise) -> Person:
    return db.session.get_one(Person, owed.person_id)


def give_copy(owed: Promise, role: Role, now: datetime) -> None:
    """Send the link to the copy. What it opens is what is held when it is opened. Twice is once."""
    begin_write()
    answer(owed, role, now, "given")
    tell_about(owed, person_of(owed), MessageKind.DATA_READY, now)


def say_late(owed: Promise, now: datetime) -> None:
    """The date went by: somebody else of the team owes it now."""
    tell_about(owed, person_of(owed), MessageKind.DATA_LATE, now)


def end_unkept(owed: Promise, now: datetime) -> None:
    """Nobody did it. A copy the portal gives by itself; an erasure cannot be undone, so they are asked to call."""
    if owed.kind == PromiseKind.DATA_COPY:
        tell_about(owed, person_of(owed), MessageKind.DATA_READY, now)
    else:
        tell_about(owed, person_of(owed), MessageKind.DATA_LATE, now, over=True)


def tell_about(owed: Promise, person: Person, kind: MessageKind, now: datetime, over: bool = False) -> Message:
    facts = {"reply_by": owed.reply_by.isoformat(), "over": over}
    news = News(kind, f"promise:{owed.id}", f"{kind}:{owed.ref}{':over' if over else ''}", owed.zone, facts)
    return tell(news, recipient(person, owed.language or ""), now)
