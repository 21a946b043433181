"""Taking a seat: four questions, then the card."""

import pytest

from portal.domain.signups.models import SignUp
from portal.domain.signups.states import State
from tests import make
from tests.blueprints.steps import answered, open_seat_form, path, take_seat


@pytest.mark.parametrize(
    ("reach", "shown"),
    [
        ({"reach_by": "phone", "phone": "06 12 34 56 78"}, "•••• 56 78"),
        ({"reach_by": "phone", "phone": "+33.6.12.34.56.78"}, "•••• 56 78"),
        ({"reach_by": "phone", "phone": "٠٦ ١٢ ٣٤ ٥٦ ٧٨"}, "•••• 56 78"),
        ({"reach_by": "email", "email": " Nour@Example.ORG "}, "n•••@example.org"),
        ({"reach_by": "none"}, "We cannot reach you. Come back here with your code: news is on this page."),
    ],
)
def test_a_first_name_and_one_way_to_be_reached_or_none_are_enough_to_get_the_card(client, reach, shown):
    card = take_seat(client, first_name="Nour", **reach)

    assert card.h1 == "Your seat is booked"
    assert card.text(".booking h2") == "A day at work"
    assert card.text(".booking .when") == "Tuesday 1 December10:00 to 12:00"
    assert card.text(".proof .soft") == "Nour · 1 seat"
    assert len(card.text(".code")) == 8
    assert shown in card.words


def test_the_form_asks_four_questions_and_no_more(client):
    form = open_seat_form(client, make.course_session())

    assert set(form.values) | {"consent"} == {
        "csrf_token", "key", "first_name", "reach_by", "phone", "email", "party", "consent"
    }  # fmt: skip


def test_three_people_take_three_seats(client):
    session = make.course_session(capacity=5)

    card = take_seat(client, session, party="3")

    assert card.text(".proof .soft") == "Nour · 3 seats"
    assert client.get_page(f"/en/sessions/{session.ref}").text(".pill") == "2 seats left"


def test_a_party_larger_than_the_seats_left_is_told_how_many_are_left(client):
    session = make.course_session(capacity=4)
    make.fill(session, 2)

    page = answered(open_seat_form(client, session), party="3").send()

    assert (page.status, page.h1) == (409, "Take a seat")
    assert page.problems == ["Only 2 seats are left. Choose fewer people."]
    assert page.form("#seat-form form")["first_name"] == "Nour"

    card = page.form("#seat-form form").fill(party="2", consent="y").send()

    assert card.h1 == "Your seat is booked"


def test_whoever_is_too_late_by_a_moment_may_wait_and_is_offered_another_date(client, other):
    session = make.course_session(capacity=1)
    another = make.course_session(course=session.course)
    slow = answered(open_seat_form(client, session), first_name="Zoé", party="2")
    take_seat(other, session, first_name="Adam")

    page = slow.send()

    assert (page.status, page.h1) == (409, "Join the waiting list")
    assert page.text(".summary") == "The last seat has just been taken. You can wait for one."
    assert page.title.startswith("Error: Join the waiting list")
    form = page.form("#seat-form form")
    assert (form["first_name"], form["party"], form["consent"]) == ("Zoé", "2", "y")
    assert page.one("#seat-form h3 a").get("href") == f"/en/sessions/{another.ref}"


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"first_name": ""}, "Write your first name."),
        ({"first_name": "12"}, "Write your first name."),
        ({"first_name": "N" * 81}, "Write a shorter name, 80 letters at most."),
        ({"reach_by": "phone", "phone": ""}, "Write your phone number, or choose “No phone, no e-mail”."),
        ({"reach_by": "phone", "phone": "12"}, "Check this phone number. For example: 06 12 34 56 78"),
        ({"reach_by": "email", "email": ""}, "Write your e-mail, or choose “No phone, no e-mail”."),
        ({"reach_by": "email", "email": "nour@"}, "Check this e-mail. For example: nour@example.org"),
        ({"consent": None}, "Tick the box, so that we may keep your seat."),
    ],
)
def test_what_was_typed_comes_back_with_a_sentence_that_says_what_to_do(client, answers, problem):
    given = {"first_name": "Nour", "party": "2", "email": "", "phone": ""} | answers
    page = answered(open_seat_form(client, make.course_session()), **given).send()

    assert page.status == 422
    assert page.title.startswith("Error: Take a seat")
    assert page.problems == [problem]
    again = page.form("#seat-form form")
    assert {name: again[name] for name in ("first_name", "party", "email", "phone")} == {
        name: given[name] for name in ("first_name", "party", "email", "phone")
    }


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"reach_by": "pigeon"}, "Choose phone, e-mail, or neither."),
        ({"party": "5"}, "Choose one of the answers shown."),
        ({"party": "-1"}, "Choose one of the answers shown."),
    ],
)
def test_an_answer_that_is_not_offered_is_asked_again_in_one_sentence(client, answers, problem):
    page = answered(open_seat_form(client, make.course_session()), **answers).send()

    assert (page.status, page.problems) == (422, [problem])
    assert page.form("#seat-form form")["first_name"] == "Nour"


def test_the_summary_leads_to_the_field_and_the_field_says_it_again(client):
    form = answered(open_seat_form(client, make.course_session()), reach_by="phone", phone="12")

    page = form.send()

    link = page.one(".summary li a")
    field = page.one(link.get("href"))
    assert field.get("value") == "12"
    assert page.text(f"#{field.get('aria-describedby')}") == "Check this phone number. For example: 06 12 34 56 78"


def test_a_number_typed_for_the_way_not_chosen_is_not_judged(client):
    assert take_seat(client, reach_by="none", phone="12", email="x").h1 == "Your seat is booked"


def test_pressing_twice_shows_the_same_card_and_takes_one_seat(client):
    session = make.course_session(capacity=3)
    form = answered(open_seat_form(client, session), reach_by="phone", phone="06 12 34 56 78")

    first, second = form.send(), form.send()

    assert second.h1 == "Your seat is booked"
    assert (path(first), first.text(".code")) == (path(second), second.text(".code"))
    assert client.get_page(f"/en/sessions/{session.ref}").text(".pill") == "2 seats left"


def test_sending_again_after_the_last_seat_went_shows_the_same_card(client):
    session = make.course_session(capacity=1)
    form = answered(open_seat_form(client, session))

    assert path(form.send()) == path(form.send())


def test_whoever_lost_the_answer_and_the_cookie_finds_the_booking_by_sending_the_same_form(client, other):
    session = make.course_session()
    form = answered(open_seat_form(client, session), reach_by="phone", phone="06 12 34 56 78")
    card = form.send()

    elsewhere = open_seat_form(other, session)
    elsewhere.values |= {name: value for name, value in form.values.items() if name != "csrf_token"}

    assert elsewhere.send().text(".code") == card.text(".code")


def test_the_same_key_with_another_name_is_another_booking(client, other):
    """A key that leaked from a shared phone opens nothing."""
    session = make.course_session()
    form = answered(open_seat_form(client, session), first_name="Nour")
    card = form.send()

    stranger = answered(open_seat_form(other, session), first_name="Adam")
    stranger.values["key"] = form.values["key"]

    assert stranger.send().text(".code") != card.text(".code")


def test_a_second_sign_up_in_the_same_browser_shows_the_card_that_is_there(client):
    session = make.course_session()
    card = take_seat(client, session, reach_by="phone", phone="06 12 34 56 78")

    again = take_seat(client, session, reach_by="phone", phone="+33 6 12 34 56 78")

    assert (again.status, path(again)) == (200, path(card))


def test_in_another_browser_it_gives_nothing_away_but_the_way_to_open_the_card(client, other):
    session = make.course_session()
    card = take_seat(client, session, reach_by="phone", phone="06 12 34 56 78")

    page = take_seat(other, session, reach_by="phone", phone="06 12 34 56 78")

    assert (page.status, page.h1) == (409, "Take a seat")
    assert "This person has a seat here already. Open it with its code." in page.texts(".summary p")
    assert card.text(".code") not in page.words
    assert other.get_page(page.link("Open my seat")).h1 == "My seats"


def test_who_shares_a_phone_takes_a_seat_of_their_own(client):
    session = make.course_session()
    card = take_seat(client, session, first_name="Nour", reach_by="phone", phone="06 12 34 56 78")
    sister = take_seat(client, session, first_name="Amal", reach_by="phone", phone="06 12 34 56 78")

    assert (sister.h1, sister.text(".proof .soft")) == ("Your seat is booked", "Amal · 1 seat")
    assert sister.text(".code") != card.text(".code")


def test_the_name_comes_out_as_it_was_typed_whatever_it_holds(client):
    card = take_seat(client, first_name="  Zoé <b>نور</b>  O’Neil ")

    assert card.text(".proof .soft") == "Zoé <b>نور</b> O’Neil · 1 seat"


def test_a_seat_given_back_may_be_taken_again(client):
    session = make.course_session(capacity=1)
    card = take_seat(client, session)
    client.get_page(card.link("I cannot come")).form().send()

    again = take_seat(client, session)

    assert again.h1 == "Your seat is booked"
    states = [sign_up.state for sign_up in make.db.session.scalars(make.db.select(make.SignUp)).all()]
    assert sorted(states) == [State.CANCELLED, State.CONFIRMED]


def test_when_the_answer_was_lost_the_form_filled_in_anew_finds_the_same_booking(client):
    session = make.course_session(capacity=5)
    answered(open_seat_form(client, session)).send(follow=False)

    card = take_seat(client, session)

    assert card.h1 == "Your seat is booked"
    assert client.get_page(f"/en/sessions/{session.ref}").text(".pill") == "Seats free"
    assert len(set(sign_up_codes())) == 1


def test_once_the_card_was_seen_somebody_of_the_same_name_gets_a_seat_of_their_own(client):
    session = make.course_session(capacity=5)

    first, second = take_seat(client, session), take_seat(client, session)

    assert first.text(".code") != second.text(".code")
    assert client.get_page(f"/en/sessions/{session.ref}").text(".pill") == "3 seats left"


def sign_up_codes() -> list[str]:
    return list(make.db.session.scalars(make.db.select(SignUp.code_digest)))
