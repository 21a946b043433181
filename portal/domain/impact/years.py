"""The years there is something to tell of."""

from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select

from portal.database import db
from portal.domain.catalogue.models import SessionDate
from portal.domain.impact.workshops import at_workshops
from portal.domain.mentoring.hours import held, over
from portal.domain.mentoring.pair_models import Meeting
from portal.domain.mentoring.periods import Period, year, years_between


def years(now: datetime) -> list[int]:
    """Those in which a meeting or a workshop was held, the newest first."""
    meetings: Any = select(func.min(Meeting.at), func.max(Meeting.at)).where(Meeting.held_at.is_not(None))
    dates: Any = select(func.min(SessionDate.starts_at), func.max(SessionDate.starts_at)).select_from(SessionDate)
    ends = [*db.session.execute(meetings).one(), *db.session.execute(at_workshops(dates, None, now)).one()]
    between = years_between(ends)
    if not between:
        return []
    periods = [year(one) for one in between]
    found = _met(periods), _came(periods, now)
    return [one for one, *there in zip(between, *found, strict=True) if any(there)]


def _met(periods: list[Period]) -> list[int]:
    """For each period, whether a meeting was held in it."""
    return list(db.session.execute(select(*(func.count(case((held(one), Meeting.id))) for one in periods))).one())


def _came(periods: list[Period], now: datetime) -> list[int]:
    """For each period, whether a workshop was held in it."""
    columns = (func.count(case((over(one, now), SessionDate.id))) for one in periods)
    query: Any = select(*columns).select_from(SessionDate)
    return list(db.session.execute(at_workshops(query, None, now)).one())
