"""What every state machine of the portal shares: who makes a move, a table of moves, a history that only grows.

Each noun keeps its own states and its own table (`signups.states`, `promises.states`, `messages.states`), and has
one function that changes the state; these are the parts those functions are made of.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session


class Role(StrEnum):
    """Who makes a move. PERSON is the learner; COMPANY a recruiter; REFERRER whoever acts on a learner's behalf;
    RULE is the portal itself, acting on time and free seats."""

    PERSON = "person"
    VOLUNTEER = "volunteer"
    COMPANY = "company"
    REFERRER = "referrer"
    STAFF = "staff"
    RULE = "rule"


#: (from, to) -> who may. From None: how it may begin.
Moves = Mapping[tuple[Any, Any], frozenset[Role]]


class MoveNotAllowed(Exception):
    """The table of moves does not let `role` do this."""

    def __init__(self, noun: str, source: StrEnum | None, target: StrEnum, role: Role) -> None:
        super().__init__(f"{role} may not move a {noun} from {source} to {target}")
        self.source, self.target, self.role = source, target, role


def may_move(moves: Moves, source: StrEnum | None, target: StrEnum, role: Role) -> bool:
    return role in moves.get((source, target), frozenset())


def check_move(moves: Moves, noun: str, source: StrEnum | None, target: StrEnum, role: Role) -> None:
    """Raise `MoveNotAllowed` unless the table lets `role` bring a `noun` from `source` to `target`."""
    if not may_move(moves, source, target, role):
        raise MoveNotAllowed(noun, source, target, role)


class HistoryIsAppendOnly(RuntimeError):
    """Somebody tried to change or delete a line of a history."""


def append_only(model: type[Any]) -> type[Any]:
    """Let lines of `model` be added and never changed. They go only with the row they belong to."""

    def refuse(mapper: Any, connection: Any, line: Any) -> None:
        raise HistoryIsAppendOnly(f"{model.__name__} {line.id}")

    def refuse_in_bulk(execution: ORMExecuteState) -> None:
        if (execution.is_update or execution.is_delete) and execution.bind_mapper is model.__mapper__:
            raise HistoryIsAppendOnly(f"{model.__name__}: many lines at once")

    event.listen(model, "before_update", refuse)
    event.listen(model, "before_delete", refuse)
    event.listen(Session, "do_orm_execute", refuse_in_bulk)
    return model
