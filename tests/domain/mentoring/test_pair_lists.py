"""Pairs as the team looks for them."""

from datetime import timedelta

import pytest

from portal.database import db
from portal.domain.accounts.roles import Powers
from portal.domain.mentoring import pair_lists
from portal.domain.mentoring.care import owe_care
from portal.domain.mentoring.health import Health, health
from portal.domain.mentoring.letters import write
from portal.domain.mentoring.pair_lists import STATES, Group, Sought
from portal.domain.mentoring.pair_models import Pair, Side
from portal.domain.mentoring.problems import report
from portal.domain.mentoring.states import PairState
from tests import make, make_mentoring
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("app")
ALL = Powers(everywhere=True)
DAY = timedelta(days=1)


def found(powers=ALL, **sought):
    return list(db.session.scalars(pair_lists.pairs(powers, Sought(**sought), NOW)))


def of(name, **facts):
    """A pair whose learner is called so."""
    sign_up = make.sign_up(facts.pop("session", None), first_name=name)
    return make_mentoring.pair(mentee=make_mentoring.mentee(sign_up), **facts)


def test_the_newest_comes_first_and_history_of_elsewhere_is_left_out():
    first, second = make_mentoring.pair(), make_mentoring.pair()
    make_mentoring.pair(imported=True)

    assert found() == [second, first]


def test_a_team_finds_the_pairs_whose_learner_learns_at_its_place():
    here, there = make.course_session(), make.course_session()
    mine, _theirs = of("Nour", session=here), of("Sami", session=there)

    assert found(Powers(places=frozenset({here.place_id}))) == [mine]
    assert found(place_id=here.place_id) == [mine]


def test_states_are_looked_for_one_by_one_or_together():
    live = make_mentoring.pair()
    asked = make_mentoring.pair(PairState.SUGGESTED)
    over = make_mentoring.pair(PairState.DECLINED)

    assert found(states=STATES[Group.TOGETHER]) == [live]
    assert found(states=STATES[Group.ASKED]) == [asked]
    assert found(states=STATES[Group.OVER]) == [over]
    assert found(states=frozenset({PairState.DECLINED})) == [over]


def test_each_state_is_in_one_group():
    assert sorted(state for group in STATES.values() for state in group) == sorted(PairState)


def test_a_first_name_of_either_is_looked_for_by_its_beginning():
    learner = of("Zoé")
    mentor = make_mentoring.pair(volunteer=make_mentoring.volunteer(first_name="Zora"))
    make_mentoring.pair()

    assert found(typed="zo") == [mentor, learner]
    assert found(typed="zoe") == [learner]
    assert found(volunteer_id=mentor.volunteer_id) == [mentor]


@pytest.mark.parametrize("wanted", list(Health))
def test_health_is_looked_for_by_the_rule_that_colours_it(wanted):
    for days in (1, 14, 15, 30, 31, 60):
        make_mentoring.pair(since=NOW - days * DAY)
    back = make_mentoring.pair(since=NOW - 60 * DAY)
    make_mentoring.meeting(back, NOW - 20 * DAY)
    make_mentoring.pair(PairState.PAUSED, since=NOW - 60 * DAY)
    make_mentoring.pair(PairState.REQUESTED)
    for days in (3, 20, 40):
        make_mentoring.pair(PairState.ACCEPTED, since=NOW - days * DAY)

    every = db.session.scalars(db.select(Pair).order_by(Pair.id))
    same = [one.id for one in every if health(one, NOW) is wanted]

    assert sorted(one.id for one in found(health=wanted)) == same
    counts = pair_lists.count_by_health(ALL, NOW)
    assert counts.get(wanted, len(same)) == len(same)


def test_a_list_says_when_they_met_last_when_they_meet_next_and_what_is_owed_first():
    pair, other = make_mentoring.pair(since=NOW - 60 * DAY), make_mentoring.pair()
    make_mentoring.meeting(pair, NOW - 20 * DAY)
    make_mentoring.meeting(pair, NOW - 10 * DAY, called_off_at=NOW, held_at=None)
    make_mentoring.meeting(pair, NOW + 3 * DAY)
    owe_care(pair, "quiet", NOW)
    _letter, letter = write(pair, Side.LEARNER, "Hello", "k", NOW)
    report(pair, Side.LEARNER, "I am afraid", "k", NOW)

    facts = pair_lists.facts_of([pair, other], NOW)

    assert (facts[pair.id].last, facts[pair.id].next) == (NOW - 20 * DAY, NOW + 3 * DAY)
    assert (facts[pair.id].health, facts[pair.id].owed) == (Health.AMBER, letter)
    assert (facts[other.id].last, facts[other.id].next, facts[other.id].owed) == (None, None, None)
