"""Public pages kept in memory, as the compressed bytes they were sent as, and never stale.

A page is kept under what it was made from: its address with the query, the size htmx asked for, the encodings the
browser takes, the minute, and the number that moves with every change of what the public sees
(`portal.public_version`). When the minute or the number moves, everything kept is dropped. Only pages marked public
get here (see `portal.web.access`): they read no cookie and set none, so one visitor's page is everybody's.

It stands before Flask, because finding the view and binding its language costs more than all the rest of an answer
that is there already.
"""

import threading
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from flask import Flask
from werkzeug.http import parse_etags

from portal import clock
from portal.database import db
from portal.public_version import read

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Key = tuple[str, ...]
Age = tuple[int, int]

_MAY_BE_KEPT = "portal.may_be_kept"
#: In the environment of a request: the number as it was before anything of the page was read.
NUMBER = "portal.public_version"
#: What a page depends on beside its age. The host is one: an answer to a host we do not serve is not a page.
_PARTS = (
    "SCRIPT_NAME",
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_HOST",
    "HTTP_HX_REQUEST",
    "HTTP_HX_REQUEST_TYPE",
    "HTTP_ACCEPT_ENCODING",
)
#: What tells of a body, which a 304 has not.
_OF_THE_BODY = {"content-length", "content-type", "content-encoding"}


def may_be_kept(environ: Environ) -> None:
    """This request is answered by a page that is the same for all."""
    environ[_MAY_BE_KEPT] = True


class PageCache:
    """WSGI middleware. `version` gives the number as it is now; `most` is how many bytes of pages are kept."""

    def __init__(self, inner: Callable[..., Iterable[bytes]], version: Callable[[], int | None], most: int) -> None:
        self._inner, self.version, self._most = inner, version, most
        self._lock = threading.Lock()
        self._age: Age | None = None
        self._kept: dict[Key, tuple[Headers, bytes]] = {}
        self._size = 0

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or not self._most:
            return self._inner(environ, start_response)
        # Before anything of the page is read: it may turn out newer than its number, never older.
        age = self._now()
        environ[NUMBER] = age and age[0]
        key = tuple(environ.get(part, "") for part in _PARTS)
        kept = self._of(age, key)
        if kept is not None:
            return _answer(*kept, environ, start_response)
        return self._keep(age, key, environ, start_response)

    def clear(self) -> None:
        with self._lock:
            self._forget(None)

    def _now(self) -> Age | None:
        number = self.version()
        return None if number is None else (number, int(clock.now().timestamp()) // 60)

    def _of(self, age: Age | None, key: Key) -> tuple[Headers, bytes] | None:
        with self._lock:  # between looking at the age and at the pages, a slower request may bring its own age back
            if age != self._age:
                self._forget(age)
            return self._kept.get(key) if age is not None else None

    def _forget(self, age: Age | None) -> None:
        self._age, self._kept, self._size = age, {}, 0

    def _keep(
        self, age: Age | None, key: Key, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Make the page, and keep it when it may be kept and nothing moved on meanwhile."""
        started: list[Any] = []

        def start(status: str, headers: Headers, exc_info: Any = None) -> Any:
            started[:] = [status, headers]
            return start_response(status, headers, exc_info)

        body = self._inner(environ, start)
        fit = started and started[0].startswith("200") and environ["REQUEST_METHOD"] == "GET"
        if age is None or not fit or not environ.get(_MAY_BE_KEPT):
            return body
        try:
            whole = b"".join(body)
        finally:
            getattr(body, "close", lambda: None)()
        headers = list(started[1])
        if not any(name.lower() == "set-cookie" for name, _value in headers):
            self._put(age, key, headers, whole)
        return [whole]

    def _put(self, age: Age, key: Key, headers: Headers, whole: bytes) -> None:
        with self._lock:
            if self._age != age:
                return
            if self._size + len(whole) > self._most:
                self._forget(age)
            self._size += len(whole)
            self._kept[key] = headers, whole


def _answer(headers: Headers, whole: bytes, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked and _same(asked, headers):
        start_response("304 NOT MODIFIED", [pair for pair in headers if pair[0].lower() not in _OF_THE_BODY])
        return []
    start_response("200 OK", list(headers))
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [whole]


def _same(asked: str, headers: Headers) -> bool:
    own = next((value for name, value in headers if name.lower() == "etag"), "")
    return bool(own) and parse_etags(asked).contains_weak(own.removeprefix("W/").strip('"'))


def init_page_cache(app: Flask) -> None:
    """Put the cache before the app. One process keeps at most `PORTAL_PAGE_CACHE_MB`."""

    with app.app_context():
        engine = db.engine
    cache = PageCache(app.wsgi_app, partial(read, engine), app.config["PORTAL_PAGE_CACHE_MB"] * 1_000_000)
    app.wsgi_app = cache  # type: ignore[method-assign]
    app.extensions["page_cache"] = cache
