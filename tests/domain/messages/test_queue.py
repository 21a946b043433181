"""What becomes of a message in a worker's hands: claimed for a while, sent, tried again, or given up."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from portal.database import db
from portal.domain.messages.habits import HABITS
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import Recipient, drop_about, move, resend
from portal.domain.messages.queue import (
    LEASE,
    MOST_TRIES,
    MOST_UNCERTAIN,
    claim,
    failed,
    give_up,
    only_on_card,
    release,
    sent,
    still_mine,
    too_early,
    useless,
    wait_after,
)
from portal.domain.messages.states import State
from portal.domain.moves import Role
from portal.domain.promises.lists import open_promises
from portal.domain.promises.models import Promise
from tests import make
from tests.conftest import NOW
from tests.domain.messages.telling import BY_CARD, BY_TEXT, PHONE, TO_TEAM, told

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def take(worker="one", now=NOW, **limits):
    claimed = claim(worker, now, **limits)
    db.session.commit()
    return claimed


def test_a_worker_takes_what_is_due_the_longest_due_first(app):
    second, first = told(), told()
    make.begin_write()
    first.next_try_at = NOW - HOUR
    db.session.commit()
    told(not_before=NOW + MINUTE)
    told(to=BY_CARD)

    assert take() == [first, second]


def test_it_takes_no_more_than_it_can_hold(app):
    first, second = told(), told()

    assert take(most=1) == [first]
    assert take("two", most=5) == [second]


def test_what_one_worker_holds_no_other_takes_until_the_lease_has_run_out(app):
    message = told()
    assert take("one") == [message]

    assert take("two", NOW + LEASE - timedelta(seconds=1)) == []
    assert take("two", NOW + LEASE) == [message]
    assert still_mine(message, "two")
    assert not still_mine(message, "one")


def test_while_a_gateway_is_away_its_messages_are_left_alone(app):
    text, mail = told(), told(to=Recipient("fr", Channel.EMAIL, "nour@example.org"))

    assert take(without=frozenset({Channel.TEXT})) == [mail]
    assert take() == [text]


def test_what_was_dropped_meanwhile_is_not_handed_over(app):
    message = told(MessageKind.SEAT_OFFERED)
    take("one")
    assert still_mine(message, "one")

    drop_about("sign_up:1", "cancelled")
    db.session.commit()

    assert not still_mine(message, "one")


def test_what_is_given_back_untried_can_be_taken_at_once_or_at_its_new_time(app):
    message = told()
    take("one")
    release(message)
    db.session.commit()
    assert take("two") == [message]

    release(message, NOW + DAY, "budget")
    db.session.commit()

    assert (message.next_try_at, message.problem, message.tries) == (NOW + DAY, "budget", 0)
    assert take("one", NOW + DAY - MINUTE) == []
    assert take("one", NOW + DAY) == [message]


def test_what_has_its_turn_while_people_sleep_waits_for_the_morning(app):
    night, morning = datetime(2026, 11, 24, 22, 0, tzinfo=UTC), datetime(2026, 11, 25, 7, 0, tzinfo=UTC)
    reminder, answer = told(MessageKind.DATE_CANCELLED), told(MessageKind.SEAT_CONFIRMED)

    assert (too_early(reminder, night), too_early(answer, night)) == (morning, None)
    assert too_early(reminder, NOW) is None


def test_what_is_sent_says_when_and_what_it_cost_and_is_taken_by_nobody(app):
    message = told()
    take()

    sent(message, NOW + MINUTE, 2)
    db.session.commit()

    assert (message.state, message.sent_at, message.segments, message.tries) == ("sent", NOW + MINUTE, 2, 1)
    assert (message.claimed_by, message.problem) == (None, None)
    assert take(now=NOW + DAY) == []


def test_forty_eight_tries_take_about_a_day_and_wait_longer_each_time(app):
    waits = [wait_after(tries) for tries in range(1, MOST_TRIES)]

    assert waits[:3] == [MINUTE, 1.5 * MINUTE, 2.25 * MINUTE]
    assert waits == sorted(waits)
    assert max(waits) == 35 * MINUTE
    assert 22 * HOUR < sum(waits, timedelta()) < 25 * HOUR


def try_until_it_is_given_up(message, uncertain):
    now, tries = NOW, []
    while message.state == "queued":
        assert claim("one", now) == [message]
        failed(message, "refused-for-now", now, uncertain)
        db.session.commit()
        tries.append(now)
        now = message.next_try_at
    return tries


def test_what_fails_is_tried_forty_eight_times_over_a_day_and_then_given_up(app):
    message = told()

    tries = try_until_it_is_given_up(message, uncertain=False)

    assert (len(tries), message.state, message.tries) == (MOST_TRIES, "dead", MOST_TRIES)
    assert 22 * HOUR < tries[-1] - tries[0] < 25 * HOUR


def test_what_may_have_arrived_is_tried_seldom_and_six_times_only(app):
    message = told()

    tries = try_until_it_is_given_up(message, uncertain=True)

    assert (len(tries), message.state) == (MOST_UNCERTAIN, "dead")
    assert {later - before for before, later in itertools.pairwise(tries)} == {35 * MINUTE}


def test_between_two_tries_the_outbox_says_what_went_wrong(app):
    message = told()
    take()

    failed(message, "busy", NOW)

    assert (message.state, message.problem, message.next_try_at) == ("queued", "busy", NOW + MINUTE)
    assert (message.claimed_by, message.claimed_until) == (None, None)


def test_a_dead_letter_makes_somebody_of_the_team_owe_a_call_by_the_next_working_day(app):
    person = make.sign_up(reach=PHONE).person
    message = told(to=Recipient("ar", Channel.TEXT, PHONE.value, PHONE.digest, person.id))

    give_up(message, "no-such-number", NOW)
    db.session.commit()

    assert (message.state, message.problem) == ("dead", "no-such-number")
    (owed,) = open_promises()
    assert (owed.kind, owed.about, owed.owner) == ("undelivered", f"message:{message.id}", "team")
    assert (owed.person_id, owed.language) == (person.id, "ar")
    assert owed.reply_by == datetime(2026, 11, 25, 17, 0, tzinfo=UTC)  # Wednesday, 18 h in Paris


def test_a_letter_to_the_team_that_cannot_be_delivered_makes_no_other_letter_to_the_team(app):
    message = told(MessageKind.STAFF_OWES, TO_TEAM)

    give_up(message, "refused", NOW)
    db.session.commit()

    assert message.state == "dead"
    assert db.session.query(Promise).count() == 0


def test_given_up_twice_is_one_call_to_make(app):
    message = told()
    give_up(message, "refused", NOW)
    resend(message, NOW + HOUR)
    give_up(message, "refused", NOW + 2 * HOUR)
    db.session.commit()

    assert len(open_promises()) == 1


@pytest.mark.parametrize(("end", "state"), [(useless, "dropped"), (only_on_card, "card")])
def test_what_says_nothing_any_more_or_has_no_way_left_is_not_tried_again(app, end, state):
    message = told()
    take()

    end(message, "late")
    db.session.commit()

    assert (message.state, message.problem) == (state, "late")
    assert take(now=NOW + DAY) == []
    assert open_promises() == []


def test_what_is_dropped_when_its_subject_ends_goes_out_by_day_only():
    assert [kind for kind, habit in HABITS.items() if habit.while_live and not habit.awake] == []


def test_no_message_is_lost_between_two_workers(app):
    messages = [told(to=BY_TEXT) for _ in range(5)]

    shares = [take("one", most=2), take("two", most=2), take("three", most=2)]

    assert [message for share in shares for message in share] == messages
    assert db.session.query(Message).filter_by(claimed_by=None).count() == 0


@pytest.mark.parametrize("dropped", [State.DROPPED, State.CARD])
def test_what_is_dropped_while_it_is_in_flight_says_in_the_end_what_became_of_it(app, dropped):
    """A page is faster than the gateway's answer: what was said was said, and what was not is not tried again."""
    for arrived in (True, False):
        told()
        (in_hand,) = take()
        move(in_hand, dropped, Role.RULE)

        if arrived:
            sent(in_hand, NOW, 1)
        else:
            failed(in_hand, "timeout", NOW)
            give_up(in_hand, "http-400", NOW)

        assert in_hand.state == (State.SENT if arrived else dropped)
    assert open_promises() == []
