"""Two files that are one person: found, looked at, put together, and taken apart again if it was wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import aliased, selectinload

from portal.database import begin_write, db
from portal.domain.accounts.models import Contact, Person
from portal.domain.accounts.people import in_use
from portal.domain.accounts.roles import Powers
from portal.domain.messages.models import Message
from portal.domain.moves import Role
from portal.domain.promises.made import withdraw
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State as PromiseState
from portal.domain.signups.attendance_models import Note
from portal.domain.signups.held import HOLDINGS
from portal.domain.signups.line import run_line
from portal.domain.signups.models import SignUp
from portal.domain.signups.moves import move
from portal.domain.signups.people_models import Merge
from portal.domain.signups.scope import people_in
from portal.domain.signups.seats import touch
from portal.domain.signups.states import LIVE, State
from portal.public_version import HIDDEN

#: What moves from one file to the other, by the name of its table.
_MOVES: dict[str, Any] = {
    "contact": Contact,
    "sign_up": SignUp,
    "promise": Promise,
    "message": Message,
    "note": Note,
}


class CannotMerge(Exception):
    """They are one file already, or one of them was erased."""


class BothSignedUp(Exception):
    """Both have a live sign-up in the same course session: somebody must say which of them stays."""


class CannotUndo(Exception):
    """It was undone before, or the file it went into was itself put together with another, or erased."""


@dataclass(frozen=True)
class Preview:
    """What would move from `gone` to `kept`. `clashes`: (of `kept`, of `gone`) live in one course session."""

    kept: Person
    gone: Person
    counts: dict[str, int]
    clashes: list[tuple[SignUp, SignUp]]


def candidates(person: Person, powers: Powers, most: int = 10) -> list[Person]:
    """Who may be the same: same name and same contact, or same name on the same date."""
    other = aliased(SignUp)
    contact = aliased(Contact)
    same_contact = (
        select(Contact.id)
        .join(contact, contact.digest == Contact.digest)
        .where(Contact.person_id == Person.id, contact.person_id == person.id)
        .exists()
    )
    same_date = (
        select(SignUp.id)
        .join(other, other.course_session_id == SignUp.course_session_id)
        .where(SignUp.person_id == Person.id, other.person_id == person.id)
        .exists()
    )
    alike = select(Person).where(
        Person.id != person.id,
        Person.name_folded == person.name_folded,
        in_use(),
        or_(same_contact, same_date),
        people_in(powers),
    )
    found = db.session.scalars(alike.order_by(Person.id).limit(most).options(selectinload(Person.contacts)))
    return list(found)


def preview(kept: Person, gone: Person) -> Preview:
    counts = {
        name: db.session.scalar(select(func.count()).where(model.person_id == gone.id)) or 0
        for name, model in _MOVES.items()
    }
    return Preview(kept, gone, counts, _clashes(kept, gone))


def _clashes(kept: Person, gone: Person) -> list[tuple[SignUp, SignUp]]:
    mine, theirs = aliased(SignUp), aliased(SignUp)
    both = (
        select(mine, theirs)
        .join(theirs, theirs.course_session_id == mine.course_session_id)
        .where(mine.person_id == kept.id, theirs.person_id == gone.id, mine.state.in_(LIVE), theirs.state.in_(LIVE))
        .order_by(mine.course_session_id)
    )
    return [(one, other) for one, other in db.session.execute(both)]


def merge(kept: Person, gone: Person, staying: Sequence[str], account_id: int | None, now: datetime) -> Merge:
    """Put `gone` into `kept`. `staying`: refs of the sign-ups that stay where both are signed up.

    The other one of each is given back, and stays so when the merge is undone.
    """
    begin_write()
    _queue_up(kept, gone)
    _one_at_a_time(kept.id, gone.id)
    if kept.id == gone.id or any(one.merged_into_id or one.erased_at for one in (kept, gone)):
        raise CannotMerge
    for pair in _clashes(kept, gone):
        _settle(pair, staying, now)
    _withdraw_doubles(kept, gone, now)
    known = select(Contact.digest).where(Contact.person_id == kept.id)
    moved = {}
    for holding in HOLDINGS:
        holding.settle(kept.id, gone.id, now)
    for name, model in _moving().items():
        theirs = select(model.id).where(model.person_id == gone.id)
        theirs = theirs.where(Contact.digest.not_in(known)) if model is Contact else theirs
        moved[name] = list(db.session.scalars(theirs.order_by(model.id)))
        _hand_over(model, moved[name], gone.id, kept.id)
    done = Merge(kept_id=kept.id, gone_id=gone.id, at=now, account_id=account_id, moved=moved)
    db.session.add(done)
    gone.merged_into_id = kept.id
    db.session.flush()
    db.session.expire_all()
    return done


def _queue_up(kept: Person, gone: Person) -> None:
    """Lock as those do who answer one of the two, what they asked for before the file: nobody waits in a circle."""
    for one, _other in _clashes(kept, gone):
        touch(one.course_session)
    for holding in HOLDINGS:
        holding.queue_up(kept.id, gone.id)


def _one_at_a_time(*ids: int) -> None:
    """Who puts two files together waits for whoever has one of them in hand, and then sees what became of it."""
    both = select(Person).where(Person.id.in_(ids)).order_by(Person.id).with_for_update()
    db.session.scalars(both.execution_options(populate_existing=True)).all()


def _settle(pair: tuple[SignUp, SignUp], staying: Sequence[str], now: datetime) -> None:
    stays = [one for one in pair if one.ref in staying]
    if len(stays) != 1:
        raise BothSignedUp
    (leaves,) = (one for one in pair if one is not stays[0])
    touch(leaves.course_session)
    move(leaves, State.CANCELLED, Role.STAFF, now, "merged")
    run_line(leaves.course_session, now)


def _withdraw_doubles(kept: Person, gone: Person, now: datetime) -> None:
    """Both wait for the same answer: one is enough."""
    mine = aliased(Promise)
    twice = (
        select(Promise)
        .join(mine, (mine.kind == Promise.kind) & (mine.about == Promise.about))
        .where(Promise.person_id == gone.id, mine.person_id == kept.id)
        .where(Promise.state == PromiseState.OPEN, mine.state == PromiseState.OPEN)
    )
    for owed in db.session.scalars(twice).all():
        withdraw(owed, Role.STAFF, now, "merged")


def _hand_over(model: Any, numbers: list[int], source: int, target: int) -> None:
    """Rows of these numbers that are still with `source`. The public never saw whose they are; but two sign-ups of
    one person are one learner."""
    theirs = update(model).where(model.id.in_(numbers), model.person_id == source).values(person_id=target)
    db.session.execute(theirs, execution_options={"synchronize_session": False, HIDDEN: model is not SignUp})


def _moving() -> dict[str, Any]:
    """What moves, by the name of its table: what stands here, and what is held elsewhere."""
    return _MOVES | {name: model for holding in HOLDINGS for name, model in holding.rows.items()}


def merges_of(person: Person) -> list[Merge]:
    """What was put into this file and can be taken out again, newest first."""
    done = select(Merge).where(Merge.kept_id == person.id, Merge.undone_at.is_(None))
    return list(db.session.scalars(done.order_by(Merge.id.desc())))


def undo(done: Merge, now: datetime) -> Person:
    """Take the two apart: everything that moved goes back, what came since stays. Returns the file that is back."""
    begin_write()
    db.session.refresh(done)
    kept, gone = db.session.get_one(Person, done.kept_id), db.session.get_one(Person, done.gone_id)
    if done.undone_at or gone.merged_into_id != kept.id or kept.merged_into_id or kept.erased_at:
        raise CannotUndo
    for name, model in _moving().items():
        _hand_over(model, done.moved.get(name, []), kept.id, gone.id)
    gone.merged_into_id = None
    done.undone_at = now
    db.session.flush()
    db.session.expire_all()
    return gone
