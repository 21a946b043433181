"""The one function that changes the state of a sign-up, and writes the line of history with it."""

from datetime import datetime

from portal.database import begin_write, db
from portal.domain.signups.models import SignUp, SignUpMove
from portal.domain.signups.states import MOVES, Role, State


class MoveNotAllowed(Exception):
    """The table of moves does not let `role` do this."""

    def __init__(self, source: State | None, target: State, role: Role) -> None:
        super().__init__(f"{role} may not move a sign-up from {source} to {target}")
        self.source, self.target, self.role = source, target, role


def may_move(source: State | None, target: State, role: Role) -> bool:
    return role in MOVES.get((source, target), frozenset())


def move(sign_up: SignUp, target: State, role: Role, now: datetime, why: str | None = None) -> None:
    """Bring `sign_up` to `target`, if the table of moves lets `role`; otherwise raise `MoveNotAllowed`."""
    begin_write()
    source = State(sign_up.state) if sign_up.state else None
    if not may_move(source, target, role):
        raise MoveNotAllowed(source, target, role)
    sign_up.state = target
    sign_up.history.append(SignUpMove(at=now, role=role, from_state=source, to_state=target, why=why))
    db.session.flush()
