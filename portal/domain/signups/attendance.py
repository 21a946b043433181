"""Who was there: ticks as they arrive, and what holds after them.

A tick may arrive twice, late, or out of order, because phones lose their network. The same token is taken once, and
of all ticks about one half-day the latest by the clock of whoever ticked holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.domain.catalogue.models import CourseSession, SessionDate
from portal.domain.signups.attendance_models import Attendance, AttendanceTick, Half, Mark
from portal.domain.signups.attendance_owed import answer_if_all
from portal.domain.signups.halves import halves_of
from portal.domain.signups.models import SignUp
from portal.domain.signups.seats import touch
from portal.domain.signups.states import State

#: What a mark may say of somebody in this state. Whoever gave their seat back and came all the same was there; that
#: they are missing says nothing. In the states that are not named nobody is on the list.
HOLDS: dict[State, frozenset[Mark]] = {
    State.CONFIRMED: frozenset(Mark),
    State.OFFERED: frozenset({Mark.PRESENT}),
    State.WAITING: frozenset({Mark.PRESENT}),
    State.CANCELLED: frozenset({Mark.PRESENT}),
    State.CANCELLED_BY_CENTRE: frozenset({Mark.PRESENT}),
    State.EXPIRED: frozenset({Mark.PRESENT}),
    State.MOVED: frozenset({Mark.PRESENT}),
}

#: (number of the date, half-day) of a course session.
When = tuple[int, Half]


class Ticker(StrEnum):
    """Who ticks. LATE_LINK: a trainer whose link has ended meanwhile."""

    TEAM = "team"
    LINK = "link"
    LATE_LINK = "late_link"


#: Before the day of a date only an excuse can be known.
_KNOWN_EARLY: frozenset[Mark | None] = frozenset({Mark.EXCUSED, None})
_ANY: frozenset[Mark | None] = frozenset({*Mark, None})
#: Who may say what: (before the day of the date, from that day on). None: take a mark back.
MAY: dict[Ticker, tuple[frozenset[Mark | None], frozenset[Mark | None]]] = {
    Ticker.TEAM: (_KNOWN_EARLY, _ANY),
    Ticker.LINK: (_KNOWN_EARLY, _ANY),
    Ticker.LATE_LINK: (frozenset(), _ANY),
}


@dataclass(frozen=True)
class By:
    """Who ticks, for the history. `until`: what was ticked after this instant is not theirs any more."""

    ticker: Ticker
    account_id: int | None = None
    link_id: int | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Tick:
    """`mark` None: taken back. `at`: by the clock of whoever ticked. `token`: drawn before it was sent, at most 32
    letters and digits."""

    token: str
    sign_up: SignUp
    day: SessionDate
    half: Half
    mark: Mark | None
    at: datetime


class Outcome(StrEnum):
    """What became of a tick. All but the last two are in the history."""

    TAKEN = "taken"
    #: It had arrived before.
    AGAIN = "again"
    #: A later tick holds.
    OVERTAKEN = "overtaken"
    #: It holds, and the person has no seat here any more.
    CAME_ALL_THE_SAME = "came_all_the_same"
    #: It does not hold: the person has no seat here any more.
    NO_SEAT = "no_seat"
    #: It was ticked before the day of the date: only an excuse is known by then.
    TOO_EARLY = "too_early"
    #: It is not of this list, or was ticked after the link had ended.
    REFUSED = "refused"


def take(tick: Tick, by: By, now: datetime) -> Outcome:
    """Take one tick, whenever and however often it arrives."""
    course_session = tick.day.course_session
    touch(course_session)
    if db.session.scalar(select(AttendanceTick.id).where(AttendanceTick.token == tick.token)):
        return Outcome.AGAIN
    refused = _refusal(tick, by, now)
    if refused:
        return refused
    at = bounded(tick.at, tick.day, now)
    before = latest(tick.sign_up, tick.day, tick.half)
    _write(tick, by, at, now)
    if before and before > at:
        return Outcome.OVERTAKEN
    if tick.mark and tick.mark not in HOLDS[State(tick.sign_up.state)]:
        return Outcome.NO_SEAT
    _hold(tick, at)
    answer_if_all(tick.day, now)
    return Outcome.TAKEN if tick.sign_up.state == State.CONFIRMED else Outcome.CAME_ALL_THE_SAME


def _refusal(tick: Tick, by: By, now: datetime) -> Outcome | None:
    zone = tick.day.course_session.place.zone
    db.session.refresh(tick.sign_up, ["state", "course_session_id"])
    here = tick.sign_up.course_session_id == tick.day.course_session_id
    if not here or tick.sign_up.state not in HOLDS or tick.half not in halves_of(tick.day, zone):
        return Outcome.REFUSED
    if by.until and min(tick.at, now) > by.until:
        return Outcome.REFUSED
    before, after = MAY[by.ticker]
    return None if tick.mark in (before if now < earliest(tick.day) else after) else Outcome.TOO_EARLY


def earliest(day: SessionDate) -> datetime:
    """Nobody was there before the day of the date began, by the clock on the wall of its place."""
    zone = day.course_session.place.zone
    return datetime.combine(day.starts_at.astimezone(zone).date(), time(), zone)


def bounded(at: datetime, day: SessionDate, now: datetime) -> datetime:
    """`at` as far as it can be believed: a phone's clock may be wrong by years. Not in the future, not before the
    day of the date (an excuse that was known earlier: not before now)."""
    return min(now, max(at, earliest(day)))


def latest(sign_up: SignUp, day: SessionDate, half: Half) -> datetime | None:
    """When the latest tick of this name and half-day was made."""
    query = select(AttendanceTick.ticked_at).where(
        AttendanceTick.sign_up_id == sign_up.id,
        AttendanceTick.session_date_id == day.id,
        AttendanceTick.half == half,
    )
    return db.session.scalar(query.order_by(AttendanceTick.ticked_at.desc()).limit(1))


def _write(tick: Tick, by: By, at: datetime, now: datetime) -> None:
    line = AttendanceTick(
        token=tick.token,
        sign_up_id=tick.sign_up.id,
        session_date_id=tick.day.id,
        half=tick.half,
        mark=tick.mark,
        ticked_at=at,
        received_at=now,
        account_id=by.account_id,
        check_in_link_id=by.link_id,
    )
    db.session.add(line)
    db.session.flush()


def _hold(tick: Tick, at: datetime) -> None:
    """What holds from now on."""
    now_held = held(tick.sign_up.id, tick.day.id, tick.half)
    if tick.mark is None:
        if now_held:
            db.session.delete(now_held)
    elif now_held:
        now_held.mark, now_held.ticked_at = tick.mark, at
    else:
        number = tick.sign_up.id
        made = Attendance(
            sign_up_id=number, session_date_id=tick.day.id, half=tick.half, mark=tick.mark, ticked_at=at
        )
        db.session.add(made)
    db.session.flush()


def held(sign_up_id: int, day_id: int, half: Half) -> Attendance | None:
    """What holds for one name and half-day."""
    return db.session.scalar(
        select(Attendance).where(
            Attendance.sign_up_id == sign_up_id, Attendance.session_date_id == day_id, Attendance.half == half
        )
    )


def marks_of(course_session: CourseSession) -> dict[int, dict[When, Mark]]:
    """What holds for everybody who has a mark: {number of the sign-up: {(number of the date, half-day): mark}}."""
    query = select(Attendance).join(Attendance.session_date)
    found: dict[int, dict[When, Mark]] = {}
    for row in db.session.scalars(query.where(SessionDate.course_session_id == course_session.id)):
        found.setdefault(row.sign_up_id, {})[row.session_date_id, Half(row.half)] = Mark(row.mark)
    return found


def marks_of_sign_up(sign_up: SignUp) -> dict[When, Mark]:
    """The same for one of them."""
    rows = db.session.scalars(select(Attendance).where(Attendance.sign_up_id == sign_up.id))
    return {(row.session_date_id, Half(row.half)): Mark(row.mark) for row in rows}


def who_is_listed(course_session: CourseSession) -> list[SignUp]:
    """Everybody who has a seat, and whoever came without one, in the order in which they signed up."""
    query = select(SignUp).where(SignUp.course_session_id == course_session.id).order_by(SignUp.id)
    marked = select(Attendance.sign_up_id).join(Attendance.session_date)
    came = marked.where(SessionDate.course_session_id == course_session.id)
    here = (SignUp.state == State.CONFIRMED) | SignUp.id.in_(came)
    return list(db.session.scalars(query.where(here).options(joinedload(SignUp.person))))


def by_refs(course_session: CourseSession, refs: Iterable[str]) -> list[SignUp]:
    """The sign-ups of these names, as far as they are of this course session."""
    query = select(SignUp).where(SignUp.course_session_id == course_session.id, SignUp.ref.in_(list(refs)[:500]))
    return list(db.session.scalars(query.options(joinedload(SignUp.person)).order_by(SignUp.id)))
