"""What mentoring did in a period: each figure is one function, counted from the meetings that were held."""

from typing import Any

from sqlalchemy import Select, case, func, not_, select

from portal.database import db
from portal.domain.impact.figures import Figure, Unit, add_up, count_distinct, figure
from portal.domain.mentoring.hours import held, same_person
from portal.domain.mentoring.pair_models import Meeting, Pair
from portal.domain.mentoring.periods import Period
from portal.public_version import shown

_OWN = not_(Meeting.imported)


def pairs(period: Period) -> Figure:
    """A mentor and a learner who met at least once in the period."""
    query: Select[Any] = select(*count_distinct(Meeting.pair_id, _OWN)).where(held(period))
    return figure("pairs", Unit.PEOPLE, query)


def mentors(period: Period) -> Figure:
    """Volunteers who met their learner at least once in the period; each counts once, however many learners."""
    query: Select[Any] = select(*count_distinct(same_person(), _OWN)).select_from(Meeting)
    return figure("mentors", Unit.PEOPLE, query.join(Meeting.pair).join(Pair.volunteer).where(held(period)))


def mentoring_hours(period: Period) -> Figure:
    """How long all these meetings lasted together."""
    query: Select[Any] = select(*add_up(Meeting.minutes, _OWN)).where(held(period))
    return figure("mentoring_hours", Unit.MINUTES, query)


def minutes_by(periods: list[Period]) -> list[int]:
    """How long the meetings of each period lasted together; one query."""
    columns = [func.coalesce(func.sum(case((held(one), Meeting.minutes), else_=0)), 0) for one in periods]
    return [int(minutes) for minutes in db.session.execute(select(*columns)).one()]


#: A meeting counts once it is held, and not before.
shown(Meeting, "held_at", "at", "minutes", "pair_id", "pair", "imported", when=lambda one: one.held_at is not None)
