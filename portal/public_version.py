"""A number that moves with every commit that changes what the public sees, and with no other.

Pages are kept in memory under this number (see `portal.web.page_cache`): whoever reads it, and then renders, holds a
page at least as new as the number. It lies in the database, in the transaction of the change itself, so that every
process and machine sees it with the change. It is moved last before the commit: writers never wait for each other
while they hold it.
"""

from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any

from sqlalchemy import CheckConstraint, Engine, event, inspect, update
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, SessionTransaction, mapped_column

from portal.database import Model, by_driver

#: On a bulk statement (`execution_options={HIDDEN: True}`): nothing it changes is seen by the public.
HIDDEN = "hidden_from_the_public"
_MOVES = "moves_the_public_version"
#: Model: the attributes that are shown; None: all but those of `_BUT`.
_SHOWN: dict[type, frozenset[str] | None] = {}
_BUT: dict[type, frozenset[str]] = {}
#: Model: which of its rows are seen at all; not named: every one.
_WHEN: dict[type, Callable[[Any], bool]] = {}


class PublicVersion(Model):
    """One row."""

    __tablename__ = "public_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(default=0)

    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)


def shown(model: type, *only: str, but: tuple[str, ...] = (), when: Callable[[Any], bool] | None = None) -> None:
    """The public sees rows of `model`: all attributes, or `only` these, or all `but` those.

    `when`: it sees only rows of which this is true; it may look at what is named in `only`.
    """
    _SHOWN[model] = frozenset(only) or None
    _BUT[model] = frozenset(but)
    if when:
        _WHEN[model] = when


def read(engine: Engine) -> int | None:
    """The number as it is committed now; None when it cannot be known: nobody counted yet, or no database answers."""
    return by_driver(engine, "SELECT number FROM public_version")


@event.listens_for(Session, "before_flush")
def _notice(session: Session, *_: Any) -> None:
    if not session.info.get(_MOVES):
        written = any(type(one) in _SHOWN and _is_seen(one) for one in (*session.new, *session.deleted))
        session.info[_MOVES] = written or any(shows_a_change(one) for one in session.dirty)


def shows_a_change(one: Any) -> bool:
    """Whether the public would see what was changed in this object, once it is written."""
    if type(one) not in _SHOWN:
        return False
    attributes = inspect(one).attrs
    names = _SHOWN[type(one)] or set(attributes.keys()) - _BUT[type(one)]
    if not any(attributes[name].history.has_changes() for name in names):
        return False
    return _is_seen(one) or _was_seen(one, names)


def _is_seen(one: Any) -> bool:
    when = _WHEN.get(type(one))
    return when is None or when(one)


def _was_seen(one: Any, names: Iterable[str]) -> bool:
    """The same of the row as it was before; True where nobody read what was overwritten."""
    histories = {name: inspect(one).attrs[name].history for name in names}
    if any(history.added and not history.deleted for history in histories.values()):
        return True
    before = {
        name: next(iter(history.deleted or history.unchanged or ()), None) for name, history in histories.items()
    }
    return _WHEN[type(one)](SimpleNamespace(**before))


@event.listens_for(Session, "do_orm_execute")
def _notice_bulk(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        mapper = state.bind_mapper
        if mapper is not None and mapper.class_ in _SHOWN and not state.execution_options.get(HIDDEN):
            state.session.info[_MOVES] = True


@event.listens_for(Session, "before_commit")
def _move(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()  # what waits to be written may be public
    if session.info.pop(_MOVES, False):
        _one_more(session)


def _one_more(session: Session) -> None:
    more = update(PublicVersion).values(number=PublicVersion.number + 1)
    moved = session.execute(more, execution_options={"synchronize_session": False})
    if not moved.rowcount:  # type: ignore[attr-defined]
        session.add(PublicVersion(id=1, number=1))
        session.flush()


@event.listens_for(Session, "after_transaction_end")
def _forget(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_MOVES, None)
