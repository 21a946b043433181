"""Clocks that jump: the worker goes on, says nothing twice, and lets nothing open."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.accounts.models import Contact
from portal.domain.messages.models import Message
from portal.domain.promises.lists import count_overdue, open_promises
from portal.domain.signups.line import join_line
from portal.domain.signups.questions import Asker, ask_call
from tests import make
from tests.conftest import NOW
from tests.worker.office import states, taken_days_ago

PHONE = read_phone("0612345678", "FR")


@pytest.fixture
def town(app):
    """A seat to be reminded of, a place in line, a call that is owed."""
    session = make.course_session(NOW + timedelta(days=2), capacity=1)
    taken_days_ago(make.sign_up(session, reach=PHONE))
    join_line(session, make.seat_request("Amina", PHONE), NOW)
    ask_call(Asker("Nour", PHONE, "fr"), session, session.place.zone, NOW)
    db.session.commit()


def test_a_clock_that_jumps_a_month_ahead_ends_everything_at_once(office, town):
    office.work(NOW)
    office.work(NOW + timedelta(days=30))
    later = NOW + timedelta(days=30)

    assert count_overdue(later) == 0
    assert [owed.kind for owed in open_promises()] == ["call_back"], "the team after the team has a date of its own"
    assert not [kind for kind, _state in states() if kind.startswith("reminder")]


def test_a_clock_that_goes_back_a_day_says_nothing_again(office, town):
    for hour in range(0, 40, 2):
        office.work(NOW + timedelta(hours=hour))
    before, said = states(), office.texts()
    for hour in range(16, 40, 2):
        office.work(NOW + timedelta(hours=hour))

    assert (states(), office.texts()) == (before, said)


def test_a_clock_that_jumps_a_year_ahead_and_back_erases_nobody(office, town):
    office.worker.turn(NOW)
    office.worker.turn(NOW + timedelta(days=365))
    office.worker.turn(NOW)

    assert db.session.scalar(select(func.count()).select_from(Contact)) > 0
    assert db.session.scalar(select(func.count()).select_from(Message)) > 0


def test_what_is_kept_long_enough_goes_when_the_clock_walked_there(office, town):
    office.work(NOW + timedelta(days=3))
    later = NOW + timedelta(days=200)
    for hours in (0, 7):
        office.worker.turn(later + timedelta(hours=hours))

    assert db.session.scalar(select(func.count()).select_from(Contact)) == 0


def test_rounds_go_on_after_the_clock_was_set_back(office, town):
    office.worker.turn(NOW + timedelta(days=1))
    office.worker.turn(NOW)

    assert all(last == NOW for last in office.worker._last.values())
