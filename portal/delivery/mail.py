"""E-mail by SMTP: one connection kept over several letters, and an honest word on how each hand-over ended."""

import contextlib
import re
import smtplib
import socket
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

from email_validator import EmailNotValidError, validate_email

from portal.delivery.compose import as_sent, compose
from portal.delivery.letters import Away, Mail, Postponed, Refused, Uncertain

#: Answers that speak of us or of the whole server, not of one recipient: closing down, a command that is not
#: known or not expected, a login that is missing, too weak or wrong.
_ABOUT_US = {421, 502, 503, 530, 534, 535, 538}
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Server:
    """What `PORTAL_MAIL_URL` says: smtp://user:password@host:587?starttls=require, or smtps://..."""

    host: str
    port: int
    user: str
    password: str
    #: "smtps" (from the first byte), "starttls" (or nothing goes), "no".
    tls: str
    authority: str | None

    @classmethod
    def read(cls, url: str) -> "Server":
        parts = urlsplit(url)
        options = parse_qs(parts.query)
        host = parts.hostname or "localhost"
        wanted = options.get("starttls", ["no" if host in _LOOPBACK else "require"])[0]
        tls = "smtps" if parts.scheme == "smtps" else "no" if wanted == "no" else "starttls"
        return cls(
            host,
            parts.port or (465 if tls == "smtps" else 587),
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            tls,
            options.get("ca", [None])[0],
        )


class SmtpCarrier:
    """Letters to one mail server, in the organisation's name. The server's certificate is always verified."""

    def __init__(self, url: str, sender: str, name: str = "", timeout: float = 20.0) -> None:
        self._server = Server.read(url)
        self._sender, self._name, self._timeout = sender, name, timeout
        self._context = ssl.create_default_context(cafile=self._server.authority)
        self._connection: smtplib.SMTP | None = None

    def send(self, mail: Mail) -> None:
        to, needs_utf8 = _spelling(mail.to)
        message = compose(mail, to, self._sender, self._name)
        while True:
            kept = self._connection
            connection = self._ready()
            try:
                return _hand_over(connection, message, self._sender, to, needs_utf8)
            except Uncertain:
                self.close()
                raise
            except Away:
                self.close()
                # Many servers end a connection after some letters or minutes: a new one tells whether it is that.
                if connection is not kept:
                    raise

    def reach(self) -> None:
        self._ready()

    def close(self) -> None:
        if self._connection:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._connection.quit()
            self._connection.close()
            self._connection = None

    def _ready(self) -> smtplib.SMTP:
        """The connection kept, if the server still listens to it; else a new one."""
        if self._connection:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                if self._connection.rset()[0] == 250:
                    return self._connection
            self.close()
        try:
            self._connection = self._connect()
        except smtplib.SMTPNotSupportedError:
            raise Away("smtp-no-login") from None
        except smtplib.SMTPResponseException as error:
            raise Away(_key(error.smtp_code)) from None
        except UnicodeError:  # smtplib speaks ASCII when it logs in
            raise Away("smtp-login") from None
        except (OSError, smtplib.SMTPException) as error:
            raise Away(_reason(error)) from None
        return self._connection

    def _connect(self) -> smtplib.SMTP:
        server, us = self._server, self._sender.rpartition("@")[2]
        connection: smtplib.SMTP
        if server.tls == "smtps":
            connection = smtplib.SMTP_SSL(server.host, server.port, us, timeout=self._timeout, context=self._context)
        else:
            connection = smtplib.SMTP(server.host, server.port, us, timeout=self._timeout)
        try:
            if server.tls == "starttls":
                connection.ehlo()
                if not connection.has_extn("starttls"):
                    raise Away("smtp-no-starttls")
                connection.starttls(context=self._context)
            connection.ehlo_or_helo_if_needed()
            if server.user:
                connection.login(server.user, server.password)
        except BaseException:
            connection.close()
            raise
        return connection


def _spelling(address: str) -> tuple[str, bool]:
    """The address in ASCII if it has such a spelling (its domain always has); else as it is, and True."""
    try:
        read = validate_email(address, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        raise Refused("not-an-address") from None
    return (read.ascii_email, False) if read.ascii_email else (read.normalized, True)


def _hand_over(connection: smtplib.SMTP, message: EmailMessage, sender: str, to: str, needs_utf8: bool) -> None:
    """One SMTP conversation. Until the final dot is sent nothing can be delivered; after it, only an answer tells."""
    if needs_utf8 and not connection.has_extn("smtputf8"):
        raise Refused("smtp-no-utf8")
    body = re.sub(rb"(?m)^\.", b"..", as_sent(message, needs_utf8)).rstrip() + b"\r\n"
    options = [f"SIZE={len(body)}"] if connection.has_extn("size") else []
    try:
        code = connection.mail(sender, [*options, "SMTPUTF8", "BODY=8BITMIME"] if needs_utf8 else options)[0]
        if code == 552:
            raise Refused("smtp-552")
        if code != 250:
            raise Away(_key(code))
        _judge(connection.rcpt(to)[0])
        _judge(connection.docmd("DATA")[0], wanted=3)
    except (OSError, smtplib.SMTPException) as error:
        raise Away(_reason(error)) from None
    try:
        connection.send(body + b".\r\n")
    except (OSError, smtplib.SMTPException):
        # Not Away: were it this letter that the server cuts, the others would wait behind it for ever.
        raise Postponed("smtp-cut") from None
    try:
        code = connection.getreply()[0]
    except (OSError, smtplib.SMTPException) as error:
        raise Uncertain(_reason(error)) from None
    if code < 0:
        raise Uncertain(_key(code))
    _judge(code)


def _judge(code: int, wanted: int = 2) -> None:
    """Raise what the answer to a recipient or a body means, unless it is yes."""
    if code // 100 == wanted:
        return
    if code in _ABOUT_US or not 400 <= code < 600:
        raise Away(_key(code))
    raise (Refused if code >= 500 else Postponed)(_key(code))


def _key(code: int) -> str:
    """smtplib calls an answer without a number -1."""
    return f"smtp-{code}" if code > 0 else "smtp-rubbish"


def _reason(error: BaseException) -> str:
    """A key for what broke; smtplib wraps the error of the socket, which tells more."""
    causes: list[BaseException] = [error]
    while causes[-1].__context__:
        causes.append(causes[-1].__context__)
    known = ((TimeoutError, "timeout"), (socket.gaierror, "dns"), (ssl.SSLError, "tls"))
    return next((key for kind, key in known for cause in causes if isinstance(cause, kind)), "connection")
