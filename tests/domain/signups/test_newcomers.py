"""Newcomers never pass the line: not while somebody waits whom the free seats would fit."""

import pytest

from portal.database import db
from portal.domain.signups.changes import change_party
from portal.domain.signups.seats import NotBookable, NotEnoughSeats, take_seat
from tests import make
from tests.conftest import NOW
from tests.domain.signups.lines import DAY, HOUR, NO_WAY, full, give_back, join, phone, promised, states


def is_refused(session, party=1, now=NOW):
    try:
        take_seat(session, make.seat_request("Newcomer", phone(), party), now)
    except (NotBookable, NotEnoughSeats):
        return True
    finally:
        db.session.rollback()
    return False


def test_a_seat_on_offer_is_nobody_elses(app):
    session, (holder,) = full(NOW + 2 * DAY)
    nour, sami = join(session), join(session, "Sami")

    give_back(holder)

    assert states(nour, sami) == ["offered", "waiting"]
    assert is_refused(session)


def test_a_seat_for_which_the_team_phones_is_no_newcomers(app):
    session, (holder,) = full(NOW + 6 * HOUR, minutes=60)
    other, _ = full(NOW + 2 * DAY)
    nour = join(session, now=NOW - DAY)

    give_back(holder)

    assert (nour.state, promised(session)) == ("waiting", [("call_list", "open")])
    assert is_refused(session)
    assert is_refused(other)


def test_a_seat_that_frees_between_two_looks_at_the_line_is_no_newcomers(app):
    session, _ = full(NOW + 7 * DAY)
    join(session)
    make.begin_write()
    session.capacity = 2  # behind the verb's back: the line has not moved up
    db.session.commit()

    assert is_refused(session)


def test_seats_too_few_for_everybody_in_line_may_be_taken(app):
    session, (one, _two, _three) = full(NOW + 7 * DAY, capacity=3)
    family = join(session, party=2)

    give_back(one)

    assert family.state == "waiting"
    assert is_refused(session, party=2)
    assert not is_refused(session, party=1)


def test_who_has_a_seat_brings_nobody_past_the_line(app):
    session, (_one, two) = full(NOW + 2 * DAY, capacity=2)
    change_party(two, 1, NOW)
    join(session, reach=NO_WAY)
    make.begin_write()
    session.capacity = 3
    db.session.commit()

    with pytest.raises(NotEnoughSeats) as refusal:
        change_party(two, 2, NOW)

    assert refusal.value.free == 0


def test_once_nobody_waits_any_more_seats_are_free_for_all(app):
    session, (holder,) = full(NOW + 6 * HOUR)
    nour = join(session, now=NOW - DAY)
    give_back(holder)
    assert is_refused(session)

    give_back(nour)

    assert promised(session) == [("call_list", "withdrawn")]
    assert not is_refused(session)
