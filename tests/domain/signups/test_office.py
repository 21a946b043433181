"""What the team does with sign-ups: a seat by hand, also above the capacity with a reason; another date; the door."""

from datetime import timedelta

import pytest

from portal.database import db
from portal.domain.catalogue.models import Entry
from portal.domain.moves import MoveNotAllowed
from portal.domain.signups.applying import Told, apply_for
from portal.domain.signups.attendance import By, Ticker, marks_of
from portal.domain.signups.audit import audit
from portal.domain.signups.line import join_line, place_in_line
from portal.domain.signups.models import Way
from portal.domain.signups.office import Beyond, add_note, cancel_for, confirm, give_seat, move_to, walk_in
from portal.domain.signups.seats import AlreadySignedUp, NotBookable, NotEnoughSeats, SeatRequest, count_of, take_seat
from tests import make
from tests.conftest import NOW
from tests.domain.signups.applicants import applied, cohort, filled, invited, owed
from tests.domain.signups.lines import full, join, news, phone, promised, states

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def by_phone(name="Nour", way=Way.PHONE, key="k", **facts) -> SeatRequest:
    return SeatRequest(name, facts.get("reach"), facts.get("party", 1), key, "test", "fr", way)


def walked_in(session, name="Nour", key="k", beyond=None):
    made = walk_in(session, by_phone(name, Way.WALK_IN, key), By(Ticker.TEAM), NOW, beyond)
    db.session.commit()
    return made


def test_nobody_gets_a_seat_above_the_capacity_without_a_reason(app):
    session, _ = full()
    nour = join(session)

    with pytest.raises(NotEnoughSeats):
        confirm(nour, NOW)

    assert states(nour) == ["waiting"]


def test_with_a_reason_they_have_a_seat_above_the_capacity_and_the_history_says_why(app):
    session, _ = full()
    nour = join(session)

    confirm(nour, NOW, Beyond.ROOM)
    confirm(nour, NOW, Beyond.ROOM)
    db.session.commit()

    assert (states(nour), count_of(session).taken) == (["confirmed"], 2)
    assert [(line.to_state, line.role, line.why) for line in nour.history][1:] == [
        ("confirmed", "staff", "over_capacity:room")
    ]
    assert news(nour)[-1] == ("waiting_confirmed", "queued")
    assert promised(nour) == [("waiting", "answered")]
    assert audit(NOW) == []


def test_a_reason_nobody_needed_is_not_written_down(app):
    session, holders = full(timedelta(hours=40), capacity=2)
    nour = join(session, reach=None)
    cancel_for(holders[0], NOW)
    db.session.commit()
    assert states(nour) == ["waiting"]

    confirm(nour, NOW, Beyond.ROOM)

    assert (states(nour), nour.history[-1].why) == (["confirmed"], None)


def test_a_seat_that_was_offered_is_theirs_without_another_one_being_free(app):
    session, holders = full(timedelta(hours=40))
    nour = join(session)
    cancel_for(holders[0], NOW)
    assert states(nour) == ["offered"]

    confirm(nour, NOW)

    assert (states(nour), count_of(session).taken) == (["confirmed"], 1)
    assert promised(nour)[-1] == ("offer", "answered")


def test_somebody_who_applied_is_accepted_above_the_capacity_and_nothing_is_owed(app):
    session = filled(cohort(seats=1))
    sign_up = applied(session)
    invited(sign_up)

    confirm(sign_up, NOW, Beyond.PROMISED)
    db.session.commit()

    assert states(sign_up) == ["confirmed"]
    assert owed(sign_up) is None
    assert news(sign_up)[-1] == ("application_accepted", "queued")


def test_what_has_ended_is_not_confirmed(app):
    sign_up = make.sign_up()
    cancel_for(sign_up, NOW)

    with pytest.raises(MoveNotAllowed):
        confirm(sign_up, NOW)


def test_the_team_gives_a_seat_back_for_somebody_and_the_next_in_line_has_it(app):
    session, holders = full()
    nour = join(session)

    cancel_for(holders[0], NOW)
    cancel_for(holders[0], NOW)
    db.session.commit()

    assert states(holders[0], nour) == ["cancelled", "confirmed"]
    assert (holders[0].history[-1].role, news(holders[0])[-1]) == ("staff", ("seat_given_back", "queued"))


def test_who_stands_at_the_door_has_a_seat_though_it_has_begun(app):
    session = make.course_session(-HOUR)

    nour = walked_in(session)

    assert (nour.state, nour.way, nour.history[0].role) == ("confirmed", "walk_in", "staff")


@pytest.mark.parametrize(("starts", "marks"), [(-HOUR, ["present"]), (HOUR, ["present"]), (DAY, []), (-DAY, [])])
def test_who_comes_to_the_door_while_a_date_runs_is_marked_present(app, starts, marks):
    session = make.course_session(starts)

    nour = walked_in(session)

    assert list(marks_of(session).get(nour.id, {}).values()) == marks


def test_the_same_button_pressed_twice_is_one_person_at_the_door(app):
    session = make.course_session(-HOUR)

    assert walked_in(session).id == walked_in(session).id
    assert walked_in(session, key="another").id != walked_in(session).id


def test_at_the_door_of_a_full_room_a_reason_is_asked(app):
    session, _ = full()

    with pytest.raises(NotEnoughSeats):
        walked_in(session)
    nour = walked_in(session, beyond=Beyond.HERE)

    assert (nour.state, nour.history[0].why) == ("confirmed", "over_capacity:here")
    assert audit(NOW) == []


@pytest.mark.parametrize("session", [{"starts": None}, {"cancelled_at": NOW}])
def test_nobody_walks_into_what_does_not_take_place(app, session):
    with pytest.raises(NotBookable):
        walked_in(make.course_session(**session))


def test_who_has_a_seat_already_does_not_get_another_at_the_door(app):
    session, number = make.course_session(), phone()
    make.sign_up(session, reach=number)

    with pytest.raises(AlreadySignedUp):
        give_seat(session, by_phone(reach=number, way=Way.WALK_IN), NOW)


def test_by_phone_the_rules_are_those_of_the_form_and_the_history_says_who_asked(app):
    seated = take_seat(make.course_session(), by_phone(), NOW)
    session, _ = full()
    with pytest.raises(NotBookable):
        take_seat(session, by_phone(), NOW)
    waiting = join_line(session, by_phone(), NOW)
    requested = apply_for(make.course_session(course=make.course(entry=Entry.APPLICATION)), by_phone(), Told(), NOW)

    assert states(seated, waiting, requested) == ["confirmed", "waiting", "requested"]
    assert place_in_line(waiting) == 1
    assert {(one.way, one.history[0].role) for one in (seated, waiting, requested)} == {("phone", "staff")}


def test_they_move_to_another_date_and_the_next_in_line_has_the_old_seat(app):
    session, holders = full()
    nour, other = join(session), make.course_session(9 * DAY)

    moved = move_to(holders[0], other, NOW)
    db.session.commit()

    assert states(holders[0], moved, nour) == ["moved", "confirmed", "confirmed"]
    assert (moved.course_session_id, moved.history[0].role) == (other.id, "staff")
    assert move_to(holders[0], other, NOW) is moved


def test_to_a_full_date_they_move_with_a_reason_only_and_keep_their_seat_without(app):
    session, holders = full()
    other, _ = full(9 * DAY)

    with pytest.raises(NotEnoughSeats):
        move_to(holders[0], other, NOW)
    assert states(holders[0]) == ["confirmed"]
    moved = move_to(holders[0], other, NOW, Beyond.PROMISED)

    assert (moved.history[0].why, count_of(session).taken) == ("over_capacity:promised", 0)


@pytest.mark.parametrize("other", [{"starts": -3 * DAY}, {"starts": None}, {"cancelled_at": NOW}])
def test_nobody_is_moved_to_where_nothing_takes_place(app, other):
    sign_up = make.sign_up()

    with pytest.raises(NotBookable):
        move_to(sign_up, make.course_session(**other), NOW)

    assert states(sign_up) == ["confirmed"]


def test_a_note_stays_with_the_sign_up_and_its_person(app):
    sign_up = make.sign_up()

    note = add_note(sign_up, "Comes with her sister.", None, NOW)

    assert (note.person_id, note.sign_up_id, note.text) == (sign_up.person_id, sign_up.id, "Comes with her sister.")
