"""Seeing that a walk changes nothing, without reading the whole database after each of its steps."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from portal.database import db
from tests.blueprints.steps import tables

_READING = re.compile(r"\s*(SELECT|SAVEPOINT|RELEASE|ROLLBACK)\b", re.IGNORECASE)
_WRITING = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)


class Watch:
    """Hears each statement. Only after one that may have written are the tables compared."""

    def __init__(self, *without: str) -> None:
        self._without = without
        self._before = tables(*without)
        self._wrote = False

    def hear(self, connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        written = _WRITING.match(statement)
        if not _READING.match(statement) and not (written and written[1] in self._without):
            self._wrote = True

    def changed(self) -> bool:
        """Whether the step just taken left the tables other than they were at the beginning."""
        wrote, self._wrote = self._wrote, False
        return wrote and self.differs()

    def differs(self) -> bool:
        return tables(*self._without) != self._before


@contextmanager
def unchanged(*without: str) -> Iterator[Watch]:
    """A walk in here leaves every table as it is, but for those named. The steps may ask `changed()`, to be named."""
    watch, connection = Watch(*without), db.engines[None]
    event.listen(connection, "before_cursor_execute", watch.hear)
    try:
        yield watch
    finally:
        event.remove(connection, "before_cursor_execute", watch.hear)
    assert not watch.differs(), "the walk changed something"
