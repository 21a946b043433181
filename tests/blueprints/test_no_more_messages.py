""" "No more messages": at the foot of every page behind the link of a message, and as mail programs offer it."""

import pytest

from portal.domain.accounts.people import find_person
from portal.domain.accounts.reaching import is_reachable
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.signups.lookup import link_token
from tests import make
from tests.blueprints.letters import PHONE, follow, link, offered, press, reminded, told_about
from tests.blueprints.steps import path, tables


def confirmed():
    sign_up = make.sign_up(first_name="Nour", reach=PHONE)
    return sign_up, told_about(sign_up, MessageKind.SEAT_CONFIRMED)


def reachable() -> bool:
    return is_reachable(find_person("Nour", PHONE))


@pytest.mark.parametrize("made", [reminded, offered, confirmed])
def test_every_page_behind_a_link_leads_to_it(client, made):
    _sign_up, message = made()

    page = client.get_page(follow(client, message).link("No more messages to me"))

    assert (page.h1, path(page)) == ("No more messages?", f"/en/messages/{message.ref}/stop")


def test_so_does_the_page_of_what_was_asked(client, other):
    form = client.get_page("/en/call").form("#call-form form")
    asked = form.fill(first_name="Nour", phone="06 12 34 56 78", consent="y").send()
    message = make.db.session.scalars(make.db.select(Message)).one()

    page = follow(other, message)

    assert "No more messages to me" not in asked.words
    assert other.get_page(page.link("No more messages to me")).h1 == "No more messages?"


def test_without_a_message_there_is_nothing_to_end(client):
    """Whoever opens the card by the link printed on it may not have had a message."""
    sign_up = make.sign_up(first_name="Nour", reach=PHONE)

    assert "No more messages to me" not in client.get_page(f"/en/l/{link_token(sign_up)}").words


def test_the_question_says_what_it_means_and_does_nothing_by_itself(client):
    _sign_up, message = reminded()
    follow(client, message)
    before = tables()

    page = client.get_page(f"/en/messages/{message.ref}/stop")

    assert page.texts("main li") == [
        "We then send nothing to this number or address.",
        "That counts for everybody who uses it.",
        "Your seat stays yours. News is then only on your card.",
    ]
    assert tables() == before
    assert reachable()


def test_yes_ends_the_messages_and_the_seat_stays(client):
    sign_up, message = reminded()
    page = client.get_page(follow(client, message).link("No more messages to me"))

    done = press(page, "Yes, no more messages")

    assert (done.h1, done.status) == ("You get no more messages", 200)
    assert "News is on your card from now on. Open it with your code." in done.texts("main p")
    assert not reachable()
    make.db.session.refresh(sign_up)
    assert sign_up.state == "confirmed"


def test_yes_twice_is_yes_once(client):
    _sign_up, message = reminded()
    page = client.get_page(follow(client, message).link("No more messages to me"))
    press(page, "Yes, no more messages")
    before = tables()

    assert press(page, "Yes, no more messages").h1 == "You get no more messages"
    assert tables() == before


def test_it_can_be_undone_at_once(client):
    _sign_up, message = reminded()
    page = client.get_page(follow(client, message).link("No more messages to me"))

    back = press(press(page, "Yes, no more messages"), "Send me messages again")

    assert (back.h1, back.texts("main [role=status]")) == ("Messages are on again", ["You hear from us as before."])
    assert reachable()


def test_no_keeps_them_and_leads_back(client):
    _sign_up, message = reminded()
    asked = follow(client, message)
    page = client.get_page(asked.link("No more messages to me"))

    assert path(client.get_page(page.link("No, keep them"))) == path(asked)
    assert reachable()


@pytest.mark.parametrize(
    ("address", "meaning"),
    [
        ("/en/call", "If you asked for a call, it still comes."),
        ("/en/courses/{slug}/tell-me", "We then cannot tell you when there is a date."),
    ],
)
def test_whoever_has_no_seat_reads_nothing_of_seats_cards_and_codes(client, address, meaning):
    course = make.course()
    make.db.session.commit()
    form = client.get_page(address.format(slug=course.slug)).form("main form")
    form.fill(first_name="Nour", phone="06 12 34 56 78", consent="y").send()
    message = make.db.session.scalars(make.db.select(Message)).one()

    asked = client.get_page(follow(client, message).link("No more messages to me"))
    done = press(asked, "Yes, no more messages")

    assert asked.texts("main li")[-1] == meaning
    said = " ".join(asked.texts("main") + done.texts("main"))
    assert not [word for word in ("seat", "card", "code") if word in said]


def test_a_mail_program_comes_to_the_question_by_one_address(client):
    _sign_up, message = reminded()
    before = tables()

    page = client.get_page(f"{link(message)}/stop")

    assert (page.h1, path(page)) == ("No more messages?", f"/en/messages/{message.ref}/stop")
    assert tables() == before


def test_nobody_ends_the_messages_of_others(client, other):
    _sign_up, message = reminded()
    page = client.get_page(follow(client, message).link("No more messages to me"))

    answer = other.post(path(page), data={"csrf_token": page.form()["csrf_token"]})

    assert answer.status_code == 404
    assert reachable()


def test_who_gave_no_contact_has_no_messages_to_end(client):
    _sign_up, message = reminded(reach=None)

    assert "No more messages to me" not in follow(client, message).words
    assert client.get_page(f"/en/messages/{message.ref}/stop").status == 404


def test_pressed_after_a_long_time_nothing_is_ended_until_pressed_again(client):
    _sign_up, message = reminded()
    page = client.get_page(follow(client, message).link("No more messages to me"))

    refused = client.post_page(path(page), data={"csrf_token": "old"})

    assert (refused.status, refused.h1) == (422, "No more messages?")
    assert reachable()
    assert press(refused, "Yes, no more messages").h1 == "You get no more messages"
