"""Three goals of a pair: written by either, reached, taken back."""

import pytest

from portal.domain.mentoring.goals import reach, write_goals
from portal.domain.mentoring.pairs import NotTogether
from portal.domain.mentoring.states import PairState
from tests import make_mentoring
from tests.conftest import NOW
from tests.domain.mentoring.pairs import begun

pytestmark = pytest.mark.usefixtures("app")


def texts(pair):
    return [(goal.position, goal.text) for goal in pair.goals]


def test_goals_are_written_in_their_order_and_no_more_than_three():
    pair = begun()

    write_goals(pair, ["Write a CV", "", "Phone a company", "Too many"])

    assert texts(pair) == [(1, "Write a CV"), (3, "Phone a company")]


def test_a_goal_that_is_emptied_is_gone():
    pair = begun()
    write_goals(pair, ["Write a CV", "Phone a company"])

    write_goals(pair, ["", "Phone a company"])

    assert texts(pair) == [(2, "Phone a company")]


def test_a_goal_is_reached_and_is_not_after_all():
    pair = begun()
    write_goals(pair, ["Write a CV"])

    reach(pair, 1, True, NOW)
    assert pair.goals[0].reached_at == NOW
    reach(pair, 1, False, NOW)
    assert pair.goals[0].reached_at is None


def test_a_goal_that_reads_otherwise_is_not_reached_yet():
    pair = begun()
    write_goals(pair, ["Write a CV", "Phone a company"])
    for position in (1, 2):
        reach(pair, position, True, NOW)

    write_goals(pair, ["Write a letter", "Phone a company"])

    assert [bool(goal.reached_at) for goal in pair.goals] == [False, True]


def test_when_it_is_over_the_goals_stay_as_they_are():
    with pytest.raises(NotTogether):
        write_goals(make_mentoring.pair(PairState.COMPLETED), ["Write a CV"])
