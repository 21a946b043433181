"""`flask portal messages`, `worker --once` and `audit`."""

from datetime import timedelta

import pytest

from portal.database import begin_write, db
from portal.domain.accounts.contacts import read_phone
from portal.domain.signups.models import SignUp
from tests import make
from tests.worker.office import Office, messages

PHONE = read_phone("0612345678", "FR")


@pytest.fixture
def told(app, tmp_path):
    """Two confirmations: one sent, one that only the card shows."""
    session = make.course_session(timedelta(days=9))
    make.sign_up(session, first_name="Amina", reach=PHONE)
    make.sign_up(session, first_name="Nour")
    Office(app, tmp_path).work()
    return messages()


def test_the_outbox_is_listed_with_how_many_of_each_and_who_cannot_be_reached(say, told):
    lines = say("messages", "list").splitlines()

    assert lines[0] == "queued: 0  sent: 1  card: 1  dropped: 0  dead: 0"
    assert lines[1] == "not reachable: 1"
    assert told[0].ref in lines[3] and "seat_confirmed" in lines[3]


def test_no_list_shows_an_address_or_a_number(say, told):
    assert "61234" not in say("messages", "list") + say("messages", "failures")


def test_failures_are_listed_apart(say, told):
    assert say("messages", "failures") == "Nothing failed.\n"


def test_a_message_is_shown_with_its_words(say, told):
    assert "Your seat is booked." in say("messages", "show", told[0].ref)


def test_a_message_can_be_sent_again(say, told):
    assert say("messages", "resend", told[0].ref) == f"{told[0].ref}: queued again.\n"
    db.session.expire_all()

    assert [message.state for message in messages()] == ["queued", "card"]


def test_what_was_never_sent_cannot_be_sent_again_and_says_why(say, told):
    assert "This message is card" in say("messages", "resend", told[1].ref, code=1)


def test_an_unknown_message_says_where_to_look(say, told):
    assert "`flask portal messages list`" in say("messages", "show", "nothing", code=1)


def test_a_worker_asked_to_come_once_does_what_is_due_and_ends(say, app, monkeypatch, tmp_path):
    monkeypatch.setitem(app.config, "PORTAL_OUTBOX", str(tmp_path / "outbox"))
    make.sign_up(reach=PHONE)

    said = say("worker", "--once")

    assert said.endswith("things done.\n")
    assert len(list((tmp_path / "outbox").iterdir())) == 1


def test_an_audit_of_a_healthy_portal_finds_nothing(say, told):
    assert say("audit") == "Nothing found.\n"


def test_an_audit_that_finds_something_names_it_and_fails(say):
    session = make.course_session(timedelta(days=9), capacity=1)
    sign_up = make.sign_up(session)
    begin_write()
    db.session.get_one(SignUp, sign_up.id).party = 3
    db.session.commit()

    assert say("audit", code=1) == f"oversold: course session {session.ref}\n"
