"""Counting the queries that reach the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from portal.database import db


@contextmanager
def queries_counted() -> Iterator[list[str]]:
    """The statements sent meanwhile, of which nothing is answered from what the test has loaded before."""
    db.session.commit()
    db.session.expunge_all()
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)
