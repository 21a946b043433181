"""Letters between one side of a pair and the team: a thread of its own for each, which the other one never reads."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.database import begin_write, db, queue_for
from portal.domain.mentoring.pair_models import Pair, PairLetter, Side
from portal.domain.mentoring.told import owner_for_mentee, tell_side
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from portal.domain.promises.hours import working_days_later
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import Owed, answer, promise
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State
from portal.vault import vault

#: The team answers within so many working days.
WORKING_DAYS = 2
#: Who makes a move, by side.
ROLES = {Side.LEARNER: Role.PERSON, Side.MENTOR: Role.VOLUNTEER}


def write(pair: Pair, side: Side, text: str, key: str, now: datetime) -> tuple[PairLetter, Promise]:
    """One side writes to the team, which owes an answer from now on. `key`: the same letter sent twice is one."""
    begin_write()
    # Two letters of one side at the same moment wait for one answer, not for two.
    queue_for(vault.digest("queue", f"letters {pair.id} {side}"))
    digest = vault.digest("pair letter", f"{key}|{pair.id}|{side}")
    letter = db.session.scalar(select(PairLetter).where(PairLetter.request_digest == digest))
    if letter is None:
        letter = _add(pair, side, text, now, request_digest=digest)
    owed = owed_to(pair, side) or _promise(letter, pair, side, now)
    return letter, owed


def _promise(letter: PairLetter, pair: Pair, side: Side, now: datetime) -> Promise:
    zone = pair.mentee.sign_up.course_session.place.zone
    mentee = pair.mentee
    owed = promise(
        Owed(
            PromiseKind.PAIR_LETTER,
            f"pair_letter:{letter.id}",
            owner_for_mentee(mentee),
            working_days_later(now, WORKING_DAYS, zone),
            zone,
            mentee.person_id if side is Side.LEARNER else None,
            mentee.sign_up.language if side is Side.LEARNER else pair.volunteer.language,
        ),
        ROLES[side],
        now,
    )
    _tell(pair, side, now, "noted", f"noted{letter.id}", {"reply_by": owed.reply_by.isoformat()})
    return owed


def answer_letter(pair: Pair, side: Side, text: str, account_id: int, now: datetime) -> PairLetter:
    """The team writes: what was owed to this side is answered, and it hears that something is there."""
    begin_write()
    letter = _add(pair, side, text, now, from_team=True, account_id=account_id)
    owed = owed_to(pair, side)
    if owed:
        answer(owed, Role.STAFF, now, "written")
    _tell(pair, side, now, "answered", f"answered{letter.id}")
    return letter


def _add(pair: Pair, side: Side, text: str, now: datetime, **facts: Any) -> PairLetter:
    letter = PairLetter(**{"pair": pair, "side": side, "from_team": False, "at": now, "text": text} | facts)
    db.session.add(letter)
    db.session.flush()
    return letter


def thread(pair: Pair, side: Side) -> list[PairLetter]:
    """What this side and the team wrote to each other, oldest first."""
    mine = select(PairLetter).where(PairLetter.pair_id == pair.id, PairLetter.side == side)
    return list(db.session.scalars(mine.order_by(PairLetter.id)))


def owed_to(pair: Pair, side: Side) -> Promise | None:
    """The answer this side waits for."""
    names = [f"pair_letter:{letter.id}" for letter in thread(pair, side) if not letter.from_team]
    waits = select(Promise).where(Promise.about.in_(names), Promise.state == State.OPEN)
    return db.session.scalar(waits.order_by(Promise.id).limit(1))


def letter_of(owed: Promise) -> PairLetter | None:
    noun, _colon, number = owed.about.partition(":")
    return db.session.get(PairLetter, int(number)) if noun == "pair_letter" else None


def say_later(owed: Promise, now: datetime) -> None:
    """The first team was silent, the whole team owes it now: the writer hears the new date."""
    letter = letter_of(owed)
    if letter:
        facts = {"reply_by": owed.reply_by.isoformat()}
        _tell(letter.pair, Side(letter.side), now, "later", f"later{owed.ref}", facts)


def end_unkept(owed: Promise, now: datetime) -> None:
    """Nobody answered: the writer hears whom to call."""
    letter = letter_of(owed)
    if letter:
        _tell(letter.pair, Side(letter.side), now, "over", f"over{owed.ref}")


def _tell(pair: Pair, side: Side, now: datetime, said: str, key: str, facts: dict[str, Any] | None = None) -> None:
    tell_side(pair, side, MessageKind.PAIR_LETTER, now, {"said": said, **(facts or {})}, key)
