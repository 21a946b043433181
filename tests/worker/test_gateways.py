"""Gateways that are away, hang, or talk rubbish: nothing is lost, nothing said twice, at last somebody calls."""

from datetime import timedelta

import pytest

from portal.database import db
from portal.delivery import Carriers
from portal.delivery.mail import SmtpCarrier
from portal.delivery.texts import GatewayCarrier
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.messages.outbox import resend
from portal.domain.messages.queue import MOST_TRIES, MOST_UNCERTAIN
from portal.domain.promises.lists import open_promises
from tests import make
from tests.conftest import NOW
from tests.delivery.gateway import gateway, hang
from tests.delivery.mail_server import mail_server
from tests.worker.office import SENDER, Office, messages, states

MINUTE = timedelta(minutes=1)


@pytest.fixture
def text_gateway(app, tmp_path):
    """A real HTTP gateway, and a worker that sends by it."""
    with gateway() as told:
        carrier = GatewayCarrier(told.url("/send?to={to_plain}&text={text}&ref={ref}"), "", {}, "", timeout=0.3)
        office = Office(app, tmp_path, Carriers(None, carrier))
        yield told, office
        carrier.close()


def seats(number: int) -> None:
    session = make.course_session(timedelta(days=9), capacity=number)
    for one in range(number):
        make.sign_up(session, reach=read_phone(f"06123456{one:02}", "FR"))


def taken_by(told) -> list[str]:
    """The numbers whose message the gateway has said yes to."""
    return [path.split("to=")[1][:11] for _method, path, _body in told.requests]


def test_a_gateway_down_for_an_hour_loses_nothing_and_repeats_nothing(text_gateway):
    told, office = text_gateway
    told.answer = lambda asked: asked.say(503)
    seats(12)
    for minute in range(0, 60, 5):
        office.work(NOW + minute * MINUTE)
    assert {state for _kind, state in states()} == {"queued"}

    told.requests.clear()
    told.answer = lambda asked: asked.say(200)
    for minute in range(60, 120, 5):
        office.work(NOW + minute * MINUTE)

    assert sorted(taken_by(told)) == [f"336123456{one:02}" for one in range(12)]
    assert {state for _kind, state in states()} == {"sent"}


def test_while_a_gateway_is_down_it_is_asked_a_few_times_not_once_for_each_message(text_gateway):
    told, office = text_gateway
    told.answer = lambda asked: asked.say(503)
    seats(40)

    office.work(NOW)

    assert len(told.requests) == 1


def test_a_gateway_away_for_two_days_ends_with_calls_for_the_team(text_gateway):
    told, office = text_gateway
    told.answer = lambda asked: asked.say(500)
    seats(2)

    for half in range(2 * 24 * 2 + 10):
        office.work(NOW + half * 30 * MINUTE)

    assert [(message.state, message.tries) for message in messages("seat_confirmed")] == [("dead", MOST_TRIES)] * 2
    assert [owed.kind for owed in open_promises()] == ["undelivered", "undelivered"]


def test_a_dead_letter_that_is_sent_again_arrives(text_gateway):
    told, office = text_gateway
    told.answer = lambda asked: asked.say(400)
    seats(1)
    office.work(NOW)
    assert states("seat_confirmed") == [("seat_confirmed", "dead")]

    told.answer = lambda asked: asked.say(200)
    resend(messages()[0], NOW)
    db.session.commit()
    office.work(NOW)

    assert states("seat_confirmed") == [("seat_confirmed", "sent")]


def test_a_number_that_is_refused_is_not_tried_again_and_is_called(text_gateway):
    told, office = text_gateway
    told.answer = lambda asked: asked.say(400 if "33612345600" in asked.path else 200)
    seats(3)

    office.work(NOW)
    office.work(NOW + timedelta(hours=2))

    assert [state for _kind, state in states("seat_confirmed")] == ["dead", "sent", "sent"]
    assert len(told.requests) == 3
    assert [owed.kind for owed in open_promises()] == ["undelivered"]


@pytest.mark.parametrize(
    "rude", [hang, lambda asked: asked.raw(b"\x00\xff rubbish\r\n\r\n")], ids=["hangs", "rubbish"]
)
def test_what_may_have_arrived_is_tried_again_seldom_and_only_so_often(text_gateway, rude):
    told, office = text_gateway
    told.answer = rude
    seats(1)

    for hour in range(24):
        office.work(NOW + hour * 60 * MINUTE)

    assert len(told.requests) == MOST_UNCERTAIN
    assert len({path for _method, path, _body in told.requests}) == 1, "each try carries the same name"
    assert states("seat_confirmed") == [("seat_confirmed", "dead")]


def test_mail_goes_on_while_text_messages_cannot(app, tmp_path):
    with gateway(lambda asked: asked.say(503)) as told, mail_server() as server:
        text = GatewayCarrier(told.url("/?to={to}&text={text}"), "", {}, "", timeout=0.3)
        carriers = Carriers(SmtpCarrier(f"smtp://127.0.0.1:{server.port}", *SENDER, timeout=2), text)
        office = Office(app, tmp_path, carriers)
        session = make.course_session(timedelta(days=9))
        make.sign_up(session, reach=read_phone("0612345678", "FR"))
        make.sign_up(session, reach=read_email("nour@example.org"))
        office.work(NOW)
        carriers.close()

    (mail,) = server.mails
    assert mail["To"] == "nour@example.org"
    assert mail["Subject"] == "Your seat: A day at work"
    assert "Your seat is booked." in mail.get_body(("plain",)).get_content()
    assert mail["List-Unsubscribe"].startswith("<http://portal.test/l/")
    assert [state for _kind, state in states()] == ["queued", "sent"]


def test_one_address_that_the_mail_server_refuses_keeps_no_other_waiting(app, tmp_path):
    with mail_server() as server:
        server.refuse_recipient["gone@example.org"] = "550 no such box"
        server.refuse_recipient["full@example.org"] = "451 later"
        carriers = Carriers(SmtpCarrier(f"smtp://127.0.0.1:{server.port}", *SENDER, timeout=2), None)
        office = Office(app, tmp_path, carriers)
        session = make.course_session(timedelta(days=9))
        for name in ("gone", "full", "nour"):
            make.sign_up(session, reach=read_email(f"{name}@example.org"))
        office.work(NOW)
        after_once = [state for _kind, state in states("seat_confirmed")]
        server.refuse_recipient.clear()
        office.work(NOW + timedelta(minutes=5))
        carriers.close()

    assert after_once == ["dead", "queued", "sent"]
    assert sorted(server.recipients) == ["contact@konexio.eu", "full@example.org", "nour@example.org"]
