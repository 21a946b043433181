"""Meetings of a pair: planned, moved, called off, and logged once whoever presses how often."""

from datetime import timedelta

import pytest

from portal.database import db
from portal.domain.mentoring.choices import Mode
from portal.domain.mentoring.ending import EndWhy, end
from portal.domain.mentoring.meetings import (
    InThePast,
    Overlaps,
    StillToCome,
    TooFar,
    call_off,
    change,
    log,
    log_new,
    may_log,
    plan,
    say_went,
    went_for,
)
from portal.domain.mentoring.pair_models import Meeting, Side, Went
from portal.domain.mentoring.pairs import NotTogether
from portal.domain.mentoring.states import PairState
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from tests import make_mentoring
from tests.conftest import NOW
from tests.domain.mentoring.pairs import begun, met, owed, planned, told, when

pytestmark = pytest.mark.usefixtures("app")
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def meetings():
    return list(db.session.scalars(db.select(Meeting).order_by(Meeting.id)))


@pytest.mark.parametrize("side", Side)
def test_either_plans_a_meeting_and_the_other_is_told(side):
    pair = begun()

    plan(pair, side, when(), NOW, "press")

    assert told(pair, MessageKind.MEETING_PLANNED) == [side.other]


def test_a_plan_sent_twice_is_one_meeting_told_once():
    pair = begun()
    first = plan(pair, Side.MENTOR, when(), NOW, "press")

    assert plan(pair, Side.MENTOR, when(), NOW, "press") is first
    assert told(pair, MessageKind.MEETING_PLANNED) == ["learner"]


def test_nobody_plans_for_a_time_that_is_over():
    with pytest.raises(InThePast):
        plan(begun(), Side.MENTOR, when(NOW - _HOUR), NOW, "press")


def test_nobody_plans_a_year_ahead():
    with pytest.raises(TooFar):
        plan(begun(), Side.MENTOR, when(NOW + 365 * _DAY), NOW, "press")


@pytest.mark.parametrize("start", [-59, 0, 59])
def test_two_meetings_of_a_pair_do_not_overlap(start):
    pair = begun()
    first = planned(pair)

    with pytest.raises(Overlaps) as refused:
        plan(pair, Side.LEARNER, when(first.at + timedelta(minutes=start)), NOW, "press")
    assert refused.value.theirs


@pytest.mark.parametrize("start", [-60, 60])
def test_one_meeting_may_follow_the_other_at_once(start):
    pair = begun()
    first = planned(pair)

    plan(pair, Side.LEARNER, when(first.at + timedelta(minutes=start)), NOW, "press")

    assert len(meetings()) == 2


def test_a_mentor_does_not_meet_two_learners_at_once():
    mentor = make_mentoring.volunteer(capacity=2)
    first = planned(begun(volunteer=mentor))

    with pytest.raises(Overlaps) as refused:
        plan(begun(volunteer=mentor), Side.LEARNER, when(first.at), NOW, "press")
    assert not refused.value.theirs


def test_the_time_of_a_meeting_that_was_called_off_is_free():
    pair = begun()
    first = planned(pair)
    call_off(first, Side.MENTOR, NOW)

    plan(pair, Side.LEARNER, when(first.at), NOW, "press")

    assert len(meetings()) == 2


def test_a_meeting_is_moved_and_the_other_is_told_again():
    pair = begun()
    meeting = planned(pair)

    change(meeting, Side.LEARNER, when(meeting.at + _HOUR / 2, 30, Mode.PHONE), NOW)

    assert (meeting.at, meeting.minutes, meeting.mode) == (NOW + 2 * _DAY + _HOUR / 2, 30, Mode.PHONE)
    assert told(pair, MessageKind.MEETING_PLANNED) == ["learner", "mentor"]


def test_a_meeting_that_stays_as_it_is_is_no_news():
    pair = begun()
    meeting = planned(pair)

    change(meeting, Side.LEARNER, when(meeting.at), NOW)

    assert told(pair, MessageKind.MEETING_PLANNED) == ["learner"]


def test_a_meeting_is_called_off_once_and_the_other_is_told():
    pair = begun()
    meeting = planned(pair)

    for _press in range(2):
        call_off(meeting, Side.LEARNER, NOW)

    assert meeting.called_off_at == NOW
    assert told(pair, MessageKind.MEETING_CALLED_OFF) == ["mentor"]


def test_with_the_first_meeting_the_pair_is_at_work():
    pair = begun()

    meeting = met(pair)

    assert (pair.state, pair.started_at) == (PairState.ACTIVE, meeting.at)
    assert owed(pair, PromiseKind.PAIR_START) == ["answered"]


def test_after_the_first_meeting_both_are_asked_whether_it_fits_and_after_the_second_nobody():
    pair = begun()

    met(pair)
    met(pair, NOW - 5 * _HOUR)

    assert told(pair, MessageKind.PAIR_FIT) == ["learner", "mentor"]


def test_a_planned_meeting_is_logged_after_its_time():
    pair = begun()
    meeting = planned(pair)

    with pytest.raises(StillToCome):
        log(meeting, Side.MENTOR, 45, meeting.at - _HOUR)
    log(meeting, Side.MENTOR, 45, meeting.at + _HOUR)

    assert (meeting.minutes, meeting.held_by, meeting.held_at) == (45, Side.MENTOR, meeting.at + _HOUR)


def test_the_press_of_both_sides_is_one_meeting_as_the_first_one_said():
    pair = begun()
    meeting = planned(pair)

    log(meeting, Side.MENTOR, 45, meeting.at + _HOUR)
    log(meeting, Side.LEARNER, 90, meeting.at + 2 * _HOUR)

    assert (meeting.minutes, meeting.held_by) == (45, Side.MENTOR)


def test_whoever_said_it_may_put_it_right():
    pair = begun()
    meeting = planned(pair)
    log(meeting, Side.MENTOR, 45, meeting.at + _HOUR)

    log(meeting, Side.MENTOR, None, meeting.at + 2 * _HOUR)
    assert meeting.held_at is None and meeting.called_off_at
    log(meeting, Side.MENTOR, 90, meeting.at + 3 * _HOUR)

    assert (meeting.minutes, meeting.called_off_at) == (90, None)


def test_long_after_it_nobody_changes_what_was_said():
    meeting = met(begun())

    assert may_log(meeting, Side.MENTOR, NOW + 13 * _DAY)
    assert not may_log(meeting, Side.MENTOR, NOW + 15 * _DAY)


def test_a_meeting_without_a_plan_pressed_twice_is_held_once():
    pair = begun()

    for _press in range(2):
        log_new(pair, Side.LEARNER, when(NOW - _DAY, 30), NOW, "press")

    assert [(one.minutes, one.held_by) for one in meetings()] == [(30, Side.LEARNER)]


def test_what_lies_ahead_or_long_ago_is_not_logged():
    pair = begun()

    with pytest.raises(StillToCome):
        log_new(pair, Side.LEARNER, when(NOW + _HOUR), NOW, "press")
    with pytest.raises(TooFar):
        log_new(pair, Side.LEARNER, when(NOW - 90 * _DAY), NOW, "press")


def test_how_it_went_is_kept_for_each_side():
    meeting = met(begun())

    say_went(meeting, Side.MENTOR, Went.WELL)
    say_went(meeting, Side.LEARNER, Went.SO_SO)

    assert [went_for(meeting, side) for side in (Side.MENTOR, Side.LEARNER)] == [Went.WELL, Went.SO_SO]


def test_the_last_meeting_is_logged_after_they_parted_and_no_later_one():
    pair = begun()
    last, ahead = planned(pair, NOW + _HOUR), planned(pair, NOW + 2 * _DAY)
    end(pair, EndWhy.TIME, Role.STAFF, NOW + _DAY)

    log(last, Side.MENTOR, 45, NOW + _DAY + _HOUR)
    with pytest.raises(NotTogether):
        log(ahead, Side.MENTOR, 45, ahead.at + _HOUR)

    assert (last.minutes, last.held_by, ahead.held_at) == (45, Side.MENTOR, None)
    assert pair.state == PairState.ENDED_EARLY
    assert may_log(last, Side.MENTOR, NOW + 2 * _DAY) and not may_log(ahead, Side.MENTOR, ahead.at + _HOUR)


def test_a_meeting_that_was_called_off_is_not_logged_when_its_time_is_taken():
    pair = begun()
    off = planned(pair)
    call_off(off, Side.LEARNER, NOW)
    planned(pair, off.at + _HOUR / 2)

    with pytest.raises(Overlaps):
        log(off, Side.MENTOR, 60, off.at + _HOUR)
    log(off, Side.MENTOR, 30, off.at + _HOUR)

    assert (off.minutes, off.called_off_at) == (30, None)


def test_two_who_parted_plan_and_log_nothing():
    pair = make_mentoring.pair(PairState.ENDED_EARLY)

    with pytest.raises(NotTogether):
        plan(pair, Side.MENTOR, when(), NOW, "press")
    with pytest.raises(NotTogether):
        log_new(pair, Side.MENTOR, when(NOW - _DAY), NOW, "press")
