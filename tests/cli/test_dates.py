"""`flask portal dates`: a date called off, more seats."""

from datetime import timedelta

from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.signups.line import join_line
from portal.domain.signups.models import SignUp
from tests import make
from tests.conftest import NOW
from tests.worker.office import states

PHONE = read_phone("0612345678", "FR")


def test_a_date_called_off_is_told_to_everybody_and_says_who_cannot_be_reached(say):
    session = make.course_session(timedelta(days=9))
    make.sign_up(session, first_name="Amina")
    make.sign_up(session, first_name="Nour", reach=PHONE)

    assert say("dates", "cancel", session.ref, "--yes") == "Called off. 2 told, of these not reachable: 1.\n"
    assert states("date_cancelled") == [("date_cancelled", "card"), ("date_cancelled", "queued")]


def test_more_seats_let_the_line_move_up(say):
    session = make.course_session(timedelta(days=9), capacity=1)
    make.sign_up(session)
    waits = join_line(session, make.seat_request("Nour", PHONE), NOW)
    db.session.commit()

    assert say("dates", "seats", session.ref, "2") == f"{session.ref}: 2 seats.\n"
    db.session.expire_all()
    assert db.session.get_one(SignUp, waits.id).state == "confirmed"


def test_a_date_that_is_none_says_where_its_name_stands(say):
    assert "/sessions/NAME" in say("dates", "cancel", "nothing", "--yes", code=1)
