"""What the team sees of slots: those of the coming weeks, whom to ask for one, and dates that lack somebody."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.database import db
from portal.domain.accounts.roles import Powers
from portal.domain.catalogue.models import CourseSession, SessionDate
from portal.domain.mentoring.scope import volunteers_in
from portal.domain.mentoring.slot_fit import AHEAD, Fit, fit, slots_ahead
from portal.domain.mentoring.slot_models import Slot
from portal.domain.mentoring.states import VolunteerState
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.signups.scope import sessions_in

#: Of so many volunteers the fit is looked at.
_MOST_READ = 400
#: Dates so near are shown on the first page of the team.
SOON = timedelta(days=14)


@dataclass(frozen=True)
class Sought:
    """`open`: True: nobody holds it, or who does looks for somebody; False: somebody comes; None: both."""

    open: bool | None = True
    place_id: int | None = None
    role: str | None = None


def looked_for(sought: Sought, powers: Powers, now: datetime) -> Select[Slot]:
    """Slots of the coming weeks at the places they see, the next date first."""
    query = slots_ahead(now, now + AHEAD).where(sessions_in(powers)).options(joinedload(Slot.volunteer))
    if sought.open is not None:
        is_open = or_(Slot.volunteer_id.is_(None), Slot.swap_wanted_at.is_not(None))
        query = query.where(is_open if sought.open else ~is_open)
    if sought.place_id is not None:
        query = query.where(CourseSession.place_id == sought.place_id)
    return query.where(Slot.role == sought.role) if sought.role else query


@dataclass(frozen=True)
class Candidate:
    volunteer: Volunteer
    fit: Fit


def candidates(slot: Slot, powers: Powers, most: int = 12) -> list[Candidate]:
    """Who could come: approved, free then; whom it fits best first."""
    busy = _busy_during(slot.session_date)
    query = (
        select(Volunteer)
        .where(Volunteer.state == VolunteerState.APPROVED, Volunteer.imported.is_(False), volunteers_in(powers))
        .where(Volunteer.id.not_in(busy))
        .order_by(Volunteer.id)
        .options(selectinload(Volunteer.places))
        .limit(_MOST_READ)
    )
    found = [Candidate(one, fit(slot, one)) for one in db.session.scalars(query)]
    return sorted((one for one in found if one.fit.role), key=_distance)[:most]


def _distance(one: Candidate) -> tuple[int, bool]:
    """How much speaks against it; a language in common weighs less than being free and near."""
    fits = one.fit
    return (not fits.place) + (not fits.hours), fits.languages == ()


def _busy_during(day: SessionDate) -> set[int]:
    """Numbers of the volunteers who hold another slot at that time, or teach."""
    then = and_(SessionDate.starts_at < day.ends_at, SessionDate.ends_at > day.starts_at)
    going = and_(then, CourseSession.cancelled_at.is_(None))
    holds = select(Slot.volunteer_id).join(Slot.session_date).join(SessionDate.course_session)
    teaches = (
        select(Volunteer.id)
        .join(CourseSession, CourseSession.trainer_id == Volunteer.account_id)
        .join(SessionDate, SessionDate.course_session_id == CourseSession.id)
    )
    held = db.session.scalars(holds.where(going, Slot.volunteer_id.is_not(None)))
    return {number for number in (*held, *db.session.scalars(teaches.where(going))) if number is not None}


def short_soon(powers: Powers, now: datetime, most: int = 6) -> list[tuple[SessionDate, dict[str, int]]]:
    """Dates of the next two weeks that lack somebody: how many of which role. The first date first."""
    query = slots_ahead(now, now + SOON).where(sessions_in(powers), Slot.volunteer_id.is_(None)).limit(200)
    lacks: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    days: dict[int, SessionDate] = {}
    for slot in db.session.scalars(query):
        days[slot.session_date_id] = slot.session_date
        lacks[slot.session_date_id][slot.role] += 1
    return [(day, dict(lacks[number])) for number, day in days.items()][:most]
