"""What both hear of a meeting by themselves: the day before, and after its time, until somebody says whether it took
place."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.domain.mentoring.meetings import ends_at, is_open
from portal.domain.mentoring.pair_models import Meeting, Mentee, Pair, Side
from portal.domain.mentoring.pairs import touch, was_told, zone_of
from portal.domain.mentoring.states import TOGETHER
from portal.domain.mentoring.told import tell_side
from portal.domain.messages.kinds import MessageKind
from portal.domain.signups.models import SignUp
from portal.domain.signups.reminders import due_at

#: No reminder is due earlier than this before a meeting.
_AHEAD = timedelta(hours=50)
#: The learner is asked, too, when the mentor has said nothing for so long.
THEN_THE_LEARNER = timedelta(days=2)
#: After this nobody is asked any more whether a meeting took place.
ASKED_FOR = timedelta(days=14)


def meetings_to_remind(now: datetime) -> list[int]:
    """Ids of the meetings near enough that a reminder may be due."""
    return _open_between(now, now + _AHEAD)


def meetings_to_ask_of(now: datetime) -> list[int]:
    """Ids of the meetings that are over, and of which nobody said whether they took place."""
    return _open_between(now - ASKED_FOR, now)


def _open_between(since: datetime, until: datetime, most: int = 500) -> list[int]:
    query = (
        select(Meeting.id)
        .join(Meeting.pair)
        .where(
            Meeting.at > since,
            Meeting.at < until,
            Meeting.held_at.is_(None),
            Meeting.called_off_at.is_(None),
            Pair.state.in_(TOGETHER),
        )
        .order_by(Meeting.at.desc())
    )
    return list(db.session.scalars(query.limit(most)))


def remind(meeting: Meeting, now: datetime) -> int:
    """Queue the reminders of the day before that are due and not yet told; returns how many."""
    begin, until = due_at(MessageKind.REMINDER_DAY_BEFORE, meeting.at, zone_of(meeting.pair))
    if not begin <= now < until:
        return 0
    return _tell_untold(meeting, tuple(Side), MessageKind.MEETING_REMINDER, until, now)


def ask_whether_held(meeting: Meeting, now: datetime) -> int:
    """Ask the mentor whether it took place, two days later the learner, too; returns how many were asked now."""
    over = ends_at(meeting)
    if now < over:
        return 0
    sides = tuple(Side) if now >= over + THEN_THE_LEARNER else (Side.MENTOR,)
    return _tell_untold(meeting, sides, MessageKind.MEETING_LOG, meeting.at + ASKED_FOR, now)


def _tell_untold(meeting: Meeting, sides: tuple[Side, ...], kind: MessageKind, until: datetime, now: datetime) -> int:
    pair = meeting.pair
    wanted = _untold(meeting, sides, kind)
    if not wanted:
        return 0
    touch(pair)  # another worker with the same idea waits here, and finds them told
    db.session.refresh(meeting)
    wanted = _untold(meeting, sides, kind) if is_open(meeting) else []
    for side in wanted:
        tell_side(pair, side, kind, now, {"meeting": meeting.ref}, _key(meeting), until)
    return len(wanted)


def _untold(meeting: Meeting, sides: tuple[Side, ...], kind: MessageKind) -> list[Side]:
    return [side for side in sides if not was_told(meeting.pair, side, kind, _key(meeting))]


def _key(meeting: Meeting) -> str:
    """A meeting that was moved is another one."""
    return f"{meeting.ref}:{meeting.at:%Y%m%d%H%M}"


def whole(meeting_id: int) -> Meeting | None:
    """The meeting with the two who meet."""
    both = joinedload(Meeting.pair).options(
        joinedload(Pair.volunteer),
        joinedload(Pair.mentee).options(
            joinedload(Mentee.person), joinedload(Mentee.sign_up).joinedload(SignUp.course_session)
        ),
    )
    return db.session.scalar(select(Meeting).where(Meeting.id == meeting_id).options(both))
