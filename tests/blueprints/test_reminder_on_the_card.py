"""Whoever cannot be written to is reminded on the card, and answers there."""

from datetime import timedelta

import time_machine

from portal import clock
from portal.domain.signups.lookup import by_ref
from tests import make
from tests.blueprints.letters import PHONE, buttons, follow, press, reminded
from tests.blueprints.steps import holding, path
from tests.conftest import NOW

_ANSWERS = ["Yes, I come", "No, I cannot", "Call me"]


def on_card(client, **facts):
    """The card on the morning of the workshop, of somebody who left no contact."""
    sign_up, message = reminded(**{"reach": None} | facts)
    return sign_up, message, holding(client, sign_up)


def test_the_three_answers_stand_on_top(client):
    _sign_up, _message, card = on_card(client)

    assert card.h1 == "Your seat is booked"
    assert buttons(card)[:3] == _ANSWERS
    assert card.text("#reminder h2") == "Are you coming?"
    assert card.text("#reminder .big") == "Tuesday 24 November, 15:00 to 17:00"


def test_yes_is_thanked_for_there_and_on_the_card(client):
    sign_up, _message, card = on_card(client)

    page = press(card, "Yes, I come")

    assert page.texts("[role=status].note") == ["Thank you. We expect you."]
    assert by_ref(sign_up.ref).coming_at == NOW
    back = client.get_page(page.link("Back to my card"))
    assert (path(back), back.texts(".note.done")) == (path(card), ["Thank you. We expect you."])
    assert not back.all("#reminder")


def test_no_asks_once_more_and_gives_the_seat_back(client):
    sign_up, _message, card = on_card(client)

    asked = client.get_page(card.link("No, I cannot"))
    assert (asked.h1, by_ref(sign_up.ref).state) == ("Give your seat back?", "confirmed")
    assert press(asked, "Yes, give my seat back").h1 == "You gave your seat back"
    assert not client.get_page(path(card)).all("#reminder")


def test_without_a_number_a_call_asks_for_one(client):
    _sign_up, _message, card = on_card(client)

    assert "Your phone number" in client.get_page(card.link("Call me")).texts("label")


def test_whoever_is_reminded_by_a_message_answers_there(client):
    _sign_up, message, card = on_card(client, reach=PHONE)

    assert not card.all("#reminder")
    assert buttons(follow(client, message)) == _ANSWERS


def test_once_it_is_over_nothing_is_asked(client):
    _sign_up, _message, card = on_card(client)

    with time_machine.travel(clock.now() + timedelta(hours=8), tick=False):
        assert not client.get_page(path(card)).all("#reminder")


def test_before_it_is_due_nothing_is_asked(client):
    sign_up = make.sign_up(first_name="Nour")

    assert not holding(client, sign_up).all("#reminder")
