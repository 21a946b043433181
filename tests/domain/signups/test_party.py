"""Coming with more people, or fewer."""

import pytest
from sqlalchemy.exc import IntegrityError

from portal.database import db
from portal.domain.signups.changes import cancel, change_party
from portal.domain.signups.line import place_in_line
from portal.domain.signups.models import LARGEST_PARTY
from portal.domain.signups.seats import NotEnoughSeats, seats_taken
from tests import make
from tests.conftest import NOW
from tests.domain.signups.lines import DAY, HOUR, MINUTE, full, give_back, join, messages, news, phone, states


def come_with(sign_up, party, now=NOW):
    change_party(sign_up, party, now)
    db.session.commit()


def taken(session):
    return seats_taken([session.id]).get(session.id, 0)


def test_a_sister_comes_too(app):
    session = make.course_session(capacity=3)
    sign_up = make.sign_up(session, reach=phone())

    come_with(sign_up, 3)

    assert (sign_up.party, taken(session)) == (3, 3)
    assert news(sign_up) == [("seat_confirmed", "queued"), ("seat_changed", "queued")]


def test_more_than_there_are_seats_is_refused_and_the_seats_held_stay(app):
    session = make.course_session(capacity=3)
    sign_up = make.sign_up(session, party=2)

    with pytest.raises(NotEnoughSeats) as refusal:
        come_with(sign_up, 4)
    db.session.rollback()

    assert refusal.value.free == 1
    assert (sign_up.party, taken(session)) == (2, 2)


def test_who_comes_with_fewer_gives_the_seats_to_the_line(app):
    session = make.course_session(NOW + 7 * DAY, capacity=3)
    family = make.sign_up(session, party=3)
    nour, sami = join(session), join(session, "Sami")

    come_with(family, 2)

    assert states(family, nour, sami) == ["confirmed", "confirmed", "waiting"]
    assert (family.party, taken(session)) == (2, 3)


def test_a_seat_in_line_may_be_for_more_people_without_losing_its_place(app):
    session, _ = full()
    first, second = join(session), join(session, "Sami")

    come_with(first, 2)

    assert (first.party, place_in_line(first), place_in_line(second)) == (2, 1, 2)
    assert [kind for kind, _ in news(first)] == ["waiting_joined", "seat_changed"]


def test_an_offer_is_for_as_many_as_waited_and_more_only_if_more_are_free(app):
    session, (one, two) = full(NOW + 2 * DAY, capacity=2)
    nour = join(session)
    give_back(one)
    assert nour.state == "offered"

    with pytest.raises(NotEnoughSeats):
        come_with(nour, 2)
    db.session.rollback()
    give_back(two)
    come_with(nour, 2)

    assert (nour.state, nour.party, taken(session)) == ("offered", 2, 2)


def test_the_same_number_again_is_no_news(app):
    sign_up = make.sign_up(reach=phone(), party=2)

    come_with(sign_up, 2)

    assert news(sign_up) == [("seat_confirmed", "queued")]


def test_each_change_is_told_even_the_one_back(app):
    sign_up = make.sign_up(reach=phone())

    for minutes, party in enumerate((2, 1, 2)):
        come_with(sign_up, party, NOW + minutes * MINUTE)

    assert [kind for kind, _ in news(sign_up)].count("seat_changed") == 3
    assert messages(sign_up)[-1].useless_from == sign_up.course_session.ends_at


def test_a_seat_given_back_does_not_grow(app):
    session = make.course_session()
    sign_up = make.sign_up(session, reach=phone())
    cancel(sign_up, NOW)
    db.session.commit()

    come_with(sign_up, 2, NOW + HOUR)

    assert (sign_up.party, taken(session)) == (1, 0)
    assert [kind for kind, _ in news(sign_up)] == ["seat_confirmed", "seat_given_back"]


@pytest.mark.parametrize("party", [0, LARGEST_PARTY + 1])
def test_nobody_and_a_whole_bus_are_no_party(app, party):
    sign_up = make.sign_up(make.course_session(capacity=12), reach=phone())

    with pytest.raises(IntegrityError):
        change_party(sign_up, party, NOW)
