"""A message of the team: to whom, in which languages, how it looks, what it costs; sent once, and on the cards."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.database import db
from portal.domain.accounts.contacts import read_email
from portal.domain.messages.models import Message
from portal.domain.signups.changes import add_facts
from tests import make
from tests.blueprints.backoffice.steps import signed_in
from tests.blueprints.backoffice.test_seats import noted
from tests.blueprints.backoffice.test_sign_ups import of
from tests.blueprints.steps import holding
from tests.domain.signups.lines import full, join, phone

WRITE = "main form.stack"


@pytest.fixture
def session(app):
    """Two who read Arabic on a phone, one who reads French by e-mail, one who cannot be reached."""
    made = make.course_session()
    for reach, code in ((phone(), "ar"), (phone(), "ar"), (read_email("nour@example.org"), "fr"), (None, "fr")):
        add_facts(make.sign_up(made, reach=reach), code, [], None, None)
    db.session.commit()
    return made


def previewed(client, session, **words):
    return client.get_page(of(session, "notice")).form(WRITE).fill(**words).send()


def notices() -> list[Message]:
    return list(db.session.scalars(select(Message).where(Message.kind == "notice").order_by(Message.id)))


def test_the_page_asks_for_the_languages_that_are_read_and_counts_the_ways(client, session):
    signed_in(client)

    page = client.get_page(of(session, "notice"))

    assert page.texts(f"{WRITE} label") == ["Français (2 people)", "العربية (2 people)"]
    ways = "4 people · By e-mail 1 · By text message 2 · On their card only 1"
    assert ways in page.texts("main p")


def test_the_first_language_is_needed_because_the_others_fall_back_to_it(client, session):
    signed_in(client)

    page = previewed(client, session, words_ar="مرحبًا")

    assert page.problems == ["Write the message in this language: the others fall back to it."]
    assert page.form(WRITE)["words_ar"] == "مرحبًا"


def test_the_preview_shows_each_language_and_what_it_costs(client, session):
    signed_in(client)

    page = previewed(client, session, words_fr="Apportez un stylo.", words_ar="يُرجى إحضار قلم.")

    assert page.h1 == "Read it once more"
    assert page.texts("section h2") == ["Français (2 people)", "العربية (2 people)"]
    assert "Apportez un stylo." in page.texts("section .letter")[0]
    assert "يُرجى إحضار قلم." in page.texts("section .letter")[2]
    assert "Cost: 2 text messages of today’s 500 left." in page.texts("main p")
    assert page.texts(".missing") == []
    assert notices() == []


def test_who_reads_a_language_nobody_wrote_in_falls_back_which_is_said(client, session):
    signed_in(client)

    page = previewed(client, session, words_fr="Apportez un stylo.")

    assert page.texts(".missing") == ["Nothing is written in this language. They read another one."]
    assert "Apportez un stylo." in page.texts("section .letter")[2]


def test_it_is_sent_once_and_stands_on_the_card(client, other, session):
    signed_in(client)
    page = previewed(client, session, words_fr="Apportez un stylo.")

    sent = page.form("main form").send()
    page.form("main form").send()

    assert sent.text("main > .note.done") == "The message goes to 4 people."
    assert [(message.channel, message.state) for message in notices()] == [
        ("text", "queued"),
        ("text", "queued"),
        ("email", "queued"),
        ("card", "card"),
    ]
    assert noted()[0] == ("sign_ups.written_to", {"people": 4})


def test_whoever_holds_the_card_reads_it_there(client, other):
    sign_up = make.sign_up()
    add_facts(sign_up, "fr", [], None, None)
    signed_in(client)
    previewed(client, sign_up.course_session, words_fr="Bring a pen.").form("main form").send()

    card = holding(other, sign_up)

    assert "Bring a pen." in card.words


def test_it_can_be_changed_before_it_goes_out(client, session):
    signed_in(client)
    page = previewed(client, session, words_fr="Apportez un stylo.")
    form = page.form("main form")
    form.values["change"] = "y"
    form.element.set("action", of(session, "notice"))

    again = form.send()

    assert again.form(WRITE)["words_fr"] == "Apportez un stylo."


def test_only_those_who_wait_or_only_some_are_written_to(client):
    session, (first, _second) = full(timedelta(days=7), capacity=2)
    waits = join(session)
    signed_in(client)

    waiting = client.get_page(of(session, "notice") + "?state=waiting")
    named = client.get_page(of(session, "notice") + f"?who={first.ref}")

    assert any(words.startswith("1 person ·") for words in waiting.texts("main p"))
    assert named.texts("main p bdi") == [first.person.first_name]
    named.form(WRITE).fill(words_fr="Bonjour.").send().form("main form").send()
    assert [message.person_id for message in notices()] == [first.person_id] != [waits.person_id]


def test_where_nobody_is_chosen_the_page_says_what_to_do(client):
    signed_in(client)

    page = client.get_page(of(make.course_session(), "notice"))

    assert page.text("main .note") == "Nobody is in these groups. Choose others above."


def test_more_than_today_still_allows_is_said(client, session, app, monkeypatch):
    monkeypatch.setitem(app.config, "PORTAL_TEXT_DAILY_SEGMENTS", 1)
    signed_in(client)

    page = previewed(client, session, words_fr="Apportez un stylo.")

    assert page.text(".late") == "Today’s text messages do not suffice. The rest goes tomorrow."


def test_a_text_that_is_too_long_says_how_long_it_may_be(client, session):
    signed_in(client)

    page = previewed(client, session, words_fr="a" * 481)

    assert page.problems == ["Write a shorter text, 480 letters at most."]
