"""A real SMTP server on loopback that can be told how to misbehave."""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from portal import clock

Hook = Callable[[], str | None]


@dataclass
class Server:
    """What arrived, and what to answer instead of yes: to whom, to a sender, to a body."""

    port: int = 0
    recipients: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    connections: int = 0
    utf8: bool = False
    refuse_recipient: dict[str, str] = field(default_factory=dict)
    to_sender: Hook = lambda: None
    to_body: str = ""
    #: Seconds to think before a body is answered.
    thinks: float = 0
    hangs_up: bool = False

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(body.replace(b"\r\n", b"\n"), policy=default) for body in self.bodies]

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str, responses: list) -> list:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list) -> str:
        self.options += options
        refusal = self.to_sender()
        if not refusal:
            envelope.mail_from = address
        return refusal or "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list) -> str:
        refusal = self.refuse_recipient.get(address)
        if not refusal:
            envelope.rcpt_tos.append(address)
        return refusal or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.to_body:
            return self.to_body
        self.recipients += envelope.rcpt_tos
        self.bodies.append(envelope.content)
        if self.hangs_up:
            server.transport.abort()
        await asyncio.sleep(self.thinks)
        return "250 OK"


class _AnyPort(Controller):
    """aiosmtpd greets its own server once at the start, and has to be told which port was free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(server: Server | None = None, **options: Any) -> Iterator[Server]:
    """Serve on loopback. `options` are those of aiosmtpd; `implicit_tls` is a context for TLS from the first byte."""
    server = server or Server()
    controller = _AnyPort(
        server,
        hostname="127.0.0.1",
        port=0,
        server_hostname="mail.test",
        ssl_context=options.pop("implicit_tls", None),
        enable_SMTPUTF8=server.utf8,
        **options,
    )
    controller.start()
    server.port = controller.port
    try:
        yield server
    finally:
        controller.stop()


def only(user: str, password: str) -> dict[str, Any]:
    """Options of a server that wants this login, over TLS only."""

    def knows(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        right = (given.login, given.password) == (user.encode(), password.encode())
        return AuthResult(success=right, handled=False)

    return {"authenticator": knows, "auth_required": True}


@dataclass(frozen=True)
class Certificate:
    path: Path
    context: ssl.SSLContext


def self_made_certificate(folder: Path) -> Certificate:
    """A certificate for 127.0.0.1 that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.test")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(clock.now() - timedelta(days=365))
        .not_valid_after(clock.now() + timedelta(days=3650))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    chain, secret = folder / "certificate.pem", folder / "key.pem"
    chain.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, secret)
    return Certificate(chain, context)
