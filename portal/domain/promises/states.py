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


_PERSON, _STAFF, _RULE = Role.PERSON, Role.STAFF, Role.RULE

#: (from, to) -> who may. From None: how a promise begins.
MOVES: dict[tuple[State | None, State], frozenset[Role]] = {
    (None, State.OPEN): frozenset({_PERSON, _STAFF, _RULE}),
    (State.OPEN, State.ANSWERED): frozenset({_PERSON, _STAFF, _RULE}),
    (State.OPEN, State.PASSED_ON): frozenset({_STAFF, _RULE}),
    (State.OPEN, State.CLOSED): frozenset({_STAFF, _RULE}),
    (State.OPEN, State.WITHDRAWN): frozenset({_PERSON, _STAFF, _RULE}),
}
