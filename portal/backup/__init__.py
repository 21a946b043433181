"""A copy of the whole database in one file, made while people sign up, and putting it back. What people sent as files
lies in a second one beside it.

The keys are not in it (see `portal.vault`): a stolen backup names nobody, and a backup without its keys is worth
nothing. A plain copy of a live SQLite file is no backup: what was written last lies beside it, in another file.
"""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import func, inspect, select, update

from portal.backup import files
from portal.backup.postgresql import PostgresqlCopy
from portal.backup.problems import BadBackup
from portal.backup.sqlite import SqliteCopy
from portal.database import begin_write, db
from portal.domain.accounts.models import Person
from portal.domain.catalogue.models import CourseSession
from portal.domain.jobs.cv_files import unlike
from portal.domain.messages.models import Message
from portal.domain.messages.states import State as MessageState
from portal.domain.messages.stopped import CHANNELS, stop
from portal.domain.settings.alive import BACKUP, note_alive
from portal.domain.signups.models import SignUp
from portal.public_version import PublicVersion
from portal.vault import CannotOpen, vault
from portal.web import schema

#: What a database holds that nobody has used yet.
_OF_NOBODY = {"alembic_version", "public_version", "sign_of_life"}


class Copy(Protocol):
    """How one kind of database is copied and put back."""

    def write(self, draft: Path) -> None:
        """Write a copy of one instant into the empty file `draft`, while others go on writing."""

    def check(self, file: Path) -> None:
        """Raise `BadBackup` unless `file` is whole."""

    def first(self, file: Path, table: str, column: str) -> str | None:
        """The first value of a column in `file`; None: no such table, or no row."""

    def put_back(self, file: Path) -> None:
        """Let the database be what `file` holds: all of it, or nothing of it."""


@dataclass(frozen=True)
class Restored:
    """What is in the database now. `to_send`: messages that were still to go out then. `behind`: migrations wait.
    `files`: put back; `lost`: named in the database, and in neither place."""

    course_sessions: int
    people: int
    sign_ups: int
    last_sign_up: datetime | None
    to_send: int
    behind: bool
    files: int
    lost: int


def copy_of_this() -> Copy:
    url = db.engine.url
    return SqliteCopy(Path(str(url.database))) if url.get_backend_name() == "sqlite" else PostgresqlCopy(url)


def make(file: Path, now: datetime) -> int:
    """Write the database into `file`, which must not be there yet; returns its size in bytes.

    It lies under its name only when it is whole and on the disk. Raises `BadBackup`.
    """
    if file.exists():
        raise BadBackup(f"{file} is there already. Choose another name, or take it away first.")
    draft = file.with_name(f"{file.name}.part")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    copy = copy_of_this()
    try:
        copy.write(draft)
        copy.check(draft)
        _to_disk(draft)
        files.write(file)
        draft.rename(file)
        _to_disk(file.parent)
    finally:
        draft.unlink(missing_ok=True)
    note_alive(BACKUP, now)
    return file.stat().st_size


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def look_into(file: Path, copy: Copy | None = None) -> None:
    """Raise `BadBackup` unless `file` is whole, of a version this portal knows, and opens with its keys.

    `copy`: of which kind it is; None: of the kind this portal uses.
    """
    if not file.is_file():
        raise BadBackup(f"There is no file {file}.")
    copy = copy or copy_of_this()
    copy.check(file)
    revision = copy.first(file, "alembic_version", "version_num")
    if revision is None:
        raise BadBackup("It is no backup of a portal.")
    if revision not in schema.known():
        raise BadBackup("A newer portal made it. Install that version first.")
    sealed = copy.first(file, "sign_up", "code")
    try:
        if sealed:
            vault.open(sealed)
    except CannotOpen as error:
        raise BadBackup("The keys of this portal do not open it. Set PORTAL_DATA_KEYS as it was then.") from error


def is_empty() -> bool:
    """Nothing of anybody is in the database: no tables yet, or nothing in them."""
    here = set(inspect(db.engine).get_table_names()) - _OF_NOBODY
    tables = [table for table in db.metadata.sorted_tables if table.name in here]
    return not any(db.session.execute(select(1).select_from(table).limit(1)).first() for table in tables)


def put_back(file: Path, now: datetime, hold: bool) -> Restored:
    """Let the database be what `file` holds. `hold`: no message goes out until the team says so."""
    before = _public_number()
    db.session.remove()
    db.engine.dispose()
    copy_of_this().put_back(file)
    behind = copy_of_this().first(file, "alembic_version", "version_num") not in schema.newest()
    begin_write()
    # Pages kept in memory are known by this number: what it counts must not count the same numbers again.
    number = max(before, _public_number()) + 1
    db.session.execute(update(PublicVersion).values(number=number))
    for channel in CHANNELS if hold and not behind else ():
        stop(channel, now)
    return Restored(
        _count(CourseSession),
        _count(Person),
        _count(SignUp),
        db.session.scalar(select(func.max(SignUp.created_at))),
        db.session.scalar(select(func.count(Message.id)).where(Message.state == MessageState.QUEUED)) or 0,
        behind,
        files.put_back(file),
        0 if behind else unlike(now)[0],
    )


def _count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def _public_number() -> int:
    if not inspect(db.engine).has_table("public_version"):
        return 0
    return db.session.scalar(select(PublicVersion.number)) or 0
