"""Too late for messages: the team phones those who wait, gives the seat, or finds that nobody comes."""

import pytest

from portal.database import db
from portal.domain.catalogue.availability import Availability
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.made import answer, close
from portal.domain.signups.audit import Fault, audit
from portal.domain.signups.line import give_by_phone, run_line
from portal.domain.signups.seats import NotBookable, touch
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
    promised,
    promises,
    states,
)


@pytest.fixture
def line(app):
    """Six hours before the start a seat of two frees; Nour and Sami wait."""
    session, holders = full(NOW + 6 * HOUR, capacity=2)
    nour, sami = join(session, now=NOW - DAY), join(session, "Sami", now=NOW - DAY)
    give_back(holders[0])
    assert promised(session) == [("call_list", "open")]
    return session, holders[1], nour, sami


def look_again(session, now):
    """What the worker does every half minute."""
    touch(session)
    run_line(session, now)
    db.session.commit()


def test_whoever_answers_the_phone_has_the_seat_even_out_of_turn(line):
    session, _, nour, sami = line

    give_by_phone(sami, NOW + HOUR)
    db.session.commit()

    assert states(nour, sami) == ["waiting", "confirmed"]
    assert (sami.history[-1].role, promised(sami)) == ("staff", [("waiting", "answered")])
    assert messages(sami)[-1].kind == "waiting_confirmed"
    assert promised(session) == [("call_list", "withdrawn")]


def test_when_the_seat_is_gone_the_next_call_comes_too_late(line):
    _session, _, nour, sami = line
    give_by_phone(sami, NOW + HOUR)
    db.session.commit()

    with pytest.raises(NotBookable) as refusal:
        give_by_phone(nour, NOW + HOUR)
    db.session.rollback()

    assert refusal.value.availability == Availability.FULL
    assert nour.state == "waiting"


def test_the_list_stays_open_while_another_seat_is_free_for_somebody(line):
    session, holder, nour, sami = line
    give_back(holder, NOW + MINUTE)

    give_by_phone(sami, NOW + HOUR)
    db.session.commit()

    assert promised(session) == [("call_list", "open")]
    give_by_phone(nour, NOW + HOUR)
    assert promised(session) == [("call_list", "withdrawn")]


def test_who_does_not_wait_any_more_is_given_nothing(line):
    _session, _, nour, _sami = line
    give_back(nour)

    with pytest.raises(MoveNotAllowed):
        give_by_phone(nour, NOW)


def test_one_list_is_made_however_often_the_line_is_looked_at(line):
    session, *_ = line

    look_again(session, NOW + MINUTE)

    assert promised(session) == [("call_list", "open")]


@pytest.mark.parametrize("end", [answer, close])
def test_once_the_team_has_phoned_everybody_it_is_not_asked_to_phone_them_again(line, end):
    session, _, _nour, _sami = line
    end(promises(session)[0], Role.STAFF, NOW + HOUR, "called")
    db.session.commit()

    look_again(session, NOW + HOUR + MINUTE)

    assert len(promises(session)) == 1
    assert Fault.LINE_STANDS not in [finding.fault for finding in audit(NOW + HOUR + MINUTE)]


def test_another_seat_that_frees_after_that_is_another_reason_to_phone(line):
    session, holder, _nour, _sami = line
    answer(promises(session)[0], Role.STAFF, NOW + HOUR, "called")
    db.session.commit()

    give_back(holder, NOW + 2 * HOUR)

    assert [state for _, state in promised(session)] == ["answered", "open"]


def test_a_list_to_phone_for_want_of_a_way_to_write_ends_when_somebody_joins_who_can_be_written_to(app):
    session, (holder,) = full(NOW + 2 * DAY)
    join(session, reach=NO_WAY)
    give_back(holder)
    assert promised(session) == [("call_list", "open")]

    reached = join(session, "Sami", now=NOW + HOUR)

    assert reached.state == "offered"
    assert promised(session) == [("call_list", "withdrawn")]
