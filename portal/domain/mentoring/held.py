"""What mentoring holds on a learner: for their copy, for the erasure, and when two files become one."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from portal.database import begin_write, db
from portal.domain.mentoring import pairs as together
from portal.domain.mentoring import question
from portal.domain.mentoring.busy import busy, carried
from portal.domain.mentoring.ending import EndWhy
from portal.domain.mentoring.ending import end as end_pair
from portal.domain.mentoring.forgetting import forget_words
from portal.domain.mentoring.looking import live_pair, stop_looking
from portal.domain.mentoring.pair_models import (
    Meeting,
    Mentee,
    MentorChoice,
    Pair,
    PairAnswer,
    PairLetter,
    Side,
)
from portal.domain.mentoring.room import touch
from portal.domain.mentoring.states import ASKED, PairState
from portal.domain.mentoring.surveys import WORDS
from portal.domain.mentoring.told import tell_side
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from portal.domain.signups.held import Holding


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


def _pairs_of(ids: list[int]) -> list[int]:
    return list(db.session.scalars(select(Pair.id).join(Pair.mentee).where(Mentee.person_id.in_(ids))))


def _close(mentee: Mentee, role: Role, now: datetime) -> None:
    """Nobody is asked next, and the learner is not told that somebody is looked for: they look no more."""
    touch(mentee)
    pair = live_pair(mentee)
    if pair:
        together.touch(pair)
        if pair.state in ASKED:
            _ask_no_more(pair, role, now)
        else:
            end_pair(pair, EndWhy.LEFT, role, now)
    stop_looking(mentee, now, EndWhy.LEFT, role)


def _ask_no_more(pair: Pair, role: Role, now: datetime) -> None:
    """To a suggestion of staff a learner can only say no."""
    says_no = role is Role.PERSON and pair.state == PairState.SUGGESTED
    why = "learner" if role is Role.PERSON else "team"
    question.end(pair, PairState.DECLINED if says_no else PairState.WITHDRAWN, role, now, why)
    tell_side(pair, Side.MENTOR, MessageKind.PAIR_NOT_NOW, now, {"why": why})


def forget(ids: list[int]) -> None:
    """That there was a pair, and its hours, stay in the figures; what was said and wished goes."""
    begin_write()
    mentees, pairs = select(Mentee.id).where(Mentee.person_id.in_(ids)), _pairs_of(ids)
    _run(delete(MentorChoice).where(MentorChoice.mentee_id.in_(mentees)))
    _run(update(Mentee).where(Mentee.id.in_(mentees)).values(wish=None, spoken=[], week=[]))
    forget_words(pairs, Side.LEARNER)
    for answer in db.session.scalars(select(PairAnswer).where(PairAnswer.pair_id.in_(pairs))):
        answer.answers = {name: said for name, said in answer.answers.items() if name != WORDS}
    db.session.flush()


def settle(kept: int, gone: int, now: datetime) -> None:
    """One person looks once: the one with a mentor goes on, else for whom one is asked, else who looked first."""
    both = sorted(_open([kept, gone]), key=lambda one: (_still_to_go(one), one.id))
    for mentee in both[1:]:
        _close(mentee, Role.STAFF, now)


def _still_to_go(mentee: Mentee) -> int:
    """How far they are from a mentor: 0 for who has one."""
    pair = live_pair(mentee)
    if pair is None:
        return 2
    return 1 if pair.state in ASKED else 0


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _run(statement: Any) -> None:
    db.session.execute(statement, execution_options={"synchronize_session": False})


HELD = Holding("mentoring", {"mentee": Mentee}, copy, end, forget, settle, carried, busy)
