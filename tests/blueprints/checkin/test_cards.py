"""The QR code of a card has one address. What it opens depends on who holds the phone."""

from datetime import timedelta

import pytest
import time_machine

from portal.domain.signups.changes import cancel, move_to
from portal.domain.signups.lookup import link_token
from tests import make
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.checkin.steps import marks, names, open_list, save, today
from tests.blueprints.steps import holding, path, tables
from tests.conftest import NOW

DAY = timedelta(days=1)


@pytest.fixture
def session(app):
    return today()


def scan(client, sign_up):
    return client.get_page(f"/en/l/{link_token(sign_up)}")


def test_whoever_ticks_there_is_led_to_the_name_which_stands_first(client, session):
    make.sign_up(session, first_name="Ali")
    nour = make.sign_up(session)
    open_list(client, session)

    page = scan(client, nour)

    assert path(page) == f"/en/check-in/{session.ref}"
    assert names(page) == ["Nour", "Ali"]
    assert len(page.all(".scanned")) == 1
    save(page, Nour="present")
    assert marks(session) == {"Nour": "present"}


def test_scanning_alone_marks_nobody(client, session):
    nour = make.sign_up(session)
    open_list(client, session)
    before = tables()
    scan(client, nour)
    assert tables() == before


def test_anybody_else_comes_to_the_door_of_the_card(client, session):
    nour = make.sign_up(session)
    assert path(scan(client, nour)) == f"/en/seats/{nour.ref}/open"


def test_a_trainer_of_another_list_comes_to_the_door_of_the_card(client, session):
    nour = make.sign_up(session)
    open_list(client, today())
    assert path(scan(client, nour)) == f"/en/seats/{nour.ref}/open"


def test_the_team_of_the_place_is_led_to_the_name_and_that_of_another_is_not(client, other, session):
    nour = make.sign_up(session)
    signed_in(client, "staff", (session.place,))
    signed_in(other, "staff", (make.place(),))
    assert path(scan(client, nour)) == f"/en/check-in/{session.ref}"
    assert path(scan(other, nour)) == f"/en/seats/{nour.ref}/open"


def test_an_old_card_shows_whom_it_became_by_a_move(client):
    before, after = make.course_session(DAY), make.course_session(DAY)
    nour = make.sign_up(before)
    move_to(nour, after, NOW)
    make.db.session.commit()
    open_list(client, after)
    assert names(scan(client, nour)) == ["Nour"]


def test_the_card_of_a_seat_that_was_given_back_says_so(client):
    session = make.course_session(DAY)
    nour = make.sign_up(session)
    cancel(nour, NOW)
    make.db.session.commit()
    open_list(client, session)
    page = scan(client, nour)
    assert names(page) == ["Nour No seat here"]
    assert len(page.all(".check-in input[disabled]")) == 3, "before the day, nothing can be said of them"


def test_a_name_in_the_address_opens_nothing_by_itself(client, session):
    nour = make.sign_up(session)
    assert client.get(f"/en/check-in/{session.ref}?who={nour.ref}").status_code == 404


def test_afterwards_the_card_says_that_they_were_there(client, other, session):
    nour, ali = make.sign_up(session), make.sign_up(session, first_name="Ali")
    save(open_list(client, session), Nour="present", Ali="absent")
    with time_machine.travel(NOW + DAY, tick=False):
        assert "You were there. Well done." in holding(other, nour).texts(".note")
        assert "We missed you. Come another time." in holding(other, ali).texts(".note")
