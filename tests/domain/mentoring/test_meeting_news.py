"""What both hear by themselves of a meeting: the day before, and after its time."""

from datetime import timedelta

import pytest

from portal.domain.mentoring.meeting_news import ask_whether_held, meetings_to_ask_of, meetings_to_remind, remind
from portal.domain.mentoring.meetings import call_off, change, log
from portal.domain.mentoring.pair_models import Side
from portal.domain.mentoring.states import PairState
from portal.domain.messages.kinds import MessageKind
from tests import make_mentoring
from tests.conftest import NOW
from tests.domain.mentoring.pairs import begun, planned, told, when

pytestmark = pytest.mark.usefixtures("app")
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def test_both_are_reminded_once_at_noon_of_the_day_before():
    pair = begun()
    meeting = planned(pair)
    noon = meeting.at - _DAY + 2 * _HOUR

    heard = [remind(meeting, now) for now in (noon - _HOUR, noon, noon + _HOUR)]

    assert heard == [0, 2, 0]
    assert told(pair, MessageKind.MEETING_REMINDER) == ["learner", "mentor"]


def test_a_meeting_that_was_moved_is_another_one():
    pair = begun()
    meeting = planned(pair)
    remind(meeting, meeting.at - _DAY + 2 * _HOUR)

    change(meeting, Side.MENTOR, when(meeting.at + 3 * _DAY), NOW + _DAY)

    assert remind(meeting, meeting.at - _DAY + 2 * _HOUR) == 2


def test_of_a_meeting_that_was_called_off_nobody_is_reminded():
    meeting = planned(begun())
    assert meetings_to_remind(NOW + _HOUR) == [meeting.id]

    call_off(meeting, Side.MENTOR, NOW)

    assert meetings_to_remind(NOW + _HOUR) == []
    assert remind(meeting, meeting.at - _DAY + 2 * _HOUR) == 0


def test_after_the_meeting_the_mentor_is_asked_and_two_days_later_the_learner_too():
    pair = begun()
    meeting = planned(pair)
    over = meeting.at + _HOUR

    heard = [
        ask_whether_held(meeting, now)
        for now in (over - _HOUR / 2, over, over + _DAY, over + 2 * _DAY, over + 3 * _DAY)
    ]

    assert heard == [0, 1, 0, 1, 0]
    assert told(pair, MessageKind.MEETING_LOG) == ["mentor", "learner"]


def test_who_has_said_it_is_not_asked():
    meeting = planned(begun())
    over = meeting.at + _HOUR
    assert meetings_to_ask_of(over) == [meeting.id]

    log(meeting, Side.LEARNER, 60, over)

    assert meetings_to_ask_of(over) == []


def test_after_two_weeks_nobody_is_asked_any_more():
    meeting = planned(begun())

    assert meetings_to_ask_of(meeting.at + 13 * _DAY) == [meeting.id]
    assert meetings_to_ask_of(meeting.at + 15 * _DAY) == []


def test_two_who_parted_are_asked_nothing():
    pair = make_mentoring.pair(PairState.ENDED_EARLY)
    make_mentoring.meeting(pair, NOW - _DAY, held_at=None)

    assert meetings_to_ask_of(NOW) == []
