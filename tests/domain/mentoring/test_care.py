"""Seeing that a pair gets on."""

from datetime import timedelta

import pytest

from portal.domain.mentoring import care
from portal.domain.mentoring.states import PairState
from portal.domain.promises.lists import open_promises
from tests import make_mentoring
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("app")

DAY = timedelta(days=1)
LONG_AGO = NOW - 40 * DAY


def test_two_who_have_not_met_for_long_are_asked_by_the_team_within_five_working_days():
    pair = make_mentoring.pair(since=LONG_AGO)
    assert care.silent_pairs(NOW) == [pair.id]

    assert care.look_after(pair, NOW) == 1

    (owed,) = open_promises()
    place = pair.mentee.sign_up.course_session.place
    assert (owed.kind, owed.owner, f"{owed.reply_by:%d %H}") == ("pair_care", f"place:{place.slug}", "01 17")
    assert care.whys(owed) == ["quiet"]


@pytest.mark.parametrize(("days", "silent"), [(29, False), (31, True)])
def test_thirty_days_without_a_meeting_is_long(days, silent):
    pair = make_mentoring.pair(since=LONG_AGO)
    make_mentoring.meeting(pair, NOW - days * DAY)

    assert care.silent_pairs(NOW) == ([pair.id] if silent else [])
    assert care.look_after(pair, NOW) == int(silent)


def test_a_pair_on_a_break_is_left_in_peace():
    make_mentoring.pair(PairState.PAUSED, since=LONG_AGO)

    assert care.silent_pairs(NOW) == []


def test_what_came_out_of_it_is_written_down_and_they_are_not_asked_again_soon():
    pair = make_mentoring.pair(since=LONG_AGO)
    care.look_after(pair, NOW)

    care.settle_care(pair, "Both were ill.\nThey meet on Tuesday.", NOW + DAY)

    (was,) = care.care_of(pair)
    assert (was.state, care.said(was)) == ("answered", "Both were ill.\nThey meet on Tuesday.")
    assert care.silent_pairs(NOW + 2 * DAY) == []
    assert care.silent_pairs(NOW + care.REST + DAY) == [pair.id]


def test_whoever_is_second_to_settle_it_is_told():
    pair = make_mentoring.pair(since=LONG_AGO)
    care.look_after(pair, NOW)
    care.settle_care(pair, "They meet again.", NOW)

    with pytest.raises(care.NothingOwed):
        care.settle_care(pair, "Again", NOW)


def test_the_next_meeting_settles_it():
    pair = make_mentoring.pair(since=LONG_AGO)
    care.look_after(pair, NOW - DAY)
    assert care.cared_for_by_meeting() == []
    make_mentoring.meeting(pair, NOW - DAY / 2)

    (owed,) = open_promises()
    assert care.cared_for_by_meeting() == [owed.id]
    assert care.settle_by_meeting(owed, NOW) == 1

    assert (owed.state, owed.history[-1].why) == ("answered", "met")


def test_a_meeting_does_not_settle_that_one_says_it_does_not_fit():
    pair = make_mentoring.pair(since=LONG_AGO)
    owed = care.owe_care(pair, "fit", NOW - DAY)
    make_mentoring.meeting(pair, NOW - DAY / 2)

    assert care.settle_by_meeting(owed, NOW) == 0
    assert owed.state == "open"
