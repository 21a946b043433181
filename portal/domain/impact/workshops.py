"""What the soft-skills workshops did in a period: dates that are over, who helped, who came."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, not_, select

from portal.database import db
from portal.domain.catalogue.models import Course, CourseSession, Programme, ProgrammeKind, SessionDate
from portal.domain.impact.figures import Figure, Unit, add_up, count_distinct, figure
from portal.domain.mentoring.hours import came, minutes_of_date, over, same_person
from portal.domain.mentoring.periods import Period
from portal.domain.mentoring.slot_models import Slot
from portal.domain.signups.attendance_models import Attendance, Mark
from portal.domain.signups.models import SignUp
from portal.public_version import shown


def _own() -> ColumnElement[bool]:
    """A workshop was brought in where the slots of its date were."""
    return not_(exists().where(Slot.session_date_id == SessionDate.id, Slot.imported).correlate(SessionDate))


def at_workshops(query: Select[Any], period: Period | None, now: datetime) -> Select[Any]:
    """`query`, which knows `SessionDate`, of soft-skills workshops only that are over. `period` None: ever."""
    return (
        query.join(CourseSession, CourseSession.id == SessionDate.course_session_id)
        .join(Course, Course.id == CourseSession.course_id)
        .join(Programme, Programme.id == Course.programme_id)
        .where(Programme.kind == ProgrammeKind.SOFT_SKILLS, over(period, now))
    )


def workshops(period: Period, now: datetime) -> Figure:
    """Dates of soft-skills courses that are over."""
    query: Select[Any] = select(*count_distinct(SessionDate.id, _own())).select_from(SessionDate)
    return figure("workshops", Unit.THINGS, at_workshops(query, period, now))


def helpers(period: Period, now: datetime) -> Figure:
    """Volunteers who held a slot at one of them and came; each counts once, however many workshops."""
    query: Select[Any] = select(*count_distinct(same_person(), not_(Slot.imported))).select_from(Slot)
    query = query.join(Slot.volunteer).join(Slot.session_date)
    return figure("helpers", Unit.PEOPLE, at_workshops(query.where(came()), period, now))


def workshop_hours(period: Period, now: datetime) -> Figure:
    """How long the workshops lasted together, however many people were there."""
    query: Select[Any] = select(*add_up(minutes_of_date(), _own())).select_from(SessionDate)
    return figure("workshop_hours", Unit.MINUTES, at_workshops(query, period, now))


def learners(period: Period, now: datetime) -> Figure:
    """People who were there at least once; each counts once, however many workshops."""
    query: Select[Any] = select(*count_distinct(SignUp.person_id, _own())).select_from(Attendance)
    query = query.join(Attendance.sign_up).join(Attendance.session_date).where(Attendance.mark == Mark.PRESENT)
    return figure("learners", Unit.PEOPLE, at_workshops(query, period, now))


def workshop_minutes_by(periods: list[Period], now: datetime) -> list[int]:
    """How long the workshops of each period lasted together; one query."""
    columns = [func.coalesce(func.sum(case((over(one, now), minutes_of_date()), else_=0)), 0) for one in periods]
    whole = Period(periods[0].first, periods[-1].last)
    query = at_workshops(select(*columns).select_from(SessionDate), whole, now)
    return [int(minutes) for minutes in db.session.execute(query).one()]


def _is_counted(one: Any) -> bool:
    """Somebody was there, at a soft-skills workshop: a class that is ticked elsewhere moves no figure."""
    if one.mark != Mark.PRESENT:
        return False
    number = one.session_date_id or (one.session_date and one.session_date.id)
    kind = select(Programme.kind).join(Programme.courses).join(CourseSession, CourseSession.course_id == Course.id)
    kind = kind.join(SessionDate, SessionDate.course_session_id == CourseSession.id).where(SessionDate.id == number)
    return number is None or db.session.scalar(kind) == ProgrammeKind.SOFT_SKILLS


shown(
    Slot,
    "volunteer_id",
    "volunteer",
    "absent",
    "session_date_id",
    "imported",
    when=lambda one: bool(one.volunteer_id or one.volunteer),
)
shown(Attendance, "mark", "sign_up_id", "session_date_id", "session_date", when=_is_counted)
