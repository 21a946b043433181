"""A notice: what the team writes to those who signed up for a course session, once, in the languages they read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.database import Text, db
from portal.domain.accounts.models import Person
from portal.domain.accounts.reaching import recipient
from portal.domain.catalogue.models import CourseSession
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel, Message
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import LIVE
from portal.domain.signups.told import tell_holder

#: A notice about a course session that is over still matters so long.
AFTERWARDS = timedelta(days=7)


class NobodyToTell(Exception):
    """None of those who were chosen has a sign-up here any more."""


@dataclass(frozen=True)
class Readers:
    """Whom a notice would reach. `ways`: people by how it travels; `texts`: those who get a text, by language."""

    sign_ups: list[SignUp]
    languages: Counter[str] = field(default_factory=Counter)
    ways: Counter[Channel] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)


def readers(course_session: CourseSession, states: Iterable[str] = LIVE, refs: Iterable[str] = ()) -> Readers:
    """Those in these states; of these sign-ups only, where some are named."""
    query = select(SignUp).where(SignUp.course_session_id == course_session.id, SignUp.state.in_(set(states)))
    names = set(refs)
    query = query.where(SignUp.ref.in_(names)) if names else query
    known = query.options(joinedload(SignUp.person).selectinload(Person.contacts), selectinload(SignUp.history))
    found = Readers(list(db.session.scalars(known.order_by(SignUp.id))))
    for sign_up in found.sign_ups:
        channel = recipient(sign_up.person, sign_up.language).channel
        found.languages[sign_up.language] += 1
        found.ways[channel] += 1
        if channel is Channel.TEXT:
            found.texts[sign_up.language] += 1
    return found


def send_notice(sign_ups: Iterable[SignUp], words: Text, key: str, now: datetime) -> list[Message]:
    """Tell each of them; with the same `key` once, however often it is sent. Raises `NobodyToTell`."""
    facts = {"words": {code: said for code, said in words.items() if said}}
    told = [
        tell_holder(sign_up, MessageKind.NOTICE, now, facts, key, _useless_from(sign_up, now)) for sign_up in sign_ups
    ]
    if not told:
        raise NobodyToTell
    return told


def _useless_from(sign_up: SignUp, now: datetime) -> datetime | None:
    ends_at = sign_up.course_session.ends_at
    return max(ends_at, now + AFTERWARDS) if ends_at else None
