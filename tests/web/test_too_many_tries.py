"""Codes cannot be guessed through; neighbours and classrooms are not shut out."""

import pytest
import time_machine

from portal.domain.signups.lookup import link_token
from portal.web.languages import KNOWN
from tests import make
from tests.blueprints.steps import answered, full, join_line, open_by_code, open_seat_form
from tests.conftest import NOW


def wrong(number: int) -> str:
    """Distinct codes that nobody has."""
    return f"CCCC {222 + number}"


def test_after_five_wrong_names_a_code_is_closed_even_to_the_right_one(client, other):
    sign_up, neighbour = make.sign_up(first_name="Nour"), make.sign_up(first_name="Amal")
    tries = [open_by_code(client, sign_up.code, f"Guess{'abcde'[number]}").status for number in range(5)]

    refused = open_by_code(client, sign_up.code, "Nour")

    assert tries == [422] * 5
    assert (refused.status, refused.h1) == (429, "Too many tries")
    assert "Please wait one hour, or call us." in refused.texts("main p")
    assert open_by_code(other, sign_up.code.lower(), "Nour").status == 429
    assert open_by_code(client, neighbour.code, "Amal").h1 == "Your seat is booked"


def test_after_an_hour_it_opens_again(client):
    sign_up = make.sign_up(first_name="Nour")
    for _ in range(6):
        open_by_code(client, sign_up.code, "Adam")

    with time_machine.travel(NOW.replace(hour=10, minute=1), tick=False):
        assert open_by_code(client, sign_up.code, "Nour").h1 == "Your seat is booked"


def test_opening_ones_own_card_often_is_not_guessing(client):
    sign_up = make.sign_up(first_name="Nour")

    assert [open_by_code(client, sign_up.code, "Nour").status for _ in range(8)] == [200] * 8


def test_sixty_wrong_codes_close_the_address_they_come_from_and_no_other(client, other):
    sign_up = make.sign_up(first_name="Nour")
    tries = [open_by_code(client, wrong(number), "Nour").status for number in range(61)]

    assert tries == [422] * 60 + [429]
    form = other.get_page("/en/seats").form("#code-form form").fill(code=sign_up.code, first_name="Nour")
    other.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert form.send().h1 == "Your seat is booked"


def test_five_wrong_codes_close_the_check_behind_a_link_and_no_other_booking(client):
    sign_up, neighbour = make.sign_up(), make.sign_up()
    check = client.get_page(f"/en/l/{link_token(sign_up)}").form()
    tries = [check.fill(code=wrong(number)).send().status for number in range(5)]

    assert tries == [422] * 5
    assert check.fill(code=sign_up.code).send().status == 429
    assert client.get_page(f"/en/l/{link_token(neighbour)}").form().fill(code=neighbour.code).send().status == 200


def test_thirty_people_of_one_classroom_take_their_seats(app):
    session = make.course_session(capacity=30)

    cards = [
        answered(open_seat_form(app.test_client(), session), first_name=f"N{'a' * number}").send()
        for number in range(30)
    ]

    assert {card.h1 for card in cards} == {"Your seat is booked"}


def test_a_flood_from_one_address_ends_and_reading_goes_on(app, client):
    session = make.course_session()
    make.db.session.commit()
    address = f"/en/sessions/{session.ref}/seat"

    statuses = [client.post(address).status_code for _ in range(121)]

    assert statuses == [422] * 120 + [429]
    assert client.get_page(address).status == 200


@pytest.mark.parametrize("language", KNOWN)
def test_the_refusal_speaks_the_language_of_the_address(client, language):
    sign_up = make.sign_up()
    for _ in range(6):
        page = open_by_code(client, sign_up.code, "Adam", language)

    assert (page.status, page.one("html").get("lang")) == (429, language)
    assert page.one(".band a[href^=tel]").get("href") == "tel:+33766387496"


@pytest.mark.parametrize(("reach_by", "contact"), [("phone", "06 12 34 56 78"), ("email", "nour@example.org")])
def test_twelve_seats_an_hour_with_one_contact_and_the_next_form_comes_back_as_it_was(client, reach_by, contact):
    session = make.course_session(capacity=30)
    answers = {"reach_by": reach_by, reach_by: contact}
    statuses = [
        answered(open_seat_form(client, session), first_name=f"N{'a' * number}", **answers).send().status
        for number in range(12)
    ]

    refused = answered(open_seat_form(client, session), first_name="Amal", **answers).send()

    assert statuses == [200] * 12
    assert refused.status == 429
    assert refused.problems == ["Too many tries with this number or e-mail. Please wait one hour, or call us."]
    assert (refused.form("#seat-form form")["first_name"], refused.form("#seat-form form")[reach_by]) == (
        "Amal",
        contact,
    )
    assert answered(open_seat_form(client, session), first_name="Amal").send().h1 == "Your seat is booked"


def test_waiting_for_seats_counts_with_taking_them(client):
    phone = {"reach_by": "phone", "phone": "06 12 34 56 78"}
    for number in range(12):
        answered(open_seat_form(client, make.course_session()), first_name=f"N{'a' * number}", **phone).send()

    assert join_line(client, full(), **phone).status == 429
