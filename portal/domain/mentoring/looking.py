"""Looking for a mentor: who may, what is wanted and by when they hear, and that they look no more."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal.database import begin_write, db
from portal.domain.accounts.models import Person
from portal.domain.mentoring.choices import SPOKEN, WEEK, Topic
from portal.domain.mentoring.pair_models import Mentee, Pair
from portal.domain.mentoring.states import LIVE_PAIR
from portal.domain.mentoring.told import about_mentee, owner_for_mentee, tell_learner
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from portal.domain.promises.hours import working_days_later
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import Owed, open_about, promise, withdraw
from portal.domain.promises.models import Promise
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import State
from portal.vault import new_ref

#: A mentor is found, or the learner hears why not, within so many working days.
MENTOR_WITHIN_DAYS = 15
#: Longest wish.
WISH_MOST = 300


class MayNotLook(Exception):
    """Who has no seat with us looks for no mentor with us."""


class HasMentor(Exception):
    """While somebody is asked, or is their mentor, that comes first."""


@dataclass(frozen=True)
class Wanted:
    """What a learner looks for. `place_id`: where they could meet; None: online only. `wish`: read after a yes."""

    topics: tuple[str, ...]
    spoken: tuple[str, ...]
    consent_version: str
    week: tuple[str, ...] = field(default=())
    online: bool = True
    place_id: int | None = None
    wish: str | None = None


def may_look(sign_up: SignUp) -> bool:
    """Has a seat with us, or had one and it was theirs to the end."""
    return sign_up.state == State.CONFIRMED and sign_up.person.erased_at is None


def mentee_of(person: Person) -> Mentee | None:
    """What this person looks for or has now; None: neither."""
    return db.session.scalar(select(Mentee).where(Mentee.person_id == person.id, Mentee.closed_at.is_(None)))


def live_pair(mentee: Mentee) -> Pair | None:
    """Who is asked for them, or is their mentor."""
    return db.session.scalar(select(Pair).where(Pair.mentee_id == mentee.id, Pair.state.in_(LIVE_PAIR)))


def wanted_by(mentee: Mentee) -> Promise | None:
    """What we owe them: a mentor, until when."""
    return open_about(about_mentee(mentee), PromiseKind.MENTOR_WANTED)


def look(sign_up: SignUp, wanted: Wanted, now: datetime, role: Role = Role.PERSON) -> Mentee:
    """Look for a mentor from now on; they hear by when. Who looks already goes on, for what is wanted now;
    what they said themselves is not overwritten by staff.

    Raises `MayNotLook`.
    """
    begin_write()
    if not may_look(sign_up):
        raise MayNotLook
    known = mentee_of(sign_up.person)
    if known:
        if role is Role.PERSON:
            _write_down(known, wanted, now)
        return known
    mentee = Mentee(ref=new_ref(16), person_id=sign_up.person_id, sign_up=sign_up, created_at=now)
    _fill_in(mentee, wanted, now)
    try:
        with db.session.begin_nested():
            db.session.add(mentee)
    except IntegrityError:  # pressed twice, and the other was faster
        first = mentee_of(sign_up.person)
        if first is None:
            raise
        return first
    _promise(mentee, role, now)
    return mentee


def change(mentee: Mentee, wanted: Wanted, now: datetime) -> None:
    """They want something else. Whoever was asked meanwhile was asked for what was wanted then."""
    begin_write()
    _write_down(mentee, wanted, now)


def stop_looking(mentee: Mentee, now: datetime, why: str = "learner", role: Role = Role.PERSON) -> None:
    """They look no more, and wait for nothing. `why`: a key. Stopped twice is stopped once.

    Raises `HasMentor` while somebody is asked or is their mentor: that is ended first.
    """
    begin_write()
    if mentee.closed_at is not None:
        return
    if live_pair(mentee):
        raise HasMentor
    mentee.closed_at, mentee.closed_why = now, why
    mentee.choices.clear()
    db.session.flush()
    owed = wanted_by(mentee)
    if owed:
        withdraw(owed, role, now, why)


def owe(mentee: Mentee, days: int, role: Role, now: datetime) -> Promise:
    """The team of the place where they learn owes them a mentor, within so many working days."""
    zone = mentee.sign_up.course_session.place.zone
    owed = Owed(
        PromiseKind.MENTOR_WANTED,
        about_mentee(mentee),
        owner_for_mentee(mentee),
        working_days_later(now, days, zone),
        zone,
        mentee.person_id,
        mentee.sign_up.language,
    )
    return promise(owed, role, now)


def _promise(mentee: Mentee, role: Role, now: datetime) -> None:
    """Say by when they hear."""
    made = owe(mentee, MENTOR_WITHIN_DAYS, role, now)
    facts = {"mentee": mentee.ref, "reply_by": made.reply_by.isoformat()}
    tell_learner(mentee, MessageKind.MENTOR_PROMISED, now, facts)


def _write_down(mentee: Mentee, wanted: Wanted, now: datetime) -> None:
    _fill_in(mentee, wanted, now)
    db.session.flush()


def _fill_in(mentee: Mentee, wanted: Wanted, now: datetime) -> None:
    """Each list in the order in which it is offered, whatever order it came in."""
    mentee.topics = [topic.value for topic in Topic if topic.value in wanted.topics]
    mentee.spoken = [code for code in SPOKEN if code in wanted.spoken]
    mentee.week = [cell for cell in WEEK if cell in wanted.week]
    mentee.online, mentee.place_id, mentee.wish = wanted.online, wanted.place_id, wanted.wish
    mentee.consent_version, mentee.consent_at = wanted.consent_version, now
