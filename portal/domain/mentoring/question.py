"""The question put to either side of two who might meet: until when they may answer, and that it is over."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.database import db
from portal.domain.mentoring import pairs
from portal.domain.mentoring.moves import move_pair
from portal.domain.mentoring.pair_models import Pair, Side
from portal.domain.mentoring.states import ASKED, PairState
from portal.domain.mentoring.told import about_pair, about_volunteer, tell_side
from portal.domain.messages import outbox
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.messages.states import State as MessageState
from portal.domain.moves import Role
from portal.domain.promises.hours import working_day_at
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.made import Owed, all_open_about, answer, open_about, promise, withdraw
from portal.domain.promises.models import Promise
from portal.domain.signups.asked import home_zone
from portal.domain.signups.told import about as about_sign_up

#: Whoever is asked has so many days, and until the end of a working day.
ANSWER_WITHIN = timedelta(days=3)

_ANSWER = {Side.MENTOR: PromiseKind.MENTOR_ANSWER, Side.LEARNER: PromiseKind.LEARNER_ANSWER}
_OWES = {Side.MENTOR: Owner.VOLUNTEER, Side.LEARNER: Owner.PERSON}


def answer_by(now: datetime, zone: ZoneInfo) -> datetime:
    """Until when somebody who is asked now may answer: never at night, nor on a day off."""
    return working_day_at((now + ANSWER_WITHIN).astimezone(zone).date(), zone)


def ask(pair: Pair, side: Side, role: Role, now: datetime) -> Promise:
    zone = home_zone() if side is Side.MENTOR else pair.mentee.sign_up.course_session.place.zone
    owed = Owed(_ANSWER[side], about_pair(pair), _OWES[side], answer_by(now, zone), zone)
    made = promise(owed, role, now)
    _tell_asked(pair, side, made, now)
    return made


def remind(owed: Promise, now: datetime) -> None:
    """A day before their time is over, whoever has not answered is asked once more."""
    pair = pairs.of_promise(owed)
    if pair and pair.state in ASKED:
        _tell_asked(pair, _side_of(owed), owed, now, "again")


def _tell_asked(pair: Pair, side: Side, owed: Promise, now: datetime, key: str = "") -> None:
    facts = {"reply_by": owed.reply_by.isoformat()}
    tell_side(pair, side, MessageKind.PAIR_ASKED, now, facts, key, useless_from=owed.reply_by)


def answered(pair: Pair, side: Side, role: Role, now: datetime, why: str) -> None:
    owed = open_about(about_pair(pair), _ANSWER[side])
    if owed:
        answer(owed, role, now, why)


def end(pair: Pair, target: PairState, role: Role, now: datetime, why: str) -> None:
    """It does not come to it: nothing is owed about it any more, and no question about it still goes out."""
    move_pair(pair, target, role, now, why)
    pair.ended_at, pair.end_why = now, why
    for owed in list(all_open_about(about_pair(pair))):
        withdraw(owed, role, now, why)
    about = about_volunteer(pair.volunteer), about_sign_up(pair.mentee.sign_up)
    waiting = select(Message).where(
        Message.about.in_(about), Message.kind == MessageKind.PAIR_ASKED, Message.state == MessageState.QUEUED
    )
    for message in db.session.scalars(waiting.where(Message.dedupe_key.contains(pair.ref))).all():
        message.problem = target
        outbox.move(message, MessageState.DROPPED, Role.RULE)
    db.session.flush()


def _side_of(owed: Promise) -> Side:
    return Side.MENTOR if owed.kind == PromiseKind.MENTOR_ANSWER else Side.LEARNER
