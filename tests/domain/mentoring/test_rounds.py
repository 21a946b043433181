"""A whole cohort matched at once: as well as can be, changed by hand, then asked, each pair looked at once more."""

import pytest

from portal.database import db
from portal.domain.accounts.roles import Powers
from portal.domain.mentoring import asking, rounds
from portal.domain.mentoring.assignment import assign
from portal.domain.mentoring.looking import stop_looking
from portal.domain.mentoring.room import NoRoom, count_live
from portal.domain.mentoring.states import PairState, VolunteerState
from tests import make as make_others
from tests import make_mentoring as make
from tests.conftest import NOW

ALL = Powers(everywhere=True)


def test_together_they_fit_better_than_when_the_best_pair_is_taken_first():
    """The best pair of all, 1 and 10, leaves learner 2 with little: both second best give more together."""
    scores = {(1, 10): 95, (1, 11): 90, (2, 10): 90, (2, 11): 55}

    found = assign(scores, {10: 1, 11: 1})

    assert found == {1: 11, 2: 10}
    assert sum(scores[pair] for pair in found.items()) > 95 + 55


def test_nobody_gets_more_learners_than_places_and_all_places_are_used():
    scores = {(learner, mentor): 50 + learner % 7 for learner in range(20) for mentor in (100, 101, 102)}

    found = assign(scores, {100: 3, 101: 1, 102: 0})

    assert sorted(found.values()) == [100, 100, 100, 101]


def test_the_same_facts_give_the_same_answer():
    scores = {(learner, mentor): 60 for learner in range(6) for mentor in range(10, 14)}
    places = dict.fromkeys(range(10, 14), 1)

    backwards = dict(reversed(scores.items()))

    assert assign(scores, places) == assign(backwards, places)
    assert assign({}, {}) == {}


def begun(session=None, powers=ALL):
    return rounds.begin(session, powers, make_others.account("staff"), NOW)


def lines(made):
    return {line.mentee_id: line.volunteer_id for line in made.lines}


def test_each_learner_gets_the_mentor_with_whom_all_fit_best(app):
    one, two = make.mentee(spoken=["fr"]), make.mentee(spoken=["fr", "ar"])
    french, both = make.volunteer(spoken=["fr"]), make.volunteer(spoken=["ar"])

    assert lines(begun()) == {one.id: french.id, two.id: both.id}


def test_who_fits_nobody_well_enough_is_left_without_a_mentor(app):
    mentee = make.mentee(topics=["cv", "web", "networks"], week=["mon_morning"])
    make.volunteer()
    make.volunteer(topics=["office"])
    make.volunteer(spoken=["uk"])

    assert lines(begun()) == {mentee.id: None}


def test_who_tried_before_is_not_put_together_again(app):
    mentee, mentor = make.mentee(), make.volunteer()
    make.pair(PairState.DECLINED, mentee=mentee, volunteer=mentor)

    assert lines(begun()) == {mentee.id: None}


def test_only_learners_of_the_course_session_and_of_ones_places_come_in(app):
    session = make_others.course_session()
    mine = make.mentee(make_others.sign_up(session))
    other = make.mentee()

    assert set(lines(begun(session))) == {mine.id}
    assert set(lines(begun())) == {mine.id, other.id}
    assert set(lines(begun(powers=Powers(places=frozenset({session.place_id}))))) == {mine.id}


def test_matching_again_keeps_what_was_chosen_by_hand_and_lets_newcomers_in(app):
    first, second = make.mentee(), make.mentee()
    one, two = make.volunteer(), make.volunteer()
    made = begun()
    rounds.choose(_line(made, first), two)
    rounds.choose(_line(made, second), None)
    late = make.mentee()

    rounds.match(made, ALL)

    assert lines(made) == {first.id: two.id, second.id: None, late.id: one.id}


def _line(made, mentee):
    return next(line for line in made.lines if line.mentee_id == mentee.id)


def test_who_looks_no_more_goes_out_when_matched_again(app):
    mentee = make.mentee()
    made = begun()
    stop_looking(mentee, NOW)

    rounds.match(made, ALL)

    assert made.lines == []


def test_a_choice_by_hand_takes_the_place_of_a_proposal_and_never_of_another_choice(app):
    mentor = make.volunteer()
    first, second = make.mentee(), make.mentee()
    made = begun()
    (proposed,) = (line for line in made.lines if line.volunteer_id)
    (without,) = (line for line in made.lines if not line.volunteer_id)

    rounds.choose(without, mentor)
    assert (without.volunteer_id, proposed.volunteer_id) == (mentor.id, None)
    with pytest.raises(NoRoom):
        rounds.choose(proposed, mentor)

    assert {first.id, second.id} == set(lines(made))


def test_all_are_asked_at_once_and_no_mentor_for_more_than_they_take(app):
    mentors = [make.volunteer(capacity=2), make.volunteer()]
    learners = [make.mentee() for _ in range(4)]
    made = begun()

    published = rounds.publish(made, NOW)

    assert len(published.asked) == 3
    assert published.failed == []
    assert count_live(one.id for one in mentors) == {mentors[0].id: 2, mentors[1].id: 1}
    assert {pair.state for pair in published.asked} == {PairState.SUGGESTED}
    assert len({pair.mentee_id for pair in published.asked} & {one.id for one in learners}) == 3


def test_who_does_not_fit_any_more_is_listed_and_the_others_are_asked(app):
    mentee, away = make.mentee(spoken=["ar"]), make.volunteer(spoken=["ar"])
    other = make.mentee(spoken=["uk"])
    make.volunteer(spoken=["uk"])
    made = begun()
    away.state = VolunteerState.PAUSED
    db.session.flush()

    published = rounds.publish(made, NOW)

    assert [line.mentee_id for line in published.failed] == [mentee.id]
    assert [pair.mentee_id for pair in published.asked] == [other.id]
    assert rounds.not_asked(made) == published.failed
    assert asking.looks(mentee)


def test_a_round_is_published_or_dropped_once(app):
    make.mentee()
    published, dropped = begun(), begun()
    rounds.publish(published, NOW)
    rounds.drop(dropped, NOW)

    for made in (published, dropped):
        for verb in (
            lambda made=made: rounds.publish(made, NOW),
            lambda made=made: rounds.drop(made, NOW),
            lambda made=made: rounds.match(made, ALL),
            lambda made=made: rounds.choose(made.lines[0], None),
        ):
            with pytest.raises(rounds.RoundOver):
                verb()


def test_rounds_are_seen_by_staff_of_the_place_and_by_whoever_made_them(app):
    session = make_others.course_session()
    make.mentee(make_others.sign_up(session))
    here = Powers(places=frozenset({session.place_id}))
    mine, other = make_others.account("staff"), make_others.account("staff")
    of_session, of_all = begun(session), rounds.begin(None, here, mine, NOW)

    assert rounds.rounds_of(ALL, other) == [of_all, of_session]
    assert rounds.rounds_of(here, mine) == [of_all, of_session]
    assert rounds.rounds_of(here, other) == [of_session]
    assert rounds.by_ref(of_session.ref, Powers(places=frozenset({session.place_id + 1})), other) is None
