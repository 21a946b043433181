"""Moving to another date: the seat there and the one here change hands in one breath."""

import pytest

from portal.database import db
from portal.domain.moves import MoveNotAllowed
from portal.domain.signups.changes import add_facts, cancel, move_to
from portal.domain.signups.models import HeardFrom, Need, SignUp
from portal.domain.signups.seats import AlreadySignedUp, NotBookable, NotEnoughSeats, seats_taken
from portal.domain.signups.states import State
from tests import make
from tests.conftest import NOW
from tests.domain.signups.lines import DAY, HOUR, full, give_back, join, news, phone, promised, states


def move(sign_up, other, now=NOW):
    moved = move_to(sign_up, other, now)
    db.session.commit()
    return moved


def taken(*sessions):
    counts = seats_taken([session.id for session in sessions])
    return [counts.get(session.id, 0) for session in sessions]


def test_the_seat_there_is_taken_and_the_one_here_given_back(app):
    here, there = make.course_session(), make.course_session()
    sign_up = make.sign_up(here, reach=phone(), party=2)

    moved = move(sign_up, there)

    assert states(sign_up, moved) == ["moved", "confirmed"]
    assert (sign_up.moved_to, moved.person, moved.party) == (moved, sign_up.person, 2)
    assert taken(here, there) == [0, 2]
    assert moved.code != sign_up.code
    assert [line.to_state for line in moved.history] == ["confirmed"]
    assert [(line.to_state, line.role) for line in sign_up.history][-1] == ("moved", "person")


def test_what_they_said_about_themselves_goes_with_them(app):
    sign_up = make.sign_up(reach=phone())
    add_facts(sign_up, "ar", [Need.STEP_FREE], "With a pram.", HeardFrom.FRIEND)
    db.session.commit()

    moved = move(sign_up, make.course_session())

    assert (moved.language, moved.needs, moved.needs_note) == ("ar", ["step_free"], "With a pram.")
    assert (moved.heard_from, moved.consent_version, moved.created_at) == ("friend", "test", NOW)


def test_the_person_is_told_of_the_new_seat_and_of_no_cancellation(app):
    sign_up = make.sign_up(reach=phone())

    moved = move(sign_up, make.course_session())

    assert news(sign_up) == [("seat_confirmed", "queued")]
    assert news(moved) == [("seat_moved", "queued")]


def test_the_seat_here_goes_to_the_next_in_line(app):
    here, (holder,) = full(NOW + 7 * DAY)
    nour = join(here)

    move(holder, make.course_session())

    assert (nour.state, taken(here)) == ("confirmed", [1])


def test_who_waits_here_may_take_a_free_seat_there_and_leaves_the_line(app):
    here, _ = full()
    nour, sami = join(here), join(here, "Sami")

    moved = move(nour, make.course_session())

    assert states(nour, sami, moved) == ["moved", "waiting", "confirmed"]
    assert promised(nour) == [("waiting", "withdrawn")]


@pytest.mark.parametrize(
    ("there", "refusal"),
    [
        ({"capacity": 0}, NotBookable),
        ({"capacity": 1}, NotEnoughSeats),
        ({"cancelled_at": NOW}, NotBookable),
        ({"starts": -HOUR}, NotBookable),
        ({"starts": None}, NotBookable),
    ],
    ids=["full", "too few seats", "called off", "begun", "without a date"],
)
def test_refused_there_the_seat_here_stays(app, there, refusal):
    here = make.course_session()
    sign_up = make.sign_up(here, reach=phone(), party=2)
    other = make.course_session(**there)
    db.session.commit()

    with pytest.raises(refusal):
        move_to(sign_up, other, NOW)
    db.session.rollback()

    assert (sign_up.state, sign_up.moved_to) == ("confirmed", None)
    assert taken(here, other) == [2, 0]
    assert db.session.query(SignUp).count() == 1


def test_nobody_moves_past_the_line_there(app):
    sign_up = make.sign_up(reach=phone())
    there, (holder,) = full(NOW + 2 * DAY)
    waits = join(there)
    give_back(holder)
    assert waits.state == "offered"

    with pytest.raises(NotBookable):
        move_to(sign_up, there, NOW)


def test_moved_twice_is_moved_once(app):
    sign_up, there = make.sign_up(reach=phone()), make.course_session()
    first = move(sign_up, there)

    assert move(sign_up, there, NOW + HOUR) is first
    assert taken(there) == [1]
    assert news(first) == [("seat_moved", "queued")]


def test_who_has_a_seat_there_already_keeps_both_as_they_are(app):
    reach, there = phone(), make.course_session()
    has = make.sign_up(there, reach=reach)
    sign_up = make.sign_up(reach=reach)

    with pytest.raises(AlreadySignedUp) as refusal:
        move_to(sign_up, there, NOW)
    db.session.rollback()

    assert refusal.value.ref == has.ref
    assert states(sign_up, has) == ["confirmed", "confirmed"]


def test_nobody_moves_to_the_date_they_have(app):
    sign_up = make.sign_up(reach=phone())

    with pytest.raises(AlreadySignedUp):
        move_to(sign_up, sign_up.course_session, NOW)


@pytest.mark.parametrize("state", [State.CANCELLED, State.OFFERED])
def test_a_seat_given_back_or_only_offered_cannot_be_moved(app, state):
    here, (holder,) = full(NOW + 2 * DAY)
    if state == State.OFFERED:
        one = join(here)
        give_back(holder)
    else:
        one = holder
        cancel(one, NOW)
        db.session.commit()
    there = make.course_session()
    db.session.commit()

    with pytest.raises(MoveNotAllowed):
        move_to(one, there, NOW)
    db.session.rollback()

    assert (one.state, taken(there)) == (state, [0])


def test_the_moved_seat_can_move_on_and_back(app):
    here, there = make.course_session(), make.course_session()
    first = make.sign_up(here, reach=phone())

    second = move(first, there)
    third = move(second, here)

    assert states(first, second, third) == ["moved", "moved", "confirmed"]
    assert taken(here, there) == [1, 0]
