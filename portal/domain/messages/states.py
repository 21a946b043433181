"""The states of a message, and the one table of moves between them."""

from enum import StrEnum

from portal.domain.moves import Role


class State(StrEnum):
    """QUEUED: to be delivered. CARD: shown on the card only, because there is no way to send it. DROPPED: it came to
    say nothing (the seat was given back, the hour has passed). DEAD: given up, somebody must call."""

    QUEUED = "queued"
    SENT = "sent"
    CARD = "card"
    DROPPED = "dropped"
    DEAD = "dead"


_STAFF, _RULE = Role.STAFF, Role.RULE

#: (from, to) -> who may. From None: how a message begins.
MOVES: dict[tuple[State | None, State], frozenset[Role]] = {
    (None, State.QUEUED): frozenset({_RULE}),
    (None, State.CARD): frozenset({_RULE}),
    (State.QUEUED, State.SENT): frozenset({_RULE}),
    (State.QUEUED, State.CARD): frozenset({_RULE}),
    (State.QUEUED, State.DROPPED): frozenset({_RULE, _STAFF}),
    (State.QUEUED, State.DEAD): frozenset({_RULE}),
    # It was in flight when it was dropped, or when its contact was taken away: it did arrive.
    (State.DROPPED, State.SENT): frozenset({_RULE}),
    (State.CARD, State.SENT): frozenset({_RULE}),
    (State.DEAD, State.QUEUED): frozenset({_STAFF}),
    (State.SENT, State.QUEUED): frozenset({_STAFF}),
}
