"""Every setting of the portal: its name in the environment, its default, what it means, and its check.

All settings start with `PORTAL_`. On a public address (`PORTAL_BASE_URL` begins with https) nothing that
protects people may be left to a default: the portal refuses to start and says what is missing.
"""

import json
import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from portal.config import readers
from portal.vault import new_data_key


class BadSettings(Exception):
    """The environment holds a setting that cannot be used; the text lists each one and what to do."""


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    meaning: str
    read: Callable[[str], Any] = str
    #: An https portal must set it: the default is for trying things out only.
    own: bool = False
    #: The team may change it in the back office; what they say goes before the environment.
    team: bool = False


SETTINGS = (
    Setting("BASE_URL", "http://127.0.0.1:8000", "Public address; every link and QR code uses it.", readers.address),
    Setting("INSTANCE", "", "Folder of the SQLite database and trial keys; empty: instance/ beside the code."),
    Setting("UPLOADS", "", "Folder of files that people send, sealed; empty: uploads/ of the instance folder."),
    Setting("DATABASE_URL", "", "SQLAlchemy address of the database; empty: SQLite in the instance folder."),
    Setting("SECRET_KEY", "", "Signs cookies. At least 32 characters.", readers.secret, own=True),
    Setting(
        "DATA_KEYS", "", "Encrypt contacts and free text; newest first, comma between.", readers.data_keys, own=True
    ),
    Setting("LOOKUP_KEY", "", "Keyed digests and private links; changing it voids both.", readers.secret, own=True),
    Setting("DEMO", "0", "1: a demonstration; every message, link and code is shown to everybody.", readers.flag),
    Setting(
        "LANGUAGES", "fr,en,ar,fa,uk", "Languages offered, the first one is the fall-back.", readers.words, team=True
    ),
    Setting("HTMX_SOURCE", "cdn", "cdn, with the own copy as fall-back; or local.", readers.one_of("cdn", "local")),
    Setting("TRUSTED_HOSTS", "", "Host names answered to; empty: that of the public address.", readers.words),
    Setting("PAGE_CACHE_MB", "16", "Memory of one web process for public pages, 0 for none.", readers.number(0)),
    Setting("PROXIES", "0", "Reverse proxies in front that set X-Forwarded-*.", readers.number(0)),
    Setting("MAX_BODY_BYTES", "65536", "Largest request body, in bytes.", readers.number(4096)),
    Setting("LIMITS_URL", "", "Where limits are counted: redis://... or empty for a file shared here."),
    Setting(
        "HOLDER_MINUTES", "120", "How long a browser may show a card after the check, in minutes.", readers.number(1)
    ),
    Setting("SEATS_PER_ADDRESS", "120", "Seat requests from one internet address in ten minutes.", readers.number(1)),
    Setting("OFFICE_IDLE_MINUTES", "30", "Staff left alone for so long are signed out.", readers.number(5)),
    Setting("OFFICE_HOURS", "12", "Staff sign in again after so many hours.", readers.number(1)),
    Setting("SIGN_IN_DAYS", "30", "Everybody else stays signed in for so many days.", readers.number(1)),
    Setting("PASSWORD_MEMORY_MB", "64", "Memory that checking one password takes.", readers.number(1)),
    Setting("PHONE_REGION", "FR", "Country of phone numbers written without a prefix.", readers.region),
    *(
        replace(setting, own=True, team=True)
        for setting in (
            Setting("ORGANISATION", "Konexio", "Name of the association."),
            Setting("ORGANISATION_ADDRESS", "15 rue de la Réunion, 75020 Paris, France", "Its postal address."),
            Setting("ORGANISATION_PHONE", "+33766387496", "Help number, international spelling.", readers.phone),
            Setting("ORGANISATION_EMAIL", "contact@konexio.eu", "Address for questions.", readers.email),
            Setting("ORGANISATION_WEBSITE", "https://www.konexio.eu", "Its website.", readers.website),
        )
    ),
    Setting("LOGO", "", "Its logo, by the digest of a picture that the team put in.", readers.digest, team=True),
    Setting("COLOUR_BRAND", "#0b4a4a", "Colour of headings, links and buttons.", readers.colour, team=True),
    Setting("COLOUR_ACCENT", "#ffc24b", "Colour of the band and of what stands out.", readers.colour, team=True),
    Setting(
        "WAKING_FROM", "08:00", "Messages go out from this hour of the place ...", readers.hour(5, 11), team=True
    ),
    Setting("WAKING_UNTIL", "20:00", "... to this one; at night the queue waits.", readers.hour(16, 22), team=True),
    Setting(
        "OFFICE_CLOSES", "18:00", "An answer promised by a day comes by this hour.", readers.hour(9, 20), team=True
    ),
    Setting("REMIND_DAY_BEFORE", "12:00", "When reminders go out the day before.", readers.hour(8, 19), team=True),
    Setting("REMIND_MORNING", "08:00", "When reminders go out on the day itself.", readers.hour(5, 11), team=True),
    Setting(
        "KEEP_MONTHS",
        "",
        "How many months data is kept, where the register says another number: contact=4, messages=3.",
        readers.months,
        team=True,
    ),
    Setting(
        "STAFF_EMAIL", "", "Where the team is told what it owes; empty: the address for questions.", readers.email
    ),
    Setting(
        "MAIL_URL",
        "file",
        "How e-mail goes out: smtp://user:password@host:587 (STARTTLS required, but on this machine; "
        "?starttls=no without, ?ca=/path for a private authority), smtps://user:password@host, or file: "
        "into outbox/ of the instance folder.",
        readers.mail_url,
        own=True,
    ),
    Setting("MAIL_FROM", "", "Sender of e-mail; empty: the address for questions.", readers.email),
    Setting(
        "TEXT_URL",
        "file",
        "How text messages go out: https://gateway/...{to}...{text} (also {to_plain} without +, {ref}), "
        "apprise:service://...{to}, file, or none: no text messages.",
        readers.text_url,
        own=True,
    ),
    Setting("TEXT_BODY", "", "What is posted to that address: JSON or a form, with the same {...}.", readers.body),
    Setting("TEXT_HEADERS", "", "Headers for that address, as a JSON object of texts.", readers.headers),
    Setting("TEXT_EXPECT", "", "Regular expression that a good answer matches; empty: any 2xx.", readers.pattern),
    Setting("TEXT_PREFIXES", "+33", "Beginnings of the numbers texts may go to, comma between.", readers.prefixes),
    Setting("TEXT_DAILY_SEGMENTS", "500", "Most segments of text messages in a day.", readers.number(0), team=True),
    Setting(
        "LOG",
        "text",
        "json: a line for each request and event, without personal data.",
        readers.one_of("text", "json"),
    ),
    Setting("METRICS_TOKEN", "", "Who sends it as a bearer token reads /metrics; empty: nobody.", readers.metrics),
    Setting(
        "REPORTS_URL", "", "Where unexpected errors are reported: a DSN of Sentry; empty: nowhere.", readers.reports
    ),
    Setting("PUBLISHER", "", "Who answers for what is published, for the legal notice.", own=True),
    Setting("HOSTING", "", "Name and address of the hosting company, for the legal notice.", own=True),
)


def environment(environ: Mapping[str, str] | None) -> Mapping[str, str]:
    return os.environ if environ is None else environ


def load(instance: Path, environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Read all settings into a Flask configuration; raise `BadSettings` naming everything that is wrong."""
    environ = environment(environ)
    problems: list[str] = []
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        name = f"PORTAL_{setting.name}"
        try:
            values[name] = setting.read(environ.get(name) or setting.default)
        except ValueError as error:
            problems.append(f"{name}: {error}.")
    problems += _empty_texts(values)
    public = str(values.get("PORTAL_BASE_URL", "")).startswith("https:")
    if public:
        problems += [
            f"PORTAL_{setting.name}: a public portal needs its own. {setting.meaning}"
            for setting in SETTINGS
            if setting.own and not environ.get(f"PORTAL_{setting.name}")
        ]
    if problems:
        raise BadSettings("\n".join(problems))
    if not public:
        _fill_keys_for_trying_out(values, instance)
    return values | _flask_settings(values, instance, public)


def _empty_texts(values: dict[str, Any]) -> list[str]:
    """A gateway that is told no number, or no words, would take every message and deliver none."""
    url, body = values.get("PORTAL_TEXT_URL", ""), values.get("PORTAL_TEXT_BODY", "")
    if not url.startswith("http") or (re.search(r"\{to(_plain)?\}", url + body) and "{text}" in url + body):
        return []
    return ["PORTAL_TEXT_URL: write {to} and {text} in it, or in PORTAL_TEXT_BODY."]


def _fill_keys_for_trying_out(values: dict[str, Any], instance: Path) -> None:
    """Off the public network, keys not given are made once and kept beside the database."""
    path = instance / "keys.json"
    if not path.exists():
        instance.mkdir(parents=True, exist_ok=True)
        made = {
            "PORTAL_SECRET_KEY": secrets.token_urlsafe(48),
            "PORTAL_DATA_KEYS": [new_data_key()],
            "PORTAL_LOOKUP_KEY": secrets.token_urlsafe(48),
        }
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(made))
        try:
            os.link(draft, path)  # the first of several processes wins, nobody reads half a file
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    kept = json.loads(path.read_text())
    for name, value in kept.items():
        values[name] = values[name] or value


def _flask_settings(values: dict[str, Any], instance: Path, public: bool) -> dict[str, Any]:
    """What Flask and its extensions want to hear, derived from ours."""
    own_host = urlsplit(values["PORTAL_BASE_URL"]).hostname
    database = values["PORTAL_DATABASE_URL"] or f"sqlite:///{instance / 'portal.sqlite3'}"
    if database.startswith(("postgres://", "postgresql://")):
        database = "postgresql+psycopg://" + database.split("://", 1)[1]
    return {
        "SECRET_KEY": values["PORTAL_SECRET_KEY"],
        "SQLALCHEMY_DATABASE_URI": database,
        "MAX_CONTENT_LENGTH": values["PORTAL_MAX_BODY_BYTES"],
        "MAX_FORM_MEMORY_SIZE": values["PORTAL_MAX_BODY_BYTES"],
        "TRUSTED_HOSTS": values["PORTAL_TRUSTED_HOSTS"] or ([own_host] if public else None),
        "SESSION_COOKIE_NAME": "__Host-portal" if public else "portal",
        "SESSION_COOKIE_SECURE": public,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        # No cookie is older; what is in it ends sooner, each by its own time.
        "PERMANENT_SESSION_LIFETIME": 60 * max(values["PORTAL_HOLDER_MINUTES"], 1440 * values["PORTAL_SIGN_IN_DAYS"]),
        "SESSION_REFRESH_EACH_REQUEST": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "PORTAL_OUTBOX": instance / "outbox",
        "PORTAL_UPLOADS": Path(values["PORTAL_UPLOADS"] or instance / "uploads").absolute(),
        "BABEL_DEFAULT_LOCALE": "en",
        "BABEL_TRANSLATION_DIRECTORIES": str(Path(__file__).parent.parent / "translations"),
    }
