"""The meetings of a pair: planned, moved, called off, held, and how each of the two found it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from portal.database import db
from portal.domain.mentoring.choices import Mode
from portal.domain.mentoring.moves import move_pair
from portal.domain.mentoring.pair_models import Meeting, Pair, Side, Survey, Went
from portal.domain.mentoring.pairs import ROLE, NotTogether, must_be_together, touch
from portal.domain.mentoring.states import TOGETHER, PairState
from portal.domain.mentoring.told import about_pair, tell_side
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import all_open_about, answer
from portal.domain.signups.told import at_this_moment
from portal.vault import new_ref, vault

#: A meeting is planned at most so far ahead, and logged at most so long after.
PLANNED_AHEAD = timedelta(days=183)
LOGGED_AFTER = timedelta(days=60)
#: How long a meeting may be, in minutes.
LONGEST = 480
#: What somebody said of a meeting may be put right for so long.
PUT_RIGHT_FOR = timedelta(days=14)


class InThePast(Exception):
    """A plan for a time that is over."""


class TooFar(Exception):
    """A plan too far ahead, or a meeting that was too long ago to be logged."""


class StillToCome(Exception):
    """A meeting cannot have been held before its time."""


class Overlaps(Exception):
    """There is a meeting at that time. `theirs`: of this pair; else the mentor meets somebody else."""

    def __init__(self, meeting: Meeting, theirs: bool) -> None:
        super().__init__(meeting.ref)
        self.meeting, self.theirs = meeting, theirs


@dataclass(frozen=True)
class When:
    """When two meet, for how many minutes, and how."""

    at: datetime
    minutes: int
    mode: Mode

    @property
    def until(self) -> datetime:
        return self.at + timedelta(minutes=self.minutes)


def ends_at(meeting: Meeting) -> datetime:
    return meeting.at + timedelta(minutes=meeting.minutes)


def by_ref(pair: Pair, ref: str) -> Meeting | None:
    return db.session.scalar(select(Meeting).where(Meeting.pair_id == pair.id, Meeting.ref == ref))


def of_pair(pair: Pair, most: int = 60) -> list[Meeting]:
    """Those that were not called off, the newest first."""
    query = select(Meeting).where(Meeting.pair_id == pair.id, Meeting.called_off_at.is_(None))
    return list(db.session.scalars(query.order_by(Meeting.at.desc(), Meeting.id.desc()).limit(most)))


def plan(pair: Pair, side: Side, when: When, now: datetime, request: str) -> Meeting:
    """Agree on a meeting; the other side is told. `request`: the same press, sent again, finds the same meeting.

    Raises `NotTogether`, `InThePast`, `TooFar`, `Overlaps`.
    """
    touch(pair)
    known = _known(pair, request)
    if known:
        return known
    must_be_together(pair)
    _must_fit(pair, when, now)
    meeting = _add(pair, side, when, request)
    _tell_planned(meeting, side, now, moved=False)
    return meeting


def change(meeting: Meeting, side: Side, when: When, now: datetime) -> None:
    """Meet at another time or in another way; the other side is told.

    Raises `NotTogether`, `InThePast`, `TooFar`, `Overlaps`.
    """
    touch(meeting.pair)
    db.session.refresh(meeting)
    must_be_together(meeting.pair)
    if When(meeting.at, meeting.minutes, Mode(meeting.mode)) == when or not is_open(meeting):
        return
    _must_fit(meeting.pair, when, now, meeting)
    meeting.at, meeting.minutes, meeting.mode = when.at, when.minutes, when.mode
    db.session.flush()
    _tell_planned(meeting, side, now, moved=True)


def call_off(meeting: Meeting, side: Side, now: datetime) -> None:
    """It will not take place; the other side is told, unless its time is over."""
    touch(meeting.pair)
    db.session.refresh(meeting)
    if not is_open(meeting):
        return
    meeting.called_off_at = now
    db.session.flush()
    if meeting.at > now:
        facts = {"meeting": meeting.ref}
        tell_side(meeting.pair, side.other, MessageKind.MEETING_CALLED_OFF, now, facts, meeting.ref, meeting.at)


def is_open(meeting: Meeting) -> bool:
    """Neither held nor called off."""
    return meeting.held_at is None and meeting.called_off_at is None


def was_together(meeting: Meeting) -> bool:
    """Whether the two were a pair at the time of this meeting, as far as is known: a last one may be logged later."""
    pair = meeting.pair
    return pair.state in TOGETHER or (pair.ended_at is not None and meeting.at < pair.ended_at)


def may_log(meeting: Meeting, side: Side, now: datetime) -> bool:
    """Whether this side may say that it took place, or put right what was said."""
    if not was_together(meeting) or meeting.at > now or meeting.at < now - LOGGED_AFTER:
        return False
    if meeting.held_at is not None:
        return meeting.held_by == side and meeting.held_at > now - PUT_RIGHT_FOR
    return True


def log(meeting: Meeting, side: Side, minutes: int | None, now: datetime) -> None:
    """It took place and was so long; None: it did not. What the other side said stays as they said it.

    Raises `StillToCome`, `NotTogether`, and `Overlaps` when the time of one that was called off is taken by now.
    """
    touch(meeting.pair)
    db.session.refresh(meeting)
    if not was_together(meeting):
        raise NotTogether(meeting.pair.ref)
    if meeting.at > now:
        raise StillToCome(meeting.ref)
    if not may_log(meeting, side, now):
        return
    if minutes is None:
        meeting.held_at = meeting.held_by = None
        meeting.called_off_at = now
        db.session.flush()
    else:
        if meeting.called_off_at is not None:
            _must_be_free(meeting.pair, When(meeting.at, minutes, Mode(meeting.mode)), meeting)
        meeting.called_off_at = None
        _hold(meeting, side, minutes, now)


def log_new(pair: Pair, side: Side, when: When, now: datetime, request: str) -> Meeting:
    """They met without a plan. `request`: as for `plan`.

    Raises `NotTogether`, `StillToCome`, `TooFar`, `Overlaps`.
    """
    touch(pair)
    known = _known(pair, request)
    if known:
        return known
    must_be_together(pair)
    if when.at > now:
        raise StillToCome(pair.ref)
    if when.at < now - LOGGED_AFTER:
        raise TooFar(pair.ref)
    _must_be_free(pair, when, None)
    meeting = _add(pair, side, when, request)
    _hold(meeting, side, when.minutes, now)
    return meeting


def say_went(meeting: Meeting, side: Side, went: Went) -> None:
    """How this side found it; the other side does not read it."""
    touch(meeting.pair)
    db.session.refresh(meeting)
    if meeting.held_at is None:
        return
    if side is Side.MENTOR:
        meeting.mentor_went = went
    else:
        meeting.learner_went = went
    db.session.flush()


def went_for(meeting: Meeting, side: Side) -> str | None:
    return meeting.mentor_went if side is Side.MENTOR else meeting.learner_went


def _hold(meeting: Meeting, side: Side, minutes: int, now: datetime) -> None:
    """Held, from now on. With the first one the pair is at work, and both are asked whether it fits."""
    pair = meeting.pair
    meeting.minutes = minutes
    meeting.held_at, meeting.held_by = now, side.value
    db.session.flush()
    if pair.state != PairState.ACCEPTED:
        return
    move_pair(pair, PairState.ACTIVE, ROLE[side], now)
    pair.started_at = meeting.at
    for owed in list(all_open_about(about_pair(pair), PromiseKind.PAIR_START)):
        answer(owed, Role.RULE, now)
    for each in Side:
        tell_side(pair, each, MessageKind.PAIR_FIT, now, {"survey": Survey.FIT.value})


def _known(pair: Pair, request: str) -> Meeting | None:
    query = select(Meeting).where(Meeting.pair_id == pair.id, Meeting.request_digest == _digest(pair, request))
    return db.session.scalar(query)


def _digest(pair: Pair, request: str) -> str:
    return vault.digest("meeting", f"{pair.ref}:{request}")


def _add(pair: Pair, side: Side, when: When, request: str) -> Meeting:
    meeting = Meeting(
        ref=new_ref(16),
        pair=pair,
        at=when.at,
        minutes=when.minutes,
        mode=when.mode,
        by=side.value,
        request_digest=_digest(pair, request),
    )
    db.session.add(meeting)
    db.session.flush()
    return meeting


def _must_fit(pair: Pair, when: When, now: datetime, but: Meeting | None = None) -> None:
    if when.at <= now:
        raise InThePast(pair.ref)
    if when.at > now + PLANNED_AHEAD:
        raise TooFar(pair.ref)
    _must_be_free(pair, when, but)


def _must_be_free(pair: Pair, when: When, but: Meeting | None) -> None:
    """Neither of the two meets somebody at that time, as far as the portal knows."""
    query = (
        select(Meeting)
        .join(Meeting.pair)
        .where(
            Pair.volunteer_id == pair.volunteer_id,
            Meeting.called_off_at.is_(None),
            Meeting.at > when.at - timedelta(minutes=LONGEST),
            Meeting.at < when.until,
        )
        .order_by(Meeting.at)
    )
    for meeting in db.session.scalars(query):
        if meeting is not but and ends_at(meeting) > when.at:
            raise Overlaps(meeting, meeting.pair_id == pair.id)


def _tell_planned(meeting: Meeting, side: Side, now: datetime, moved: bool) -> None:
    facts = {"meeting": meeting.ref, "at": meeting.at.isoformat(), "moved": moved}
    key = f"{meeting.ref}:{at_this_moment(now)}"
    tell_side(meeting.pair, side.other, MessageKind.MEETING_PLANNED, now, facts, key, meeting.at)
