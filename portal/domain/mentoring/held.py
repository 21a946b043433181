"""What mentoring holds on a learner: for their copy, for the erasure, and when two files become one."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from portal.database import begin_write, db
from portal.domain.mentoring.asking import take_back
from portal.domain.mentoring.busy import busy, carried
from portal.domain.mentoring.ending import EndWhy
from portal.domain.mentoring.ending import end as end_pair
from portal.domain.mentoring.looking import live_pair, stop_looking
from portal.domain.mentoring.pair_models import (
    Meeting,
    Mentee,
    MentorChoice,
    Pair,
    PairAnswer,
    PairGoal,
    PairLetter,
    PairProblem,
    Side,
)
from portal.domain.mentoring.slot_models import SlotAlert
from portal.domain.mentoring.states import ASKED
from portal.domain.mentoring.surveys import WORDS
from portal.domain.moves import Role
from portal.domain.privacy import Reason
from portal.domain.signups.erasure import NOBODY
from portal.domain.signups.held import Holding
from portal.domain.signups.retention import older


def copy(ids: list[int]) -> list[dict[str, Any]]:
    """What these people looked for and what became of it: their own words and deeds, of their mentor nothing."""
    mine = select(Mentee).where(Mentee.person_id.in_(ids)).order_by(Mentee.id.desc())
    return [_mentee(mentee) for mentee in db.session.scalars(mine)]


def _mentee(mentee: Mentee) -> dict[str, Any]:
    pairs = db.session.scalars(select(Pair).where(Pair.mentee_id == mentee.id).order_by(Pair.id))
    return {
        "since": mentee.created_at.isoformat(),
        "ended": _at(mentee.closed_at),
        "languages": mentee.spoken,
        "help_with": mentee.topics,
        "free": mentee.week,
        "online": mentee.online,
        "in_own_words": mentee.wish,
        "consent": {"wording": mentee.consent_version, "at": mentee.consent_at.isoformat()},
        "pairs": [_pair(pair) for pair in pairs],
    }


def _pair(pair: Pair) -> dict[str, Any]:
    mine = (PairAnswer.pair_id == pair.id, PairAnswer.side == Side.LEARNER)
    letters = (PairLetter.pair_id == pair.id, PairLetter.side == Side.LEARNER)
    return {
        "state": pair.state,
        "asked": pair.created_at.isoformat(),
        "said_yes": _at(pair.learner_yes_at),
        "contact_shown_since": _at(pair.learner_shares_at),
        "goals": [{"text": goal.text, "reached": _at(goal.reached_at)} for goal in pair.goals],
        "meetings": [_meeting(meeting) for meeting in pair.meetings],
        "answers": [
            {"survey": one.survey, "at": one.at.isoformat(), "answers": one.answers}
            for one in db.session.scalars(select(PairAnswer).where(*mine))
        ],
        "letters": [
            {"at": one.at.isoformat(), "from_the_team": one.from_team, "text": one.text}
            for one in db.session.scalars(select(PairLetter).where(*letters).order_by(PairLetter.id))
        ],
        "history": [{"at": one.at.isoformat(), "by": one.role, "to": one.to_state} for one in pair.history],
    }


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "at": meeting.at.isoformat(),
        "minutes": meeting.minutes,
        "how": meeting.mode,
        "held": _at(meeting.held_at),
        "called_off": _at(meeting.called_off_at),
        "how_it_went": meeting.learner_went,
    }


def end(ids: list[int], role: Role, now: datetime) -> None:
    """They look no more, nobody is asked for them, and a mentor they have hears that it is over."""
    for mentee in _open(ids):
        _close(mentee, role, now)


def _open(ids: list[int]) -> list[Mentee]:
    query = select(Mentee).where(Mentee.person_id.in_(ids), Mentee.closed_at.is_(None)).order_by(Mentee.id)
    return list(db.session.scalars(query))


def _close(mentee: Mentee, role: Role, now: datetime) -> None:
    pair = live_pair(mentee)
    if pair and pair.state in ASKED:
        take_back(mentee, now)
    elif pair:
        end_pair(pair, EndWhy.LEFT, role, now)
    stop_looking(mentee, now, EndWhy.LEFT, role)


def forget(ids: list[int]) -> None:
    """That there was a pair, and its hours, stay in the figures; what was said and wished goes."""
    begin_write()
    mentees = select(Mentee.id).where(Mentee.person_id.in_(ids))
    pairs = list(db.session.scalars(select(Pair.id).where(Pair.mentee_id.in_(mentees))))
    _run(delete(MentorChoice).where(MentorChoice.mentee_id.in_(mentees)))
    _run(update(Mentee).where(Mentee.id.in_(mentees)).values(wish=None, spoken=[], week=[]))
    forget_words(pairs)
    for answer in db.session.scalars(select(PairAnswer).where(PairAnswer.pair_id.in_(pairs))):
        answer.answers = {name: said for name, said in answer.answers.items() if name != WORDS}
    db.session.flush()


def forget_words(pairs: list[int]) -> None:
    """What was written in these pairs, by whichever side. How many goals they had, and reached, stays."""
    begin_write()
    _run(delete(PairLetter).where(PairLetter.pair_id.in_(pairs)))
    _run(update(PairGoal).where(PairGoal.pair_id.in_(pairs)).values(text=NOBODY))


def settle(kept: int, gone: int, now: datetime) -> None:
    """One person looks once: the one with a mentor goes on, else the one who looked first."""
    both = sorted(_open([kept, gone]), key=lambda one: (live_pair(one) is None, one.id))
    for mentee in both[1:]:
        _close(mentee, Role.STAFF, now)


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _run(statement: Any) -> None:
    db.session.execute(statement, execution_options={"synchronize_session": False})


HELD = Holding("mentoring", {"mentee": Mentee}, copy, end, forget, settle, carried, busy)
#: What leaves by itself beside the files of people.
LEAVE = (
    older(PairProblem, PairProblem.closed_at, Reason.SAFEGUARDING),
    older(SlotAlert, SlotAlert.at, Reason.VOLUNTEER),
)
