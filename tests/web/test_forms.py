"""What a form reads, and what it gives back when its token is missing."""

import io

import pytest

from tests import make
from tests.blueprints.steps import answered, holding, open_seat_form, take_seat

AGAIN = "This page was open for a long time. Nothing is lost: press the button again."


@pytest.mark.parametrize("token", [None, "", "forged"])
def test_without_its_token_the_seat_form_comes_back_filled_and_one_press_sends_it(app, token):
    client, session = app.test_client(), make.course_session()
    form = answered(
        open_seat_form(client, session), first_name="Zoé", reach_by="phone", phone="06 12 34 56 78", party="2"
    )
    form["csrf_token"] = token
    client.delete_cookie("portal")

    page = form.send()

    assert (page.status, page.problems) == (422, [AGAIN])
    again = page.form("#seat-form form")
    for name in ("first_name", "reach_by", "phone", "party", "consent", "key"):
        assert again[name] == form[name]
    assert again.send().h1 == "Your seat is booked"


def test_so_do_the_other_forms(client):
    sign_up = make.sign_up()
    card = holding(client, sign_up)

    facts = card.form("#facts-form form").fill(note="A pen, please.", csrf_token=None).send()
    assert (facts.status, facts.problems) == (422, [AGAIN])
    assert facts.form("#facts-form form").send().text(".note.done") == "Thank you. We prepare the workshop for you."

    contact = client.get_page(card.link("Change this")).form("#contact-form form")
    contact = contact.fill(reach_by="email", email="nour@example.org", csrf_token=None).send()
    assert (contact.status, contact.problems) == (422, [AGAIN])
    assert "n•••@example.org" in contact.form("#contact-form form").send().words

    cancel = client.get_page(card.link("I cannot come")).form().fill(csrf_token=None).send()
    assert (cancel.status, cancel.problems) == (422, [AGAIN])
    assert cancel.form().send().h1 == "You gave your seat back"


def test_the_link_in_the_summary_leads_to_the_button(client):
    page = take_seat(client, csrf_token=None)

    assert page.one(".summary li a").get("href") == "#submit"
    assert page.one("#submit").tag == "button"


def test_a_file_where_text_belongs_is_no_answer(client):
    form = answered(open_seat_form(client, make.course_session()))
    form.values["first_name"] = (io.BytesIO(b"Nour"), "nour.txt")

    page = form.send()

    assert (page.status, page.problems) == (422, ["Write your first name."])


@pytest.mark.parametrize("name", [["Nour"], 5, "Nour\x00", {"a": "b"}])
def test_json_is_no_answer(client, name):
    form = answered(open_seat_form(client, make.course_session()))

    page = client.post_page(form.element.get("action"), json=form.values | {"first_name": name})

    assert page.status == 422
    assert "Write your first name." in page.problems
