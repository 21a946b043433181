"""The one function that changes the state of a sign-up, and writes the line of history with it."""

from datetime import datetime

from portal.database import begin_write, db
from portal.domain.messages.outbox import drop_about
from portal.domain.moves import Role, check_move
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import all_open_about, withdraw
from portal.domain.signups.models import SignUp, SignUpMove
from portal.domain.signups.states import LIVE, MOVES, State
from portal.domain.signups.told import about


def move(sign_up: SignUp, target: State, role: Role, now: datetime, why: str | None = None) -> None:
    """Bring `sign_up` to `target`, if the table of moves lets `role`; otherwise raise `MoveNotAllowed`.

    What was still to be said about the state it leaves (a reminder, an offer) is never sent; at an end, nothing is
    owed any more, but for the call somebody asked for and did not end the sign-up themselves.
    """
    begin_write()
    source = State(sign_up.state) if sign_up.state else None
    check_move(MOVES, "sign-up", source, target, role)
    sign_up.state = target
    sign_up.history.append(SignUpMove(at=now, role=role, from_state=source, to_state=target, why=why))
    db.session.flush()
    if source is None:
        return
    drop_about(about(sign_up), target)
    if target not in LIVE:
        for owed in all_open_about(about(sign_up)):
            if role == Role.PERSON or owed.kind != PromiseKind.CALL_BACK:
                withdraw(owed, role, now, target)
