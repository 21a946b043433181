"""A pair takes a break, goes on, and comes to its end; each time both hear it."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import or_, select

from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.mentoring.looking import MENTOR_WITHIN_DAYS, owe, stop_looking
from portal.domain.mentoring.moves import move_pair
from portal.domain.mentoring.pair_models import Mentee, Pair, Side
from portal.domain.mentoring.pairs import touch
from portal.domain.mentoring.states import TOGETHER, PairState, VolunteerState
from portal.domain.mentoring.told import about_pair, about_volunteer, tell_side
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.habits import HABITS
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import move as move_message
from portal.domain.messages.states import State as MessageState
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import all_open_about, withdraw
from portal.domain.promises.models import Promise
from portal.domain.signups.told import about as about_sign_up
from portal.domain.signups.told import at_this_moment

#: A break is this long at most.
LONGEST_BREAK = timedelta(days=92)


class EndWhy(StrEnum):
    """Why a pair ends: a key, for the team alone. LEFT: one of the two is gone."""

    GOALS = "goals"
    FOUND = "found"
    TIME = "time"
    NO_FIT = "no_fit"
    SILENT = "silent"
    OTHER = "other"
    LEFT = "left"


#: With these the two have done what they came for.
DONE = frozenset({EndWhy.GOALS, EndWhy.FOUND})
#: What somebody may choose.
CHOICES = tuple(why for why in EndWhy if why is not EndWhy.LEFT)


class BadDay(Exception):
    """The day lies behind, or too far ahead."""


def pause(pair: Pair, until: datetime, role: Role, now: datetime) -> None:
    """They take a break until then, and go on by themselves. Raises `BadDay`, `MoveNotAllowed`."""
    touch(pair)
    if not now < until <= now + LONGEST_BREAK:
        raise BadDay
    move_pair(pair, PairState.PAUSED, role, now)
    pair.paused_until = until
    _withdraw(pair, role, now, PromiseKind.PAIR_CARE)
    for side in _still_here(pair):
        tell_side(pair, side, MessageKind.PAIR_PAUSED, now, {"until": until.isoformat()}, at_this_moment(now))
    db.session.flush()


def go_on(pair: Pair, role: Role, now: datetime) -> None:
    """The break is over. Raises `MoveNotAllowed`."""
    touch(pair)
    move_pair(pair, PairState.ACTIVE, role, now)
    pair.paused_until = None
    for side in _still_here(pair):
        tell_side(pair, side, MessageKind.PAIR_GOES_ON, now, key=at_this_moment(now))
    db.session.flush()


def breaks_over(now: datetime) -> list[int]:
    """Numbers of the pairs whose break is over."""
    over = select(Pair.id).where(Pair.state == PairState.PAUSED, Pair.paused_until <= now, Pair.imported.is_(False))
    return list(db.session.scalars(over.order_by(Pair.id)))


def end_break(pair: Pair, now: datetime) -> int:
    """Let them go on by themselves; who went on meanwhile, or stopped, is left alone."""
    touch(pair)
    if pair.state != PairState.PAUSED or pair.paused_until is None or pair.paused_until > now:
        return 0
    go_on(pair, Role.RULE, now)
    return 1


def end(pair: Pair, why: EndWhy, role: Role, now: datetime, again: bool = False) -> None:
    """It is over, and both hear it, with a few questions. `again`: the learner looks for another mentor at once.

    Raises `MoveNotAllowed`.
    """
    touch(pair)
    if pair.state == PairState.PAUSED and why in DONE:
        move_pair(pair, PairState.ACTIVE, role, now)
    done = why in DONE and pair.state == PairState.ACTIVE
    move_pair(pair, PairState.COMPLETED if done else PairState.ENDED_EARLY, role, now, why)
    pair.ended_at, pair.end_why, pair.paused_until = now, why, None
    for meeting in pair.meetings:
        if meeting.held_at is None and meeting.called_off_at is None and meeting.at > now:
            meeting.called_off_at = now
    _withdraw(pair, role, now, PromiseKind.PAIR_START, PromiseKind.PAIR_CARE)
    _drop_news(pair)
    owed = _look_again(pair.mentee, role, now) if again else None
    if owed is None:
        stop_looking(pair.mentee, now, "pair_over", role)
    for side in _still_here(pair):
        looks = {"again": True, "reply_by": owed.reply_by.isoformat()} if owed and side is Side.LEARNER else {}
        tell_side(pair, side, MessageKind.PAIR_OVER, now, {"left": why is EndWhy.LEFT, **looks})
    db.session.flush()


def end_unmet(pair: Pair, now: datetime) -> None:
    """They never met, have no date, and nobody asked them why in time: it ends, and the learner looks again."""
    touch(pair)
    if pair.state != PairState.ACCEPTED or any(one.called_off_at is None and one.at > now for one in pair.meetings):
        return
    end(pair, EndWhy.SILENT, Role.RULE, now, again=True)


def _withdraw(pair: Pair, role: Role, now: datetime, *kinds: PromiseKind) -> None:
    for owed in all_open_about(about_pair(pair)):
        if owed.kind in kinds:
            withdraw(owed, role, now, "over")


def _drop_news(pair: Pair) -> None:
    """What is still to be told about a pair that lives says nothing any more."""
    kinds = [kind for kind, habit in HABITS.items() if habit.while_live]
    names = [about_volunteer(pair.volunteer), about_sign_up(pair.mentee.sign_up)]
    waiting = select(Message).where(
        Message.about.in_(names), Message.state == MessageState.QUEUED, Message.kind.in_(kinds)
    )
    for message in db.session.scalars(waiting).all():
        if message.facts.get("pair") == pair.ref:
            message.problem = "ended"
            move_message(message, MessageState.DROPPED, Role.RULE)


def _look_again(mentee: Mentee, role: Role, now: datetime) -> Promise | None:
    """The learner waits for another mentor, and hears by when. None: they are gone, or look no more."""
    if mentee.person.erased_at or mentee.closed_at:
        return None
    mentee.choices.clear()
    return owe(mentee, MENTOR_WITHIN_DAYS, role, now)


def _still_here(pair: Pair) -> list[Side]:
    """Who is there to be told."""
    gone = {
        Side.LEARNER: pair.mentee.person.erased_at is not None,
        Side.MENTOR: pair.volunteer.erased_at is not None,
    }
    return [side for side in Side if not gone[side]]


def left_alone() -> list[int]:
    """Numbers of the pairs one of whom is gone: a volunteer who stopped, or somebody who was erased."""
    query = (
        select(Pair.id)
        .join(Pair.volunteer)
        .join(Pair.mentee)
        .join(Mentee.person)
        .where(Pair.state.in_(TOGETHER), Pair.imported.is_(False))
        .where(
            or_(
                Volunteer.state == VolunteerState.ENDED,
                Volunteer.erased_at.is_not(None),
                Person.erased_at.is_not(None),
            )
        )
    )
    return list(db.session.scalars(query.order_by(Pair.id)))


def part(pair: Pair, now: datetime) -> int:
    """One of the two is gone: it ends, and the other hears it. A learner who stays looks for a mentor again."""
    touch(pair)
    if pair.state not in TOGETHER:
        return 0
    end(pair, EndWhy.LEFT, Role.RULE, now, again=True)
    return 1
