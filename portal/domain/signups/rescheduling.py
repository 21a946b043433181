"""New dates for a course session with people in it: everybody hears, and what was promised follows the new dates."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select

from portal.database import db
from portal.domain.catalogue.calendar import set_dates
from portal.domain.catalogue.models import CourseSession, SessionDate
from portal.domain.catalogue.series import Slot, dates_at
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import drop_about
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import Owed, all_open_about, promise, redate
from portal.domain.promises.models import Promise
from portal.domain.signups.attendance_models import Attendance
from portal.domain.signups.audience import live_sign_ups
from portal.domain.signups.line import last_word_at, run_line
from portal.domain.signups.models import SignUp
from portal.domain.signups.questions import CALL_BEFORE_START
from portal.domain.signups.seats import touch
from portal.domain.signups.told import about, about_session, at_this_moment, not_reachable, owner_of, tell_holder

#: What was said about the old dates and has not gone out yet.
_OF_OLD_DATES = (MessageKind.REMINDER_DAY_BEFORE, MessageKind.REMINDER_MORNING, MessageKind.DATE_CHANGED)


class StillToCome(Exception):
    """People have signed up: it needs a date, or it is cancelled."""


class HeldAlready(Exception):
    """Somebody was marked present or absent on a date that would go."""


def move_dates(course_session: CourseSession, slots: Sequence[Slot], now: datetime) -> list[SignUp]:
    """Hold it on these dates instead; returns who was told. The same dates again change nothing.

    Raises `BadDate`, `StillToCome` when no date would be left to those who signed up, or `HeldAlready`.
    """
    dates = dates_at(slots, course_session.place.zone)
    touch(course_session)
    before = [(day.starts_at, day.ends_at) for day in course_session.dates]
    if before == [(day.starts_at, day.ends_at) for day in dates]:
        return []
    concerned = live_sign_ups(course_session)
    if concerned and not dates:
        raise StillToCome
    set_dates(course_session, _the_same_where_they_stay(course_session, dates))
    db.session.flush()
    for sign_up in concerned:
        _tell(sign_up, now)
    _promises_follow(course_session, concerned, now)
    _somebody_at_the_old_door(course_session, concerned, before, now)
    run_line(course_session, now)
    return concerned


def _the_same_where_they_stay(course_session: CourseSession, dates: list[SessionDate]) -> list[SessionDate]:
    """A meeting on a day that stays is the same one, with the marks of who was there. Raises `HeldAlready`."""
    zone = course_session.place.zone
    there = {day.starts_at.astimezone(zone): day for day in reversed(course_session.dates)}
    kept = [there.pop(day.starts_at.astimezone(zone), None) for day in dates]
    for place, day in enumerate(dates):
        same_day = [start for start in there if start.date() == day.starts_at.astimezone(zone).date()]
        if kept[place] is None and same_day:
            kept[place] = there.pop(min(same_day))
    _check_not_held(there.values())
    for old, day in zip(kept, dates, strict=True):
        if old is not None:
            old.starts_at, old.ends_at = day.starts_at, day.ends_at
    return [old or day for old, day in zip(kept, dates, strict=True)]


def _check_not_held(gone: Iterable[SessionDate]) -> None:
    ids = [day.id for day in gone]
    marked = select(Attendance.session_date_id).where(Attendance.session_date_id.in_(ids)).limit(1)
    if db.session.scalar(marked) is not None:
        raise HeldAlready


def _tell(sign_up: SignUp, now: datetime) -> None:
    """Who had said they come, said it of another day."""
    sign_up.coming_at = None
    drop_about(about(sign_up), "date_changed", _OF_OLD_DATES)
    tell_holder(sign_up, MessageKind.DATE_CHANGED, now, {"state": sign_up.state}, at_this_moment(now))


def _promises_follow(course_session: CourseSession, concerned: list[SignUp], now: datetime) -> None:
    """No answer is owed later than it helps, and nobody who waits is told too early that it is too late."""
    for name in (about_session(course_session), *map(about, concerned)):
        for owed in all_open_about(name):
            if owed.kind == PromiseKind.WAITING:
                redate(owed, last_word_at(course_session) or now, None, now)
            elif owed.kind == PromiseKind.CALL_LIST:
                redate(owed, course_session.starts_at or now, None, now)
            else:
                _not_too_late(owed, course_session, now)


def _not_too_late(owed: Promise, course_session: CourseSession, now: datetime) -> None:
    latest = _latest(PromiseKind(owed.kind), course_session, now)
    if latest is not None:
        redate(owed, min(owed.reply_by, latest), latest if owed.latest else None, now)


def _latest(kind: PromiseKind, course_session: CourseSession, now: datetime) -> datetime | None:
    """From when on an answer of this kind would help nobody."""
    starts_at, last_word = course_session.starts_at, last_word_at(course_session)
    if starts_at is None:
        return None
    if kind == PromiseKind.CALL_BACK:
        return max(now, starts_at - CALL_BEFORE_START)
    if kind in {PromiseKind.OFFER, PromiseKind.APPLICATION}:
        return last_word if last_word and last_word > now else starts_at
    return None


def _somebody_at_the_old_door(
    course_session: CourseSession, concerned: list[SignUp], before: list[tuple[datetime, datetime]], now: datetime
) -> None:
    """Who cannot be told comes to the old date: the team owes to be there."""
    ahead = [start for start, _end in before if start > now]
    if ahead and not_reachable(concerned):
        name, zone = about_session(course_session), course_session.place.zone
        promise(Owed(PromiseKind.NOT_REACHABLE, name, owner_of(course_session), ahead[0], zone), Role.RULE, now)
