"""The card: what to keep, and what its holder may add once the seat is theirs."""

import re
from datetime import timedelta

import pytest
import segno

from portal import clock
from portal.domain.catalogue.calendar import set_dates
from portal.domain.catalogue.models import SessionDate
from portal.domain.signups.changes import cancel_course_session
from portal.domain.signups.lookup import link_token
from portal.domain.signups.models import SignUp
from tests import make
from tests.blueprints.steps import holding, path, take_seat


def only_sign_up() -> SignUp:
    return make.db.session.scalars(make.db.select(SignUp)).one()


def test_the_card_says_what_when_where_and_what_to_bring(client):
    course = make.course(bring=[make.words("Your phone"), make.words("A pen")])

    card = take_seat(client, make.course_session(course=course))

    assert card.text(".booking h2") == "A day at work"
    assert card.texts(".booking li")[:2] == ["The blue house1 rue Bleue, Montreuil", "Metro line 9."]
    assert "Bring: Your phone · A pen" in card.texts(".booking li")
    assert re.fullmatch(r"[A-Z]{4} [2-9]{3}", card.text(".code"))


def test_the_qr_code_is_the_private_link_at_the_configured_address(client):
    card = take_seat(client)

    link = f"http://portal.test/en/l/{link_token(only_sign_up())}"
    drawn = segno.make(link, error="m", micro=False).svg_inline(border=4, omitsize=True, dark="#000", light="#fff")
    assert [line.get("d") for line in card.all(".qr-box path")] == re.findall(r'\bd="([^"]+)"', drawn)
    assert card.link("My private link") == link


def test_how_to_join_online_stands_on_the_card(client):
    place = make.place(online=True, address=None, name=make.words("Online"))

    card = take_seat(client, make.course_session(place=place, join_url="https://meet.example.org/abc"))

    assert card.link("Join online") == "https://meet.example.org/abc"


def test_facts_are_as_you_like_and_are_shown_again(client):
    card = take_seat(client)
    form = card.form("#facts-form form")

    saved = form.fill(
        language="ar", needs=["step_free", "child_comes"], note="My son is two.", heard_from="friend"
    ).send()  # fmt: skip

    assert saved.text(".note.done") == "Thank you. We prepare the workshop for you."
    again = client.get_page(path(card)).form("#facts-form form")
    assert (again["language"], again["note"], again["heard_from"]) == ("ar", "My son is two.", "friend")
    ticked = [box.get("value") for box in again.element.cssselect("input[type=checkbox][checked]")]
    assert ticked == ["step_free", "child_comes"]


def test_facts_can_be_taken_back(client):
    card = take_seat(client)
    card.form("#facts-form form").fill(language="ar", needs=["interpreter"], note="x", heard_from="friend").send()

    page = (
        client.get_page(path(card)).form("#facts-form form").fill(language="fr", needs=None, note="", heard_from="")
    )
    page.send()

    sign_up = only_sign_up()
    assert (sign_up.language, sign_up.needs, sign_up.needs_note, sign_up.heard_from) == ("fr", [], None, None)


def test_saving_no_fact_at_all_is_an_answer_too(client):
    card = take_seat(client)
    form = card.form("#facts-form form")
    form.values = {"csrf_token": form["csrf_token"]}

    assert form.send().text(".note.done") == "Thank you. We prepare the workshop for you."


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"note": "a" * 501}, "Write a shorter text, 500 letters at most."),
        ({"language": "xx"}, "Choose one of the answers shown."),
        ({"needs": ["step_free", "a yacht"]}, "Choose one of the answers shown."),
        ({"heard_from": "a bird"}, "Choose one of the answers shown."),
    ],
)
def test_facts_that_cannot_be_kept_come_back_with_a_sentence(client, answers, problem):
    given = {"note": "Two steps are too many."} | answers

    page = take_seat(client).form("#facts-form form").fill(**given).send()

    assert (page.status, page.problems) == (422, [problem])
    assert page.form("#facts-form form")["note"] == given["note"]
    assert page.text(".code")


def test_the_contact_is_masked_and_can_be_corrected(client):
    card = take_seat(client, reach_by="phone", phone="06 12 34 56 78")
    assert "•••• 56 78" in card.words
    assert "0612345678" not in re.sub(r"\D", "", card.words)

    form = client.get_page(card.link("Change this")).form("#contact-form form")
    changed = form.fill(reach_by="email", email="Nour.H@example.org").send()

    assert changed.text(".note.done") == "Saved. We reach you this way from now on."
    assert "n•••@example.org" in changed.words
    assert "56 78" not in changed.words
    assert [contact.value for contact in only_sign_up().person.contacts] == ["nour.h@example.org"]


def test_the_contact_can_be_taken_away(client):
    card = take_seat(client, reach_by="phone", phone="06 12 34 56 78")

    changed = client.get_page(card.link("Change this")).form("#contact-form form").fill(reach_by="none").send()

    assert "We cannot reach you. Come back here with your code: news is on this page." in changed.words
    assert only_sign_up().person.contacts == []


def test_a_contact_that_cannot_be_right_changes_nothing(client):
    card = take_seat(client, reach_by="phone", phone="06 12 34 56 78")
    form = client.get_page(card.link("Change this")).form("#contact-form form").fill(reach_by="phone", phone="06")

    page = form.send()

    assert (page.status, page.problems) == (422, ["Check this phone number. For example: 06 12 34 56 78"])
    assert page.form("#contact-form form")["phone"] == "06"
    assert [contact.value for contact in only_sign_up().person.contacts] == ["+33612345678"]


def test_the_card_of_a_date_the_centre_cancelled_says_sorry_and_where_else(client):
    sign_up = make.sign_up()
    instead = make.course_session(course=sign_up.course_session.course)
    cancel_course_session(sign_up.course_session, clock.now())

    card = holding(client, sign_up)

    assert card.h1 == "This date is cancelled"
    assert card.text(".booking .pill") == "Cancelled by the centre"
    assert not card.all(".qr")
    assert card.texts("main .note")[0] == "The centre had to cancel it. We are sorry."
    assert card.one("main h3 a").get("href") == f"/en/sessions/{instead.ref}"
    assert not card.all("#facts-form")


def test_the_card_of_a_past_date_thanks_and_asks_nothing_of_the_past(client):
    sign_up = make.sign_up()
    over = clock.now() - timedelta(days=2)
    set_dates(sign_up.course_session, [SessionDate(starts_at=over, ends_at=over + timedelta(hours=2))])

    card = holding(client, sign_up)

    assert card.h1 == "This workshop is over"
    assert card.text(".booking .pill") == "Finished"
    assert not card.all("#facts-form")
    assert "I cannot come" not in card.texts("a")


def test_the_same_card_can_be_read_in_another_language(client):
    card = take_seat(client)

    french = client.get_page(path(card).replace("/en/", "/fr/"))

    assert french.one("html").get("lang") == "fr"
    assert french.text(".booking h2") == "A day at work (fr)"
    assert french.text(".booking .when").startswith("mardi 1er décembre10 h")
    assert french.text(".code") == card.text(".code")


def test_what_is_shared_from_the_card_has_the_name_of_the_workshop(client):
    card = take_seat(client)

    assert card.one("[data-do=share]").get("data-title") == "A day at work"
    assert card.one("a[href^='mailto:?']").get("href").startswith("mailto:?subject=A%20day%20at%20work&")
