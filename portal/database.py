"""The database: base class, constraint names, column types, and how a write transaction begins.

SQLite and PostgreSQL behave alike for everything above this file. The rule is: reads happen in a plain
transaction; whoever wants to write calls `begin_write()` first, or the flush is refused. On SQLite that
takes the writers' file lock and then `BEGIN IMMEDIATE`, so that two writers never meet half-way (the
library's defaults oversell or fail with "database is locked"); on PostgreSQL it starts a fresh transaction.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Engine, MetaData, String, event, func, select
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, ORMExecuteState, Session, SessionTransaction, registry
from sqlalchemy.types import TypeDecorator

from portal.vault import vault

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Text(dict[str, str]):
    """One text in several languages: `{"fr": "...", "en": "..."}`."""

    def pick(self, language: str, fallback: tuple[str, ...] = ("fr", "en")) -> tuple[str, str]:
        """The text for a reader of `language`, and the language it really is in."""
        for candidate in (language, *fallback):
            if self.get(candidate):
                return self[candidate], candidate
        for candidate, words in self.items():
            if words:
                return words, candidate
        return "", language


class TranslatedText(TypeDecorator[Text]):
    """A `Text` kept as JSON."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, str] | None, dialect: Dialect) -> Any:
        return None if value is None else dict(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Text | None:
        return None if value is None else Text(value)


class TranslatedTexts(TypeDecorator[list[Text]]):
    """A list of `Text`, in order, kept as JSON."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Sequence[Mapping[str, str]] | None, dialect: Dialect) -> Any:
        return None if value is None else [dict(text) for text in value]

    def process_result_value(self, value: Any, dialect: Dialect) -> list[Text] | None:
        return None if value is None else [Text(text) for text in value]


class Instant(TypeDecorator[datetime]):
    """An instant, aware on the Python side, UTC in the database. A naive datetime is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A datetime without a zone says nothing: give an aware one.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Sealed(TypeDecorator[str]):
    """Text that is encrypted in the database (see `portal.vault`)."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else vault.seal(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else vault.open(value)


class SealedFacts(TypeDecorator[dict[str, Any]]):
    """Facts as JSON, encrypted in the database."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> str | None:
        return None if value is None else vault.seal(json_dumps(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, Any] | None:
        return None if value is None else json.loads(vault.open(value))


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={datetime: Instant, Text: TranslatedText, list[Text]: TranslatedTexts},
    )


def one_of(column: str, values: Iterable[str]) -> str:
    """SQL for a check constraint: `column` holds one of `values`."""
    return f"{column} IN ({', '.join(repr(str(value)) for value in sorted(values))})"


class NotAWriteTransaction(RuntimeError):
    """Something was about to be written without `begin_write()`."""


db = SQLAlchemy(model_class=Base, session_options={"autoflush": False})

if TYPE_CHECKING:

    class Model(Base):
        """What every model derives from."""

        __abstract__ = True

else:
    Model = db.Model

_write_intent: ContextVar[bool] = ContextVar("write_intent", default=False)


def begin_write() -> None:
    """From here to the commit the transaction may write; what was read before is read again when asked for.

    Does nothing when the transaction under way may already write, so verbs can call verbs.
    """
    session = db.session()
    if session.info.get("writing"):
        return
    if session.new or session.dirty or session.deleted:
        raise NotAWriteTransaction("Changes were made before begin_write().")
    session.rollback()
    token = _write_intent.set(True)
    try:
        session.connection()
    finally:
        _write_intent.reset(token)
    session.info["writing"] = True


def queue_for(digest: str) -> None:
    """From here to the commit nobody else passes this point with the same `digest` (hex digits).

    For what no row and no constraint stands for. On SQLite one writer at a time is the rule anyway.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(int(digest[:15], 16))))


@event.listens_for(Session, "after_transaction_end")
def _forget_writing(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop("writing", None)


@event.listens_for(Session, "before_flush")
def _refuse_flush(session: Session, *_: Any) -> None:
    if not session.info.get("writing"):
        raise NotAWriteTransaction("Call begin_write() before changing anything.")


@event.listens_for(Session, "do_orm_execute")
def _refuse_bulk(state: ORMExecuteState) -> None:
    if (state.is_insert or state.is_update or state.is_delete) and not state.session.info.get("writing"):
        raise NotAWriteTransaction("Call begin_write() before changing anything.")


def prepare_engine(engine: Engine) -> None:
    """Give a new engine the habits of this file; called once for each engine of an app."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_settings)
        event.listen(engine, "begin", _sqlite_begin)
        event.listen(engine, "checkin", _let_next_writer_in)
        event.listen(engine, "close", _close_lock_file)
    else:
        event.listen(engine, "connect", _postgresql_settings)


def _sqlite_settings(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves; the driver would say it too late
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=5000",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _postgresql_settings(connection: Any, record: Any) -> None:
    """Nobody waits for ever: a lock, a statement or a forgotten transaction ends with an error we can show."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '10s'")
        cursor.execute("SET statement_timeout = '20s'")
        cursor.execute("SET idle_in_transaction_session_timeout = '60s'")
    connection.commit()


def _sqlite_begin(connection: Connection) -> None:
    if _write_intent.get():
        _wait_for_other_writers(connection)
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("BEGIN")


def _wait_for_other_writers(connection: Connection) -> None:
    """Queue behind the other writers on a file lock: SQLite's own wait is a lottery that starves some.

    Measured with 8 writers: worst wait 3.1 s under the busy timeout alone, 38 ms with the lock.
    """
    path = connection.engine.url.database
    if not path or path == ":memory:":
        return
    info = connection.connection.info
    if "writers_lock" not in info:
        info["writers_lock"] = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(info["writers_lock"], fcntl.LOCK_EX)


def _let_next_writer_in(connection: Any, record: Any) -> None:
    if "writers_lock" in record.info:
        fcntl.flock(record.info["writers_lock"], fcntl.LOCK_UN)


def _close_lock_file(connection: Any, record: Any) -> None:
    if "writers_lock" in record.info:
        os.close(record.info.pop("writers_lock"))


def by_driver(engine: Engine, query: str) -> int | None:
    """One number, read by the driver alone: at every request for a public page the ORM would cost ten times as much.

    None when there is no row, no such table, or no database answers.
    """
    try:
        with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
            cursor.execute(query)
            row = cursor.fetchone()
    except (SQLAlchemyError, engine.dialect.loaded_dbapi.Error):
        return None
    return None if row is None else int(row[0])


def json_dumps(value: Any) -> str:
    """JSON as the database keeps it: readable letters, no spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


#: Engine settings for Flask-SQLAlchemy, the same on both databases but for the pool's liveness check.
ENGINE_OPTIONS: dict[str, Any] = {
    "pool_pre_ping": True,
    "pool_recycle": 1800,
    "json_serializer": json_dumps,
    "hide_parameters": True,  # an error that is logged names nobody
}
