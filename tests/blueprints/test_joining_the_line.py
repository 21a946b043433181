"""A full date: that one can wait, the form of four questions, and what is refused."""

from datetime import timedelta

import time_machine

from tests import make
from tests.blueprints.steps import (
    answered,
    courses,
    full,
    join_line,
    open_seat_form,
    open_wait_form,
    path,
    rows,
    seat_given_back,
    take_seat,
)
from tests.conftest import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_a_full_date_says_that_one_can_wait_and_leads_to_the_form(client):
    page = client.get_page(f"/en/sessions/{full().ref}")

    assert page.text("#seat-panel .pill") == "Full, with a waiting list"
    assert "All seats are taken. You can wait for one." in page.texts("#seat-panel p")
    assert "Take a seat" not in page.texts("a")
    assert client.get_page(page.link("Join the waiting list")).h1 == "Join the waiting list"


def test_in_the_list_it_shows_as_full_with_a_waiting_list(client):
    full()

    assert [row["state"] for row in rows(client.get_page("/en/sessions"))] == ["Full, with a waiting list"]


def test_the_form_asks_the_same_four_questions_and_says_the_rule(client):
    form = open_wait_form(client, full())

    assert set(form.values) | {"consent"} == {
        "csrf_token", "key", "first_name", "reach_by", "phone", "email", "party", "consent"
    }  # fmt: skip
    assert form.page.texts(".rule li") == [
        "More than 3 days before the workshop: you have the seat. We tell you.",
        "3 days to 12 hours before: we offer you the seat. You answer within hours.",
        "Later: we may phone you.",
    ]


def test_the_form_for_a_seat_that_is_gone_is_that_of_the_waiting_list(client):
    session = full()

    card = answered(open_seat_form(client, session)).send()

    assert card.h1 == "You are on the waiting list"


def test_whoever_joins_learns_the_place_in_line_and_by_when_they_hear(client, other):
    session = full()
    join_line(other, session, first_name="Adam")

    card = join_line(client, session, first_name="Nour")

    assert card.h1 == "You are on the waiting list"
    assert card.text("#waiting .big") == "You are number 2"
    assert "You hear from us by Monday 30 November at 19:30." in card.texts("#waiting p")
    assert card.text(".booking .pill") == "On the waiting list"
    assert card.text(".proof .soft") == "Nour · 1 seat"


def test_pressing_twice_is_one_place_in_line(client):
    session = full()
    form = answered(open_wait_form(client, session))

    first, second = form.send(), form.send()

    assert path(first) == path(second)
    assert second.text("#waiting .big") == "You are number 1"


def test_what_was_typed_comes_back_with_a_sentence_that_says_what_to_do(client):
    page = answered(open_wait_form(client, full()), first_name="", party="3").send()

    assert (page.status, page.h1, page.problems) == (422, "Join the waiting list", ["Write your first name."])
    assert page.form("#seat-form form")["party"] == "3"


def test_whoever_has_a_seat_there_already_is_not_put_in_line_too(client, other):
    session = make.course_session(capacity=1)
    take_seat(client, session, reach_by="phone", phone="06 12 34 56 78")

    again = join_line(client, session, reach_by="phone", phone="06 12 34 56 78")
    stranger = join_line(other, session, reach_by="phone", phone="06 12 34 56 78")

    assert again.h1 == "Your seat is booked"
    assert stranger.status == 409
    assert "This person has a seat here already. Open it with its code." in stranger.texts(".summary p")


def test_nobody_can_join_where_seats_are_free(client):
    session = make.course_session()

    page = client.get_page(f"/en/sessions/{session.ref}/wait")

    assert page.h1 == "Take a seat"
    assert answered(page.form("#seat-form form")).send().h1 == "Your seat is booked"


def test_a_seat_that_came_free_meanwhile_is_offered_at_once_and_nothing_typed_is_lost(client):
    session = full()
    form = answered(open_wait_form(client, session), first_name="Zoé")
    seat_given_back(session)

    page = form.send()

    assert (page.status, page.h1) == (409, "Take a seat")
    assert page.text(".summary") == "A seat is free now. You need not wait."
    card = page.form("#seat-form form").send()
    assert (card.h1, card.text(".proof .soft")) == ("Your seat is booked", "Zoé · 1 seat")


def test_twelve_hours_before_nobody_can_join_any_more_and_is_asked_to_call(client):
    session = full(12 * HOUR + timedelta(minutes=5))
    form = answered(open_wait_form(client, session))

    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        late = form.send()
        page = client.get_page(f"/en/sessions/{session.ref}")

    why = "All seats are taken. It starts soon. Call us: a seat may be free."
    assert (late.status, late.h1) == (409, "No seat can be taken here")
    assert why in late.texts("#seat-form p")
    assert (page.text("#seat-panel .pill"), why in page.texts("#seat-panel p")) == ("Full", True)
    assert "Join the waiting list" not in page.texts("a")


def test_a_party_too_large_for_the_free_seats_may_wait_for_seats_together(client):
    session = make.course_session(capacity=3)
    make.fill(session, 1)

    page = answered(open_seat_form(client, session), party="3", first_name="Zoé").send()

    assert page.problems == ["Only 2 seats are left. Choose fewer people."]
    assert page.link("Wait for 3 seats together") == "#together"
    button = page.one("#together button")
    assert button.text_content().strip() == "Wait for 3 seats together"
    card = client.post_page(button.get("formaction"), data=page.form("#seat-form form").values)
    assert card.h1 == "You are on the waiting list"
    assert card.text(".proof .soft") == "Zoé · 3 seats"
    assert client.get_page(f"/en/sessions/{session.ref}").text("#seat-panel .pill") == "2 seats left"


def test_the_enter_key_takes_seats_and_does_not_wait_for_them(client):
    """The first button of a form is the one that Enter presses."""
    session = make.course_session(capacity=2)

    page = answered(open_seat_form(client, session), party="3").send()

    assert page.texts("#seat-form form button") == ["Take my seat", "Wait for 3 seats together"]


def test_so_shortly_before_that_no_line_is_left_a_large_party_is_only_told_to_be_fewer(client):
    session = make.course_session(11 * HOUR, capacity=2)

    page = answered(open_seat_form(client, session), party="3").send()

    assert page.problems == ["Only 2 seats are left. Choose fewer people."]
    assert not page.all("#together")


def test_a_full_date_shows_other_dates_beside_the_form(client):
    session = full()
    make.course_session(course=session.course)

    assert courses(open_wait_form(client, session).page, "#seat-form") == ["A day at work"]
