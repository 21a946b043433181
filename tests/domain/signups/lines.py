"""A full course session, people who join its line, and what they were told and promised."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.database import db
from portal.domain.accounts.contacts import Reach
from portal.domain.accounts.models import ContactKind
from portal.domain.catalogue.models import CourseSession
from portal.domain.messages.models import Message
from portal.domain.messages.queue import sent
from portal.domain.messages.states import State as MessageState
from portal.domain.promises.models import Promise
from portal.domain.signups.changes import cancel
from portal.domain.signups.line import join_line
from portal.domain.signups.models import SignUp
from portal.domain.signups.told import about, about_session
from tests import make
from tests.conftest import NOW

HOUR, MINUTE, TICK = timedelta(hours=1), timedelta(minutes=1), timedelta(microseconds=1)
DAY = 24 * HOUR
NO_WAY = None

_number = count(1)


def phone() -> Reach:
    """A number nobody else has."""
    return Reach(ContactKind.PHONE, f"+33698{next(_number):06}")


def paris(wall: str) -> datetime:
    """The instant at which the clock on the wall in Paris shows this."""
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


def full(starts: Any = timedelta(days=7), capacity: int = 1, **facts: Any) -> tuple[CourseSession, list[SignUp]]:
    """A course session without a free seat, and those who have one each."""
    session = make.course_session(starts, capacity=capacity, **facts)
    return session, [make.sign_up(session, first_name=f"Holder {seat}", reach=phone()) for seat in range(capacity)]


def join(session: CourseSession, name: str = "Nour", now: datetime = NOW, **request: Any) -> SignUp:
    """Wait for a seat, reachable by phone unless the test says otherwise."""
    sign_up = join_line(session, make.seat_request(name, **({"reach": phone()} | request)), now)
    db.session.commit()
    return sign_up


def give_back(sign_up: SignUp, now: datetime = NOW) -> None:
    cancel(sign_up, now)
    db.session.commit()


def heard(sign_up: SignUp) -> None:
    """What was queued for them has left the house."""
    make.begin_write()
    for message in messages(sign_up):
        if message.state == MessageState.QUEUED:
            sent(message, NOW, 1)
    db.session.commit()


def states(*sign_ups: SignUp) -> list[str]:
    return [sign_up.state for sign_up in sign_ups]


def messages(thing: SignUp) -> list[Message]:
    return list(db.session.scalars(select(Message).where(Message.about == about(thing)).order_by(Message.id)))


def news(sign_up: SignUp) -> list[tuple[str, str]]:
    """What was said about a sign-up, oldest first, and what became of each."""
    return [(message.kind, message.state) for message in messages(sign_up)]


def promises(thing: SignUp | CourseSession) -> list[Promise]:
    name = about(thing) if isinstance(thing, SignUp) else about_session(thing)
    return list(db.session.scalars(select(Promise).where(Promise.about == name).order_by(Promise.id)))


def promised(thing: SignUp | CourseSession) -> list[tuple[str, str]]:
    """What was promised about it, oldest first, and how each ended."""
    return [(owed.kind, owed.state) for owed in promises(thing)]
