"""What a crowd does to one mentor: ask them for a learner, by the verb or by the verb without its lock."""

from datetime import datetime

from sqlalchemy.orm import configure_mappers

from portal import clock
from portal.database import db
from portal.domain.mentoring import asking
from portal.domain.mentoring.pair_models import Mentee, Pair, PairMove, Side
from portal.domain.mentoring.room import NoRoom, places_left
from portal.domain.mentoring.states import PairState
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.moves import Role
from portal.vault import new_ref

configure_mappers()  # once, here, before the crowd is forked: each member would do it again


def ask(mentee_id: int, volunteer_id: int) -> str:
    """Half of the crowd are staff who suggest, the others learners who ask."""
    verb = asking.suggest if mentee_id % 2 else _ask_for
    pair = verb(db.session.get_one(Mentee, mentee_id), db.session.get_one(Volunteer, volunteer_id), clock.now())
    db.session.commit()
    return pair.ref


def _ask_for(mentee: Mentee, volunteer: Volunteer, now: datetime) -> Pair:
    return asking.request(mentee, [volunteer], now)


def ask_without_lock(mentee_id: int, volunteer_id: int) -> str:
    """`suggest` as one writes it first: look, count, insert."""
    volunteer = db.session.get_one(Volunteer, volunteer_id)
    if not places_left(volunteer):
        raise NoRoom(volunteer)
    db.session.rollback()  # left to its defaults, SQLite's driver holds nothing that was read
    db.session.info["writing"] = True
    now, ref = clock.now(), new_ref(16)
    line = PairMove(at=now, role=Role.STAFF, to_state=PairState.SUGGESTED)
    pair = {"mentee_id": mentee_id, "volunteer_id": volunteer_id, "reasons": {}, "created_at": now}
    db.session.add(Pair(ref=ref, state=PairState.SUGGESTED, history=[line], **pair))
    db.session.commit()
    return ref


def answer(pair_id: int, side: str, yes: bool) -> str:
    """One side answers; tells how it stands then."""
    pair = db.session.get_one(Pair, pair_id)
    if yes:
        asking.say_yes(pair, Side(side), clock.now())
    else:
        asking.say_no(pair, Side(side), clock.now())
    db.session.commit()
    return pair.state
