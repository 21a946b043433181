"""When what is told of a course, a place or a course session last changed: calendars and other readers ask.

Kept by the session, not by verbs, so that no way of changing something can forget it.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import event, inspect
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal import clock


class Changing:
    """A model that knows when it changed. `NOT_TOLD`: attributes whose changes concern nobody outside."""

    NOT_TOLD: ClassVar[frozenset[str]] = frozenset()

    changed_at: Mapped[datetime] = mapped_column(default=clock.now)

    def told_otherwise(self) -> bool:
        """Something that is told differs from what the database holds."""
        attributes = inspect(self).attrs
        told = set(attributes.keys()) - self.NOT_TOLD - {"changed_at"}
        return any(attributes[name].history.has_changes() for name in told)


@event.listens_for(Session, "before_flush")
def _stamp(session: Session, *_: Any) -> None:
    for one in list(session.dirty):
        if isinstance(one, Changing) and one.told_otherwise():
            one.changed_at = clock.now()
            continue
        whole = getattr(one, getattr(type(one), "PART_OF", ""), None)
        if whole is not None:  # a part taken away is a change of the whole already
            whole.changed_at = clock.now()
