"""Learners who look for a mentor, as the team lists them: who waits since when, and until when somebody answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import Select, String, cast, exists, select
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.accounts.names import after_all_that_begin_with, fold_name
from portal.domain.accounts.roles import Powers
from portal.domain.catalogue.models import CourseSession
from portal.domain.mentoring.candidates import is_looking, whole
from portal.domain.mentoring.pair_models import Mentee, Pair
from portal.domain.mentoring.scope import mentees_in
from portal.domain.mentoring.states import ASKED, LIVE_PAIR
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State
from portal.domain.signups.models import SignUp


class Stand(StrEnum):
    """How it stands with a learner. LOOKING: the team owes them a mentor. ASKED: somebody has to say yes or no."""

    LOOKING = "looking"
    ASKED = "asked"


@dataclass(frozen=True)
class Search:
    """`stand`: None for both. `name`: its beginning."""

    stand: Stand | None = Stand.LOOKING
    topic: str = ""
    spoken: str = ""
    place_id: int | None = None
    name: str = ""


@dataclass(frozen=True)
class Standing:
    """Who is asked for a learner, if anybody is, and until when the answer is owed."""

    pair: Pair | None = None
    by: datetime | None = None
    zone: ZoneInfo | None = None


def mentees(search: Search, powers: Powers) -> Select[Mentee]:
    """Who waits longest comes first."""
    asked = exists().where(Pair.mentee_id == Mentee.id, Pair.state.in_(ASKED))
    stands = {Stand.LOOKING: is_looking(), Stand.ASKED: asked, None: is_looking() | asked}
    query = select(Mentee).where(stands[search.stand], Mentee.closed_at.is_(None), mentees_in(powers))
    if search.topic:
        query = query.where(cast(Mentee.topics, String).contains(f'"{search.topic}"'))
    if search.spoken:
        query = query.where(cast(Mentee.spoken, String).contains(f'"{search.spoken}"'))
    if search.place_id is not None:
        here = exists().where(
            SignUp.id == Mentee.sign_up_id,
            CourseSession.id == SignUp.course_session_id,
            CourseSession.place_id == search.place_id,
        )
        query = query.where(here)
    if search.name:
        folded = fold_name(search.name)
        named = Person.name_folded.between(folded, after_all_that_begin_with(folded))
        query = query.where(exists().where(Person.id == Mentee.person_id, named))
    return query.order_by(Mentee.created_at, Mentee.id).options(*whole())


def standing(mentee_ids: Iterable[int]) -> dict[int, Standing]:
    """How it stands with each; two queries for a whole list."""
    ids = list(mentee_ids)
    live = select(Pair).where(Pair.mentee_id.in_(ids), Pair.state.in_(LIVE_PAIR)).options(joinedload(Pair.volunteer))
    pairs = {pair.mentee_id: pair for pair in db.session.scalars(live)}
    names = {f"pair:{pair.id}": mentee_id for mentee_id, pair in pairs.items()}
    names |= {f"mentee:{mentee_id}": mentee_id for mentee_id in ids}
    owed = (
        select(Promise).where(Promise.about.in_(names), Promise.state == State.OPEN).order_by(Promise.reply_by.desc())
    )
    first = {names[one.about]: one for one in db.session.scalars(owed)}
    return {
        mentee_id: Standing(
            pairs.get(mentee_id),
            first[mentee_id].reply_by if mentee_id in first else None,
            first[mentee_id].zone if mentee_id in first else None,
        )
        for mentee_id in ids
    }
