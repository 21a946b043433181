"""A date with slots is moved or called off, or a volunteer stops: slots follow, and whoever holds one hears of it.

A cancelled date keeps its slots, so a round of the worker finds them, however it was cancelled. A date that goes
takes its slots along: only whoever moves the dates still knows both, so that view calls `before` and `after`.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, cast, exists, or_, select
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.domain.catalogue.models import CourseSession, SessionDate
from portal.domain.mentoring.slot_fit import clash, dates_taken
from portal.domain.mentoring.slot_models import Slot, SlotChange
from portal.domain.mentoring.slot_shortage import withdraw_about
from portal.domain.mentoring.slots import free
from portal.domain.mentoring.slots_told import facts_of, tell_gone, tell_yours
from portal.domain.mentoring.states import AT_WORK
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State
from portal.domain.signups.attendance_owed import about_date
from portal.domain.signups.seats import touch


@dataclass(frozen=True)
class Held:
    """A slot as it was before its date moved."""

    slot_id: int
    volunteer: Volunteer
    facts: dict[str, str]


@dataclass(frozen=True)
class Before:
    """Who holds what on the dates to come, and when each date began."""

    held: tuple[Held, ...]
    starts: dict[str, datetime]


def before(course_session: CourseSession, now: datetime) -> Before:
    """How it is; called in the transaction that moves the dates, before it does."""
    touch(course_session)
    query = (
        select(Slot)
        .join(Slot.session_date)
        .where(SessionDate.course_session_id == course_session.id, SessionDate.starts_at > now)
        .where(Slot.volunteer_id.is_not(None))
        .order_by(Slot.id)
        .options(joinedload(Slot.volunteer))
    )
    held = tuple(
        Held(slot.id, slot.volunteer, facts_of(slot)) for slot in db.session.scalars(query) if slot.volunteer
    )
    return Before(held, {about_date(day): day.starts_at for day in course_session.dates})


def after(course_session: CourseSession, was: Before, now: datetime) -> int:
    """Tell whoever held a slot of a date that is another one now, or none; returns how many. It stays theirs, unless
    they do something else then. What was owed for the old date is owed again when the new one is near."""
    starts = {about_date(day): day.starts_at for day in course_session.dates}
    for about, start in was.starts.items():
        if starts.get(about) != start:
            withdraw_about(about, now)
    return sum(_follow(one, now) for one in was.held)


def _follow(was: Held, now: datetime) -> int:
    slot = db.session.get(Slot, was.slot_id, populate_existing=True)
    if slot is None:
        tell_gone(was.volunteer, was.facts, "moved", now)
        return 1
    is_now = facts_of(slot)
    if (is_now["starts_at"], is_now["ends_at"]) == (was.facts["starts_at"], was.facts["ends_at"]):
        return 0
    others = [day for day in dates_taken(was.volunteer, now) if day.id != slot.session_date_id]
    if clash(slot.session_date, others):
        tell_gone(was.volunteer, was.facts, "moved", now)
        free(slot, SlotChange.TAKEN_AWAY, Role.RULE, now)
    else:
        tell_yours(slot, "moved", now)
    return 1


def dates_called_off(now: datetime) -> list[int]:
    """Numbers of the dates that do not take place, and somebody still holds a slot of, or owes one."""
    held = exists().where(Slot.session_date_id == SessionDate.id, Slot.volunteer_id.is_not(None))
    owed = exists().where(
        Promise.about == "session_date:" + cast(SessionDate.id, String),
        Promise.kind == PromiseKind.SLOT_OPEN,
        Promise.state == State.OPEN,
    )
    query = (
        select(SessionDate.id)
        .join(SessionDate.course_session)
        .where(CourseSession.cancelled_at.is_not(None), SessionDate.starts_at > now, or_(held, owed))
    )
    return list(db.session.scalars(query))


def call_off(day: SessionDate, now: datetime) -> int:
    """Nobody need come; returns how many are told."""
    touch(day.course_session)
    withdraw_about(about_date(day), now)
    slots = db.session.scalars(
        select(Slot)
        .where(Slot.session_date_id == day.id, Slot.volunteer_id.is_not(None))
        .execution_options(populate_existing=True)
    ).all()
    for slot in slots:
        if slot.volunteer is not None:
            tell_gone(slot.volunteer, facts_of(slot), "cancelled", now)
        free(slot, SlotChange.TAKEN_AWAY, Role.RULE, now)
    return len(slots)


def slots_left(now: datetime) -> list[int]:
    """Numbers of the slots to come of volunteers who have stopped."""
    query = (
        select(Slot.id)
        .join(Slot.session_date)
        .join(Volunteer, Volunteer.id == Slot.volunteer_id)
        .where(SessionDate.starts_at > now, Volunteer.state.not_in(AT_WORK), Slot.imported.is_(False))
    )
    return list(db.session.scalars(query))


def leave(slot: Slot, now: datetime) -> int:
    """Whoever stopped knows it: the slot is open again."""
    touch(slot.session_date.course_session)
    db.session.refresh(slot)
    if slot.volunteer is None or slot.volunteer.state in AT_WORK:
        return 0
    free(slot, SlotChange.TAKEN_AWAY, Role.RULE, now)
    return 1
