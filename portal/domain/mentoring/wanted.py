"""What we owe a learner who looks for a mentor when nobody is asked: somebody of the team finds one, by a date."""

from datetime import datetime

from portal.database import begin_write, db
from portal.domain.mentoring.looking import live_pair, owe, wanted_by
from portal.domain.mentoring.pair_models import Mentee
from portal.domain.mentoring.told import tell_learner
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from portal.domain.promises.made import answer
from portal.domain.promises.models import Promise

#: Nobody who was asked can: somebody else is found within so many working days.
AGAIN_WITHIN_DAYS = 10


def owe_again(mentee: Mentee, now: datetime) -> Promise:
    """Nobody is left to be asked: the team owes them a mentor, and they hear the new date."""
    made = owe(mentee, AGAIN_WITHIN_DAYS, Role.RULE, now)
    facts = {"mentee": mentee.ref, "asked": "team", "reply_by": made.reply_by.isoformat()}
    tell_learner(mentee, MessageKind.MENTOR_NEXT, now, facts, made.ref, made.reply_by)
    return made


def somebody_is_asked(mentee: Mentee, role: Role, now: datetime) -> None:
    """From here on somebody else owes the answer, by a date of their own."""
    owed = wanted_by(mentee)
    if owed:
        answer(owed, role, now, "asked")


def say_later(owed: Promise, now: datetime) -> None:
    """The first team found nobody, and all of them owe it now: the learner hears the new date."""
    mentee = of_promise(owed)
    if mentee:
        facts = {"mentee": mentee.ref, "reply_by": owed.reply_by.isoformat()}
        tell_learner(mentee, MessageKind.MENTOR_LATE, now, facts, owed.ref, owed.reply_by)


def end_unkept(owed: Promise, now: datetime) -> None:
    """Nobody was found. The learner hears so and what they can do; whoever wants to may look again."""
    mentee = of_promise(owed)
    if mentee is None or mentee.closed_at is not None or live_pair(mentee):
        return
    begin_write()
    mentee.closed_at, mentee.closed_why = now, "nobody_found"
    db.session.flush()
    tell_learner(mentee, MessageKind.MENTOR_OVER, now, {"mentee": mentee.ref}, owed.ref)


def of_promise(owed: Promise) -> Mentee | None:
    """The learner a promise is about."""
    noun, _colon, number = owed.about.partition(":")
    return db.session.get(Mentee, int(number)) if noun == "mentee" else None
