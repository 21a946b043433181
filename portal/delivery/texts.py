"""Text messages through any gateway that takes an HTTP request, described by settings.

`{to}` (+33...), `{to_plain}` (33...), `{text}` and `{ref}` stand in the address and in the body; each is escaped
for where it stands. A body that is JSON is sent as JSON, any other as a form; without a body it is a GET.
"""

import json
import re
import ssl
import time
from collections.abc import Callable, Mapping
from http.client import HTTPException
from typing import Any
from urllib.parse import SplitResult, quote, quote_plus, unquote, urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)
from urllib3.response import BaseHTTPResponse
from urllib3.util import make_headers

from portal.delivery.letters import Away, Refused, TextMessage, Uncertain

_PLACE = re.compile(r"\{(to_plain|to|text|ref)\}")
_MOST_READ = 64 * 1024

#: Answers to us rather than about the recipient: no login, no credit, an address or a way of asking that is
#: wrong, too many at once. Nothing was taken, and another message would fare no better.
_ABOUT_US = {401, 402, 403, 404, 405, 407, 408, 415, 425, 429}

#: What breaks on the way: errors of urllib3, of the socket, and of http.client (rubbish instead of HTTP).
_BROKEN = (HTTPError, OSError, HTTPException)


def fill(template: str, message: TextMessage, escape: Callable[[str], str]) -> str:
    """The template with its places filled, in one pass: braces in a message are only braces."""
    sound = message.text.encode("utf-8", "replace").decode()  # half a surrogate pair goes nowhere
    facts = {"to": message.to, "to_plain": message.to.lstrip("+"), "text": sound, "ref": message.ref}
    return _PLACE.sub(lambda place: escape(facts[place[1]]), template)


class GatewayCarrier:
    """One kept connection to the gateway. No redirect is followed, and certificates are verified."""

    def __init__(
        self,
        url: str,
        body: str = "",
        headers: Mapping[str, str] | None = None,
        expect: str = "",
        timeout: float = 20.0,
    ) -> None:
        self._timeout = timeout
        parts = urlsplit(url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._connection = kind(parts.hostname or "", parts.port, timeout=timeout)
        self._target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._body = body.strip()
        self._json: Any = json.loads(self._body) if self._body.startswith(("{", "[")) else None
        self._headers = {"User-Agent": "portal"} | _login(parts) | self._content_type() | dict(headers or {})
        self._expect = re.compile(expect) if expect else None

    def send(self, message: TextMessage) -> None:
        self._connect()
        try:
            answer = self._ask(message)
        except _BROKEN as error:
            self.close()
            raise Uncertain(_reason(error)) from None
        self._judge(answer.status, self._read(answer))

    def reach(self) -> None:
        """What it does with a message is only known by sending one."""
        self._connect()

    def close(self) -> None:
        self._connection.close()

    def _connect(self) -> None:
        """Apart from asking: what fails here has surely told the gateway nothing."""
        if not self._connection.is_closed and self._connection.is_connected:
            return
        self._connection.close()
        try:
            self._connection.connect()
        except _BROKEN as error:
            self.close()
            raise Away(_reason(error)) from None

    def _ask(self, message: TextMessage) -> BaseHTTPResponse:
        target = fill(self._target, message, lambda fact: quote(fact, safe=""))
        headers = {name: fill(value, message, quote) for name, value in self._headers.items()}
        body = self._filled_body(message)
        self._connection.request("GET" if body is None else "POST", target, body, headers, preload_content=False)
        return self._connection.getresponse()

    def _content_type(self) -> dict[str, str]:
        if not self._body:
            return {}
        return {"Content-Type": "application/x-www-form-urlencoded" if self._json is None else "application/json"}

    def _filled_body(self, message: TextMessage) -> bytes | None:
        if not self._body:
            return None
        if self._json is None:
            return fill(self._body, message, quote_plus).encode()
        return json.dumps(_filled(self._json, message)).encode()

    def _read(self, answer: BaseHTTPResponse) -> str | None:
        """The body, as far as anybody needs it; None if it broke off, or came so slowly that nobody can wait."""
        end = time.monotonic() + self._timeout
        try:
            parts: list[bytes] = []
            while sum(map(len, parts)) < _MOST_READ and (part := answer.read1(4096)):
                parts.append(part)
                if time.monotonic() > end:
                    raise TimeoutError
            body = b"".join(parts)[:_MOST_READ]
            whole = not part
        except _BROKEN:
            body, whole = None, False
        if not whole:
            self.close()
        return None if body is None else body.decode("utf-8", "replace")

    def _judge(self, status: int, body: str | None) -> None:
        if 200 <= status < 300:
            if self._expect and (body is None or not self._expect.search(body)):
                raise Uncertain("cut" if body is None else "unexpected-answer")
            return
        if status == 504:  # a proxy handed it on and heard nothing
            raise Uncertain("http-504")
        if 400 <= status < 500 and status not in _ABOUT_US:
            raise Refused(f"http-{status}")
        raise Away(f"http-{status}")


def _login(parts: SplitResult) -> dict[str, str]:
    """https://user:password@host/... as browsers and curl understand it."""
    if parts.username is None:
        return {}
    return make_headers(basic_auth=f"{unquote(parts.username)}:{unquote(parts.password or '')}")


def _filled(template: Any, message: TextMessage) -> Any:
    if isinstance(template, dict):
        return {name: _filled(value, message) for name, value in template.items()}
    if isinstance(template, list):
        return [_filled(value, message) for value in template]
    return fill(template, message, str) if isinstance(template, str) else template


def _reason(error: BaseException) -> str:
    # The order matters: urllib3 derives a name without address and a refused connection from the time-out.
    known = (
        (NameResolutionError, "dns"),
        (NewConnectionError, "connection"),
        ((ConnectTimeoutError, ReadTimeoutError, TimeoutError), "timeout"),
        ((SSLError, ssl.SSLError), "tls"),
    )
    return next((key for kind, key in known if isinstance(error, kind)), "connection")
