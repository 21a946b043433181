"""The links in messages: short, gone from the address bar at once, each for one purpose and nothing else."""

from datetime import timedelta

import pytest
import time_machine

from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import LINK_LIVES
from portal.domain.signups.codes import show_code
from tests import make
from tests.blueprints.letters import PHONE, follow, link, offered, reminded, told_about
from tests.blueprints.steps import holding, path, tables
from tests.conftest import NOW


def booked(**facts):
    sign_up = make.sign_up(first_name="Nour", reach=PHONE, **facts)
    return sign_up, told_about(sign_up, MessageKind.SEAT_CONFIRMED)


def asked_for_a_call(client):
    form = client.get_page("/en/call").form("#call-form form")
    form.fill(first_name="Nour", phone="06 12 34 56 78", consent="y").send()
    return make.db.session.scalars(make.db.select(Message).where(Message.kind == MessageKind.CALL_PROMISED)).one()


def test_the_link_of_a_confirmation_leads_to_the_small_check(client):
    sign_up, message = booked()

    page = follow(client, message)

    assert (page.h1, path(page)) == ("Is this your seat?", f"/en/seats/{sign_up.ref}/open")


def test_whoever_holds_the_card_comes_straight_to_it(client):
    sign_up, message = booked()
    holding(client, sign_up)

    assert follow(client, message).text(".code") == show_code(sign_up.code)


def test_the_link_of_a_reminder_asks_whether_they_come(client):
    _sign_up, message = reminded()

    page = follow(client, message)

    assert (page.h1, path(page)) == ("Are you coming?", f"/en/reminders/{message.ref}")


def test_the_link_of_an_offer_asks_whether_they_take_the_seat(client):
    _sign_up, message = offered()

    page = follow(client, message)

    assert (page.h1, path(page)) == ("A seat is free for you", f"/en/offers/{message.ref}")


def test_the_link_of_a_promised_call_says_by_when_it_comes(client, other):
    page = follow(other, asked_for_a_call(client))

    assert page.h1 == "We will call you"
    assert "We call you by Thursday 26 November at 18:00." in page.words


def test_the_token_leaves_the_address_at_once_and_never_comes_back(client):
    _sign_up, message = reminded()
    address = link(message)

    page = client.get_page(address)

    assert address not in page.response.get_data(as_text=True)
    sent_on = page.response.history[0]
    assert (sent_on.status_code, sent_on.headers["Referrer-Policy"]) == (303, "no-referrer")
    assert sent_on.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_page_speaks_the_language_of_the_message_whatever_the_browser_speaks(client, language):
    _sign_up, message = reminded()
    make.begin_write()
    message.language = language

    page = client.get_page(link(message), headers={"Accept-Language": "en"})

    assert page.one("html").get("lang") == language
    assert path(page).startswith(f"/{language}/")


def test_a_language_the_portal_no_longer_offers_gives_way_to_that_of_the_browser(client):
    _sign_up, message = reminded()
    make.begin_write()
    message.language = "so"

    page = client.get_page(link(message), headers={"Accept-Language": "ar"})

    assert page.one("html").get("lang") == "ar"


def test_following_any_link_changes_nothing(app, client):
    """Scanners open the links of messages: a GET shows, a POST acts."""
    messages = [booked()[1], reminded()[1], offered()[1], asked_for_a_call(client)]
    before = tables()

    for message in messages:
        scanner = app.test_client()
        follow(scanner, message)
        scanner.get_page(f"{link(message)}/stop")
        for question in ("reminders", "offers", "messages"):
            for deed in ("", "/no", "/stop", "/yes"):
                scanner.get(f"/en/{question}/{message.ref}{deed}")

    assert tables() == before


@pytest.mark.parametrize("forge", [lambda token: token[:-1] + "a2"[token[-1] == "a"], lambda token: "a" * 12])
def test_a_forged_link_opens_nothing_and_shows_the_way_by_code(client, forge):
    address = link(reminded()[1])
    forged = f"/l/{forge(address.removeprefix('/l/'))}"
    assert forged != address

    page = client.get_page(forged, headers={"Accept-Language": "en"})

    assert (page.status, page.h1) == (404, "We cannot open this here")
    assert client.get_page(page.link("Open my seat with my code")).h1 == "My seats"


@pytest.mark.parametrize("shape", ["abc", "a" * 11, "a" * 13, "ABCDEFGHIJKL", "abcdefghijk1", "abcdefghijk/"])
def test_what_cannot_be_a_link_is_no_page(client, shape):
    assert client.get_page(f"/l/{shape}").status == 404


def test_an_old_link_opens_nothing(client):
    sign_up, message = booked()
    over = sign_up.course_session.ends_at + LINK_LIVES

    with time_machine.travel(over - timedelta(minutes=1), tick=False):
        assert follow(client, message).status == 200
    with time_machine.travel(over + timedelta(minutes=1), tick=False):
        assert follow(client, message).status == 404


def test_a_link_followed_hours_ago_must_be_followed_again(client):
    _sign_up, message = reminded()
    page = path(follow(client, message))

    with time_machine.travel(NOW + timedelta(hours=2, minutes=1), tick=False):
        assert client.get_page(page).status == 404
        assert follow(client, message).h1 == "Are you coming?"


def test_a_page_behind_a_link_is_not_there_for_who_did_not_follow_it(client, other):
    _sign_up, message = reminded()
    follow(client, message)

    page = other.get_page(f"/en/reminders/{message.ref}")

    assert (page.status, page.h1) == (404, "We cannot open this here")


def test_a_purpose_opens_its_own_page_and_no_other(client):
    """The link of a reminder opens no offer, no card, no contact, and nobody else's booking."""
    sign_up, message = reminded()
    neighbour, offer = offered(first_name="Amal")
    follow(client, message)

    shut = [
        f"/en/offers/{message.ref}",
        f"/en/offers/{offer.ref}",
        f"/en/messages/{offer.ref}/stop",
        f"/en/seats/{sign_up.ref}",
        f"/en/seats/{sign_up.ref}/open",
        f"/en/seats/{sign_up.ref}/contact",
        f"/en/seats/{sign_up.ref}/cancel",
        f"/en/seats/{sign_up.ref}/calendar.ics",
        f"/en/seats/{neighbour.ref}",
    ]
    assert {address: client.get_page(address).status for address in shut} == dict.fromkeys(shut, 404)


def test_the_link_of_an_offer_opens_no_reminder_and_no_card(client):
    sign_up, message = offered()
    follow(client, message)

    shut = [f"/en/reminders/{message.ref}", f"/en/seats/{sign_up.ref}", f"/en/seats/{sign_up.ref}/open"]
    assert [client.get_page(address).status for address in shut] == [404, 404, 404]


def test_the_link_of_a_confirmation_gives_nothing_back(client):
    sign_up, message = booked()
    page = follow(client, message)
    token = page.form()["csrf_token"]

    for address in (f"/en/reminders/{message.ref}/no", f"/en/seats/{sign_up.ref}/cancel"):
        assert client.post(address, data={"csrf_token": token}).status_code == 404
    assert make.db.session.get_one(type(sign_up), sign_up.id).state == "confirmed"


@pytest.mark.parametrize("made", [reminded, offered])
def test_a_page_behind_a_link_names_nobody(client, made):
    sign_up, message = made()

    source = follow(client, message).response.get_data(as_text=True)

    assert not [secret for secret in ("Nour", sign_up.code, show_code(sign_up.code), "56 78") if secret in source]


@pytest.mark.parametrize("typed", ["nou", "NOUR", " noù ", "nour"])
def test_the_first_letters_of_the_name_open_the_card_behind_a_link(client, typed):
    sign_up, message = booked()

    card = follow(client, message).form().fill(code=typed).send()

    assert card.text(".code") == show_code(sign_up.code)


@pytest.mark.parametrize("typed", ["no", "n", "our", "nora", "nourx", "-", "***"])
def test_fewer_or_other_letters_do_not(client, typed):
    _sign_up, message = booked()

    page = follow(client, message).form().fill(code=typed).send()

    assert (page.status, page.problems) == (422, ["This is neither the code nor the name of this seat. Check it."])
    assert page.form()["code"] == typed


@pytest.mark.parametrize(("name", "typed"), [("Bo", "bo"), ("É", "e"), ("李", "李"), ("مُحَمَّد", "محم"), ("Łuk", "luk")])
def test_a_short_name_is_written_whole_and_every_script_is_read(client, name, typed):
    sign_up = make.sign_up(first_name=name, reach=PHONE)
    message = told_about(sign_up, MessageKind.SEAT_CONFIRMED)

    assert follow(client, message).form().fill(code=typed).send().h1 == "Your seat is booked"


def test_five_wrong_names_close_the_check_as_five_wrong_codes_do(client):
    _sign_up, message = booked()
    check = follow(client, message).form()

    tries = [check.fill(code=f"ab{letter}").send().status for letter in "cdefg"]

    assert tries == [422] * 5
    assert check.fill(code="nou").send().status == 429


def test_sixty_guesses_close_the_address_they_come_from_and_no_other(client, other):
    _sign_up, message = booked()
    tries = [client.get(f"/l/{'a' * 10}{first}{second}").status_code for first in "bcdefgh" for second in "abcdefghi"]

    assert tries[:60] == [404] * 60
    assert follow(client, message).status == 429
    other.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert follow(other, message).h1 == "Is this your seat?"


def test_following_ones_own_links_often_is_not_guessing(client):
    _sign_up, message = booked()

    assert {follow(client, message).status for _ in range(70)} == {200}


def test_what_is_over_may_still_be_looked_at_by_its_link(client):
    sign_up, message = booked()

    with time_machine.travel(NOW + timedelta(days=20), tick=False):
        page = follow(client, message).form().fill(code=sign_up.code).send()

    assert page.h1 == "This workshop is over"


def test_a_message_about_a_question_that_is_gone_opens_nothing(client, other):
    message = asked_for_a_call(client)
    make.begin_write()
    message.about = "promise:999999"

    assert follow(other, message).status == 404
