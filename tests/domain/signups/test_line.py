"""The waiting list: joining it, the place in it, and the rule that runs when a seat frees."""

import pytest

from portal.database import db
from portal.domain.catalogue.availability import Availability
from portal.domain.messages.outbox import opt_out
from portal.domain.signups.changes import cancel, change_capacity, change_party
from portal.domain.signups.line import join_line, place_in_line, run_line, waiting
from portal.domain.signups.models import SignUp
from portal.domain.signups.seats import AlreadySignedUp, NotBookable, touch
from portal.vault import new_ref
from tests import make
from tests.conftest import NOW
from tests.domain.signups.lines import (
    DAY,
    HOUR,
    MINUTE,
    NO_WAY,
    TICK,
    full,
    give_back,
    join,
    messages,
    news,
    paris,
    phone,
    promised,
    promises,
    states,
)


def test_who_joins_hears_their_place_and_by_when_they_hear(app):
    session, _ = full(paris("2026-12-01 14:00"))
    join(session, "Sami")

    nour = join(session)

    assert (nour.state, place_in_line(nour)) == ("waiting", 2)
    (joined,) = messages(nour)
    by = paris("2026-11-30 19:59")  # twelve hours before is at night
    assert (joined.kind, joined.state, joined.next_try_at) == ("waiting_joined", "queued", NOW)
    assert joined.facts == {"place": 2, "reply_by": by.isoformat()}
    (owed,) = promises(nour)
    assert (owed.kind, owed.state, owed.owner, owed.reply_by) == ("waiting", "open", "rule", by)


@pytest.mark.parametrize(
    ("hour", "last_word"),
    [("2026-12-01 21:00", "2026-12-01 09:00"), ("2026-12-01 19:00", "2026-11-30 19:59")],
    ids=["twelve hours before", "the evening before that"],
)
def test_the_last_word_comes_twelve_hours_before_the_start_and_never_at_night(app, hour, last_word):
    session, _ = full(paris(hour))

    (owed,) = promises(join(session))

    assert owed.reply_by == paris(last_word)


def test_the_place_in_line_moves_up_when_somebody_before_leaves(app):
    session, _ = full()
    first, second, third = (join(session, name) for name in ("A", "B", "C"))

    cancel(first, NOW)
    db.session.commit()

    assert [place_in_line(one) for one in (second, third)] == [1, 2]
    assert waiting(session) == [second, third]
    assert promised(first) == [("waiting", "withdrawn")]
    assert news(first) == [("waiting_joined", "queued"), ("seat_given_back", "queued")]


def test_the_same_form_sent_twice_is_one_place_in_line(app):
    session, _ = full()
    key, reach = new_ref(16), phone()

    first = join(session, key=key, reach=reach)

    assert join(session, key=key, reach=reach, now=NOW + HOUR) is first
    assert waiting(session) == [first]
    assert news(first) == [("waiting_joined", "queued")]
    assert promised(first) == [("waiting", "open")]


def test_who_waits_or_has_a_seat_does_not_join_again(app):
    session, _ = full()
    reach = phone()
    first = join(session, reach=reach)

    with pytest.raises(AlreadySignedUp) as refusal:
        join(session, reach=reach)

    assert refusal.value.ref == first.ref


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({"capacity": 3}, Availability.FEW_LEFT),
        ({"capacity": 0, "starts": None}, Availability.DATE_TO_COME),
        ({"capacity": 0, "cancelled_at": NOW}, Availability.CANCELLED),
        ({"capacity": 0, "closes_at": NOW}, Availability.CLOSED),
        ({"capacity": 0, "starts": -HOUR}, Availability.RUNNING),
    ],
)
def test_there_is_a_line_only_where_all_seats_are_taken_and_one_could_still_come(app, facts, word):
    session = make.course_session(**facts)
    db.session.commit()

    with pytest.raises(NotBookable) as refusal:
        join_line(session, make.seat_request(reach=phone()), NOW)
    db.session.rollback()

    assert refusal.value.availability == word
    assert db.session.query(SignUp).count() == 0


def test_it_is_too_late_to_join_once_the_last_word_is_said(app):
    session, _ = full(paris("2026-11-25 21:00"))
    last_word = paris("2026-11-25 09:00")

    assert join(session, now=last_word - TICK).state == "waiting"
    with pytest.raises(NotBookable):
        join_line(session, make.seat_request("Sami", phone()), last_word)


def test_a_party_larger_than_what_is_free_may_wait_and_one_that_fits_takes_its_seats(app):
    session = make.course_session(capacity=3)
    make.sign_up(session)

    three = join(session, party=3)

    assert three.state == "waiting"
    with pytest.raises(NotBookable):
        join_line(session, make.seat_request("Sami", phone(), 2), NOW)


CONFIRM, OFFER, CALL = "confirmed", "offered", "waiting"


@pytest.mark.parametrize(
    ("freed", "starts", "becomes", "answer_by"),
    [
        pytest.param("2026-11-24 10:00", "2026-11-27 10:01", CONFIRM, None, id="more than 72 hours"),
        pytest.param("2026-11-24 03:00", "2026-11-28 10:00", CONFIRM, None, id="more than 72 hours, at night"),
        pytest.param("2026-11-24 10:00", "2026-11-27 10:00", OFFER, "2026-11-24 14:00", id="exactly 72 hours"),
        pytest.param("2026-11-24 10:00", "2026-11-25 14:00", OFFER, "2026-11-24 14:00", id="28 hours, by day"),
        pytest.param("2026-11-24 18:00", "2026-11-26 14:00", OFFER, "2026-11-25 10:00", id="in the evening"),
        pytest.param("2026-11-24 23:00", "2026-11-26 14:00", OFFER, "2026-11-25 12:00", id="at night"),
        pytest.param("2026-11-24 10:00", "2026-11-25 01:30", OFFER, "2026-11-24 13:30", id="cut at 12 hours"),
        pytest.param("2026-11-24 17:00", "2026-11-25 14:00", OFFER, "2026-11-24 19:59", id="cut at nightfall"),
        pytest.param("2026-11-24 03:00", "2026-11-24 21:00", OFFER, "2026-11-24 09:00", id="an hour, in the morning"),
        pytest.param("2026-11-24 10:00", "2026-11-24 23:00", OFFER, "2026-11-24 11:00", id="13 hours: the last hour"),
        pytest.param("2026-11-24 10:00", "2026-11-24 22:59", CALL, None, id="less than an hour left to answer"),
        pytest.param("2026-11-24 10:00", "2026-11-24 22:00", CALL, None, id="exactly 12 hours"),
        pytest.param("2026-11-24 10:00", "2026-11-24 14:00", CALL, None, id="four hours"),
        pytest.param("2026-11-24 22:00", "2026-11-25 14:00", CALL, None, id="16 hours, and people sleep"),
        pytest.param("2026-11-24 03:00", "2026-11-24 19:00", CALL, None, id="no legal hour left"),
        pytest.param("2026-11-24 19:30", "2026-11-25 20:29", CALL, None, id="less than an hour, split by the night"),
    ],
)
def test_a_seat_that_frees_goes_by_the_hours_that_are_left(app, freed, starts, becomes, answer_by):
    freed, starts = paris(freed), paris(starts)
    session, (holder,) = full(starts)
    nour = join(session, now=starts - 6 * DAY)

    give_back(holder, freed)

    assert nour.state == becomes
    if becomes == CONFIRM:
        assert promised(nour) == [("waiting", "answered")]
        assert messages(nour)[-1].kind == "waiting_confirmed"
        assert messages(nour)[-1].useless_from == starts
    if becomes == OFFER:
        offer = promises(nour)[-1]
        assert promised(nour) == [("waiting", "answered"), ("offer", "open")]
        assert (offer.owner, offer.reply_by) == ("person", paris(answer_by))
        told = messages(nour)[-1]
        assert (told.kind, told.useless_from) == ("seat_offered", paris(answer_by))
        assert told.facts == {"reply_by": paris(answer_by).isoformat()}
    if becomes == CALL:
        (calls,) = promises(session)
        assert promised(nour) == [("waiting", "open")]
        assert (calls.kind, calls.reply_by, calls.owner) == ("call_list", starts, f"place:{session.place.slug}")
    else:
        assert promises(session) == []


@pytest.mark.parametrize(
    ("freed", "sent"),
    [("2026-11-24 19:59", "2026-11-24 19:59"), ("2026-11-24 20:00", "2026-11-25 08:00")],
)
@pytest.mark.parametrize("starts", ["2026-11-26 14:00", "2026-11-30 14:00"], ids=["offered", "confirmed"])
def test_news_of_a_seat_is_sent_between_eight_and_twenty(app, freed, sent, starts):
    session, (holder,) = full(paris(starts))
    nour = join(session)

    give_back(holder, paris(freed))

    assert messages(nour)[-1].next_try_at == paris(sent)


def test_who_cannot_be_reached_has_the_seat_when_there_is_time_and_finds_it_on_the_card(app):
    session, (holder,) = full(NOW + 5 * DAY)
    nour = join(session, reach=NO_WAY)

    give_back(holder)

    assert nour.state == "confirmed"
    assert news(nour) == [("waiting_joined", "card"), ("waiting_confirmed", "card")]


def test_an_offer_goes_to_the_first_who_can_be_reached(app):
    session, (holder,) = full(NOW + 2 * DAY)
    silent, opted_out, reached = join(session, "A", reach=NO_WAY), join(session, "B"), join(session, "C")
    opt_out(opted_out.person.contacts[0].digest, NOW)
    db.session.commit()

    give_back(holder)

    assert states(silent, opted_out, reached) == ["waiting", "waiting", "offered"]


def test_when_nobody_in_line_can_be_reached_the_team_gets_a_list_to_phone(app):
    session, (holder,) = full(NOW + 2 * DAY)
    silent = join(session, reach=NO_WAY)

    give_back(holder)

    assert silent.state == "waiting"
    assert promised(session) == [("call_list", "open")]


def test_a_party_that_does_not_fit_blocks_nobody_and_keeps_its_place(app):
    session, (one, two, three) = full(NOW + 7 * DAY, capacity=3)
    family, nour, sami = join(session, "Family", party=2), join(session), join(session, "Sami")

    give_back(one)
    assert states(family, nour, sami) == ["waiting", "confirmed", "waiting"]
    assert place_in_line(family) == 1

    change_capacity(session, 5, NOW)
    db.session.commit()
    assert states(family, nour, sami) == ["confirmed", "confirmed", "waiting"]
    assert [two.state, three.state] == ["confirmed", "confirmed"]


def test_several_seats_that_free_at_once_go_to_as_many_as_fit_in_the_order_of_the_line(app):
    session, _ = full(NOW + 7 * DAY)
    first, second, third = join(session, "A", party=2), join(session, "B"), join(session, "C")

    change_capacity(session, 4, NOW)
    db.session.commit()

    assert states(first, second, third) == ["confirmed", "confirmed", "waiting"]


def test_a_party_that_grows_smaller_in_line_may_fit_at_once_and_hears_of_both(app):
    session, _ = full(NOW + 7 * DAY)
    change_capacity(session, 2, NOW)
    pair = join(session, party=2)

    change_party(pair, 1, NOW + HOUR)
    db.session.commit()

    assert pair.state == "confirmed"
    assert [kind for kind, _ in news(pair)] == ["waiting_joined", "seat_changed", "waiting_confirmed"]


def test_a_second_look_at_the_line_gives_what_a_lost_turn_left_and_then_nothing_more(app):
    session, _ = full(NOW + 7 * DAY)
    nour, sami = join(session), join(session, "Sami")
    make.begin_write()
    session.capacity = 2  # behind the verb's back
    db.session.commit()

    for minute in range(2):
        touch(session)
        run_line(session, NOW + minute * MINUTE)
        db.session.commit()

    assert states(nour, sami) == ["confirmed", "waiting"]
    assert news(nour) == [("waiting_joined", "queued"), ("waiting_confirmed", "queued")]


@pytest.mark.parametrize("facts", [{"cancelled_at": NOW}, {"starts": -HOUR}], ids=["called off", "begun"])
def test_in_what_was_called_off_or_has_begun_no_seat_is_given(app, facts):
    session, (holder,) = full(NOW + 7 * DAY)
    nour = join(session)
    make.begin_write()
    session.cancelled_at = facts.get("cancelled_at")
    now = session.starts_at + HOUR if "starts" in facts else NOW
    db.session.commit()

    give_back(holder, now)

    assert nour.state == "waiting"
    assert promised(session) == []
