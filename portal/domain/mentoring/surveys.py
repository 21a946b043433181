"""What each of a pair is asked: after the first meeting whether it fits, and at the end what it brought.

The other side never reads an answer; the team does.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, select

from portal.database import db
from portal.domain.mentoring.care import CareWhy, owe_care
from portal.domain.mentoring.pair_models import Meeting, Pair, PairAnswer, Side, Survey
from portal.domain.mentoring.pairs import touch, was_told
from portal.domain.mentoring.states import PairState
from portal.domain.mentoring.told import tell_side
from portal.domain.messages.kinds import MessageKind

#: Whoever has not answered is asked once more after this time.
ASKED_AGAIN_AFTER = timedelta(days=7)
#: Then it is left alone.
ASKED_UNTIL = timedelta(days=21)


class Answer(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"


#: The questions of each survey, by the key under which the answer is kept; each takes an `Answer`. All may have
#: words beside them, kept as `WORDS`.
QUESTIONS: Mapping[Survey, tuple[str, ...]] = {Survey.FIT: ("fit",), Survey.END: ("helped", "reached", "again")}
WORDS = "words"


def answered(pair: Pair, side: Side, survey: Survey) -> PairAnswer | None:
    """What this side answered; None: nothing yet."""
    return db.session.get(PairAnswer, (pair.id, side.value, survey.value))


def answer(
    pair: Pair, side: Side, survey: Survey, answers: Mapping[str, str], words: str | None, now: datetime
) -> None:
    """Keep what this side says, instead of what it said before. Where it does not fit, the team owes care."""
    touch(pair)
    kept = {name: Answer(answers[name]).value for name in QUESTIONS[survey] if answers.get(name)}
    if words:
        kept[WORDS] = words
    known = answered(pair, side, survey)
    if known is None:
        known = PairAnswer(pair_id=pair.id, side=side.value, survey=survey.value, answers={}, at=now)
        db.session.add(known)
    known.answers, known.at = kept, now
    db.session.flush()
    if survey is Survey.FIT and kept.get("fit") == Answer.NO:
        owe_care(pair, CareWhy.FIT, now)


def is_asked(pair: Pair, survey: Survey) -> bool:
    """Whether this is the time of these questions."""
    if survey is Survey.END:
        return pair.state in {PairState.COMPLETED, PairState.ENDED_EARLY}
    return pair.state in {PairState.ACTIVE, PairState.PAUSED}


def pairs_to_ask_again(now: datetime, most: int = 200) -> list[int]:
    """Ids of pairs whose first meeting was logged a week ago or more, and where somebody has not said how it fits."""
    first = (
        select(Meeting.pair_id)
        .where(Meeting.held_at.is_not(None))
        .group_by(Meeting.pair_id)
        .having(func.min(Meeting.held_at) <= now - ASKED_AGAIN_AFTER, func.min(Meeting.held_at) > now - ASKED_UNTIL)
    )
    said = select(func.count()).where(PairAnswer.pair_id == Pair.id, PairAnswer.survey == Survey.FIT)
    query = select(Pair.id).where(
        Pair.state == PairState.ACTIVE, Pair.id.in_(first), said.scalar_subquery() < len(Side)
    )
    return list(db.session.scalars(query.order_by(Pair.id).limit(most)))


def ask_again(pair: Pair, now: datetime) -> int:
    """Ask whoever has not answered, once; returns how many were asked now."""
    kind, key = MessageKind.PAIR_FIT, "again"
    silent = [side for side in Side if answered(pair, side, Survey.FIT) is None]
    wanted = [side for side in silent if not was_told(pair, side, kind, key)]
    for side in wanted:
        tell_side(pair, side, kind, now, {"survey": Survey.FIT.value, "again": True}, key, now + ASKED_AGAIN_AFTER)
    return len(wanted)
