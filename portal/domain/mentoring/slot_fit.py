"""Whether a slot fits a volunteer, why, and what else they do then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from portal.database import db
from portal.domain.catalogue.models import Course, CourseSession, Place, SessionDate
from portal.domain.mentoring.choices import Day, cell
from portal.domain.mentoring.slot_models import Slot
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.signups.halves import halves_of

#: Less time than this between two dates at different places asks for a second thought.
TO_TRAVEL = timedelta(hours=1)
#: Open slots are shown this far ahead, and so many at most.
AHEAD = timedelta(weeks=8)
_MOST_READ = 300


@dataclass(frozen=True)
class Fit:
    """What speaks for it: each is True, or names what is in common. `languages` is None where the date says none."""

    role: bool
    place: bool
    hours: bool
    languages: tuple[str, ...] | None

    @property
    def whole(self) -> bool:
        return self.role and self.place and self.hours and self.languages != ()


@dataclass(frozen=True)
class Open:
    """A slot that a volunteer could take. `near`: another date of theirs, hardly an hour away at another place."""

    slot: Slot
    fit: Fit
    near: SessionDate | None = None


def cells_of(day: SessionDate) -> frozenset[str]:
    """The parts of the week that a date takes up, by the clock of its place."""
    zone = day.course_session.place.zone
    weekday = list(Day)[day.starts_at.astimezone(zone).weekday()]
    return frozenset(cell(weekday, half) for half in halves_of(day, zone))


def fit(slot: Slot, volunteer: Volunteer) -> Fit:
    """The role, the place or online, the hours of their week, and a language of the team of the course."""
    course_session = slot.session_date.course_session
    spoken = [one.code for one in course_session.spoken]
    common = tuple(code for code in spoken if code in volunteer.spoken)
    return Fit(
        role=slot.role in volunteer.roles,
        place=_comes_to(volunteer, course_session.place),
        hours=cells_of(slot.session_date) <= set(volunteer.week),
        languages=common if spoken else None,
    )


def _comes_to(volunteer: Volunteer, place: Place) -> bool:
    return volunteer.online if place.online else any(one.id == place.id for one in volunteer.places)


def overlap(one: SessionDate, other: SessionDate) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def hardly_apart(one: SessionDate, other: SessionDate) -> bool:
    """One ends less than an hour before the other begins, and not at the same place."""
    if one.course_session.place_id == other.course_session.place_id:
        return False
    return one.starts_at < other.ends_at + TO_TRAVEL and other.starts_at < one.ends_at + TO_TRAVEL


def dates_taken(volunteer: Volunteer, since: datetime) -> list[SessionDate]:
    """Dates not over at `since` on which they hold a slot, or teach as a trainer of the team."""
    holds = exists().where(Slot.session_date_id == SessionDate.id, Slot.volunteer_id == volunteer.id)
    teaches = and_(CourseSession.trainer_id.is_not(None), CourseSession.trainer_id == volunteer.account_id)
    query = (
        select(SessionDate)
        .join(SessionDate.course_session)
        .where(SessionDate.ends_at > since, CourseSession.cancelled_at.is_(None), or_(holds, teaches))
        .order_by(SessionDate.starts_at)
        .options(contains_eager(SessionDate.course_session))
    )
    return list(db.session.scalars(query))


def clash(day: SessionDate, taken: Iterable[SessionDate]) -> SessionDate | None:
    """The date among `taken` that happens at the same time."""
    return next((one for one in taken if overlap(one, day)), None)


def near(day: SessionDate, taken: Iterable[SessionDate]) -> SessionDate | None:
    return next((one for one in taken if hardly_apart(one, day)), None)


def slots_ahead(now: datetime, until: datetime) -> Select[Slot]:
    """Slots of dates that begin until then, with all that their pages name; of published course sessions only."""
    return (
        select(Slot)
        .join(Slot.session_date)
        .join(SessionDate.course_session)
        .join(CourseSession.course)
        .join(CourseSession.place)
        .where(SessionDate.starts_at > now, SessionDate.starts_at <= until, Slot.imported.is_(False))
        .where(CourseSession.cancelled_at.is_(None), CourseSession.draft.is_(False))
        .order_by(SessionDate.starts_at, Slot.id)
        .options(
            contains_eager(Slot.session_date)
            .contains_eager(SessionDate.course_session)
            .options(
                contains_eager(CourseSession.course).joinedload(Course.programme),
                contains_eager(CourseSession.place),
                selectinload(CourseSession.spoken),
            )
        )
    )


def held_by(volunteer: Volunteer, now: datetime) -> list[Slot]:
    """Their slots that are not over, the next one first."""
    query = (
        select(Slot)
        .join(Slot.session_date)
        .join(SessionDate.course_session)
        .where(Slot.volunteer_id == volunteer.id, SessionDate.ends_at > now, CourseSession.cancelled_at.is_(None))
        .order_by(SessionDate.starts_at)
        .options(
            contains_eager(Slot.session_date)
            .contains_eager(SessionDate.course_session)
            .options(joinedload(CourseSession.course).joinedload(Course.programme), joinedload(CourseSession.place))
        )
    )
    return list(db.session.scalars(query))


def open_for(volunteer: Volunteer, now: datetime, most: int = 20, until: datetime | None = None) -> list[Open]:
    """Slots they could take: first those whose holder looks for somebody, then by date."""
    wanted = or_(
        Slot.volunteer_id.is_(None), and_(Slot.swap_wanted_at.is_not(None), Slot.volunteer_id != volunteer.id)
    )
    query = slots_ahead(now, until or now + AHEAD).where(wanted, Slot.role.in_(volunteer.roles)).limit(_MOST_READ)
    taken = dates_taken(volunteer, now)
    found = [
        Open(slot, why, near(slot.session_date, taken))
        for slot in db.session.scalars(query)
        if (why := fit(slot, volunteer)).whole and clash(slot.session_date, taken) is None
    ]
    return sorted(_one_each(found), key=lambda one: one.slot.swap_wanted_at is None)[:most]


def _one_each(found: list[Open]) -> list[Open]:
    """Two slots alike on one date are one choice; that of somebody who wants to be freed comes first."""
    ordered = sorted(found, key=lambda one: one.slot.swap_wanted_at is None)
    alike = {(one.slot.session_date_id, one.slot.role): one for one in reversed(ordered)}
    return sorted(alike.values(), key=lambda one: (one.slot.session_date.starts_at, one.slot.id))
