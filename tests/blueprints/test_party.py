"""Coming with more people, or fewer: as many as there are seats, and nothing is lost by asking."""

from datetime import timedelta

import pytest
import time_machine

from portal import clock
from portal.domain.signups.changes import cancel_course_session
from tests import make
from tests.blueprints.steps import full, holding, join_line, path, seat_given_back, take_seat
from tests.conftest import NOW
from tests.html import Form, Page, PortalClient

CHANGE = "Come with more people, or fewer"


def party_form(client: PortalClient, card: Page) -> Form:
    return client.get_page(card.link(CHANGE)).form("#party-form form")


def state_of(client: PortalClient, session) -> str:
    return client.get_page(f"/en/sessions/{session.ref}").text("#seat-panel .pill")


def test_the_form_begins_with_how_many_come_now(client):
    form = party_form(client, take_seat(client, party="2"))

    assert form.page.h1 == "How many people come?"
    assert form["party"] == "2"


@pytest.mark.parametrize(
    ("before", "after", "saved", "left"),
    [
        ("1", "3", "Saved: now it is 3 people.", "1 seat left"),
        ("3", "1", "Saved: now it is 1 person.", "3 seats left"),
        ("2", "2", "Saved: now it is 2 people.", "2 seats left"),
    ],
)
def test_more_people_take_more_seats_and_fewer_give_some_back(client, before, after, saved, left):
    session = make.course_session(capacity=4)
    card = take_seat(client, session, party=before)

    changed = party_form(client, card).fill(party=after).send()

    assert (changed.h1, path(changed)) == ("Your seat is booked", path(card))
    assert changed.text(".note.done") == saved
    assert changed.text(".proof .soft") == f"Nour · {after} seat" + ("s" if after != "1" else "")
    assert changed.text(".code") == card.text(".code")
    assert state_of(client, session) == left


@pytest.mark.parametrize(
    ("free", "problem"),
    [
        (0, "No other seat is free. You keep what you have."),
        (1, "Only 1 more seat is free. You keep what you have."),
        (2, "Only 2 more seats are free. You keep what you have."),
    ],
)
def test_too_many_are_told_how_many_seats_are_free_and_keep_theirs(client, free, problem):
    session = make.course_session(capacity=1 + free)
    card = take_seat(client, session)

    page = party_form(client, card).fill(party="4").send()

    assert (page.status, page.h1, page.problems) == (409, "How many people come?", [problem])
    assert page.form("#party-form form")["party"] == "4"
    assert client.get_page(path(card)).text(".proof .soft") == "Nour · 1 seat"


def test_an_answer_that_is_not_offered_is_asked_again(client):
    page = party_form(client, take_seat(client)).fill(party="5").send()

    assert (page.status, page.problems) == (422, ["Choose one of the answers shown."])


def test_in_line_it_changes_how_many_seats_are_waited_for_and_the_place_stays(client, other):
    session = full(seats=2)
    card = join_line(client, session)
    join_line(other, session, first_name="Adam")

    form = party_form(client, card)
    assert "You keep your place in line." in form.page.text("main > p:not(:last-child)")
    changed = form.fill(party="2").send()

    assert (changed.h1, changed.text("#waiting .big")) == ("You are on the waiting list", "You are number 1")
    assert changed.text(".proof .soft") == "Nour · 2 seats"


def test_in_line_fewer_people_may_fit_at_once(client):
    session = full(seats=2)
    card = join_line(client, session, party="2")
    seat_given_back(session)
    assert client.get_page(path(card)).h1 == "You are on the waiting list"

    assert party_form(client, card).fill(party="1").send().h1 == "Your seat is booked"


def test_seats_that_a_smaller_party_gives_back_go_to_the_line(client, other):
    session = make.course_session(capacity=2)
    card = take_seat(client, session, party="2")
    waits = join_line(other, session, first_name="Adam")

    party_form(client, card).fill(party="1").send()

    assert other.get_page(path(waits)).h1 == "Your seat is booked"


def test_a_date_that_was_cancelled_meanwhile_says_so(client):
    sign_up = make.sign_up()
    card = holding(client, sign_up)
    form = party_form(client, card)
    cancel_course_session(sign_up.course_session, clock.now())

    assert form.fill(party="2").send().h1 == "This date is cancelled"
    assert client.get_page(card.link(CHANGE)).h1 == "This date is cancelled"


def test_after_six_changes_in_an_hour_nothing_more_is_changed_and_the_choice_stays(client):
    form = party_form(client, take_seat(client, make.course_session(capacity=4)))
    tries = [form.fill(party=party).send().status for party in "232323"]

    refused = form.fill(party="4").send()

    assert tries == [200] * 6
    assert (refused.status, refused.problems) == (429, ["Too many changes. Please wait one hour, or call us."])
    assert refused.form("#party-form form")["party"] == "4"
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert form.send().text(".note.done") == "Saved: now it is 4 people."


def test_one_number_gets_no_flood_of_changes_from_several_bookings(client):
    """Each of the bookings has changes left; the number they share has heard enough."""
    cards = [
        take_seat(client, make.course_session(capacity=4), reach_by="phone", phone="06 12 34 56 78") for _ in range(4)
    ]

    tries = [party_form(client, card).fill(party=party).send().status for card in cards for party in "232"]

    assert tries == [200] * 8 + [429] * 4
