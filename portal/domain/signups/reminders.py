"""Reminders: the day before, and in the morning. Made when their hour comes, so that they tell what is true then."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.database import db
from portal.domain.catalogue.models import CourseSession, SessionDate
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.settings.ours import ours
from portal.domain.signups.models import SignUp
from portal.domain.signups.seats import touch
from portal.domain.signups.states import State
from portal.domain.signups.told import about, tell_holder

#: Whoever took the seat this shortly before needs no reminder of it.
FRESH = timedelta(hours=3)
#: A morning reminder comes this long before the start, or not at all.
MORNING_LEAD = timedelta(hours=1)
#: No reminder is due earlier than this before a date: two days hold any night and any change of the clocks.
_AHEAD = timedelta(hours=50)


def due_at(kind: MessageKind, starts_at: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """(from, until): when this reminder of a meeting may go out, by the clock of `zone`."""
    day = starts_at.astimezone(zone).date()
    morning = datetime.combine(day, ours().remind_morning_at, zone)
    if kind == MessageKind.REMINDER_MORNING:
        return morning, starts_at - MORNING_LEAD
    return datetime.combine(day - timedelta(days=1), ours().remind_day_before_at, zone), min(
        morning, starts_at - MORNING_LEAD
    )


def dates_to_remind(now: datetime) -> list[int]:
    """Ids of the meetings near enough that a reminder may be due."""
    query = (
        select(SessionDate.id)
        .join(SessionDate.course_session)
        .where(
            SessionDate.starts_at > now,
            SessionDate.starts_at < now + _AHEAD,
            CourseSession.cancelled_at.is_(None),
        )
        .order_by(SessionDate.starts_at)
    )
    return list(db.session.scalars(query))


def remind(day: SessionDate, now: datetime) -> int:
    """Queue the reminders of one meeting that are due and not yet told; returns how many."""
    course_session = day.course_session
    zone = course_session.place.zone
    due = [
        (kind, until)
        for kind in _kinds(day)
        for begin, until in [due_at(kind, day.starts_at, zone)]
        if begin <= now < until
    ]
    if not due:
        return 0
    wanted = _untold(course_session, day, due)
    if wanted:
        touch(course_session)  # another worker with the same idea waits here, and finds them told
        wanted = _untold(course_session, day, due)
    for sign_up, kind, until in wanted:
        facts = {"starts_at": day.starts_at.isoformat(), "ends_at": day.ends_at.isoformat()}
        tell_holder(sign_up, kind, now, facts, f"{day.starts_at:%Y%m%d%H%M}", useless_from=until)
    return len(wanted)


def _kinds(day: SessionDate) -> tuple[MessageKind, ...]:
    """Both for the first meeting; for the later ones of a course, the day before is enough."""
    if day.starts_at == day.course_session.starts_at:
        return MessageKind.REMINDER_DAY_BEFORE, MessageKind.REMINDER_MORNING
    return (MessageKind.REMINDER_DAY_BEFORE,)


def _untold(
    course_session: CourseSession, day: SessionDate, due: list[tuple[MessageKind, datetime]]
) -> list[tuple[SignUp, MessageKind, datetime]]:
    """Who comes and has not been reminded of this meeting yet, with what is due and until when. Who took the seat
    just now is not among them."""
    query = select(SignUp).where(SignUp.course_session_id == course_session.id, SignUp.state == State.CONFIRMED)
    come = db.session.scalars(query.order_by(SignUp.id)).all()
    names = [about(sign_up) for sign_up in come]
    kinds = [kind for kind, _until in due]
    told = set(
        db.session.scalars(select(Message.dedupe_key).where(Message.about.in_(names), Message.kind.in_(kinds)))
    )
    fresh_from = {kind: due_at(kind, day.starts_at, course_session.place.zone)[0] - FRESH for kind in kinds}
    return [
        (one, kind, until)
        for one in come
        for kind, until in due
        if one.created_at < fresh_from[kind] and _key(one, kind, day) not in told
    ]


def _key(sign_up: SignUp, kind: MessageKind, day: SessionDate) -> str:
    return f"{kind}:{sign_up.ref}:{day.starts_at:%Y%m%d%H%M}"
