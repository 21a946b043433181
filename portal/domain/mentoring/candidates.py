"""Who could help whom: mentors for a learner, learners for a mentor, those who fit best first.

Ranking looks at everybody who is free, so it reads little of each: what they said, where they meet, their places.
Neither surname nor contact is read.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, joinedload, load_only, selectinload

from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.catalogue.models import CourseSession, Place
from portal.domain.mentoring.fit import Fit, fit, offers_of, wants_of
from portal.domain.mentoring.pair_models import Mentee, Pair
from portal.domain.mentoring.room import may_take_learners, takes_learners
from portal.domain.mentoring.states import LIVE_PAIR, PairState
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.signups.models import SignUp

#: They tried before, and it did not come to it: they are not put together again by themselves.
NOT_AGAIN = frozenset({PairState.DECLINED, PairState.EXPIRED, PairState.ENDED_EARLY})


@dataclass(frozen=True)
class Mentor:
    """A mentor a learner could have. `before`: how an earlier pair of the two stands; None: there was none."""

    volunteer: Volunteer
    fit: Fit
    free: int
    before: PairState | None = None

    @property
    def may_be_asked(self) -> bool:
        return self.free > 0


@dataclass(frozen=True)
class Learner:
    """A learner a mentor could help."""

    mentee: Mentee
    fit: Fit
    before: PairState | None = None


def mentors_for(mentee: Mentee, seen: ColumnElement[bool] | None = None, full_too: bool = False) -> list[Mentor]:
    """Mentors who could help this learner, best first; of those who fit alike, who was asked least, then who came
    first. `seen`: of these volunteers only. `full_too`: also those who have no place, last."""
    before = _before(Pair.volunteer_id, Pair.mentee_id == mentee.id)
    wants = wants_of(mentee)
    found = [
        Mentor(volunteer, fit(wants, offers_of(volunteer, free)), free, before.get(volunteer.id))
        for volunteer, free in free_mentors(seen)
        if free or full_too
    ]
    return sorted(found, key=lambda one: (not one.free, -one.fit.score, -one.free, one.volunteer.id))


def learners_for(volunteer: Volunteer, free: int, seen: ColumnElement[bool] | None = None) -> list[Learner]:
    """Learners this mentor could help, best first; of those who fit alike, who waits longest."""
    before = _before(Pair.mentee_id, Pair.volunteer_id == volunteer.id)
    offers = offers_of(volunteer, free)
    found = [
        Learner(mentee, fit(wants_of(mentee), offers), before.get(mentee.id))
        for mentee in db.session.scalars(looking(seen))
    ]
    return sorted(found, key=lambda one: (-one.fit.score, one.mentee.created_at, one.mentee.id))


def looking(seen: ColumnElement[bool] | None = None) -> Select[Mentee]:
    """Learners for whom nobody is asked, and who have no mentor, with all that is said of them in a list."""
    return (
        select(Mentee)
        .where(is_looking(), true() if seen is None else seen)
        .order_by(Mentee.created_at, Mentee.id)
        .options(
            joinedload(Mentee.person).load_only(Person.first_name),
            joinedload(Mentee.place),
            joinedload(Mentee.sign_up).options(
                joinedload(SignUp.course_session).options(
                    joinedload(CourseSession.place), joinedload(CourseSession.course)
                )
            ),
        )
    )


def is_looking() -> ColumnElement[bool]:
    live = exists().where(Pair.mentee_id == Mentee.id, Pair.state.in_(LIVE_PAIR))
    return Mentee.closed_at.is_(None) & ~Mentee.imported & ~live


def free_mentors(seen: ColumnElement[bool] | None = None) -> list[tuple[Volunteer, int]]:
    """Every mentor at work, with how many learners more they take."""
    query = (
        select(Volunteer)
        .where(may_take_learners(), true() if seen is None else seen)
        .order_by(Volunteer.id)
        .options(
            load_only(
                *(Volunteer.ref, Volunteer.state, Volunteer.first_name, Volunteer.roles, Volunteer.spoken),
                *(Volunteer.topics, Volunteer.week, Volunteer.online, Volunteer.capacity, Volunteer.imported),
            ),
            selectinload(Volunteer.places).load_only(Place.city, Place.online, Place.name, Place.slug),
        )
    )
    taken = _taken()
    mentors = [one for one in db.session.scalars(query) if takes_learners(one)]
    return [(one, max(0, one.capacity - taken.get(one.id, 0))) for one in mentors]


def not_again(mentee_ids: Iterable[int]) -> set[tuple[int, int]]:
    """(learner, mentor) of those who tried before and for whom it did not come to it."""
    tried = Pair.mentee_id.in_(list(mentee_ids)), Pair.state.in_(NOT_AGAIN)
    return {(row[0], row[1]) for row in db.session.execute(select(Pair.mentee_id, Pair.volunteer_id).where(*tried))}


def _taken() -> dict[int, int]:
    live = select(Pair.volunteer_id, func.count()).where(Pair.state.in_(LIVE_PAIR)).group_by(Pair.volunteer_id)
    return {row[0]: row[1] for row in db.session.execute(live)}


def _before(other: InstrumentedAttribute[int], mine: ColumnElement[bool]) -> dict[int, PairState]:
    """How the newest earlier pair with each other one ended."""
    ended = select(other, Pair.state).where(mine, Pair.state.not_in(LIVE_PAIR)).order_by(Pair.id)
    return {row[0]: PairState(row[1]) for row in db.session.execute(ended)}
