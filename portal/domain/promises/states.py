"""The states of a promise, and the one table of moves between them."""

from enum import StrEnum

from portal.domain.moves import Role


class State(StrEnum):
    """A promise is open until one of four ends comes. PASSED_ON: somebody else owes it now, by a new promise."""

    OPEN = "open"
    ANSWERED = "answered"
    PASSED_ON = "passed_on"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


_ALL = frozenset(Role)
_OURS = frozenset({Role.STAFF, Role.RULE})

#: (from, to) -> who may. From None: how a promise begins.
MOVES: dict[tuple[State | None, State], frozenset[Role]] = {
    (None, State.OPEN): _ALL,
    (State.OPEN, State.ANSWERED): _ALL,
    (State.OPEN, State.PASSED_ON): _OURS,
    (State.OPEN, State.CLOSED): _OURS,
    (State.OPEN, State.WITHDRAWN): _ALL,
}
