"""What leaves by itself of volunteers and pairs, beside the files of people and volunteers: see `domain.privacy`."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, cast, delete, exists, literal, or_, select, update

from portal.database import db
from portal.domain.mentoring.pair_models import (
    Mentee,
    MentorChoice,
    Pair,
    PairAnswer,
    PairGoal,
    PairLetter,
    PairProblem,
)
from portal.domain.mentoring.slot_models import SlotAlert
from portal.domain.mentoring.volunteer_models import VolunteerNote
from portal.domain.privacy import Reason
from portal.domain.promises.models import Promise
from portal.domain.signups.retention import Rule, before, older


def _letters(now: datetime) -> Select[Any]:
    """Letters of pairs that ended long ago. While something is known of an answer to one, its number stays taken."""
    long_ago = before(Reason.MENTORING, now)
    owed = exists().where(Promise.about == literal("pair_letter:") + cast(PairLetter.id, String))
    over = select(PairLetter.id).join(PairLetter.pair)
    return over.where(Pair.ended_at < long_ago, PairLetter.at < long_ago, ~owed)


def _forget_letters(keys: Select[Any], now: datetime) -> int:
    return _delete(PairLetter, PairLetter.id, list(db.session.scalars(keys)))


def _pairs(now: datetime) -> Select[Any]:
    """Pairs that ended long ago, and of which more is known than that they were one, when, and their meetings."""
    said = or_(
        cast(Pair.reasons, String) != "{}",
        exists().where(PairGoal.pair_id == Pair.id),
        exists().where(PairAnswer.pair_id == Pair.id),
    )
    return select(Pair.id).where(Pair.ended_at < before(Reason.MENTORING, now), said)


def _forget_pairs(keys: Select[Any], now: datetime) -> int:
    ids = list(db.session.scalars(keys))
    for rows in (PairGoal, PairAnswer):
        _delete(rows, rows.pair_id, ids)
    _run(update(Pair).where(Pair.id.in_(ids)).values(reasons={}))
    return len(ids)


def _mentees(now: datetime) -> Select[Any]:
    """Learners who stopped looking long ago, and of whom it is known what they wished and when they were free."""
    said = or_(
        Mentee.wish.is_not(None),
        cast(Mentee.spoken, String) != "[]",
        cast(Mentee.week, String) != "[]",
        exists().where(MentorChoice.mentee_id == Mentee.id),
    )
    return select(Mentee.id).where(Mentee.closed_at < before(Reason.MENTORING, now), said)


def _forget_mentees(keys: Select[Any], now: datetime) -> int:
    ids = list(db.session.scalars(keys))
    _delete(MentorChoice, MentorChoice.mentee_id, ids)
    _run(update(Mentee).where(Mentee.id.in_(ids)).values(wish=None, spoken=[], week=[]))
    return len(ids)


def _delete(model: Any, key: Any, ids: list[int]) -> int:
    _run(delete(model).where(key.in_(ids)))
    return len(ids)


def _run(statement: Any) -> None:
    db.session.execute(statement, execution_options={"synchronize_session": False})


LEAVE = (
    Rule("pair-letters", _letters, _forget_letters),
    Rule("pairs", _pairs, _forget_pairs),
    Rule("mentees", _mentees, _forget_mentees),
    older(PairProblem, PairProblem.closed_at, Reason.SAFEGUARDING),
    older(SlotAlert, SlotAlert.at, Reason.VOLUNTEER),
    older(VolunteerNote, VolunteerNote.at, Reason.NOTE),
)
