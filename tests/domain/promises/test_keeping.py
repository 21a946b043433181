"""The ladder: told at once, reminded, handed to the next, ended. By a clock that may jump either way."""

import pytest

from portal.database import db
from portal.domain.moves import Role
from portal.domain.promises.keeping import Step, due, take_step
from portal.domain.promises.kinds import LADDERS, Owner, PromiseKind
from portal.domain.promises.made import answer, open_about
from tests.conftest import NOW
from tests.domain.promises.owing import DAY, HOUR, MINUTE, made, story


def climb(now):
    """Take every step that is due at `now`; what was done, and whose turn it was."""
    done = []
    for promise_id in due(now):
        taken = take_step(promise_id, now)
        db.session.commit()
        if taken:
            done.append((taken.step, taken.owed.owner))
    return done


def steps_hour_by_hour(begin, hours):
    """(hours since NOW, step) of each step that a worker takes who looks once an hour."""
    return [(hour, step) for hour in range(begin, hours) for step, _owner in climb(NOW + hour * HOUR)]


def test_a_team_is_told_at_once_reminded_twice_and_then_the_whole_team_owes_it_until_it_ends(app):
    first = made(owner="place:blue-house", reply_by=NOW + 48 * HOUR)

    taken = steps_hour_by_hour(0, 24 * 6)

    # Passed on at 10 h of Thursday, it is due on Friday at 18 h: hour 80.
    assert taken == [
        (0, Step.REMIND),
        (24, Step.REMIND),
        (45, Step.REMIND),
        (48, Step.NEXT_OWNER),
        (48 + 1, Step.REMIND),
        (80 - 24, Step.REMIND),
        (80 - 3, Step.REMIND),
        (80, Step.END),
    ]
    assert story(first) == [("open", "person", None), ("passed_on", "rule", None)]
    assert open_about("portal:0") is None
    assert due(NOW + 365 * DAY) == []


def test_whoever_owes_it_next_is_the_whole_team(app):
    made(owner="place:blue-house", reply_by=NOW + HOUR)
    climb(NOW)

    assert climb(NOW + HOUR) == [(Step.NEXT_OWNER, Owner.TEAM)]


def test_what_nobody_kept_is_closed_for_silence(app):
    one = made(PromiseKind.DATE_WISH, owner=Owner.TEAM, reply_by=NOW + HOUR)
    climb(NOW)

    assert climb(NOW + HOUR - MINUTE) == []
    assert climb(NOW + HOUR) == [(Step.END, "team")]
    assert story(one)[-1] == ("closed", "rule", "silence")


def test_a_learner_who_owes_a_yes_or_no_is_reminded_an_hour_before_and_not_at_once(app):
    made(PromiseKind.OFFER, owner=Owner.PERSON, reply_by=NOW + 4 * HOUR)

    assert steps_hour_by_hour(0, 24) == [(3, Step.REMIND), (4, Step.END)]


def test_what_time_itself_owes_is_kept_on_its_date_without_a_reminder(app):
    made(PromiseKind.WAITING, owner=Owner.RULE, reply_by=NOW + 4 * HOUR)

    assert steps_hour_by_hour(0, 24) == [(4, Step.END)]


def test_an_answer_ends_the_ladder(app):
    one = made()
    climb(NOW)
    answer(one, Role.STAFF, NOW + HOUR)
    db.session.commit()

    assert steps_hour_by_hour(1, 24 * 7) == []
    assert take_step(one.id, NOW + 7 * DAY) is None


def test_steps_that_a_clock_has_jumped_over_are_left_out(app):
    one = made(reply_by=NOW + 48 * HOUR)
    climb(NOW)

    assert climb(NOW + 46 * HOUR) == [(Step.REMIND, "team")]
    assert (one.reminded, one.next_step_at) == (2, NOW + 48 * HOUR)


def test_a_worker_that_was_away_past_the_date_hands_it_on_without_reminding_of_what_is_over(app):
    made(owner="place:blue-house", reply_by=NOW + 48 * HOUR)

    assert climb(NOW + 100 * DAY) == [(Step.NEXT_OWNER, "team")]
    assert climb(NOW + 100 * DAY) == [(Step.REMIND, "team")]
    assert climb(NOW + 300 * DAY) == [(Step.END, "team")]


def test_a_clock_that_goes_back_takes_no_step_twice(app):
    one = made(reply_by=NOW + 48 * HOUR)
    climb(NOW)
    climb(NOW + 24 * HOUR)

    went_back = steps_hour_by_hour(-24, 45)

    assert went_back == []
    assert steps_hour_by_hour(45, 48) == [(45, Step.REMIND)]
    assert one.reminded == 3


def test_whoever_comes_second_finds_the_step_taken(app):
    one = made()

    assert take_step(one.id, NOW).step == Step.REMIND
    db.session.commit()
    assert take_step(one.id, NOW) is None


def test_what_is_due_longest_comes_first_and_what_is_not_due_does_not_come(app):
    second = made(PromiseKind.OFFER, "sign_up:1", owner=Owner.PERSON, reply_by=NOW + 3 * HOUR)
    first = made(PromiseKind.OFFER, "sign_up:2", owner=Owner.PERSON, reply_by=NOW + 2 * HOUR)
    made(PromiseKind.OFFER, "sign_up:3", owner=Owner.PERSON, reply_by=NOW + 9 * HOUR)

    assert due(NOW + 5 * HOUR) == [first.id, second.id]
    assert due(NOW + 5 * HOUR, most=1) == [first.id]


@pytest.mark.parametrize("kind", PromiseKind)
@pytest.mark.parametrize("owner", ["place:blue-house", Owner.PERSON])
def test_whatever_it_is_and_whoever_owes_it_a_promise_ends_within_its_time_and_that_of_those_after(app, kind, owner):
    made(kind, owner=owner, reply_by=NOW + 3 * DAY)

    taken = [step for hours in range(0, 24 * 14, 6) for step, _owner in climb(NOW + hours * HOUR)]

    assert taken.count(Step.END) == 1
    assert taken[-1] == Step.END
    assert taken.count(Step.NEXT_OWNER) == len(LADDERS[kind].then)
    assert open_about("portal:0") is None
