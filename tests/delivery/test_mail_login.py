"""E-mail leaves encrypted, to a server that is who it says, after a login where one is wanted."""

import pytest

from portal.delivery.letters import Away
from portal.delivery.mail import Server
from tests.delivery.letters import mail
from tests.delivery.mail_server import mail_server, only, self_made_certificate
from tests.delivery.mail_steps import carrier_to, failure


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return self_made_certificate(tmp_path_factory.mktemp("certificate"))


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
    meant = Server.read(url)

    assert (meant.tls, meant.port) == (tls, port)
