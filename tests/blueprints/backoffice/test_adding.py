"""Adding somebody: a first name at the door, four questions on the phone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.catalogue.models import Entry
from portal.domain.signups.attendance import marks_of
from portal.domain.signups.codes import show_code
from portal.domain.signups.models import SignUp
from tests import make
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.backoffice.test_seats import done, noted
from tests.blueprints.backoffice.test_sign_ups import of
from tests.conftest import NOW
from tests.domain.signups.lines import full

HOUR = timedelta(hours=1)
PHONE = read_phone("06 12 34 56 78", "FR")


def newest() -> SignUp:
    return db.session.scalars(select(SignUp).order_by(SignUp.id.desc())).first()


def test_a_first_name_and_one_button_put_somebody_on_the_list_and_mark_them_present(client):
    session = make.course_session(-HOUR)
    signed_in(client)

    page = client.get_page(of(session, "walk-in")).form("main form").fill(first_name="Nour").send()

    nour = newest()
    assert page.text("main .note.done") == f"On the list: Nour · Code {show_code(nour.code)}"
    assert (nour.state, nour.way, nour.language) == ("confirmed", "walk_in", "fr")
    assert list(marks_of(session)[nour.id].values()) == ["present"]
    assert page.form("main form")["first_name"] == "", "the next one may come"
    assert noted() == [("sign_up.walked_in", {})]


def test_the_button_pressed_twice_is_one_person(client):
    session = make.course_session(-HOUR)
    signed_in(client)
    form = client.get_page(of(session, "walk-in")).form("main form").fill(first_name="Nour")

    form.send()
    form.send()

    assert len(db.session.scalars(select(SignUp)).all()) == 1


def test_at_a_full_door_the_reason_is_asked_at_once(client):
    session, _ = full(-HOUR + timedelta(days=1))
    signed_in(client)
    form = client.get_page(of(session, "walk-in")).form("main form").fill(first_name="Nour")

    refused = form.send()
    assert (refused.status, refused.text(".summary")) == (
        409,
        "All seats are taken. Choose a reason to give one more.",
    )
    refused.form("main form").fill(beyond="over_capacity:here").send()

    assert newest().history[0].why == "over_capacity:here"


def test_who_has_a_seat_is_found_instead(client):
    sign_up = make.sign_up(reach=PHONE)
    signed_in(client)
    form = client.get_page(of(sign_up.course_session, "walk-in")).form("main form")

    page = form.fill(first_name="nour", phone="0612345678").send()

    assert (page.status, page.text(".summary")) == (409, "This person is signed up here already.")
    assert page.link("Open this sign-up") == f"/en/office/sign-ups/{sign_up.ref}"


def test_nobody_walks_in_without_a_name(client):
    session = make.course_session(-HOUR)
    signed_in(client)

    page = client.get_page(of(session, "walk-in")).form("main form").fill(phone="12").send()

    assert page.status == 422
    assert page.problems[0] == "Write your first name."


def test_on_the_phone_the_consent_is_said_aloud_and_noted(client):
    session = make.course_session()
    signed_in(client)
    form = client.get_page(of(session, "add")).form("main form")
    form.fill(first_name="Nour", phone="0612345678", language="ar", party="2")

    assert form.send().problems == ["Read the sentence aloud, and tick it when they agree."]
    page = form.fill(consent="y").send()

    assert done(page) == "They are signed up, and told where we can."
    assert "said aloud" in page.text("dl")
    nour = newest()
    assert (nour.state, nour.way, nour.party, nour.language) == ("confirmed", "phone", 2, "ar")
    assert noted() == [("sign_up.added", {})]


def test_where_all_seats_are_taken_they_go_on_the_waiting_list(client):
    session, _ = full()
    signed_in(client)
    page = client.get_page(of(session, "add"))
    assert page.texts("main form button") == ["Put on the waiting list", "Give a seat for this reason"]

    page.form("main form").fill(first_name="Nour", phone="0612345678", consent="y").send()

    assert (newest().state, newest().history[0].role) == ("waiting", "staff")


def test_or_they_get_a_seat_all_the_same_with_a_reason(client):
    session, _ = full()
    signed_in(client)
    form = client.get_page(of(session, "add")).form("main form")
    form.fill(first_name="Nour", phone="0612345678", consent="y").values["above"] = "y"

    refused = form.send()
    assert (refused.status, refused.text(".summary")) == (
        409,
        "All seats are taken. Choose a reason to give one more.",
    )
    form.fill(beyond="over_capacity:room").send()

    assert (newest().state, newest().history[0].why) == ("confirmed", "over_capacity:room")


def test_the_last_seat_was_taken_while_they_spoke(client):
    session = make.course_session(capacity=1)
    signed_in(client)
    form = client.get_page(of(session, "add")).form("main form")
    form.fill(first_name="Nour", phone="0612345678", consent="y")
    make.sign_up(session, first_name="Somebody")

    page = form.send()

    assert (page.status, page.text(".summary")) == (409, "The last seat has just been taken.")
    assert page.texts("main form button")[0] == "Put on the waiting list"
    assert page.form("main form")["first_name"] == "Nour"


def test_more_people_than_seats_get_them_with_a_reason(client):
    session = make.course_session(capacity=2)
    signed_in(client)
    form = client.get_page(of(session, "add")).form("main form")

    refused = form.fill(first_name="Nour", phone="0612345678", consent="y", party="3").send()
    assert refused.text(".summary") == "Only 2 seats are left. Choose fewer people."
    again = refused.form("main form").fill(beyond="over_capacity:promised")
    again.values["above"] = "y"
    again.send()

    assert (newest().party, newest().history[0].why) == (3, "over_capacity:promised")


@pytest.mark.parametrize("facts", [{"starts": -HOUR}, {"closes_at": NOW - HOUR}, {"starts": -timedelta(days=2)}])
def test_where_sign_ups_are_closed_but_seats_are_free_the_team_gives_one(client, facts):
    signed_in(client)
    page = client.get_page(of(make.course_session(**facts), "add"))
    assert page.texts("main form button") == ["Give a seat"]
    form = page.form("main form").fill(first_name="Nour", phone="0612345678", consent="y")
    form.values["above"] = "y"

    form.send()

    assert (newest().state, newest().history[0].why) == ("confirmed", None)


def test_a_cancelled_date_takes_nobody(client):
    signed_in(client)

    page = client.get_page(of(make.course_session(cancelled_at=NOW), "add"))

    assert page.all("main form button") == []
    assert page.texts("main .note")[-1] == "Nothing takes place on that date. Choose another."


def test_for_a_course_that_the_team_chooses_for_it_is_an_application(client):
    session = make.course_session(course=make.course(entry=Entry.APPLICATION))
    signed_in(client)
    form = client.get_page(of(session, "add")).form("main form")

    form.fill(first_name="Nour", phone="0612345678", consent="y", why="To work.", when_free="morning").send()

    assert (newest().state, newest().way) == ("requested", "phone")
