"""What happens in the portal, for whoever runs it: a line for each request, a number that ties an error page to it.

Nothing of anybody is in a line: no address of a visitor, no path (it may name a booking), no form, and of an
exception its type and where it was raised, never its words.
"""

import json
import logging
import re
import secrets
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Flask, has_request_context, request, request_started

logger = logging.getLogger(__name__)

Environ = dict[str, Any]
#: In the environment of a request: its number, and which view answered it.
_NUMBER, _VIEW = "portal.request_number", "portal.view"
#: What a proxy in front may have called it already.
_OF_THE_PROXY = re.compile(r"[A-Za-z0-9-]{6,64}")
_METHODS = {"GET", "HEAD", "POST", "OPTIONS"}
#: The view of a page that came from memory, before Flask looked at its address.
FROM_MEMORY = "memory"


@dataclass(frozen=True)
class Seen:
    """One request that was answered. `seconds`: until the last byte was handed over; `size` in bytes."""

    number: str
    method: str
    view: str
    status: int
    seconds: float
    size: int


Listener = Callable[[Seen], None]


def request_number() -> str:
    """By which the request under way is found in the log; short enough to be said over the phone."""
    return str(_number_of(request.environ)) if has_request_context() else ""


def _number_of(environ: Environ) -> str:
    if _NUMBER not in environ:
        environ[_NUMBER] = f"{secrets.token_hex(2)}-{secrets.token_hex(2)}"
    return str(environ[_NUMBER])


class Watched:
    """WSGI middleware before everything else: tells each of `listeners` of each request, once it is answered."""

    def __init__(
        self, inner: Callable[..., Iterable[bytes]], listeners: tuple[Listener, ...], behind_proxy: bool
    ) -> None:
        self._inner, self._listeners, self._behind_proxy = inner, listeners, behind_proxy

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        began = time.perf_counter()
        named = environ.get("HTTP_X_REQUEST_ID", "") if self._behind_proxy else ""
        if _OF_THE_PROXY.fullmatch(named):
            environ[_NUMBER] = named
        answered: list[int] = []

        def start(line: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            answered[:] = [int(line.split(" ", 1)[0])]
            return start_response(line, headers, exc_info)

        return self._through(self._inner(environ, start), environ, began, answered)

    def _through(self, body: Iterable[bytes], environ: Environ, began: float, answered: list[int]) -> Iterator[bytes]:
        size = 0
        try:
            for part in body:
                size += len(part)
                yield part
        finally:
            getattr(body, "close", lambda: None)()
            self._tell(environ, answered[0] if answered else 500, time.perf_counter() - began, size)

    def _tell(self, environ: Environ, status: int, seconds: float, size: int) -> None:
        # A stranger may send any word as a method: each would be a figure of its own.
        method = environ["REQUEST_METHOD"] if environ["REQUEST_METHOD"] in _METHODS else "other"
        seen = Seen(_number_of(environ), method, environ.get(_VIEW, FROM_MEMORY), status, seconds, size)
        for listen in self._listeners:
            listen(seen)


def watch(app: Flask, *listeners: Listener) -> None:
    """Tell `listeners` of every request of this app."""
    request_started.connect(_note_view, app)
    app.wsgi_app = Watched(  # type: ignore[method-assign]
        app.wsgi_app, listeners, bool(app.config["PORTAL_PROXIES"])
    )


def _note_view(sender: Flask, **_: Any) -> None:
    request.environ[_VIEW] = request.endpoint or "none"


def write_line(seen: Seen) -> None:
    facts = {
        "method": seen.method,
        "view": seen.view,
        "status": seen.status,
        "ms": round(seen.seconds * 1000, 1),
        "bytes": seen.size,
        "number": seen.number,
    }
    logger.info("answered", extra={"facts": facts})


class Lines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": _said(record),
        }
        if number := request_number():
            line["number"] = number
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["where"] = where(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _said(record: logging.LogRecord) -> str:
    """What others say is kept as they wrote it in their code: what they fill in may be of somebody."""
    return record.getMessage() if record.name.split(".")[0] == "portal" else str(record.msg)


def where(raised: Any) -> list[str]:
    """`file:line function`, the innermost last."""
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(raised)]


def log_as_lines() -> None:
    """From here on this process logs as JSON, on its standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("portal").setLevel(logging.INFO)
