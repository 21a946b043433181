"""The two functions that change the state of a volunteer and of a pair, each with its line of history."""

from datetime import datetime

from sqlalchemy import inspect, update

from portal.database import begin_write, db
from portal.domain.mentoring.pair_models import Pair, PairMove
from portal.domain.mentoring.states import PAIR_MOVES, VOLUNTEER_MOVES, PairState, VolunteerState
from portal.domain.mentoring.volunteer_models import Volunteer, VolunteerMove
from portal.domain.moves import Role, check_move


def touch_volunteer(volunteer: Volunteer) -> None:
    """Queue up for this volunteer: from here to the commit nobody else answers, pauses or ends anything of theirs,
    or gives them a slot. What is known of the row is what it holds now."""
    begin_write()
    known = inspect(volunteer).identity
    if known is None:  # nobody else knows it yet
        return
    db.session.flush()
    same = update(Volunteer).where(Volunteer.id == known[0]).values(created_at=Volunteer.created_at)
    fresh = {"synchronize_session": False, "populate_existing": True}
    db.session.scalars(same.returning(Volunteer), execution_options=fresh).one()


def move_volunteer(
    volunteer: Volunteer, target: VolunteerState, role: Role, now: datetime, why: str | None = None
) -> None:
    """Raises `MoveNotAllowed`. `why`: a key."""
    touch_volunteer(volunteer)
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
