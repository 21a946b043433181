"""The rush for seats: real processes, a real file or server, never one seat too many.

First the negative control: the same crowd oversells when the lock is taken out of the verb, so the rig can see it.
"""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.signups.models import SignUp, SignUpMove
from portal.domain.signups.seats import seats_taken
from tests import make
from tests.conftest import settings
from tests.live import deeds
from tests.live.crowd import FOR_EVER, Crowd

pytestmark = pytest.mark.live

SEATS = 12
CROWD = 24
#: Every fourth brings a friend. Eighteen come alone, so the last seat finds somebody whoever is faster.
PARTIES = [2 if number % 4 == 0 else 1 for number in range(CROWD)]
#: How long the lock is held at the worst moment, in seconds, while the others try to slip in.
IN_VAIN = 0.4
AT_FULL_SPEED = 0


@pytest.fixture(scope="module")
def crowd(database_kind, tmp_path_factory):
    """A crowd before a portal of its own, in whose database all that is committed stays."""
    folder = tmp_path_factory.mktemp("rush")
    with make.portal_of_its_own(database_kind, folder, "rush") as own:
        url = db.engine.url.render_as_string(hide_password=False)
        people = Crowd(CROWD, settings(folder, url))
        yield people
        people.leave()
        assert own.config["SQLALCHEMY_DATABASE_URI"] == url


def twelve_seats():
    session_id = make.course_session(timedelta(days=7), capacity=SEATS).id
    db.session.commit()
    return session_id


def rush(crowd, deed, patience):
    """Everybody wants seats in one new course session, each with a form of their own."""
    session_id = twelve_seats()
    wishes = [("Nour", number, party, f"form-{number}") for number, party in enumerate(PARTIES)]
    answers = crowd.all_at_once(deed, [(session_id, wish) for wish in wishes], patience)
    db.session.rollback()
    return session_id, answers


def taken(session_id):
    return seats_taken([session_id]).get(session_id, 0)


def sign_ups(session_id):
    return db.session.scalars(select(SignUp).where(SignUp.course_session_id == session_id)).all()


def test_with_the_lock_taken_out_the_rush_oversells_every_time(crowd):
    for _ in range(2):
        session_id, answers = rush(crowd, deeds.take_without_lock, FOR_EVER)

        assert taken(session_id) > SEATS, Counter(answers)


@pytest.mark.parametrize(
    ("patience", "rounds"), [(IN_VAIN, 2), (AT_FULL_SPEED, 6)], ids=["held at the worst moment", "at full speed"]
)
def test_twenty_four_rush_for_twelve_seats_and_exactly_twelve_are_given(crowd, patience, rounds):
    for _ in range(rounds):
        session_id, answers = rush(crowd, deeds.take, patience)
        made = sign_ups(session_id)

        assert taken(session_id) == SEATS, Counter(answers)
        assert {one.state for one in made} == {"confirmed"}
        codes = {one.code for one in made}
        refused = [answer for answer in answers if answer not in codes]
        assert set(refused) <= {"NotBookable", "NotEnoughSeats"}
        assert len(codes) == len(made) == CROWD - len(refused)
        assert len({one.person_id for one in made}) == len(made)


def everybody_sends(crowd, deed, keys, patience):
    """One person's form arrives from everywhere at once."""
    session_id = twelve_seats()
    answers = crowd.all_at_once(deed, [(session_id, ("Nour", 0, 1, key)) for key in keys], patience)
    db.session.rollback()
    return session_id, answers


def test_with_the_lock_taken_out_the_same_form_sent_at_once_fails_for_all_but_one(crowd):
    session_id, answers = everybody_sends(crowd, deeds.take_without_lock, ["same form"] * CROWD, FOR_EVER)

    (only,) = sign_ups(session_id)
    assert answers.count(only.code) == 1
    assert {answer for answer in answers if answer != only.code} <= {"IntegrityError", "OperationalError"}


@pytest.mark.parametrize("patience", [IN_VAIN, AT_FULL_SPEED], ids=["held at the worst moment", "at full speed"])
def test_the_same_form_sent_at_once_is_one_booking_and_everybody_sees_its_code(crowd, patience):
    people_before = db.session.scalar(select(func.count()).select_from(Person).where(Person.first_name == "Nour"))

    for _ in range(2):
        session_id, answers = everybody_sends(crowd, deeds.take, ["same form"] * CROWD, patience)
        (only,) = sign_ups(session_id)

        assert Counter(answers) == {only.code: CROWD}
        assert taken(session_id) == 1
        lines = db.session.scalar(
            select(func.count()).select_from(SignUpMove).where(SignUpMove.sign_up_id == only.id)
        )
        assert lines == 1
    people_after = db.session.scalar(select(func.count()).select_from(Person).where(Person.first_name == "Nour"))
    assert people_after - people_before <= 1


def test_one_person_in_many_windows_gets_one_seat(crowd):
    session_id, answers = everybody_sends(crowd, deeds.take, [f"window {number}" for number in range(CROWD)], IN_VAIN)

    (only,) = sign_ups(session_id)
    assert Counter(answers) == {only.code: 1, "AlreadySignedUp": CROWD - 1}
