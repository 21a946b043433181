"""Is all well? Each thing that can go wrong is looked at, with one sentence of what is and one of what to do.

The health page and `flask portal doctor` show the same; the doctor also connects to the gateways, which a page must
not wait for.
"""

import logging
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from flask import current_app
from sqlalchemy import func, make_url, select
from sqlalchemy.exc import SQLAlchemyError

from portal.database import db
from portal.domain.jobs.cv_files import unlike
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import due, segments_since
from portal.domain.messages.states import State
from portal.domain.messages.stopped import stopped
from portal.domain.promises.lists import count_overdue
from portal.domain.settings.alive import BACKUP, WORKER, last_seen
from portal.domain.signups.asked import home_zone
from portal.domain.signups.models import SignUp
from portal.vault import CannotOpen
from portal.web import dates, schema
from portal.web.languages import gettext as _
from portal.web.languages import ngettext

logger = logging.getLogger(__name__)

#: A worker that says nothing for so long is not at work; a message waits so long at most; so old is a backup at most.
SILENT, STUCK, BACKUP_OLD = timedelta(minutes=5), timedelta(minutes=15), timedelta(days=2)
#: Free space, in megabytes: soon too little, and too little.
_LITTLE, _NONE = 1000, 200
#: Before this, two writers and a checkpoint could damage a database, rarely.
_SQLITE_SOUND = (3, 51, 3)
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "fuse.sshfs", "fuse.glusterfs"}
_CLOCK = timedelta(seconds=30)


class Grade(StrEnum):
    GOOD = "good"
    LOOK = "look"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """`is_so`: how it is. `to_do`: what to do about it; empty: nothing."""

    what: str
    grade: Grade
    is_so: str
    to_do: str = ""


def good(what: str, is_so: str) -> Finding:
    return Finding(what, Grade.GOOD, is_so)


def findings(now: datetime) -> list[Finding]:
    """Everything that is looked at, in the order in which it is put right."""
    checks: tuple[tuple[Callable[[], str], Callable[[str, datetime], Finding]], ...] = (
        (lambda: _("Settings"), _settings),
        (lambda: _("Database"), _database),
        (lambda: _("Tables"), _tables),
        (lambda: _("Keys"), _keys),
        (lambda: _("Place of the database"), _place),
        (lambda: _("Disk"), _disk),
        (lambda: _("Files people sent"), _sent_files),
        (lambda: _("Clock"), _clock),
        (lambda: _("Worker"), _worker),
        (lambda: _("Messages that wait"), _queue),
        (lambda: _("Messages that failed"), _failed),
        (lambda: _("Channels"), _channels),
        (lambda: _("Text messages today"), _budget),
        (lambda: _("Answers owed"), _overdue),
        (lambda: _("Backup"), _backup),
    )
    return [_look(name(), check, now) for name, check in checks]


def _look(what: str, check: Callable[[str, datetime], Finding], now: datetime) -> Finding:
    try:
        return check(what, now)
    except SQLAlchemyError as error:
        logger.warning("health: %s: %s", check.__name__, type(error).__name__)
        db.session.rollback()
        if _tables_missing():
            return Finding(what, Grade.BAD, _("The tables are of an older version."), _("Run: flask db upgrade"))
        to_do = _("Start the database, and look at its own log.")
        return Finding(what, Grade.BAD, _("The database does not answer."), to_do)


def _tables_missing() -> bool:
    """Does the database answer, and has not yet what this version looks for?"""
    try:
        return schema.behind()
    except SQLAlchemyError:
        db.session.rollback()
        return False


def _settings(what: str, now: datetime) -> Finding:
    address = current_app.config["PORTAL_BASE_URL"]
    if address.startswith("https:") or "//127.0.0.1" in address or "//localhost" in address:
        return good(what, address)
    return Finding(what, Grade.LOOK, address, _("A public address begins with https. Set PORTAL_BASE_URL."))


def _database(what: str, now: datetime) -> Finding:
    db.session.execute(select(1))
    if not _is_file():
        return good(what, "PostgreSQL")
    if sqlite3.sqlite_version_info >= _SQLITE_SOUND:
        return good(what, f"SQLite {sqlite3.sqlite_version}")
    to_do = _("Rarely, versions before 3.51.3 damage a database. Install a newer one.")
    return Finding(what, Grade.LOOK, f"SQLite {sqlite3.sqlite_version}", to_do)


def _is_file() -> bool:
    return str(current_app.config["SQLALCHEMY_DATABASE_URI"]).startswith("sqlite")


def _tables(what: str, now: datetime) -> Finding:
    here, newest = schema.here(), schema.newest()
    if here == newest:
        return good(what, _("The tables fit this version."))
    if not here <= schema.known():
        return Finding(what, Grade.BAD, _("A newer portal made these tables."), _("Install that version again."))
    return Finding(what, Grade.BAD, _("The tables are of an older version."), _("Run: flask db upgrade"))


def _keys(what: str, now: datetime) -> Finding:
    ends = select(SignUp.code)
    try:
        for order in (SignUp.id, SignUp.id.desc()):
            db.session.scalar(ends.order_by(order).limit(1))
    except CannotOpen:
        to_do = _("Put the old key behind the new one in PORTAL_DATA_KEYS.")
        return Finding(what, Grade.BAD, _("The keys do not open the data."), to_do)
    return good(what, _("The keys open the data."))


def _place(what: str, now: datetime) -> Finding:
    if not _is_file():
        return good(what, _("It is a server of its own."))
    if file_system(_folder()) in _NETWORK:
        to_do = _("Move the database to a disk of this machine, or use PostgreSQL.")
        return Finding(what, Grade.BAD, _("It lies on a network drive, which may lose data."), to_do)
    return good(what, _("It lies on a disk of this machine."))


def _folder() -> Path:
    file = make_url(current_app.config["SQLALCHEMY_DATABASE_URI"]).database if _is_file() else None
    return Path(file).parent if file else Path(current_app.instance_path)


def file_system(folder: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """The kind of file system `folder` lies on; empty where the machine does not tell."""
    if not mounts.exists():
        return ""
    lines = [line.split() for line in mounts.read_text().splitlines()]
    above = [(line[1], line[2]) for line in lines if len(line) > 2 and folder.resolve().is_relative_to(line[1])]
    return max(above, key=lambda one: len(one[0]))[1] if above else ""


def _disk(what: str, now: datetime) -> Finding:
    free = shutil.disk_usage(_folder()).free // 1_000_000
    is_so = _("%(size)s MB are free.", size=dates.number_words(free))
    if free >= _LITTLE:
        return good(what, is_so)
    return Finding(what, Grade.BAD if free < _NONE else Grade.LOOK, is_so, _("Make room: delete old files and logs."))


def _sent_files(what: str, now: datetime) -> Finding:
    lost, loose = unlike(now)
    if lost:
        is_so = ngettext("%(num)s is missing.", "%(num)s are missing.", lost)
        return Finding(what, Grade.LOOK, is_so, _("Look for them in a backup of that time."))
    if loose:
        is_so = ngettext("%(num)s belongs to nothing.", "%(num)s belong to nothing.", loose)
        return Finding(what, Grade.LOOK, is_so, _("The worker takes them away. Is it at work?"))
    return good(what, _("Each is in its place."))


def _clock(what: str, now: datetime) -> Finding:
    newest = db.session.scalar(select(Message.created_at).order_by(Message.id.desc()).limit(1))
    if newest is not None and newest - now > _CLOCK:
        to_do = _("Let the machine set its clock by the network (NTP).")
        return Finding(what, Grade.BAD, _("The clock went back: messages come from later."), to_do)
    return good(what, dates.moment_words(now, home_zone()))


def _worker(what: str, now: datetime) -> Finding:
    seen = last_seen(WORKER)
    is_so = _("Last seen: %(moment)s", moment=dates.moment_words(seen, home_zone())) if seen else _("Never seen.")
    if seen is not None and now - seen <= SILENT:
        return good(what, is_so)
    return Finding(what, Grade.BAD, is_so, _("Start it: flask portal worker"))


def _queue(what: str, now: datetime) -> Finding:
    count, oldest = due(now)
    is_so = ngettext("%(num)s message is due.", "%(num)s messages are due.", count)
    if oldest is None or now - oldest <= STUCK or stopped():
        return good(what, is_so)
    return Finding(what, Grade.BAD, is_so, _("They wait too long. Look at the worker and the gateways."))


def _failed(what: str, now: datetime) -> Finding:
    dead = select(func.count()).where(Message.state == State.DEAD, Message.created_at > now - timedelta(days=7))
    count = db.session.scalar(dead) or 0
    is_so = ngettext("%(num)s in the last seven days.", "%(num)s in the last seven days.", count)
    return (
        Finding(what, Grade.LOOK, is_so, _("See why under Messages, and send again.")) if count else good(what, is_so)
    )


def _channels(what: str, now: datetime) -> Finding:
    if not stopped():
        return good(what, _("None is stopped."))
    return Finding(what, Grade.LOOK, _("A channel is stopped."), _("Start it again under Messages."))


def _budget(what: str, now: datetime) -> Finding:
    today = now.astimezone(home_zone()).replace(hour=0, minute=0, second=0, microsecond=0)
    used, most = segments_since(today), int(current_app.config["PORTAL_TEXT_DAILY_SEGMENTS"])
    is_so = _("%(used)s of %(most)s segments used.", used=used, most=most)
    if used < most or not most:
        return good(what, is_so)
    return Finding(what, Grade.LOOK, is_so, _("The others go out tomorrow. Raise the limit if needed."))


def _overdue(what: str, now: datetime) -> Finding:
    late = count_overdue(now)
    is_so = ngettext("%(num)s is late.", "%(num)s are late.", late)
    return Finding(what, Grade.LOOK, is_so, _("Answer them, the oldest first.")) if late else good(what, is_so)


def _backup(what: str, now: datetime) -> Finding:
    made = last_seen(BACKUP)
    to_do = _("Make one each night: flask portal backup FILE")
    if made is None:
        return Finding(what, Grade.LOOK, _("None was made here."), to_do)
    is_so = _("Last one: %(moment)s", moment=dates.moment_words(made, home_zone()))
    return good(what, is_so) if now - made <= BACKUP_OLD else Finding(what, Grade.LOOK, is_so, to_do)
