"""Copies of a SQLite database: `VACUUM INTO` writes one instant, whoever writes meanwhile."""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from portal.backup.problems import BadBackup

_MAGIC = b"SQLite format 3\0"
#: Seconds to wait for whoever writes just now.
_PATIENCE = 60


class SqliteCopy:
    def __init__(self, database: Path) -> None:
        self._database = database

    def write(self, draft: Path) -> None:
        if not self._database.exists():
            raise BadBackup(f"There is no database {self._database}.")
        with closing(self._open(self._database)) as connection:
            connection.execute("VACUUM INTO ?", (str(draft),))

    def check(self, file: Path) -> None:
        with file.open("rb") as opened:
            if opened.read(len(_MAGIC)) != _MAGIC:
                raise BadBackup("It is no backup of a SQLite database.")
        try:
            with closing(self._read(file)) as connection:
                (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
                orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
        except sqlite3.DatabaseError as error:
            raise BadBackup(f"It is damaged: {error}.") from error
        if verdict != "ok" or orphan:
            raise BadBackup(f"It is damaged: {verdict if verdict != 'ok' else f'a row of {orphan[0]} hangs loose'}.")

    def first(self, file: Path, table: str, column: str) -> str | None:
        with closing(self._read(file)) as connection:
            known = connection.execute(
                "SELECT 1 FROM pragma_table_info(?) WHERE name = ?", (table, column)
            ).fetchone()
            query = f'SELECT "{column}" FROM "{table}" LIMIT 1'  # noqa: S608  (names of ours)
            row = connection.execute(query).fetchone() if known else None
        return None if row is None or row[0] is None else str(row[0])

    def settle(self) -> None:
        """Take over what still lies beside it, in its log: afterwards the file alone is the database."""
        if not self._database.is_file():
            raise BadBackup(f"There is no file {self._database}.")
        with closing(self._open(self._database)) as connection:
            try:
                (busy, *_rest) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.DatabaseError as error:
                raise BadBackup(f"It cannot be read: {error}.") from error
        if busy:
            raise BadBackup("Somebody reads or writes it. Stop the web server and the worker first.")

    def put_back(self, file: Path) -> None:
        """Into the file that is there, as one transaction: another file under its name would be seen by nobody who
        has the first one open, and they would go on writing into it."""
        self._database.parent.mkdir(parents=True, exist_ok=True)
        with (
            self._no_other_writer(),
            closing(self._read(file)) as source,
            closing(self._open(self._database)) as target,
        ):
            target.execute("PRAGMA journal_mode=WAL")
            target.execute("PRAGMA secure_delete=ON")
            source.backup(target)

    @contextmanager
    def _no_other_writer(self) -> Iterator[None]:
        """The queue of `portal.database`: whoever writes just now ends, the others wait."""
        with Path(f"{self._database}.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @staticmethod
    def _open(file: Path) -> sqlite3.Connection:
        return sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)

    @staticmethod
    def _read(file: Path) -> sqlite3.Connection:
        """A file that nobody writes: read without leaving anything beside it."""
        return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
