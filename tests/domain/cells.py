"""The cells of a table of moves: from a state to each other one, by everybody."""

from collections.abc import Container, Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from portal.domain.moves import Role

State = TypeVar("State", bound=StrEnum)


def cells(
    may: Mapping[Any, Container[str]], source: StrEnum | None, states: Iterable[State], allowed: bool
) -> list[tuple[State, Role]]:
    """Each next state with each role: where `may` names them, or where it does not."""
    every = [(target, role) for target in states for role in Role]
    return [(target, role) for target, role in every if (role in may.get((source, target), ())) == allowed]
