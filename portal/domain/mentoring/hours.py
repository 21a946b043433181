"""Hours that volunteers gave: those of meetings that were held, and of slots they came to. Added up in SQL."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, cast, exists, extract, func, or_, select

from portal.database import db
from portal.domain.catalogue.models import CourseSession, SessionDate
from portal.domain.mentoring.pair_models import Meeting, Pair
from portal.domain.mentoring.periods import Period, years_between
from portal.domain.mentoring.slot_models import Slot
from portal.domain.mentoring.volunteer_models import Volunteer


@dataclass(frozen=True)
class Given:
    """Minutes that were given, by kind; `people`: by how many, of each kind and in all."""

    meetings: int = 0
    slots: int = 0
    mentors: int = 0
    helpers: int = 0
    people: int = 0

    @property
    def minutes(self) -> int:
        return self.meetings + self.slots


def held(period: Period) -> ColumnElement[bool]:
    """Meetings that took place within the period."""
    return (Meeting.held_at.is_not(None)) & (Meeting.at >= period.since) & (Meeting.at < period.before)


def over(period: Period | None, now: datetime) -> ColumnElement[bool]:
    """Dates within the period (None: ever) that are over, of course sessions that were not cancelled."""
    done = (SessionDate.ends_at <= now) & CourseSession.cancelled_at.is_(None) & CourseSession.draft.is_(False)
    if period is None:
        return done
    return done & (SessionDate.starts_at >= period.since) & (SessionDate.starts_at < period.before)


def came() -> ColumnElement[bool]:
    """Slots that somebody held, and came to."""
    return Slot.volunteer_id.is_not(None) & Slot.absent.is_(False)


def minutes_of_date() -> ColumnElement[int]:
    """How long a date lasts."""
    seconds = cast(extract("epoch", SessionDate.ends_at), Integer) - cast(
        extract("epoch", SessionDate.starts_at), Integer
    )
    return cast(seconds / 60, Integer)


def same_person() -> ColumnElement[int]:
    """Who stopped and offered help again has two records, and one account: each person counts once."""
    return func.coalesce(Volunteer.account_id, -Volunteer.id)


def _of_meetings(period: Period) -> Any:
    total: Any = select(Pair.volunteer_id, func.sum(Meeting.minutes)).join(Meeting.pair)
    return total.where(held(period)).group_by(Pair.volunteer_id)


def _of_slots(period: Period, now: datetime) -> Any:
    total: Any = select(Slot.volunteer_id, func.sum(minutes_of_date()))
    total = total.join(Slot.session_date).join(SessionDate.course_session)
    return total.where(came(), over(period, now)).group_by(Slot.volunteer_id)


def hours_of(ids: Collection[int] | None, period: Period, now: datetime) -> dict[int, Given]:
    """What each of these volunteers gave in the period (None: everybody), by number. Two queries."""
    meetings, slots = _of_meetings(period), _of_slots(period, now)
    if ids is not None:
        meetings, slots = meetings.where(Pair.volunteer_id.in_(ids)), slots.where(Slot.volunteer_id.in_(ids))
    met, helped = dict(_rows(meetings)), dict(_rows(slots))
    return {number: given_by({number: number}, met, helped) for number in met.keys() | helped.keys()}


def _rows(query: Any) -> list[tuple[int, int]]:
    return [(number, int(minutes)) for number, minutes in db.session.execute(query)]


def given_by(who: Mapping[int, int], met: dict[int, int], helped: dict[int, int]) -> Given:
    """What these gave together; `who`: the person behind each number of a volunteer; `met`, `helped`: minutes of
    meetings and of slots, by that number."""
    mentors, helpers = ({who[one] for one in minutes if one in who} for minutes in (met, helped))
    return Given(
        sum(minutes for one, minutes in met.items() if one in who),
        sum(minutes for one, minutes in helped.items() if one in who),
        len(mentors),
        len(helpers),
        len(mentors | helpers),
    )


def own_hours(volunteer: Volunteer, period: Period, now: datetime) -> Given:
    return hours_of([volunteer.id], period, now).get(volunteer.id, Given())


def who_gave(period: Period, now: datetime) -> ColumnElement[bool]:
    """Volunteers who gave at least an hour or a part of one. History that was brought in names nobody."""
    met = exists().where(Meeting.pair_id == Pair.id, Pair.volunteer_id == Volunteer.id, held(period))
    helped = exists().where(
        Slot.volunteer_id == Volunteer.id,
        Slot.session_date_id == SessionDate.id,
        SessionDate.course_session_id == CourseSession.id,
        came(),
        over(period, now),
    )
    return or_(met, helped) & Volunteer.imported.is_(False)


@dataclass(frozen=True)
class Employer:
    """What the volunteers of one employer gave together. `name`: as one of them writes it."""

    key: str
    name: str
    given: Given


def employers(period: Period, now: datetime) -> list[Employer]:
    """Those whose volunteers gave something, the most hours first. Three queries."""
    met, helped = dict(_rows(_of_meetings(period))), dict(_rows(_of_slots(period, now)))
    of_them: Any = select(Volunteer.id, same_person(), Volunteer.employer_key, Volunteer.employer)
    of_them = of_them.where(Volunteer.employer_key.is_not(None), who_gave(period, now)).order_by(Volunteer.id)
    names: dict[str, str] = {}
    theirs: dict[str, dict[int, int]] = {}
    for number, person, key, name in db.session.execute(of_them):
        names.setdefault(key, name or key)
        theirs.setdefault(key, {})[number] = person
    found = [Employer(key, names[key], given_by(theirs[key], met, helped)) for key in names]
    return sorted(found, key=lambda one: (-one.given.minutes, one.key))


def years(now: datetime) -> list[int]:
    """From the year in which somebody we know gave something last to the first one."""
    meetings: Any = select(func.min(Meeting.at), func.max(Meeting.at))
    meetings = meetings.where(Meeting.held_at.is_not(None), Meeting.imported.is_(False))
    slots: Any = select(func.min(SessionDate.starts_at), func.max(SessionDate.starts_at)).select_from(Slot)
    slots = slots.join(Slot.session_date).where(came(), SessionDate.ends_at <= now, Slot.imported.is_(False))
    return years_between(moment for query in (meetings, slots) for moment in db.session.execute(query).one())
