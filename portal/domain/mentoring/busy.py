"""Whose mentoring lives, and through which seat a learner is told."""

from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, update

from portal.database import begin_write, db
from portal.domain.accounts.models import Person
from portal.domain.mentoring.pair_models import Meeting, Mentee, Pair
from portal.domain.mentoring.states import LIVE_PAIR


def busy(moment: datetime) -> ColumnElement[bool]:
    """People who look for a mentor or have one, or met theirs at or after `moment`."""
    mine = Mentee.person_id == Person.id, Mentee.imported.is_(False)
    looks = exists().where(*mine, or_(Mentee.closed_at.is_(None), Mentee.closed_at >= moment))
    paired = exists().where(*mine, Pair.mentee_id == Mentee.id, Pair.state.in_(LIVE_PAIR))
    met = exists().where(*mine, Pair.mentee_id == Mentee.id, Meeting.pair_id == Pair.id, Meeting.at >= moment)
    return or_(looks, paired, met)


def carried(old: int, new: int) -> None:
    """Their seat is on another date now: news, and the card that opens their pages, go with it."""
    begin_write()
    theirs = update(Mentee).where(Mentee.sign_up_id == old).values(sign_up_id=new)
    db.session.execute(theirs, execution_options={"synchronize_session": "fetch"})
