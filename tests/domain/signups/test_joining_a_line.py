"""Joining the waiting list, and the place in it."""

import pytest

from portal.database import db
from portal.domain.catalogue.availability import Availability
from portal.domain.signups.changes import cancel
from portal.domain.signups.line import join_line, place_in_line, waiting
from portal.domain.signups.models import SignUp
from portal.domain.signups.seats import AlreadySignedUp, NotBookable
from portal.vault import new_ref
from tests import make
from tests.conftest import NOW
from tests.domain.signups.lines import (
    HOUR,
    TICK,
    full,
    join,
    messages,
    news,
    paris,
    phone,
    promised,
    promises,
)


def test_who_joins_hears_their_place_and_by_when_they_hear(app):
    session, _ = full(paris("2026-12-01 14:00"))
    join(session, "Sami")

    nour = join(session)

    assert (nour.state, place_in_line(nour)) == ("waiting", 2)
    (joined,) = messages(nour)
    by = paris("2026-11-30 19:30")  # twelve hours before is at night
    assert (joined.kind, joined.state, joined.next_try_at) == ("waiting_joined", "queued", NOW)
    assert joined.facts == {"place": 2, "reply_by": by.isoformat()}
    (owed,) = promises(nour)
    assert (owed.kind, owed.state, owed.owner, owed.reply_by) == ("waiting", "open", "rule", by)


@pytest.mark.parametrize(
    ("hour", "last_word"),
    [("2026-12-01 21:00", "2026-12-01 09:00"), ("2026-12-01 19:00", "2026-11-30 19:30")],
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
