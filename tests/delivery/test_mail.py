"""E-mail in real SMTP conversations: what arrives, who is refused, when a connection is made anew."""

import socket

import pytest

from portal.delivery.letters import Postponed, Refused
from tests.delivery.letters import mail
from tests.delivery.mail_server import Server, mail_server
from tests.delivery.mail_steps import LONG, carrier_to, failure


def test_a_letter_arrives_as_it_was_written():
    with mail_server() as server, carrier_to(server.port) as carrier:
        carrier.send(mail(text="Hello Nour,\n.\n..a dot begins this line\n"))

    (arrived,) = server.mails
    assert server.recipients == ["nour@example.org"]
    assert arrived.get_content() == "Hello Nour,\n.\n..a dot begins this line\n"
    assert str(arrived["From"]) == "Kónexio <hello@example.org>"


def test_several_letters_travel_on_one_connection():
    with mail_server() as server, carrier_to(server.port) as carrier:
        for number in range(3):
            carrier.send(mail(ref=f"letter-{number}"))

    assert [one["Message-ID"] for one in server.mails] == [f"<letter-{number}@example.org>" for number in range(3)]
    assert server.connections == 1


def test_the_same_letter_tried_again_can_be_told_from_a_new_one():
    with mail_server() as server, carrier_to(server.port) as carrier:
        carrier.send(mail())
        carrier.send(mail())

    assert {one["Message-ID"] for one in server.mails} == {"<letter-1@example.org>"}


def test_a_server_that_hangs_up_between_two_letters_gets_both():
    with mail_server(timeout=0.2) as server, carrier_to(server.port) as carrier:
        carrier.send(mail(ref="first"))
        wait_until_closed(carrier._connection.sock)
        carrier.send(mail(ref="second"))

    assert [one["Message-ID"] for one in server.mails] == ["<first@example.org>", "<second@example.org>"]
    assert server.connections == 2


def wait_until_closed(connection):
    """Until the server has said good-bye: looked at, not taken from the carrier."""
    connection.settimeout(5)
    while connection.recv(4096, socket.MSG_PEEK):
        connection.recv(4096)
    connection.settimeout(LONG)


def test_a_server_that_wants_a_new_connection_now_and_then_gets_it():
    turns = iter([None, "421 Too many letters on this connection", None])
    with mail_server(Server(to_sender=lambda: next(turns))) as server, carrier_to(server.port) as carrier:
        carrier.send(mail(ref="first"))
        carrier.send(mail(ref="second"))

    assert [one["Message-ID"] for one in server.mails] == ["<first@example.org>", "<second@example.org>"]
    assert server.connections == 2


def test_a_recipient_who_does_not_exist_is_refused_and_the_next_is_served():
    server = Server(refuse_recipient={"nobody@example.org": "550 No such person"})
    with mail_server(server), carrier_to(server.port) as carrier:
        assert failure(carrier, mail(to="nobody@example.org")) == (Refused, "smtp-550")
        carrier.send(mail())

    assert server.recipients == ["nour@example.org"]
    assert server.connections == 1


def test_a_recipient_who_is_to_wait_holds_up_nobody_else():
    server = Server(refuse_recipient={"full@example.org": "451 Later"})
    with mail_server(server), carrier_to(server.port) as carrier:
        assert failure(carrier, mail(to="full@example.org")) == (Postponed, "smtp-451")
        carrier.send(mail())

    assert server.recipients == ["nour@example.org"]


def test_a_letter_too_large_for_the_server_is_not_sent_at_all():
    with mail_server(data_size_limit=1000) as server, carrier_to(server.port) as carrier:
        carrier.send(mail())
        assert failure(carrier, mail(text="much to say\n" * 200)) == (Refused, "smtp-552")

    (announced,) = server.options
    assert int(announced.removeprefix("SIZE=")) >= len(server.bodies[0])


def test_an_address_in_another_script_is_taken_by_a_server_that_can():
    with mail_server(Server(utf8=True)) as server, carrier_to(server.port) as carrier:
        carrier.send(mail(to="نور@example.org", subject="مرحبا"))
        carrier.send(mail())

    assert server.recipients == ["نور@example.org", "nour@example.org"]
    assert server.mails[0]["To"] == "نور@example.org"
    assert server.mails[0]["Subject"] == "مرحبا"


def test_an_address_in_another_script_is_refused_where_the_server_cannot():
    with mail_server() as server, carrier_to(server.port) as carrier:
        assert failure(carrier, mail(to="نور@example.org")) == (Refused, "smtp-no-utf8")
        carrier.send(mail(to="nour@exämple.org"))

    assert server.recipients == ["nour@xn--exmple-cua.org"]


@pytest.mark.parametrize(
    "to", ["nobody", "a@b@c", "a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org"]
)
def test_what_is_not_one_address_goes_to_nobody(to):
    with mail_server() as server, carrier_to(server.port) as carrier:
        assert failure(carrier, mail(to=to)) == (Refused, "not-an-address")

    assert server.connections == 0
