"""Reports of a problem between a mentor and a learner: for the eyes of those responsible for safeguarding, and of
whoever reports."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from portal.database import begin_write, db
from portal.domain.accounts.account_models import Account
from portal.domain.accounts.roles import admins, responsible
from portal.domain.mentoring.letters import ROLES
from portal.domain.mentoring.pair_models import Mentee, Pair, PairProblem, Side
from portal.domain.mentoring.told import about_volunteer, tell_side
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import News, Recipient, tell
from portal.domain.messages.states import State as MessageState
from portal.domain.moves import Role
from portal.domain.promises.hours import working_days_later
from portal.domain.promises.kinds import Owner, PromiseKind, account_owner
from portal.domain.promises.made import Owed, answer, open_about, promise
from portal.domain.promises.models import Promise
from portal.domain.signups.told import about as about_sign_up
from portal.vault import new_ref, vault

#: It is read and answered within so many working days.
WORKING_DAYS = 1


class ClosedAlready(Exception):
    """Somebody else said what was done."""


def about_problem(problem: PairProblem) -> str:
    return f"pair_problem:{problem.id}"


def report(pair: Pair, side: Side, text: str, key: str, now: datetime) -> PairProblem:
    """One side reports a problem. It is owed to no person: what names a person stands in their file, for all staff.

    `key`: the same report sent twice is one.
    """
    begin_write()
    digest = vault.digest("pair problem", f"{key}|{pair.id}|{side}")
    before: PairProblem | None = db.session.scalar(select(PairProblem).where(PairProblem.request_digest == digest))
    if before:
        return before
    problem = PairProblem(ref=new_ref(16), pair=pair, side=side, at=now, text=text, request_digest=digest)
    db.session.add(problem)
    db.session.flush()
    zone = pair.mentee.sign_up.course_session.place.zone
    reply_by = working_days_later(now, WORKING_DAYS, zone)
    owed = Owed(PromiseKind.PAIR_PROBLEM, about_problem(problem), Owner.SAFEGUARDING, reply_by, zone)
    promise(owed, ROLES[side], now)
    _tell(problem, now, "noted", {"reply_by": reply_by.isoformat()})
    return problem


def close(problem: PairProblem, outcome: str, account_id: int, now: datetime) -> None:
    """Say what was done; whoever reported it reads it. Raises `ClosedAlready`."""
    begin_write()
    db.session.refresh(problem, with_for_update=True)
    if problem.closed_at is not None:
        raise ClosedAlready
    problem.outcome, problem.closed_at, problem.account_id = outcome, now, account_id
    owed = open_about(about_problem(problem), PromiseKind.PAIR_PROBLEM)
    if owed:
        answer(owed, Role.STAFF, now, "closed")
    _tell(problem, now, "closed")


def problems(closed: bool) -> Select[PairProblem]:
    """Those that are open, the oldest first; or those that are closed, the newest first."""
    both = joinedload(PairProblem.pair).options(
        joinedload(Pair.mentee).joinedload(Mentee.person), joinedload(Pair.volunteer)
    )
    query = select(PairProblem).options(both)
    if closed:
        return query.where(PairProblem.closed_at.is_not(None)).order_by(PairProblem.id.desc())
    return query.where(PairProblem.closed_at.is_(None)).order_by(PairProblem.id)


def count_open() -> int:
    return db.session.scalar(select(func.count()).where(PairProblem.closed_at.is_(None))) or 0


def reported(pair: Pair, side: Side) -> list[PairProblem]:
    """What this side reported, newest first: for themselves."""
    mine = select(PairProblem).where(PairProblem.pair_id == pair.id, PairProblem.side == side)
    return list(db.session.scalars(mine.order_by(PairProblem.id.desc())))


def by_ref(ref: str) -> PairProblem | None:
    return db.session.scalar(select(PairProblem).where(PairProblem.ref == ref))


def owed_for(problem: PairProblem) -> Promise | None:
    """The answer that is owed, or was owed last."""
    mine = select(Promise).where(Promise.about == about_problem(problem)).order_by(Promise.id.desc())
    return db.session.scalar(mine.limit(1))


def not_told(problem: PairProblem) -> bool:
    """News of it to whoever reported it did not arrive: they must be called."""
    side, pair = Side(problem.side), problem.pair
    name = about_volunteer(pair.volunteer) if side is Side.MENTOR else about_sign_up(pair.mentee.sign_up)
    dead = (Message.about == name, Message.kind == MessageKind.PAIR_PROBLEM, Message.state == MessageState.DEAD)
    return any(one.facts.get("problem") == problem.ref for one in db.session.scalars(select(Message).where(*dead)))


def readers(now: datetime) -> list[Account]:
    """Whose task it is; where nobody is responsible for safeguarding, admins."""
    return responsible(now) or admins(now)


def remind_readers(owed: Promise, now: datetime) -> list[Message]:
    """A mail to each of them, at their own address: never to the mailbox that the whole team reads."""
    return [
        tell(
            News(
                MessageKind.STAFF_OWES,
                f"promise:{owed.id}",
                f"owes:{owed.ref}:{owed.reminded}:{account.ref}",
                owed.zone,
            ),
            Recipient(
                account.language,
                Channel.EMAIL,
                account.email,
                account.email_digest,
                owner=account_owner(account.ref),
                account_id=account.id,
            ),
            now,
        )
        for account in readers(now)
    ]


def say_later(owed: Promise, now: datetime) -> None:
    """Nobody answered in time and they go on: whoever reported it hears the new date."""
    problem = of_promise(owed)
    if problem:
        _tell(problem, now, "later", {"reply_by": owed.reply_by.isoformat()}, owed.ref)


def end_unkept(owed: Promise, now: datetime) -> None:
    """Nobody answered at all: whoever reported it hears whom to call. The report stays open."""
    problem = of_promise(owed)
    if problem:
        _tell(problem, now, "over", key=owed.ref)


def of_promise(owed: Promise) -> PairProblem | None:
    noun, _colon, number = owed.about.partition(":")
    return db.session.get(PairProblem, int(number)) if noun == "pair_problem" else None


def _tell(problem: PairProblem, now: datetime, said: str, facts: dict[str, Any] | None = None, key: str = "") -> None:
    facts = {"said": said, "problem": problem.ref, **(facts or {})}
    tell_side(problem.pair, Side(problem.side), MessageKind.PAIR_PROBLEM, now, facts, f"{problem.ref}{said}{key}")
