"""Asking a mentor and a learner whether they want to meet: yes, no, silence, and who is asked next.

Whatever becomes of a question, the learner goes on: the next mentor they named is asked, or the team owes them one,
and they hear by when. How places are counted stands in `room`.
"""

from datetime import datetime

from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.mentoring import pairs
from portal.domain.mentoring.fit import Fit, fit, offers_of, wants_of
from portal.domain.mentoring.looking import HasMentor as HasMentor
from portal.domain.mentoring.looking import live_pair
from portal.domain.mentoring.moves import move_pair
from portal.domain.mentoring.pair_models import Mentee, MentorChoice, Pair, Side
from portal.domain.mentoring.question import answered, ask, end
from portal.domain.mentoring.room import NoRoom as NoRoom
from portal.domain.mentoring.room import must_still_have_room, takes_learners, touch
from portal.domain.mentoring.room import places_left as places_left
from portal.domain.mentoring.states import ASKED, TOGETHER, PairState, VolunteerState
from portal.domain.mentoring.told import tell_learner, tell_side
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.mentoring.wanted import owe_again, somebody_is_asked
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from portal.domain.promises.models import Promise
from portal.vault import new_ref

#: So many mentors a learner names at most.
MOST_CHOICES = 3


class NotAsked(Exception):
    """Nobody waits for this answer, or not any more."""


class NotLooking(Exception):
    """This learner looks for no mentor any more."""


def fit_now(mentee: Mentee, volunteer: Volunteer) -> Fit:
    """How well the two fit by what both say now."""
    return fit(wants_of(mentee), offers_of(volunteer, places_left(volunteer)))


def looks(mentee: Mentee) -> bool:
    """Nobody is asked for them, and they have no mentor."""
    return mentee.closed_at is None and live_pair(mentee) is None


def suggest(mentee: Mentee, volunteer: Volunteer, now: datetime) -> Pair:
    """Staff ask both at once. Raises `NoRoom`, `HasMentor` or `NotLooking`."""
    touch(mentee, [volunteer])
    _must_look(mentee)
    pair = _new_pair(mentee, volunteer, now)
    move_pair(pair, PairState.SUGGESTED, Role.STAFF, now)
    somebody_is_asked(mentee, Role.STAFF, now)
    for side in Side:
        ask(pair, side, Role.STAFF, now)
    return pair


def request(mentee: Mentee, volunteers: list[Volunteer], now: datetime, role: Role = Role.PERSON) -> Pair:
    """The learner names mentors in order: the first is asked, each has three days, then the next.

    Raises `NoRoom` when the first takes nobody more; `HasMentor` or `NotLooking`.
    """
    touch(mentee, volunteers[:1])
    _must_look(mentee)
    _forget_choices(mentee)
    first, *others = list(dict.fromkeys(volunteers))[:MOST_CHOICES]
    pair = _request(mentee, first, role, now)
    db.session.add(MentorChoice(mentee_id=mentee.id, rank=1, volunteer_id=first.id, asked_at=now))
    for rank, volunteer in enumerate(others, 2):
        db.session.add(MentorChoice(mentee_id=mentee.id, rank=rank, volunteer_id=volunteer.id))
    db.session.flush()
    db.session.expire(mentee, ["choices"])
    somebody_is_asked(mentee, role, now)
    return pair


def say_yes(pair: Pair, side: Side, now: datetime, role: Role | None = None) -> None:
    """This side would like to; when both would, they are a pair. Pressed twice is once. `role`: STAFF, where
    somebody of the team writes down what was said on the phone.

    Raises `NotAsked` when it is too late, `NoRoom` when the mentor takes nobody more.
    """
    begin_write()
    touch(pair.mentee, [pair.volunteer])
    pairs.touch(pair)
    if pair.state in TOGETHER or (pair.state in ASKED and _said_yes_at(pair, side)):
        return
    _must_be_asked(pair)
    must_still_have_room(pair)
    if side is Side.MENTOR:
        pair.mentor_yes_at = now
    else:
        pair.learner_yes_at = now
    db.session.flush()
    answered(pair, side, role or pairs.ROLE[side], now, "yes")
    if pair.mentor_yes_at and pair.learner_yes_at:
        _forget_choices(pair.mentee)
        pairs.begin(pair, now, role or pairs.ROLE[side])


def say_no(pair: Pair, side: Side, now: datetime, why: str | None = None, role: Role | None = None) -> None:
    """This side would rather not. The learner looks on: the next is asked, or the team owes it. `why`: a key.

    Raises `NotAsked` when it is too late.
    """
    _queue_up(pair)
    _must_be_asked(pair)
    own = role or pairs.ROLE[side]
    answered(pair, side, own, now, "no")
    if side is Side.LEARNER and pair.state == PairState.REQUESTED:
        end(pair, PairState.WITHDRAWN, own, now, why or "learner")
    else:
        end(pair, PairState.DECLINED, own, now, why or side.value)
    if side is Side.LEARNER:
        tell_side(pair, Side.MENTOR, MessageKind.PAIR_NOT_NOW, now, {"why": "learner"})
    ask_next(pair.mentee, now)


def let_lapse(pair: Pair, now: datetime) -> None:
    """No answer came in time. The mentor hears that it is over, and the learner how it goes on."""
    _queue_up(pair)
    if pair.state not in ASKED:
        return
    silent = Side.LEARNER if pair.mentor_yes_at else Side.MENTOR
    end(pair, PairState.EXPIRED, Role.RULE, now, f"silence_{silent}")
    tell_side(pair, Side.MENTOR, MessageKind.PAIR_NOT_NOW, now, {"why": f"silence_{silent}"})
    ask_next(pair.mentee, now)


def give_up(pair: Pair, now: datetime) -> None:
    """The mentor went on a break or stopped while they were asked: they need not answer, and the next is asked."""
    _queue_up(pair)
    db.session.refresh(pair.volunteer)
    if pair.state in ASKED and not takes_learners(pair.volunteer):
        end(pair, PairState.WITHDRAWN, Role.RULE, now, "mentor_away")
        ask_next(pair.mentee, now)


def of_absent_mentors() -> list[int]:
    """Ids of the pairs whose mentor was asked and is not at work any more."""
    gone = Pair.state.in_(ASKED), Volunteer.state != VolunteerState.APPROVED
    query = select(Pair.id).join(Volunteer, Volunteer.id == Pair.volunteer_id).where(*gone).order_by(Pair.id)
    return list(db.session.scalars(query))


def take_back(mentee: Mentee, now: datetime, role: Role = Role.PERSON) -> None:
    """Whoever is asked need not answer any more: by the learner, who then names nobody, or by staff.

    Raises `NotAsked` when nobody is asked (any more).
    """
    pair = live_pair(mentee)
    if pair is None:
        raise NotAsked
    if role is Role.PERSON and pair.state == PairState.SUGGESTED:
        say_no(pair, Side.LEARNER, now)
        return
    _queue_up(pair)
    _must_be_asked(pair)
    if role is Role.PERSON:
        _forget_choices(mentee)
    end(pair, PairState.WITHDRAWN, role, now, "learner" if role is Role.PERSON else "team")
    tell_side(pair, Side.MENTOR, MessageKind.PAIR_NOT_NOW, now, {"why": "learner" if role is Role.PERSON else "team"})
    ask_next(mentee, now)


def ask_next(mentee: Mentee, now: datetime) -> Pair | None:
    """The next mentor they named is asked, if one takes anybody; else the team owes it. They hear which, by when."""
    begin_write()
    touch(mentee)
    if mentee.closed_at is not None or live_pair(mentee):
        return None
    named = select(MentorChoice).where(MentorChoice.mentee_id == mentee.id, MentorChoice.asked_at.is_(None))
    left = list(db.session.scalars(named.order_by(MentorChoice.rank)))
    touch(mentee, [choice.volunteer for choice in left])
    for choice in left:
        choice.asked_at = now
        if places_left(choice.volunteer):
            return _request(mentee, choice.volunteer, Role.RULE, now)
    db.session.flush()
    owe_again(mentee, now)
    return None


def lapse_unanswered(owed: Promise, now: datetime) -> None:
    """Nobody answered what this promise is about."""
    pair = pairs.of_promise(owed)
    if pair:
        let_lapse(pair, now)


def _request(mentee: Mentee, volunteer: Volunteer, role: Role, now: datetime) -> Pair:
    pair = _new_pair(mentee, volunteer, now)
    pair.learner_yes_at = now
    move_pair(pair, PairState.REQUESTED, role, now)
    owed = ask(pair, Side.MENTOR, role, now)
    facts = {"mentee": mentee.ref, "pair": pair.ref, "asked": "mentor", "reply_by": owed.reply_by.isoformat()}
    tell_learner(mentee, MessageKind.MENTOR_NEXT, now, facts, pair.ref, owed.reply_by)
    return pair


def _new_pair(mentee: Mentee, volunteer: Volunteer, now: datetime) -> Pair:
    """Count, then take one of the mentor's places. Their row was touched before."""
    if not places_left(volunteer):
        raise NoRoom(volunteer)
    reasons = fit_now(mentee, volunteer).as_facts()
    pair = Pair(ref=new_ref(16), mentee=mentee, volunteer=volunteer, reasons=reasons, created_at=now)
    db.session.add(pair)
    return pair


def _forget_choices(mentee: Mentee) -> None:
    mentee.choices.clear()
    db.session.flush()


def _queue_up(pair: Pair) -> None:
    """The mentor's row is not touched: whoever leaves a place free need not count."""
    begin_write()
    touch(pair.mentee)
    pairs.touch(pair)


def _must_look(mentee: Mentee) -> None:
    if mentee.closed_at is not None:
        raise NotLooking
    if live_pair(mentee):
        raise HasMentor


def _must_be_asked(pair: Pair) -> None:
    if pair.state not in ASKED:
        raise NotAsked


def _said_yes_at(pair: Pair, side: Side) -> datetime | None:
    return pair.mentor_yes_at if side is Side.MENTOR else pair.learner_yes_at
