"""E-mail in real SMTP conversations, with servers that are kind, strict, slow and rude."""

import socket
import threading
from contextlib import contextmanager

import pytest

from portal.delivery.letters import Away, NotHandedOver, Postponed, Refused, Uncertain
from portal.delivery.mail import SmtpCarrier
from tests.delivery.letters import mail
from tests.delivery.mail_server import Server, mail_server, only, self_made_certificate

SHORT = 0.3


@contextmanager
def carrier_to(port, scheme="smtp", login="", options=""):
    carrier = SmtpCarrier(f"{scheme}://{login}127.0.0.1:{port}{options}", "hello@example.org", "Kónexio", SHORT)
    try:
        yield carrier
    finally:
        carrier.close()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return self_made_certificate(tmp_path_factory.mktemp("certificate"))


def failure(carrier, letter=None):
    """How the hand-over failed, and the reason given."""
    with pytest.raises(NotHandedOver) as raised:
        carrier.send(letter or mail())
    return type(raised.value), raised.value.reason


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
    connection.settimeout(SHORT)


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


def test_a_relay_that_wants_a_login_we_do_not_have_is_away(certificate):
    with (
        mail_server(tls_context=certificate.context, **only("portal", "s3cret")) as server,
        carrier_to(server.port, options=f"?starttls=require&ca={certificate.path}") as carrier,
    ):
        assert failure(carrier) == (Away, "smtp-530")


def test_starttls_and_login_go_before_the_letter(certificate):
    with (
        mail_server(tls_context=certificate.context, require_starttls=True, **only("por@tal", "s3:cret/")) as server,
        carrier_to(
            server.port, login="por%40tal:s3%3Acret%2F@", options=f"?starttls=require&ca={certificate.path}"
        ) as carrier,
    ):
        carrier.send(mail())

    assert server.recipients == ["nour@example.org"]


@pytest.mark.parametrize(("login", "reason"), [("portal:wrong@", "smtp-535"), ("portal:bléu@", "smtp-login")])
def test_a_wrong_login_is_our_fault_not_the_recipients(certificate, login, reason):
    with (
        mail_server(tls_context=certificate.context, **only("portal", "s3cret")) as server,
        carrier_to(server.port, login=login, options=f"?starttls=require&ca={certificate.path}") as carrier,
    ):
        assert failure(carrier) == (Away, reason)

    assert server.bodies == []


def test_tls_from_the_first_byte(certificate):
    with (
        mail_server(implicit_tls=certificate.context) as server,
        carrier_to(server.port, "smtps", options=f"?ca={certificate.path}") as carrier,
    ):
        carrier.send(mail())

    assert server.recipients == ["nour@example.org"]


def test_a_certificate_nobody_vouches_for_is_not_believed(certificate):
    with (
        mail_server(tls_context=certificate.context) as server,
        carrier_to(server.port, options="?starttls=require") as carrier,
    ):
        assert failure(carrier) == (Away, "tls")


def test_a_server_without_starttls_gets_nothing_where_it_is_required():
    with mail_server() as server, carrier_to(server.port, options="?starttls=require") as carrier:
        assert failure(carrier) == (Away, "smtp-no-starttls")

    assert server.bodies == []


@pytest.mark.parametrize(
    ("url", "tls", "port"),
    [
        ("smtp://mail.example.org", "starttls", 587),
        ("smtp://mail.example.org?starttls=no", "no", 587),
        ("smtp://localhost:25", "no", 25),
        ("smtp://[::1]", "no", 587),
        ("smtps://mail.example.org", "smtps", 465),
    ],
)
def test_letters_leave_this_machine_encrypted_unless_told_otherwise(url, tls, port):
    from portal.delivery.mail import Server as Meant

    meant = Meant.read(url)

    assert (meant.tls, meant.port) == (tls, port)


def test_a_server_that_thinks_too_long_about_a_body_may_have_taken_it():
    with mail_server(Server(thinks=1)) as server, carrier_to(server.port) as carrier:
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
    with scripted(*lines) as port, carrier_to(port) as carrier:
        assert failure(carrier) == (Away, reason)


def test_a_letter_cut_while_it_is_sent_was_not_taken_and_holds_up_nobody_else():
    yes = [b"220 hello\r\n", b"250 mail.test\r\n", b"250 OK\r\n", b"250 OK\r\n", b"354 go on\r\n"]
    with scripted(*yes, stays=False) as port, carrier_to(port) as carrier:
        assert failure(carrier, mail(text="much to say\n" * 2_000_000)) == (Postponed, "smtp-cut")


def test_rubbish_after_the_body_leaves_us_uncertain_and_the_connection_is_not_trusted_again():
    with mail_server(Server(to_body="what?")) as server, carrier_to(server.port) as carrier:
        assert failure(carrier) == (Uncertain, "smtp-rubbish")
        server.to_body = ""
        carrier.send(mail())

    assert (len(server.bodies), server.connections) == (1, 2)


def test_a_letter_too_large_for_the_server_is_not_sent_at_all():
    with mail_server(data_size_limit=1000) as server, carrier_to(server.port) as carrier:
        carrier.send(mail())
        assert failure(carrier, mail(text="much to say\n" * 200)) == (Refused, "smtp-552")

    (announced,) = server.options
    assert int(announced.removeprefix("SIZE=")) >= len(server.bodies[0])


def test_nobody_listening_is_away():
    with socket.create_server(("127.0.0.1", 0)) as placeholder:
        port = placeholder.getsockname()[1]
    with carrier_to(port) as carrier:
        assert failure(carrier) == (Away, "connection")


def test_a_host_without_an_address_is_away():
    carrier = SmtpCarrier("smtp://mail.invalid?starttls=no", "hello@example.org", timeout=SHORT)

    assert failure(carrier) == (Away, "dns")


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
