"""Taking a seat: four questions, then the card."""

from tests import make


def open_form(client, session):
    make.db.session.commit()
    return client.get_page(f"/en/sessions/{session.ref}/seat").form("#seat-form form")


def test_a_first_name_and_a_phone_are_enough_to_get_the_card(client):
    session = make.course_session()
    form = open_form(client, session).fill(first_name="Nour", reach_by="phone", phone="06 12 34 56 78", consent="y")

    card = form.send()

    assert card.h1 == "Your seat is booked"
    assert card.text(".booking h2") == "A day at work"
    assert card.text(".booking .when").startswith("Tuesday 1 December")
    assert len(card.text(".code")) == 8


def test_what_was_typed_comes_back_with_a_sentence_that_says_what_to_do(client):
    form = open_form(client, make.course_session()).fill(first_name="Nour", reach_by="phone", phone="12", consent="y")

    page = form.send()

    assert page.status == 422
    assert page.problems == ["Check this phone number. For example: 06 12 34 56 78"]
    assert page.form("#seat-form form")["first_name"] == "Nour"
    assert page.form("#seat-form form")["phone"] == "12"
