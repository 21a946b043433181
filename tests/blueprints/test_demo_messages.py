"""The demo's page of messages: what went out, as it went out; only where data is invented."""

from datetime import timedelta

import pytest

from portal.database import db
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.signups.changes import add_facts, cancel
from portal.domain.signups.codes import show_code
from tests import make
from tests.blueprints import steps
from tests.conftest import NOW
from tests.worker.office import Office


@pytest.fixture
def demo(app, monkeypatch):
    monkeypatch.setitem(app.config, "PORTAL_DEMO", True)


@pytest.fixture
def sent(demo, app, tmp_path):
    """Three people: by text message, by mail in Arabic, and one only the card can tell."""
    session = make.course_session(timedelta(days=9))
    by_phone = make.sign_up(session, first_name="Nour", reach=read_phone("0612345678", "FR"))
    by_mail = make.sign_up(session, first_name="Amina", reach=read_email("amina@example.org"))
    add_facts(by_mail, "ar", [], None, None)
    cancel(by_mail, NOW)
    make.sign_up(session, first_name="Adam")
    db.session.commit()
    Office(app, tmp_path).work()
    return by_phone


def test_where_data_is_real_there_is_no_such_page(client):
    assert client.get("/fr/demo/messages").status_code == 404


def test_before_anything_was_sent_it_says_how_to_see_something(demo, client):
    page = client.get_page("/en/demo/messages")

    assert "Nothing was sent yet. Take a seat: its message comes here." in page.texts("main p")


def test_each_message_is_shown_as_it_went_out_in_the_language_of_its_reader(sent, client):
    page = client.get_page("/fr/demo/messages")

    text = next(words for words in page.texts(".letter") if show_code(sent.code) in words)
    assert text.startswith("Konexio: Seat booked.")
    assert page.texts('[lang="ar"][dir="rtl"] h2') == ["ألغيت حجز مقعدك: A day at work (ar)"]


def test_no_number_and_no_address_is_shown_in_full(sent, client):
    source = client.get("/fr/demo/messages").get_data(as_text=True)

    assert "•••• 56 78" in source and "a•••@example.org" in source
    assert "12345678" not in source and "amina@" not in source


def test_what_the_card_alone_tells_offers_no_end_of_messages(sent, client):
    card, mail = (
        client.get_page(f"/en/demo/messages?channel={channel}").texts(".letter") for channel in ("card", "email")
    )

    assert [words for words in card if "/stop" in words] == []
    assert [words for words in mail if "/stop" in words] == mail


def test_what_became_of_each_is_said_with_its_segments(sent, client):
    page = client.get_page("/en/demo/messages")

    assert sorted(page.texts(".pill")) == ["On the card only", "Sent", "Sent", "Sent"]
    assert [words for words in page.texts("main .soft") if "segment" in words] == ["1 segment"]


@pytest.mark.parametrize(("channel", "shown"), [("text", 1), ("email", 2), ("card", 1), ("nonsense", 0)])
def test_one_kind_of_message_can_be_looked_at_alone(sent, client, channel, shown):
    assert len(client.get_page(f"/en/demo/messages?channel={channel}").all("main article")) == shown


def test_a_demonstration_takes_the_numbers_of_invented_people_and_a_real_portal_does_not(app, client, monkeypatch):
    session = make.course_session()

    refused = steps.take_seat(client, session, reach_by="phone", phone="06 39 98 12 34")
    assert "Check this phone number. For example: 06 12 34 56 78" in refused.texts(".summary li")

    monkeypatch.setitem(app.config, "PORTAL_DEMO", True)
    assert steps.take_seat(client, session, reach_by="phone", phone="06 39 98 12 34").h1 == "Your seat is booked"
