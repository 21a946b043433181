"""Two who said yes to each other: how it begins, who they are to each other, and when each sees how to reach the
other."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import inspect, select, update
from sqlalchemy.orm import joinedload, selectinload

from portal.database import begin_write, db
from portal.domain.accounts.models import Person
from portal.domain.mentoring.moves import move_pair
from portal.domain.mentoring.pair_models import Mentee, Pair, Side
from portal.domain.mentoring.states import TOGETHER, PairState
from portal.domain.mentoring.told import about_mentee, about_pair, owner_for_mentee, tell_side
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.moves import Role
from portal.domain.promises.hours import working_day_at
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import Owed, all_open_about, answer, promise
from portal.domain.promises.models import Promise
from portal.domain.signups.told import at_this_moment

#: Both said yes: within this time they meet, and the team sees to it.
FIRST_MEETING_WITHIN = timedelta(days=14)
#: Whose pages are shown to the two: not of those who have not both said yes.
KNOWN_TO_EACH_OTHER = TOGETHER | {PairState.COMPLETED, PairState.ENDED_EARLY}

#: Who acts when this side does.
ROLE = {Side.LEARNER: Role.PERSON, Side.MENTOR: Role.VOLUNTEER}


class NotTogether(Exception):
    """The two are no pair any more, or not yet."""


def by_ref(ref: str) -> Pair | None:
    """The pair with all that its page says, for two who know each other."""
    query = (
        select(Pair)
        .where(Pair.ref == ref, Pair.state.in_(KNOWN_TO_EACH_OTHER))
        .options(
            joinedload(Pair.volunteer),
            joinedload(Pair.mentee).options(
                joinedload(Mentee.person).selectinload(Person.contacts), joinedload(Mentee.place)
            ),
            selectinload(Pair.goals),
        )
    )
    return db.session.scalar(query)


def touch(pair: Pair) -> None:
    """Queue up for this pair: from here to the commit nobody else plans, logs or ends anything of it."""
    begin_write()
    (pair_id,) = inspect(pair).identity or (pair.id,)
    db.session.scalars(
        update(Pair).where(Pair.id == pair_id).values(created_at=Pair.created_at).returning(Pair),
        execution_options={"synchronize_session": False, "populate_existing": True},
    ).one()


def must_be_together(pair: Pair) -> None:
    """Raises `NotTogether`."""
    if pair.state not in TOGETHER:
        raise NotTogether(pair.ref)


def zone_of(pair: Pair) -> ZoneInfo:
    """By whose clock the two agree: that of the place where they could meet, else of where the learner learns."""
    place = pair.mentee.place or pair.mentee.sign_up.course_session.place
    return place.zone


def first_name_of(pair: Pair, side: Side) -> str:
    return pair.volunteer.first_name if side is Side.MENTOR else pair.mentee.person.first_name


def was_told(pair: Pair, side: Side, kind: MessageKind, key: str) -> bool:
    """Whether this side was told this by `tell_side` before."""
    if side is Side.MENTOR:
        name = f"{kind}:{pair.volunteer.ref}:{pair.ref}:{key}"
    else:
        name = f"{kind}:{pair.mentee.sign_up.ref}:{pair.mentee.ref}:{pair.ref}:{key}"
    return db.session.scalar(select(Message.id).where(Message.dedupe_key == name)) is not None


def begin(pair: Pair, now: datetime, role: Role | None = None) -> None:
    """Both said yes. What was asked is answered, both are told, and the team owes it to them that they meet.

    `role`: who gave the last yes; without it, whoever said it last. Raises `MoveNotAllowed`.
    """
    begin_write()
    move_pair(pair, PairState.ACCEPTED, role or _last_yes(pair), now)
    mentee = pair.mentee
    asked = PromiseKind.MENTOR_ANSWER, PromiseKind.LEARNER_ANSWER, PromiseKind.MENTOR_WANTED
    for about in (about_pair(pair), about_mentee(mentee)):
        for waits in list(all_open_about(about)):
            if waits.kind in asked:
                answer(waits, Role.RULE, now)
    zone = zone_of(pair)
    reply_by = working_day_at((now + FIRST_MEETING_WITHIN).astimezone(zone).date(), zone)
    owed = Owed(
        PromiseKind.PAIR_START,
        about_pair(pair),
        owner_for_mentee(mentee),
        reply_by,
        zone,
        mentee.person_id,
        mentee.sign_up.language,
    )
    promise(owed, Role.RULE, now)
    for side in Side:
        tell_side(pair, side, MessageKind.PAIR_BEGINS, now, {"reply_by": reply_by.isoformat()})
    db.session.flush()


def _last_yes(pair: Pair) -> Role:
    """Whoever answered last; a learner who asked for a mentor has said yes before."""
    if pair.state == PairState.SUGGESTED and pair.learner_yes_at and pair.mentor_yes_at:
        return Role.PERSON if pair.learner_yes_at > pair.mentor_yes_at else Role.VOLUNTEER
    return Role.VOLUNTEER


def say_not_met(owed: Promise, now: datetime) -> None:
    """The team did not see them meet in time: both hear it, and where to call."""
    pair = of_promise(owed)
    if pair is not None and pair.state in TOGETHER:
        for side in Side:
            tell_side(pair, side, MessageKind.PAIR_QUIET, now, {"over": True}, f"start:{owed.ref}")


def say_not_met_yet(owed: Promise, now: datetime) -> None:
    """Another team looks after it now: both are asked once more to choose a date."""
    pair = of_promise(owed)
    if pair is not None and pair.state in TOGETHER:
        for side in Side:
            facts = {"reply_by": owed.reply_by.isoformat()}
            tell_side(pair, side, MessageKind.PAIR_QUIET, now, facts, f"later:{owed.ref}")


def of_promise(owed: Promise) -> Pair | None:
    """The pair a promise is about."""
    noun, _colon, number = owed.about.partition(":")
    return db.session.get(Pair, int(number)) if noun == "pair" else None


def share(pair: Pair, side: Side, now: datetime) -> None:
    """This side lets the other one see how to reach them; it shows when both do. Raises `NotTogether`."""
    touch(pair)
    must_be_together(pair)
    if shares_at(pair, side):
        return
    _set_shares(pair, side, now)
    if contacts_open(pair):
        for each in Side:
            tell_side(pair, each, MessageKind.PAIR_CONTACT, now, {"both": True}, at_this_moment(now))
    else:
        tell_side(pair, side.other, MessageKind.PAIR_CONTACT, now, {"both": False}, at_this_moment(now))
    db.session.flush()


def unshare(pair: Pair, side: Side) -> None:
    """From now on neither sees how to reach the other."""
    touch(pair)
    _set_shares(pair, side, None)
    db.session.flush()


def shares_at(pair: Pair, side: Side) -> datetime | None:
    """When this side agreed that the other sees how to reach them."""
    return pair.mentor_shares_at if side is Side.MENTOR else pair.learner_shares_at


def _set_shares(pair: Pair, side: Side, at: datetime | None) -> None:
    if side is Side.MENTOR:
        pair.mentor_shares_at = at
    else:
        pair.learner_shares_at = at


def contacts_open(pair: Pair) -> bool:
    """Whether each sees how to reach the other: both agreed, and they are still a pair."""
    return bool(pair.mentor_shares_at and pair.learner_shares_at) and pair.state in TOGETHER


def contacts_of(pair: Pair, side: Side) -> Sequence[str]:
    """How this side is reached: phone numbers and addresses. Who shows it asks `contacts_open` first."""
    if side is Side.MENTOR:
        return [value for value in (pair.volunteer.phone, pair.volunteer.email) if value]
    return [contact.value for contact in pair.mentee.person.contacts]
