"""What is owed, as lists: the one page on which staff see everything that waits."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Select, func, select

from portal.database import db
from portal.domain.promises.kinds import NOT_STAFF, PromiseKind
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State

#: Before this nothing is due: what is open is then a range of the index of next steps, whatever else there is.
_EVER = datetime(1, 1, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Waits:
    """What is looked for. `overdue`: only what is past its date. `ended`: what has ended, the newest first.

    `everybody`: also what learners and the portal itself owe.
    """

    kind: PromiseKind | None = None
    owner: str | None = None
    overdue: bool = False
    ended: bool = False
    everybody: bool = False


def waits(wanted: Waits, now: datetime) -> Select[Promise]:
    """The promises that are wanted, soonest owed first."""
    query = select(Promise)
    if wanted.ended:
        query = query.where(Promise.state != State.OPEN).order_by(Promise.id.desc())
    else:
        query = query.where(Promise.next_step_at > _EVER).order_by(Promise.reply_by, Promise.id)
    if wanted.kind is not None:
        query = query.where(Promise.kind == wanted.kind)
    if wanted.owner is not None:
        query = query.where(Promise.owner == wanted.owner)
    elif not wanted.everybody:
        query = query.where(Promise.owner.not_in(NOT_STAFF))
    if wanted.overdue:
        query = query.where(Promise.reply_by < now)
    return query


def open_promises(owner: str | None = None, staff_only: bool = False, most: int = 500) -> list[Promise]:
    """Everything that waits, soonest first; of one owner, or only what somebody of the team owes."""
    query = select(Promise).where(Promise.next_step_at > _EVER).order_by(Promise.reply_by, Promise.id)
    if owner is not None:
        query = query.where(Promise.owner == owner)
    if staff_only:
        query = query.where(Promise.owner.not_in(NOT_STAFF))
    return list(db.session.scalars(query.limit(most)))


def by_ref(ref: str) -> Promise | None:
    return db.session.scalar(select(Promise).where(Promise.ref == ref))


def count_overdue(now: datetime) -> int:
    """How many promises are open past their date: the worker has not come by, or something is wrong."""
    query = select(func.count()).where(Promise.next_step_at > _EVER, Promise.reply_by < now)
    return db.session.scalar(query) or 0
