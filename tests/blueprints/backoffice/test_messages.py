"""The log of messages in the back office."""

import pytest

from portal.database import begin_write, db
from portal.domain.accounts.contacts import read_phone
from portal.domain.auditlog.models import AuditLine
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import move
from portal.domain.messages.states import State
from portal.domain.messages.stopped import stop, stopped
from portal.domain.moves import Role
from tests import make
from tests.blueprints.backoffice.steps import signed_in
from tests.conftest import NOW
from tests.domain.queries import queries_counted

PHONE = read_phone("0612345678", "FR")


def only():
    return db.session.scalar(db.select(Message).order_by(Message.id))


def fail(problem="timeout"):
    begin_write()
    message = only()
    message.problem = problem
    move(message, State.DEAD, Role.RULE)
    db.session.commit()
    return message


def table(page):
    heads = page.texts("main thead th")
    return [
        dict(zip(heads, [" ".join(cell.text_content().split()) for cell in row.cssselect("th, td")], strict=True))
        for row in page.all("main tbody tr")
    ]


def press(page, button, which=0):
    forms = [form for form in page.all("main form") if button in [b.text_content() for b in form.cssselect("button")]]
    return page.form(f"form[action='{forms[which].get('action')}']").send()


def written_down():
    return list(db.session.scalars(db.select(AuditLine.action).order_by(AuditLine.id)))


@pytest.fixture
def sign_up(app):
    return make.sign_up(first_name="Nour", reach=PHONE)


def test_the_log_shows_what_was_said_to_whom_and_how_it_stands(client, sign_up):
    signed_in(client, "staff")

    (row,) = table(client.get_page("/en/office/messages"))

    assert row["Message"] == "Seat booked"
    assert row["To"] == "Nour"
    assert row["How"] == "Text message"
    assert row["How it stands"] == "Waits to go out"


def test_a_filter_stands_in_the_address_and_what_does_not_fit_is_said(client, sign_up):
    signed_in(client, "staff")

    assert table(client.get_page("/en/office/messages?state=queued&channel=text&language=en&since=2026-11-24"))
    assert "Nothing fits" in client.get_page("/en/office/messages?state=dead").words
    assert table(client.get_page("/en/office/messages?state=nonsense&since=yesterday&person=x"))


@pytest.mark.parametrize("since", ["0001-01-01", "9999-12-31T23:59", "soon"])
def test_a_day_that_nobody_means_filters_nothing(client, sign_up, since):
    signed_in(client, "staff")

    assert len(table(client.get_page(f"/en/office/messages?since={since}"))) == 1


def test_a_team_sees_its_own_place_only(client, sign_up):
    signed_in(client, "staff", (make.place(),))

    assert "No message yet" in client.get_page("/en/office/messages").words
    assert client.get(f"/en/office/messages/{only().ref}").status_code == 404


def test_a_message_is_shown_as_its_reader_has_it_without_link_and_number(client, sign_up):
    signed_in(client, "staff")

    page = client.get_page(f"/en/office/messages/{only().ref}").words

    assert "Seat booked. A day at work" in page
    assert "/l/" not in page
    assert "•••• 56 78" in page and "0612345678" not in page


def test_who_looks_at_a_number_is_written_down(client, sign_up):
    signed_in(client, "staff")
    page = client.get_page(f"/en/office/messages/{only().ref}")

    shown = press(page, "Show")

    assert PHONE.value in shown.words
    assert written_down() == ["contact.shown"]


def test_why_a_message_failed_is_said_plainly_and_it_goes_out_again(client, sign_up):
    signed_in(client, "staff")
    ref = fail().ref
    page = client.get_page(f"/en/office/messages/{ref}")
    assert "The service did not answer in time." in page.words

    again = press(page, "Send it again")

    assert "Waits to go out" in again.words
    assert written_down() == ["message.sent_again"]


def test_all_that_failed_for_one_reason_goes_out_again_once_asked(client, sign_up):
    signed_in(client, "staff")
    fail("dns")
    asked = client.get_page(client.get_page("/en/office/messages").link("Send them again"))
    assert "1 message: The service was not found." in asked.words

    log = press(asked, "Send all of them again")

    assert table(log)[0]["How it stands"] == "Waits to go out"
    assert only().state == State.QUEUED


def test_text_messages_are_stopped_and_started_again(client, sign_up):
    signed_in(client, "admin")

    page = press(client.get_page("/en/office/messages"), "Stop", which=1)
    assert "Stopped since" in page.words
    assert set(stopped()) == {Channel.TEXT}

    press(page, "Start again")
    assert stopped() == {}
    assert written_down() == ["channel.stopped", "channel.started"]


def test_the_log_is_a_file_too(client, sign_up):
    signed_in(client, "staff")

    lines = client.get("/en/office/messages.csv?state=queued").get_data(as_text=True).splitlines()

    assert len(lines) == 2
    assert "0612345678" not in lines[1] and "33612345678" not in lines[1]


def test_the_log_asks_a_fixed_number_of_times(client, sign_up):
    signed_in(client, "staff", (sign_up.course_session.place,))
    for _number in range(5):
        make.sign_up(sign_up.course_session)
    client.get("/en/office/messages")

    with queries_counted() as queries:
        client.get("/en/office/messages")

    assert len(queries) < 12


def test_every_page_of_the_office_says_that_a_channel_is_stopped(client, sign_up):
    signed_in(client, "staff")
    line = "Text messages are stopped: they wait."
    assert line not in client.get_page("/en/office/messages").words

    stop(Channel.TEXT, NOW)
    db.session.commit()

    assert line in client.get_page("/en/office/messages").words
    assert line in client.get_page("/en/office/promises").words
