"""What the worker tells the two of a pair by itself."""

from datetime import timedelta

import pytest

from portal.domain.messages.kinds import MessageKind
from portal.worker import pairs
from tests.conftest import NOW
from tests.domain.mentoring.pairs import begun, met, planned, told

pytestmark = pytest.mark.usefixtures("app")
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def test_a_planned_meeting_is_reminded_of_and_then_asked_about():
    pair = begun()
    meeting = planned(pair)

    heard = [
        pairs.remind_of_meetings(meeting.at - 22 * _HOUR),
        pairs.ask_whether_they_met(meeting.at + _HOUR),
        pairs.ask_whether_they_met(meeting.at + 3 * _DAY),
    ]

    assert heard == [2, 1, 1]
    assert told(pair, MessageKind.MEETING_LOG) == ["mentor", "learner"]


def test_two_who_met_once_are_asked_again_how_it_fits_and_later_why_so_quiet():
    pair = begun()
    met(pair)

    assert pairs.ask_how_it_fits(NOW + 8 * _DAY) == 2
    assert [pairs.ask_the_quiet(NOW + days * _DAY) for days in (10, 15, 16)] == [0, 1, 0]
    assert told(pair, MessageKind.PAIR_QUIET) == ["learner", "mentor"]
