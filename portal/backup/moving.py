"""A portal that outgrows SQLite moves to PostgreSQL: every row as it lies, and on both sides counted and summed up.

All of it is one transaction of PostgreSQL: broken off, nothing is there, and the command is run again. What the rows
hold is not looked into: sealed text stays sealed, under the same keys.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from psycopg import Connection, Cursor, Error, sql
from sqlalchemy import JSON, Boolean, Column, Date, Table
from sqlalchemy.types import TypeDecorator, TypeEngine

from portal.backup import is_empty, look_into
from portal.backup.problems import BadBackup
from portal.backup.sqlite import SqliteCopy
from portal.database import Instant, db
from portal.web import schema

#: Rows are read from PostgreSQL so many at a time.
_AT_ONCE = 2_000
Say = Callable[[str, int], None]


@dataclass(frozen=True)
class Sum:
    """How many rows a table has, and one number made of all of them, whatever their order."""

    rows: int
    number: int


@dataclass(frozen=True)
class Moved:
    """`already`: the same was there before; nothing was written."""

    tables: int
    rows: int
    already: bool


def move(file: Path, say: Say = lambda table, rows: None) -> Moved:
    """Let the PostgreSQL database of this app be what the SQLite database `file` holds.

    `say` hears of each table that is there, with its rows. Raises `BadBackup`; then nothing was changed.
    """
    _check(file)
    nobody_was_here = is_empty()
    db.session.remove()
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)) as source:
        before = _changes(source)
        source.execute("BEGIN")
        with closing(db.engine.raw_connection()) as pooled:
            target = pooled.driver_connection
            assert isinstance(target, Connection)
            try:
                moved = _copy(source, target, say) if nobody_was_here else _compare(source, target)
                source.execute("ROLLBACK")
                if _changes(source) != before:
                    raise BadBackup("Somebody wrote into it meanwhile. Stop the web server and the worker first.")
                target.commit()
            except Error as problem:
                raise BadBackup(f"Nothing was changed. PostgreSQL says: {problem.diag.message_primary}") from problem
            finally:
                target.rollback()
    return moved


def _check(file: Path) -> None:
    if db.engine.url.get_backend_name() != "postgresql":
        raise BadBackup("PORTAL_DATABASE_URL must name the PostgreSQL database that is to hold the portal.")
    if schema.here() != schema.newest():
        raise BadBackup("PostgreSQL has no tables of this version yet. Run: flask db upgrade")
    copy = SqliteCopy(file)
    copy.settle()
    look_into(file, copy)
    if copy.first(file, "alembic_version", "version_num") not in schema.newest():
        raise BadBackup("It has tables of another version. Run on it first: flask db upgrade")


def _changes(source: sqlite3.Connection) -> int:
    """A number that moves when another connection has written into the file."""
    return int(source.execute("PRAGMA data_version").fetchone()[0])


def _copy(source: sqlite3.Connection, target: Connection[Any], say: Say) -> Moved:
    tables = db.metadata.sorted_tables
    rows = 0
    with target.cursor() as cursor:
        _patiently(cursor)
        # The few rows that the tables are born with: those of the other portal come in their place.
        names = sql.SQL(", ").join(sql.Identifier(table.name) for table in tables)
        cursor.execute(sql.SQL("TRUNCATE {}").format(names))
        for table in tables:
            wanted = _fill(source, cursor, table)
            if _sum(_rows_there(target, table)) != wanted:
                raise BadBackup(f"The rows of {table.name} did not arrive as they were. Nothing was changed.")
            _count_on(cursor, table)
            say(table.name, wanted.rows)
            rows += wanted.rows
    return Moved(len(tables), rows, already=False)


def _compare(source: sqlite3.Connection, target: Connection[Any]) -> Moved:
    """What is there may be this very portal, moved before; anything else is left alone."""
    tables, rows = db.metadata.sorted_tables, 0
    with target.cursor() as cursor:
        _patiently(cursor)
    for table in tables:
        found = _sum(_rows_here(source, table))
        if _sum(_rows_there(target, table)) != found:
            raise BadBackup(f"PostgreSQL holds something else already ({table.name} differs). Nothing was changed.")
        rows += found.rows
    return Moved(len(tables), rows, already=True)


def _patiently(cursor: Cursor[Any]) -> None:
    """A page that takes seconds is cut off; this may take its time."""
    cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0")


def _fill(source: sqlite3.Connection, cursor: Cursor[Any], table: Table) -> Sum:
    columns = sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns)
    said = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), columns)
    with cursor.copy(said) as copying:

        def each() -> Iterator[tuple[Any, ...]]:
            for row in _rows_here(source, table):
                copying.write_row(row)
                yield row

        return _sum(each())


def _count_on(cursor: Cursor[Any], table: Table) -> None:
    """The next row gets a number that is free."""
    cursor.execute(
        "SELECT pg_get_serial_sequence(%s, column_name) FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND table_name = %s AND column_default LIKE 'nextval(%%'",
        (f'"{table.name}"', table.name),
    )
    for (sequence,) in cursor.fetchall():
        newest = sql.SQL("SELECT setval({}, coalesce(max(id), 1), max(id) IS NOT NULL) FROM {}")
        cursor.execute(newest.format(sql.Literal(sequence), sql.Identifier(table.name)))


def _sum(rows: Iterable[tuple[Any, ...]]) -> Sum:
    count = total = 0
    for row in rows:
        count += 1
        total += int.from_bytes(hashlib.blake2b(repr(row).encode(), digest_size=16).digest())
    return Sum(count, total % 2**128)


def _rows_here(source: sqlite3.Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """As PostgreSQL would give them."""
    readings = [_reading(column.type) for column in table.columns]
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    for row in source.execute(f'SELECT {names} FROM "{table.name}"'):  # noqa: S608  (names of ours)
        yield tuple(None if value is None else read(value) for read, value in zip(readings, row, strict=True))


def _reading(kind: TypeEngine[Any]) -> Callable[[Any], Any]:
    """How a value of a column of this type is read from SQLite, which has no instants, days or booleans."""
    if isinstance(kind, Instant):
        return lambda value: datetime.fromisoformat(value).replace(tzinfo=UTC)
    if isinstance(kind, Date):
        return date.fromisoformat
    return bool if isinstance(kind, Boolean) else lambda value: value


def _rows_there(target: Connection[Any], table: Table) -> Iterator[tuple[Any, ...]]:
    names = sql.SQL(", ").join(_as_it_lies(column) for column in table.columns)
    with target.cursor(name="moving") as cursor:
        cursor.itersize = _AT_ONCE
        cursor.execute(sql.SQL("SELECT {} FROM {}").format(names, sql.Identifier(table.name)))
        for row in cursor:
            yield tuple(value.astimezone(UTC) if isinstance(value, datetime) else value for value in row)


def _as_it_lies(column: Column[Any]) -> sql.Composable:
    """JSON as the letters it was written with."""
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    name = sql.Identifier(column.name)
    return sql.SQL("{}::text").format(name) if isinstance(kind, JSON) else name
