"""Who could help whom: mentors for a learner, learners for a mentor, those who fit best first.

Ranking looks at everybody who is free, so it reads little of each: what they said, where they meet, their places.
Neither surname nor contact is read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, func, select, true
from sqlalchemy.orm import joinedload, load_only, selectinload
from sqlalchemy.sql.base import ExecutableOption

from portal.database import db
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
    """Mentors who could help this learner, best first; of those who fit alike, who has more places, then who came
    first. `seen`: of these volunteers only. `full_too`: also those who have no place, last."""
    return ranked_for([mentee], seen, full_too)[mentee.id]


def ranked_for(
    mentees: Sequence[Mentee], seen: ColumnElement[bool] | None = None, full_too: bool = True
) -> dict[int, list[Mentor]]:
    """The same for several learners at once."""
    mentors = [(one, free, offers_of(one, free)) for one, free in free_mentors(seen) if free or full_too]
    before = _before(mentee.id for mentee in mentees)
    ranked = {}
    for mentee in mentees:
        wants = wants_of(mentee)
        found = [
            Mentor(one, fit(wants, offers), free, before.get((mentee.id, one.id))) for one, free, offers in mentors
        ]
        ranked[mentee.id] = sorted(found, key=lambda one: (not one.free, -one.fit.score, -one.free, one.volunteer.id))
    return ranked


def learners_for(volunteer: Volunteer, free: int, seen: ColumnElement[bool] | None = None) -> list[Learner]:
    """Learners this mentor could help, best first; of those who fit alike, who waits longest."""
    offers = offers_of(volunteer, free)
    mentees = db.session.scalars(looking(seen)).all()
    before = _before(mentee.id for mentee in mentees)
    found = [
        Learner(mentee, fit(wants_of(mentee), offers), before.get((mentee.id, volunteer.id))) for mentee in mentees
    ]
    return sorted(found, key=lambda one: (-one.fit.score, one.mentee.created_at, one.mentee.id))


def looking(seen: ColumnElement[bool] | None = None) -> Select[Mentee]:
    """Learners for whom nobody is asked, and who have no mentor; who waits longest first."""
    here = true() if seen is None else seen
    return select(Mentee).where(is_looking(), here).order_by(Mentee.created_at, Mentee.id).options(*whole())


def whole() -> tuple[ExecutableOption, ...]:
    """All that is said of a learner in a list."""
    taught = joinedload(CourseSession.place), joinedload(CourseSession.course)
    return (
        joinedload(Mentee.person),
        joinedload(Mentee.place),
        joinedload(Mentee.sign_up).options(joinedload(SignUp.course_session).options(*taught)),
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
    return {both for both, state in _before(mentee_ids).items() if state in NOT_AGAIN}


def _taken() -> dict[int, int]:
    live = select(Pair.volunteer_id, func.count()).where(Pair.state.in_(LIVE_PAIR)).group_by(Pair.volunteer_id)
    return {row[0]: row[1] for row in db.session.execute(live)}


def _before(mentee_ids: Iterable[int]) -> dict[tuple[int, int], PairState]:
    """How the newest earlier pair of (learner, mentor) ended."""
    ended = Pair.mentee_id.in_(list(mentee_ids)), Pair.state.not_in(LIVE_PAIR)
    query = select(Pair.mentee_id, Pair.volunteer_id, Pair.state).where(*ended).order_by(Pair.id)
    return {(row[0], row[1]): PairState(row[2]) for row in db.session.execute(query)}
