"""How often something may be tried.

Counted by what is attacked first (a code, a contact) and generously by internet address, because a whole
classroom shares one. The counts are shared by all processes of a machine through a small SQLite file beside the
database (`limits` has no SQL storage of its own and memory is per process); Redis by URL for several machines.
"""

import logging
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerHour
from limits.storage import Storage

from portal.domain.signups.codes import code_digest, is_code
from portal.vault import vault
from portal.web import holder

logger = logging.getLogger(__name__)

SCHEME = "portal-sqlite"


class SqliteStorage(Storage):
    """Fixed-window counters in a SQLite file. They are worth nothing tomorrow, so nothing is flushed to disk."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012  (declared so by the base class)

    def __init__(self, uri: str, wrap_exceptions: bool = False, **options: Any) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self._path = urlsplit(uri).path
        self._local = threading.local()

    @property
    def base_exceptions(self) -> type[Exception]:
        return sqlite3.Error

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._local, "connection"):
            Path(self._path).parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=5, isolation_level=None)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS hit"
                " (key TEXT PRIMARY KEY, count INTEGER NOT NULL, expires REAL NOT NULL) WITHOUT ROWID"
            )
            self._local.connection = connection
        return self._local.connection  # type: ignore[no-any-return]

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        now = time.time()
        row = self._connection().execute(
            "INSERT INTO hit VALUES (?1, ?2, ?3) ON CONFLICT (key) DO UPDATE SET"
            " count = CASE WHEN expires > ?4 THEN count + ?2 ELSE ?2 END,"
            " expires = CASE WHEN expires > ?4 THEN expires ELSE ?3 END RETURNING count, expires",
            (key, amount, now + expiry, now),
        )
        count, _ = row.fetchone()
        if count == amount:  # a new window: a good moment to sweep those that are over
            self._connection().execute("DELETE FROM hit WHERE expires < ?", (now - 60,))
        return int(count)

    def _get(self, key: str) -> tuple[int, float]:
        row = self._connection().execute(
            "SELECT count, expires FROM hit WHERE key = ? AND expires > ?", (key, time.time())
        )
        return row.fetchone() or (0, time.time())

    def get(self, key: str) -> int:
        return self._get(key)[0]

    def get_expiry(self, key: str) -> float:
        return self._get(key)[1]

    def check(self) -> bool:
        return bool(self._connection().execute("SELECT 1").fetchone())

    def reset(self) -> int | None:
        return self._connection().execute("DELETE FROM hit").rowcount

    def clear(self, key: str) -> None:
        self._connection().execute("DELETE FROM hit WHERE key = ?", (key,))


def visitor_address() -> str:
    """A keyed digest of the internet address: limits need to tell visitors apart, not to know them."""
    return vault.digest("address", get_remote_address())


def typed_code() -> str:
    """The code being tried, as a digest; whoever tries another one is counted by address."""
    return code_digest(request.form.get("code", ""))


def no_code_of_ours() -> bool:
    """What cannot be a code guesses nothing: the example beside the field, a phone number, a typing error."""
    return not is_code(request.form.get("code", ""))


def this_booking() -> str:
    return str((request.view_args or {}).get("ref", ""))


def another_step() -> bool:
    """A step of a form that asks for no contact."""
    return (request.view_args or {}).get("step") != "who"


def _failed(response: Response) -> bool:
    return response.status_code >= 400


limiter = Limiter(key_func=visitor_address)

#: Guessing a code: five failures an hour for one code, sixty for an address (a classroom shares one).
guess_by_code = limiter.limit(
    "5 per hour", key_func=typed_code, methods=["POST"], deduct_when=_failed, exempt_when=no_code_of_ours
)
guess_by_booking = limiter.limit("5 per hour", key_func=this_booking, methods=["POST"], deduct_when=_failed)
guess_by_address = limiter.limit("60 per hour", methods=["POST"], deduct_when=_failed)
#: Guessing the link of a message: there are 2^60, and a GET is the guess.
guess_link_by_address = limiter.limit("60 per hour", methods=["GET", "HEAD"], deduct_when=_failed)
asks_by_address = limiter.limit("60 per 10 minutes", methods=["POST"])
#: Another e-mail address in a form that is kept; its other steps are as free as reading.
changes_contact_by_address = limiter.limit("60 per 10 minutes", methods=["POST"], exempt_when=another_step)
#: Signing in, whatever is tried: an office shares one address.
sign_ins_by_address = limiter.limit("60 per hour", methods=["POST"], deduct_when=_failed)
#: Taking seats: generous, because fifteen people in a classroom do it in one minute.
seats_by_address = limiter.limit(
    lambda: f"{current_app.config['PORTAL_SEATS_PER_ADDRESS']} per 10 minutes", methods=["POST"]
)


def asked_contact() -> str:
    """The contact whose six digits are being tried."""
    return holder.link_sent_to() or ""


#: Guessing the six digits of a message: there are a million, and they live for one hour.
guess_digits_by_contact = limiter.limit("6 per hour", key_func=asked_contact, methods=["POST"], deduct_when=_failed)

#: What makes a message is counted by whom it would reach, so that nobody's number is flooded. A family shares one.
_ASKS, _SEATS, _CHANGES = RateLimitItemPerHour(6), RateLimitItemPerHour(12), RateLimitItemPerHour(6)
_LINKS = RateLimitItemPerHour(3)
#: Applications for work of one contact, and of one helper for others, in a day.
_APPLICATIONS, _HELP = RateLimitItemPerDay(10), RateLimitItemPerDay(40)
#: Applications on the tablets of one fair, and reports from one address, in an hour.
_AT_FAIR, _REPORTS = RateLimitItemPerHour(200), RateLimitItemPerHour(12)

#: Wrong passwords, and wrong codes, of one account. For one that nobody has, too: who tries cannot tell.
_TRIES = RateLimitItemPerHour(10)


def may_ask(contact: str) -> bool:
    """May this contact ask to be called, or told, once more? Asking here counts. `contact`: its digest."""
    return _once_more(_ASKS, "ask", contact)


def may_get_link(contact: str) -> bool:
    """May a link to all bookings of this contact be sent once more, whether there are any or not?"""
    return _once_more(_LINKS, "link", contact)


def may_sign_up(contact: str | None) -> bool:
    """May a seat be taken, or waited for, with this contact once more? Without one nobody gets a message."""
    return contact is None or _once_more(_SEATS, "seat", contact)


def may_apply(contact: str) -> bool:
    """May this contact apply for work once more today? Asking here counts. `contact`: its digest."""
    return _once_more(_APPLICATIONS, "apply", contact)


def may_apply_at_fair(link: str) -> bool:
    """May one more application come from the tablets that this link opened? A photo of it opens any phone."""
    return _once_more(_AT_FAIR, "fair", link)


def may_report(address: str) -> bool:
    """May one more report of a job come from this internet address? Each asks the team to look today."""
    return _once_more(_REPORTS, "report", address)


def may_apply_for_others(account: str) -> bool:
    """May whoever has this account (its ref) apply for somebody once more today?"""
    return _once_more(_HELP, "help", account)


def may_change(booking: str, contact: str | None) -> bool:
    """May this booking be changed once more? Its next date is another booking: the contact stays the same."""
    return _once_more(_CHANGES, "change", booking) and may_sign_up(contact)


def may_try(what: str, account: str) -> bool:
    """May a password, or a code, be tried once more for this account? Only `tried` counts: success costs nothing."""
    if not limiter.enabled:
        return True
    try:
        return limiter.limiter.test(_TRIES, what, account)
    except limiter.storage.base_exceptions:
        logger.exception("a limit cannot be counted")
        return True


def tried(what: str, account: str) -> None:
    """It was wrong."""
    _once_more(_TRIES, what, account)


def _once_more(most: RateLimitItem, *key: str) -> bool:
    """For views that know better than the bare request what is tried, and show their own form when it is too much."""
    if not limiter.enabled:
        return True
    try:
        return limiter.limiter.hit(most, *key)
    except limiter.storage.base_exceptions:  # as for the limits above: a full disk must not lock people out
        logger.exception("a limit cannot be counted")
        return True


def init_limits(app: Flask) -> None:
    own = f"{SCHEME}://{Path(app.instance_path) / 'limits.sqlite3'}"
    app.config.setdefault("RATELIMIT_STORAGE_URI", app.config["PORTAL_LIMITS_URL"] or own)
    app.config.setdefault("RATELIMIT_STRATEGY", "fixed-window")
    app.config.setdefault("RATELIMIT_SWALLOW_ERRORS", True)  # a full disk must not lock people out
    limiter.init_app(app)
