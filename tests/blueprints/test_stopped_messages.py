"""Whoever ended the messages and comes again with the same number reads that they are ended, and the way back."""

import pytest

from portal import clock
from portal.domain.accounts.contacts import read_email
from portal.domain.messages.outbox import opt_in, opt_out
from tests import make
from tests.blueprints.letters import PHONE, follow, press, reminded
from tests.blueprints.steps import full, join_line, take_seat

_BY_PHONE = {"reach_by": "phone", "phone": "06 12 34 56 78"}
_STOPPED = "Messages to this number are stopped."
_OLD_LINK = "To get them again, open the link of a message we sent there."


@pytest.fixture(autouse=True)
def messages_to_this_number_are_stopped(app):
    opt_out(PHONE.digest, clock.now())
    make.db.session.commit()


def test_the_card_says_so_beside_the_number(client):
    card = take_seat(client, **_BY_PHONE)

    assert card.texts("#stopped p") == [_STOPPED, _OLD_LINK]
    assert "•••• 56 78" in card.words


def test_the_place_in_line_says_so_instead_of_asking_for_a_number(client):
    card = join_line(client, full(), **_BY_PHONE)

    assert card.texts("#waiting #stopped p") == [_STOPPED, _OLD_LINK]
    assert "We have no way to ask you." not in card.words


@pytest.mark.parametrize("address", ["/en/call", "/en/courses/{slug}/tell-me"])
def test_the_page_of_what_was_asked_says_so(client, address):
    course = make.course()
    make.db.session.commit()
    form = client.get_page(address.format(slug=course.slug)).form("main form")
    answers = {name: value for name, value in _BY_PHONE.items() if name in form.values}  # a call has one way only

    asked = form.fill(first_name="Nour", consent="y", **answers).send()

    assert asked.texts("#stopped p") == [_STOPPED, _OLD_LINK]


def test_an_e_mail_is_called_one(client):
    opt_out(read_email("nour@example.org").digest, clock.now())
    make.db.session.commit()

    card = take_seat(client, reach_by="email", email="nour@example.org")

    assert card.texts("#stopped p")[0] == "Messages to this e-mail are stopped."


def test_whoever_came_by_a_message_to_this_number_switches_them_on_again(client):
    opt_in(PHONE.digest)
    _sign_up, message = reminded()
    press(client.get_page(follow(client, message).link("No more messages to me")), "Yes, no more messages")
    card = take_seat(client, **_BY_PHONE)

    again = press(client.get_page(card.link("Send me messages again")), "Send me messages again")

    assert again.h1 == "Messages are on again"
    assert not take_seat(client, **_BY_PHONE).all("#stopped")


def test_nobody_else_can(client):
    """Anybody can book under a number: the booking alone switches nothing on."""
    assert "Send me messages again" not in take_seat(client, **_BY_PHONE).words


def test_with_another_number_nothing_is_stopped(client):
    assert not take_seat(client, reach_by="phone", phone="06 22 34 56 78").all("#stopped")
    assert not take_seat(client).all("#stopped")
