"""The states of a sign-up, and the one table of moves between them.

`MOVES` says who may bring a sign-up from one state to another; `moves.move` is the only code that does.
"""

from enum import StrEnum

from portal.domain.moves import Role


class State(StrEnum):
    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    OFFERED = "offered"
    CANCELLED = "cancelled"
    CANCELLED_BY_CENTRE = "cancelled_by_centre"
    DECLINED = "declined"
    EXPIRED = "expired"
    MOVED = "moved"


#: A sign-up in one of these holds its seats.
HOLDING = frozenset({State.CONFIRMED, State.OFFERED})
#: A sign-up in one of these is not at its end.
LIVE = frozenset({State.REQUESTED, State.CONFIRMED, State.WAITING, State.OFFERED})

_PERSON, _STAFF, _RULE = Role.PERSON, Role.STAFF, Role.RULE

#: (from, to) -> who may. From None: how a sign-up may begin.
MOVES: dict[tuple[State | None, State], frozenset[Role]] = {
    (None, State.REQUESTED): frozenset({_PERSON, _STAFF}),
    (None, State.CONFIRMED): frozenset({_PERSON, _STAFF}),
    (None, State.WAITING): frozenset({_PERSON, _STAFF}),
    (State.REQUESTED, State.CONFIRMED): frozenset({_STAFF}),
    (State.REQUESTED, State.WAITING): frozenset({_STAFF}),
    (State.REQUESTED, State.DECLINED): frozenset({_STAFF}),
    (State.REQUESTED, State.CANCELLED): frozenset({_PERSON, _STAFF}),
    (State.REQUESTED, State.CANCELLED_BY_CENTRE): frozenset({_STAFF}),
    (State.REQUESTED, State.EXPIRED): frozenset({_RULE}),
    (State.CONFIRMED, State.CANCELLED): frozenset({_PERSON, _STAFF}),
    (State.CONFIRMED, State.CANCELLED_BY_CENTRE): frozenset({_STAFF}),
    (State.CONFIRMED, State.MOVED): frozenset({_PERSON, _STAFF}),
    (State.WAITING, State.CONFIRMED): frozenset({_STAFF, _RULE}),
    (State.WAITING, State.OFFERED): frozenset({_STAFF, _RULE}),
    (State.WAITING, State.CANCELLED): frozenset({_PERSON, _STAFF}),
    (State.WAITING, State.CANCELLED_BY_CENTRE): frozenset({_STAFF}),
    (State.WAITING, State.EXPIRED): frozenset({_RULE}),
    (State.WAITING, State.MOVED): frozenset({_PERSON, _STAFF}),
    # The offer never reached them: they keep their place, and somebody phones.
    (State.OFFERED, State.WAITING): frozenset({_RULE}),
    (State.OFFERED, State.CONFIRMED): frozenset({_PERSON, _STAFF}),
    (State.OFFERED, State.CANCELLED): frozenset({_PERSON, _STAFF}),
    (State.OFFERED, State.CANCELLED_BY_CENTRE): frozenset({_STAFF}),
    (State.OFFERED, State.EXPIRED): frozenset({_RULE}),
}
