"""What is owed, as lists: the one page on which staff see everything that waits."""

from datetime import datetime

from sqlalchemy import func, select

from portal.database import db
from portal.domain.promises.kinds import NOT_STAFF
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State


def open_promises(owner: str | None = None, staff_only: bool = False, most: int = 500) -> list[Promise]:
    """Everything that waits, soonest first; of one owner, or only what somebody of the team owes."""
    query = select(Promise).where(Promise.state == State.OPEN).order_by(Promise.reply_by, Promise.id)
    if owner is not None:
        query = query.where(Promise.owner == owner)
    if staff_only:
        query = query.where(Promise.owner.not_in(NOT_STAFF))
    return list(db.session.scalars(query.limit(most)))


def by_ref(ref: str) -> Promise | None:
    return db.session.scalar(select(Promise).where(Promise.ref == ref))


def count_overdue(now: datetime) -> int:
    """How many promises are open past their date: the worker has not come by, or something is wrong."""
    query = select(func.count()).where(Promise.state == State.OPEN, Promise.reply_by < now)
    return db.session.scalar(query) or 0
