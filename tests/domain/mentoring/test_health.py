"""How a pair is: green, amber, red by the days since they last met."""

from datetime import timedelta

import pytest

from portal.database import db
from portal.domain.mentoring.health import AMBER_FOR, Health, health, healths, nudge, pairs_to_nudge, quiet_from
from portal.domain.mentoring.moves import move_pair
from portal.domain.mentoring.pair_models import Pair
from portal.domain.mentoring.states import PairState
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from tests import make_mentoring
from tests.conftest import NOW
from tests.domain.mentoring.pairs import told
from tests.domain.queries import queries_counted

pytestmark = pytest.mark.usefixtures("app")
_DAY = timedelta(days=1)
_LONG_AGO = NOW - 200 * _DAY


def quiet(days: float, state: PairState = PairState.ACTIVE) -> Pair:
    """A pair that last met so many days ago."""
    pair = make_mentoring.pair(state, since=_LONG_AGO)
    make_mentoring.meeting(pair, NOW - days * _DAY)
    return pair


@pytest.mark.parametrize(
    ("days", "colour"),
    [(0, Health.GREEN), (14, Health.GREEN), (14.1, Health.AMBER), (30, Health.AMBER), (30.1, Health.RED)],
)
def test_the_colour_follows_the_last_meeting(days, colour):
    assert health(quiet(days), NOW) is colour


@pytest.mark.parametrize("state", [PairState.PAUSED, PairState.COMPLETED, PairState.ENDED_EARLY])
def test_who_does_not_meet_now_has_no_colour(state):
    assert health(quiet(3, state), NOW) is Health.NONE


@pytest.mark.parametrize(("days", "colour"), [(13, Health.GREEN), (15, Health.AMBER), (31, Health.RED)])
def test_until_the_first_meeting_the_colour_follows_the_second_yes(days, colour):
    said = {"mentor_yes_at": _LONG_AGO, "learner_yes_at": NOW - days * _DAY}

    assert health(make_mentoring.pair(PairState.ACCEPTED, _LONG_AGO, **said), NOW) is colour


def test_a_meeting_that_was_only_planned_does_not_count():
    pair = quiet(20)
    make_mentoring.meeting(pair, NOW - _DAY, held_at=None)

    assert health(pair, NOW) is Health.AMBER


def test_after_a_break_the_days_are_counted_anew():
    pair = quiet(60, PairState.PAUSED)

    move_pair(pair, PairState.ACTIVE, Role.RULE, NOW - 3 * _DAY)

    assert health(pair, NOW) is Health.GREEN


@pytest.mark.parametrize("days", [29, 31])
def test_the_list_of_silent_pairs_agrees_with_the_colour(days):
    pair = quiet(days)

    silent = list(db.session.scalars(db.select(Pair).where(quiet_from(NOW - AMBER_FOR))))

    assert (pair in silent) == (health(pair, NOW) is Health.RED)


def test_a_whole_list_has_its_colours_by_one_query():
    pairs = [quiet(days) for days in (1, 20, 40)]
    db.session.commit()
    known = [pair.id for pair in pairs]

    with queries_counted() as sent:
        colours = healths(list(db.session.scalars(db.select(Pair).order_by(Pair.id))), NOW)

    assert [colours[one] for one in known] == [Health.GREEN, Health.AMBER, Health.RED]
    assert len([one for one in sent if "SELECT" in one]) == 2


def test_both_are_asked_why_they_do_not_meet_once_in_two_weeks():
    pair = quiet(15)

    heard = [nudge(pair, NOW + days * _DAY) for days in (0, 1, 13)]

    assert heard == [1, 0, 0]
    assert told(pair, MessageKind.PAIR_QUIET) == ["learner", "mentor"]


def test_whoever_was_quiet_again_later_is_asked_again():
    pair = quiet(15)
    nudge(pair, NOW)

    make_mentoring.meeting(pair, NOW + 5 * _DAY, held_at=NOW + 5 * _DAY)

    assert nudge(pair, NOW + 20 * _DAY) == 1


def test_nobody_is_asked_who_meets_has_a_date_ahead_or_is_the_teams_to_ask():
    amber, ahead = quiet(15), quiet(15)
    quiet(3), quiet(40), quiet(15, PairState.PAUSED)
    make_mentoring.meeting(ahead, NOW + 2 * _DAY)

    assert pairs_to_nudge(NOW) == [amber.id]
