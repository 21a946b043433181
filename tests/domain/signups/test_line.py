"""What becomes of a seat that frees: by the hours that are left, and in the order of the line."""

import pytest

from portal.database import db
from portal.domain.messages.outbox import opt_out
from portal.domain.signups.changes import change_capacity, change_party
from portal.domain.signups.line import place_in_line, run_line
from portal.domain.signups.seats import touch
from tests import make
from tests.conftest import NOW
from tests.domain.signups.lines import (
    DAY,
    HOUR,
    MINUTE,
    NO_WAY,
    full,
    give_back,
    join,
    messages,
    news,
    paris,
    promised,
    promises,
    states,
)

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
        pytest.param("2026-11-24 17:00", "2026-11-25 14:00", OFFER, "2026-11-24 19:30", id="cut at nightfall"),
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
