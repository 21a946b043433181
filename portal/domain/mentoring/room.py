"""How many learners a mentor takes, and the queue in which places are counted and taken.

A mentor never has more learners than they said. The rule that holds on SQLite and PostgreSQL alike: touch the
mentor's row first, then count their live pairs, in one short transaction. Rows are touched in one order, so that
nobody waits in a circle: the learner's, then the mentors' by their number, then the pair's.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, func, select, update

from portal.database import begin_write, db
from portal.domain.mentoring.choices import VolunteerRole
from portal.domain.mentoring.pair_models import Mentee, Pair
from portal.domain.mentoring.states import LIVE_PAIR, TOGETHER, VolunteerState
from portal.domain.mentoring.volunteer_models import Volunteer


class NoRoom(Exception):
    """This mentor takes no learner more: they have as many as they want, are on a break, or stopped."""

    def __init__(self, volunteer: Volunteer) -> None:
        super().__init__(volunteer.ref)
        self.volunteer = volunteer


def touch(mentee: Mentee, volunteers: Iterable[Volunteer] = ()) -> None:
    """Queue up for this learner and these mentors: from here to the commit nobody else asks them, or answers.

    What is known of their rows is what the rows hold now.
    """
    begin_write()
    statement = update(Mentee).where(Mentee.id == mentee.id).values(created_at=Mentee.created_at)
    fresh = {"synchronize_session": False, "populate_existing": True}
    db.session.scalars(statement.returning(Mentee), execution_options=fresh).one()
    for volunteer_id in sorted({volunteer.id for volunteer in volunteers}):
        same = update(Volunteer).where(Volunteer.id == volunteer_id).values(capacity=Volunteer.capacity)
        db.session.scalars(same.returning(Volunteer), execution_options=fresh).one()


def count_live(volunteer_ids: Iterable[int]) -> dict[int, int]:
    """How many places of each of these mentors are taken; one query for a whole list."""
    ids = list(volunteer_ids)
    rows = db.session.execute(
        select(Pair.volunteer_id, func.count())
        .where(Pair.volunteer_id.in_(ids), Pair.state.in_(LIVE_PAIR))
        .group_by(Pair.volunteer_id)
    )
    found: dict[int, int] = {row[0]: row[1] for row in rows}
    return {volunteer_id: found.get(volunteer_id, 0) for volunteer_id in ids}


def takes_learners(volunteer: Volunteer) -> bool:
    """Is a mentor, approved and not on a break."""
    at_work = volunteer.state == VolunteerState.APPROVED and not volunteer.imported
    return at_work and VolunteerRole.MENTOR in volunteer.roles


def may_take_learners() -> ColumnElement[bool]:
    """The same in a query, but for the role: it stands in a list, and is looked at row by row."""
    return (Volunteer.state == VolunteerState.APPROVED) & ~Volunteer.imported


def places_left(volunteer: Volunteer) -> int:
    """How many learners more this mentor takes now."""
    if not takes_learners(volunteer):
        return 0
    return max(0, volunteer.capacity - count_live([volunteer.id])[volunteer.id])


def must_still_have_room(pair: Pair) -> None:
    """Whoever is asked counts already; what was changed meanwhile is looked at again."""
    known = Pair.volunteer_id == pair.volunteer_id, Pair.state.in_(TOGETHER)
    together = db.session.scalar(select(func.count()).select_from(Pair).where(*known)) or 0
    if not takes_learners(pair.volunteer) or together >= pair.volunteer.capacity:
        raise NoRoom(pair.volunteer)
