"""Seeing that a pair gets on: when two have not met for long, or one says that it does not fit, somebody asks."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Integer, String, cast, exists, func, literal, select

from portal.database import begin_write, db
from portal.domain.mentoring.health import AMBER_FOR, Health, health, quiet_from
from portal.domain.mentoring.pair_models import Meeting, Pair
from portal.domain.mentoring.pairs import touch
from portal.domain.mentoring.told import about_pair, owner_for_mentee
from portal.domain.moves import Role
from portal.domain.promises.hours import working_days_later
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import Owed, answer, open_about, promise
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State

#: Somebody asks within so many working days.
WORKING_DAYS = 5
#: Whoever was asked is left alone for this long.
REST = timedelta(days=21)
#: Longest note of the team.
NOTE_MOST = 1000


class CareWhy(StrEnum):
    """Why somebody of the team asks how it goes."""

    QUIET = "quiet"
    FIT = "fit"


class NothingOwed(Exception):
    """Somebody else was faster, or the two met meanwhile."""


def owe_care(pair: Pair, why: str, now: datetime) -> Promise:
    """Somebody of the team asks the two how it goes. `why`: a key, the first line of what is known."""
    zone = pair.mentee.sign_up.course_session.place.zone
    reply_by = working_days_later(now, WORKING_DAYS, zone)
    owed = Owed(PromiseKind.PAIR_CARE, about_pair(pair), owner_for_mentee(pair.mentee), reply_by, zone, note=why)
    return promise(owed, Role.RULE, now)


def settle_care(pair: Pair, note: str, now: datetime) -> None:
    """The team asked them; `note` says what came out of it. Raises `NothingOwed`."""
    begin_write()
    owed = owed_care(pair)
    if owed is None:
        raise NothingOwed
    owed.note = "\n".join([*filter(None, [owed.note]), note[:NOTE_MOST]])
    answer(owed, Role.STAFF, now, "asked")


def owed_care(pair: Pair) -> Promise | None:
    return open_about(about_pair(pair), PromiseKind.PAIR_CARE)


def care_of(pair: Pair) -> list[Promise]:
    """How often somebody had to ask, newest first."""
    mine = select(Promise).where(Promise.about == about_pair(pair), Promise.kind == PromiseKind.PAIR_CARE)
    return list(db.session.scalars(mine.order_by(Promise.id.desc()).limit(20)))


def whys(owed: Promise) -> list[CareWhy]:
    """Why it was owed."""
    return [CareWhy(line) for line in _lines(owed) if line in set(CareWhy)]


def said(owed: Promise) -> str:
    """What the team wrote down about it."""
    return "\n".join(line for line in _lines(owed) if line not in set(CareWhy)).strip()


def _lines(owed: Promise) -> list[str]:
    return (owed.note or "").split("\n")


def silent_pairs(now: datetime) -> list[int]:
    """Numbers of the pairs that have not met for long, and of whom nobody is asked, or was lately."""
    asked = exists().where(
        Promise.about == literal("pair:") + cast(Pair.id, String),
        Promise.kind == PromiseKind.PAIR_CARE,
        (Promise.state == State.OPEN) | (Promise.made_at > now - REST),
    )
    query = select(Pair.id).where(quiet_from(now - AMBER_FOR), ~asked)
    return list(db.session.scalars(query.order_by(Pair.id)))


def look_after(pair: Pair, now: datetime) -> int:
    """Two who have not met for long: somebody asks them."""
    touch(pair)
    if health(pair, now) is not Health.RED:
        return 0
    owe_care(pair, CareWhy.QUIET, now)
    return 1


def cared_for_by_meeting() -> list[int]:
    """Numbers of the promises to ask two who met after it was promised."""
    met = exists().where(
        Meeting.pair_id == cast(func.substr(Promise.about, len("pair:") + 1), Integer),
        Meeting.held_at.is_not(None),
        Meeting.at > Promise.made_at,
    )
    query = select(Promise.id).where(
        Promise.kind == PromiseKind.PAIR_CARE, Promise.state == State.OPEN, Promise.about.like("pair:%"), met
    )
    return list(db.session.scalars(query.order_by(Promise.id)))


def settle_by_meeting(owed: Promise, now: datetime) -> int:
    """They met: nobody has to ask. Whether they fit is still to be asked, however often they meet."""
    if CareWhy.FIT in whys(owed):
        return 0
    answer(owed, Role.RULE, now, "met")
    return 1
