"""Mail servers that are slow, rude or gone: what each end of a conversation means for the letter."""

import socket
import threading
from contextlib import contextmanager

import pytest

from portal.delivery.letters import Away, Postponed, Refused, Uncertain
from portal.delivery.mail import SmtpCarrier
from tests.delivery.letters import mail
from tests.delivery.mail_server import Server, mail_server
from tests.delivery.mail_steps import SHORT, carrier_to, failure


@pytest.mark.parametrize(
    ("answer", "kind", "reason"),
    [
        ("451 Not now", Away, "smtp-451"),
        ("421 Closing", Away, "smtp-421"),
        ("550 This sender may not send", Away, "smtp-550"),
        ("530 Log in first", Away, "smtp-530"),
        ("552 Too large", Refused, "smtp-552"),
    ],
)
def test_a_server_that_takes_nothing_from_us_is_away(answer, kind, reason):
    with mail_server(Server(to_sender=lambda: answer)) as server, carrier_to(server.port) as carrier:
        assert failure(carrier) == (kind, reason)


@pytest.mark.parametrize(
    ("answer", "kind", "reason"),
    [
        ("554 Looks like spam", Refused, "smtp-554"),
        ("451 Try again", Postponed, "smtp-451"),
        ("421 Closing", Away, "smtp-421"),
    ],
)
def test_an_answer_to_the_body_is_about_this_letter(answer, kind, reason):
    with mail_server(Server(to_body=answer)) as server, carrier_to(server.port) as carrier:
        assert failure(carrier) == (kind, reason)


def test_a_server_that_thinks_too_long_about_a_body_may_have_taken_it():
    with mail_server(Server(thinks=1)) as server, carrier_to(server.port, timeout=SHORT) as carrier:
        assert failure(carrier) == (Uncertain, "timeout")

    assert len(server.bodies) == 1


def test_a_server_that_hangs_up_after_the_body_may_have_taken_it():
    with mail_server(Server(hangs_up=True)) as server, carrier_to(server.port) as carrier:
        assert failure(carrier) == (Uncertain, "connection")

    assert len(server.bodies) == 1


def test_after_an_uncertain_end_the_next_letter_goes_on_a_new_connection():
    with mail_server(Server(hangs_up=True)) as server, carrier_to(server.port) as carrier:
        assert failure(carrier)[0] is Uncertain
        server.hangs_up = False
        carrier.send(mail(ref="second"))

    assert [one["Message-ID"] for one in server.mails] == ["<letter-1@example.org>", "<second@example.org>"]


@contextmanager
def scripted(*lines: bytes, stays: bool = True):
    """A server that says each of these lines in turn, one for each line it hears; then it only listens, or leaves."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        done = threading.Event()

        def serve():
            with listening.accept()[0] as connection, connection.makefile("rb") as heard:
                for number, line in enumerate(lines):
                    connection.sendall(line)
                    if stays or number + 1 < len(lines):
                        heard.readline()
                if stays:
                    done.wait(5)

        thread = threading.Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1]
        done.set()
        thread.join()


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([], "timeout"),
        ([b"220 hello\r\n"], "timeout"),
        ([b"220 hello\r\n", b"250 mail.test\r\n"], "timeout"),
        ([b"220 hello\r\n", b"250 mail.test\r\n", b"250 OK\r\n", b"250 OK\r\n"], "timeout"),
        ([b"554 go away\r\n"], "smtp-554"),
        ([b"\x00\xff rubbish\r\n"], "smtp-rubbish"),
        ([b"220 hello\r\n", b"250 mail.test\r\n", b"rubbish\r\n"], "smtp-rubbish"),
    ],
    ids=["silent", "after hello", "after ehlo", "before the body", "no service", "rubbish", "rubbish later"],
)
def test_a_server_that_stops_before_the_body_has_surely_taken_nothing(lines, reason):
    with scripted(*lines) as port, carrier_to(port, timeout=SHORT) as carrier:
        assert failure(carrier) == (Away, reason)


def test_a_letter_cut_while_it_is_sent_was_not_taken_and_holds_up_nobody_else():
    yes = [b"220 hello\r\n", b"250 mail.test\r\n", b"250 OK\r\n", b"250 OK\r\n", b"354 go on\r\n"]
    with scripted(*yes, stays=False) as port, carrier_to(port) as carrier:
        assert failure(carrier, mail(text="much to say\n" * 1_000_000)) == (Postponed, "smtp-cut")


def test_rubbish_after_the_body_leaves_us_uncertain_and_the_connection_is_not_trusted_again():
    with mail_server(Server(to_body="what?")) as server, carrier_to(server.port) as carrier:
        assert failure(carrier) == (Uncertain, "smtp-rubbish")
        server.to_body = ""
        carrier.send(mail())

    assert (len(server.bodies), server.connections) == (1, 2)


def test_nobody_listening_is_away():
    with socket.create_server(("127.0.0.1", 0)) as placeholder:
        port = placeholder.getsockname()[1]
    with carrier_to(port) as carrier:
        assert failure(carrier) == (Away, "connection")


def test_a_host_without_an_address_is_away():
    carrier = SmtpCarrier("smtp://mail.invalid?starttls=no", "hello@example.org", timeout=SHORT)

    assert failure(carrier) == (Away, "dns")
