"""What is asked of the database once in a transaction: until it ends, or anything is written in it.

For what each part of a page asks for again, such as the places: by the clock of the first of them times are told.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from portal.database import db

Found = TypeVar("Found")
_KEPT = "remembered"


def remembered(name: str, find: Callable[[], Found]) -> Found:
    """What `find` gives, or gave before under this name."""
    kept: dict[str, Any] = db.session().info.setdefault(_KEPT, {})
    if name not in kept:
        kept[name] = find()
    found: Found = kept[name]
    return found


@event.listens_for(Session, "after_transaction_end")
@event.listens_for(Session, "before_flush")
def _forget(session: Session, *_: Any) -> None:
    session.info.pop(_KEPT, None)


@event.listens_for(Session, "do_orm_execute")
def _forget_what_is_written(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        state.session.info.pop(_KEPT, None)
