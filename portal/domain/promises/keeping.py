"""The ladder of a promise, step by step, when its time has come. The worker climbs it; nobody else needs to."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select, update

from portal.database import begin_write, db
from portal.domain.moves import Role
from portal.domain.promises.kinds import LADDERS, PromiseKind
from portal.domain.promises.made import close, next_step, pass_on
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State

#: Why a promise ended that nobody kept.
SILENCE = "silence"
_LATER = timedelta(minutes=10)


class Step(StrEnum):
    REMIND = "remind"
    NEXT_OWNER = "next_owner"
    END = "end"


@dataclass(frozen=True)
class Taken:
    """A step that was taken. `owed` is the promise to speak of: after NEXT_OWNER the one that goes on."""

    step: Step
    owed: Promise


def due(now: datetime, most: int = 100) -> list[int]:
    """Ids of the promises whose next step has come, longest due first."""
    query = select(Promise.id).where(Promise.next_step_at <= now).order_by(Promise.next_step_at, Promise.id)
    return list(db.session.scalars(query.limit(most)))


def take_step(promise_id: int, now: datetime) -> Taken | None:
    """Take the step that is due, once, whoever else tries. None: another was faster, or it was answered.

    After a clock that jumped, steps that lie behind are left out: whoever is late already needs no reminder.
    """
    begin_write()
    owed = db.session.scalar(
        select(Promise)
        .where(Promise.id == promise_id, Promise.state == State.OPEN, Promise.next_step_at <= now)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    if owed is None:
        return None
    if now < owed.reply_by:
        owed.reminded += 1
        owed.next_step_at = next_step(owed, now)
        db.session.flush()
        return Taken(Step.REMIND, owed)
    then = LADDERS[PromiseKind(owed.kind)].then
    still_helps = owed.latest is None or owed.latest > now
    if still_helps and owed.passed < len(then):
        return Taken(Step.NEXT_OWNER, pass_on(owed, then[owed.passed], Role.RULE, now))
    close(owed, Role.RULE, now, SILENCE)
    return Taken(Step.END, owed)


def postpone(promise_id: int, now: datetime) -> None:
    """Its step could not be taken for a reason of ours: look again later, after all the others that are due."""
    begin_write()
    db.session.execute(
        update(Promise)
        .where(Promise.id == promise_id, Promise.state == State.OPEN)
        .values(next_step_at=now + _LATER)
        .execution_options(synchronize_session=False)
    )
