"""The two functions that change the state of a volunteer and of a pair, each with its line of history."""

from datetime import datetime

from portal.database import begin_write, db
from portal.domain.mentoring.pair_models import Pair, PairMove
from portal.domain.mentoring.states import PAIR_MOVES, VOLUNTEER_MOVES, PairState, VolunteerState
from portal.domain.mentoring.volunteer_models import Volunteer, VolunteerMove
from portal.domain.moves import Role, check_move


def move_volunteer(
    volunteer: Volunteer, target: VolunteerState, role: Role, now: datetime, why: str | None = None
) -> None:
    """Raises `MoveNotAllowed`. `why`: a key."""
    begin_write()
    source = VolunteerState(volunteer.state) if volunteer.state else None
    check_move(VOLUNTEER_MOVES, "volunteer", source, target, role)
    volunteer.state = target
    volunteer.history.append(VolunteerMove(at=now, role=role, from_state=source, to_state=target, why=why))
    db.session.flush()


def move_pair(pair: Pair, target: PairState, role: Role, now: datetime, why: str | None = None) -> None:
    """Raises `MoveNotAllowed`. `role`: PERSON is the learner. `why`: a key."""
    begin_write()
    source = PairState(pair.state) if pair.state else None
    check_move(PAIR_MOVES, "pair", source, target, role)
    pair.state = target
    pair.history.append(PairMove(at=now, role=role, from_state=source, to_state=target, why=why))
    db.session.flush()
