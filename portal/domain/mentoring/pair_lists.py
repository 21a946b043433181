"""Pairs as the team looks for them, and what a list says of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, func, literal, not_, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.accounts.names import after_all_that_begin_with, fold_name
from portal.domain.accounts.roles import Powers
from portal.domain.catalogue.models import CourseSession
from portal.domain.mentoring.health import AMBER_FOR, GREEN_FOR, MEETING, Health, healths, quiet_from
from portal.domain.mentoring.pair_models import Meeting, Mentee, Pair, PairLetter
from portal.domain.mentoring.scope import pairs_in
from portal.domain.mentoring.states import ASKED, TOGETHER, PairState
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State
from portal.domain.signups.models import SignUp

#: What the team owes a pair; not what is for those responsible for safeguarding.
OF_PAIRS = (PromiseKind.PAIR_START, PromiseKind.PAIR_CARE, PromiseKind.PAIR_LETTER)


class Group(StrEnum):
    """Several states at once, as the team thinks of them."""

    TOGETHER = "together"
    ASKED = "asked"
    OVER = "over"


STATES: dict[Group, frozenset[PairState]] = {
    Group.TOGETHER: TOGETHER,
    Group.ASKED: ASKED,
    Group.OVER: frozenset(PairState) - TOGETHER - ASKED,
}


@dataclass(frozen=True)
class Sought:
    """What is looked for; None: all. `states`: one state, or those of a group. `typed`: how a first name begins."""

    states: frozenset[PairState] | None = None
    health: Health | None = None
    place_id: int | None = None
    volunteer_id: int | None = None
    typed: str = ""


@dataclass(frozen=True)
class Facts:
    """What a list says of one pair. `owed`: what the team owes it first."""

    health: Health
    last: datetime | None = None
    next: datetime | None = None
    owed: Promise | None = None


def pairs(powers: Powers, sought: Sought, now: datetime) -> Select[Pair]:
    """The pairs that are looked for, of the places that `powers` open, newest first."""
    query = (
        select(Pair)
        .join(Pair.mentee)
        .join(Mentee.person)
        .join(Pair.volunteer)
        .join(Mentee.sign_up)
        .where(not_(Pair.imported), pairs_in(powers))
        .order_by(Pair.id.desc())
        .options(
            contains_eager(Pair.mentee).options(
                contains_eager(Mentee.person),
                contains_eager(Mentee.sign_up)
                .joinedload(SignUp.course_session)
                .options(joinedload(CourseSession.place), joinedload(CourseSession.course)),
            ),
            contains_eager(Pair.volunteer),
        )
    )
    if sought.states is not None:
        query = query.where(Pair.state.in_(sought.states))
    if sought.health is not None:
        query = query.where(_is(sought.health, now))
    if sought.place_id is not None:
        here = select(CourseSession.id).where(CourseSession.place_id == sought.place_id)
        query = query.where(SignUp.course_session_id.in_(here))
    if sought.volunteer_id is not None:
        query = query.where(Pair.volunteer_id == sought.volunteer_id)
    return query.where(_is_called(sought.typed)) if sought.typed else query


def _is_called(typed: str) -> ColumnElement[bool]:
    """The first name of one of the two begins so."""
    folded = fold_name(typed)
    learner = Person.name_folded.between(folded, after_all_that_begin_with(folded))
    return or_(learner, func.lower(Volunteer.first_name).startswith(typed.lower(), autoescape=True))


def _is(wanted: Health, now: datetime) -> ColumnElement[bool]:
    """The same rule as `health_since`, for a whole list at once."""
    meets = Pair.state.in_(MEETING)
    quiet, silent = quiet_from(now - GREEN_FOR), quiet_from(now - AMBER_FOR)
    return {
        Health.GREEN: and_(meets, not_(quiet)),
        Health.AMBER: and_(quiet, not_(silent)),
        Health.RED: silent,
        Health.NONE: not_(meets),
    }[wanted]


def count_by_health(powers: Powers, now: datetime) -> dict[Health, int]:
    """How many of those who should meet are how, for the top of the list."""
    shown = (Health.GREEN, Health.AMBER, Health.RED)
    sums = [func.sum(case((_is(one, now), 1), else_=0)) for one in shown]
    row = db.session.execute(select(*sums).select_from(Pair).where(not_(Pair.imported), pairs_in(powers))).one()
    return {one: number or 0 for one, number in zip(shown, row, strict=True)}


def facts_of(found: Iterable[Pair], now: datetime) -> dict[int, Facts]:
    """What a list says of each, by number; as many questions however long the list is."""
    rows = list(found)
    ids = [pair.id for pair in rows]
    how, owed = healths(rows, now), _owed(ids)
    met = _meetings(ids, now)
    return {one: Facts(how[one], *met.get(one, (None, None)), owed.get(one)) for one in ids}


def _meetings(ids: list[int], now: datetime) -> dict[int, tuple[datetime | None, datetime | None]]:
    """{number of the pair: (when they last met, when they meet next)}."""
    ahead = and_(Meeting.held_at.is_(None), Meeting.called_off_at.is_(None), Meeting.at > now)
    last = func.max(case((Meeting.held_at.is_not(None), Meeting.at)))
    query = select(Meeting.pair_id, last, func.min(case((ahead, Meeting.at)))).where(Meeting.pair_id.in_(ids))
    return {row[0]: (row[1], row[2]) for row in db.session.execute(query.group_by(Meeting.pair_id))}


def _owed(ids: list[int]) -> dict[int, Promise]:
    """What is owed first about each of these pairs, by number of the pair."""
    name, names = literal("pair_letter:") + cast(PairLetter.id, String), {f"pair:{one}": one for one in ids}
    theirs = PairLetter.pair_id.in_(ids), ~PairLetter.from_team
    of_letter = select(PairLetter.pair_id).where(*theirs, name == Promise.about).correlate(Promise).scalar_subquery()
    mine = or_(Promise.about.in_(names), Promise.about.in_(select(name).where(*theirs)))
    query = select(Promise, of_letter).where(mine, Promise.state == State.OPEN, Promise.kind.in_(OF_PAIRS))
    first: dict[int, Promise] = {}
    for owed, pair_id in db.session.execute(query.order_by(Promise.reply_by, Promise.id)):
        first.setdefault(pair_id or names[owed.about], owed)
    return first
