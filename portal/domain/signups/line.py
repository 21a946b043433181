"""The waiting list: a place in line, and the rule that runs when a seat frees.

More than 72 hours before the start the first in line has the seat and is told. From 72 to 12 hours before, it is
offered, to be answered within hours, and only in waking hours. Later, or when nobody can be reached, the team gets a
list to phone. Newcomers never pass the line; a party that does not fit blocks nobody behind it. Who applied and was
let wait stands where staff put them.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, select

from portal.database import db
from portal.domain.accounts.reaching import is_reachable
from portal.domain.catalogue.availability import BOOKABLE, Availability
from portal.domain.catalogue.models import CourseSession
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import went_out
from portal.domain.moves import Role
from portal.domain.promises.hours import last_waking, waking_later
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.made import Owed, answer, open_about, promise, withdraw
from portal.domain.promises.models import Promise, PromiseMove
from portal.domain.promises.states import State as Ended
from portal.domain.signups.application_models import Application
from portal.domain.signups.models import SignUp, SignUpMove
from portal.domain.signups.moves import move
from portal.domain.signups.seats import (
    NotBookable,
    SeatRequest,
    availability_now,
    check_entry,
    count_of,
    new_sign_up,
    same_request,
    touch,
)
from portal.domain.signups.states import State
from portal.domain.signups.told import about, about_session, at_this_moment, owner_of, tell_holder

#: Until this long before the start a seat goes to the first in line without being asked about.
CONFIRMED_UNTIL = timedelta(hours=72)
#: Until this long before the start it is offered; later only a phone call is quick enough.
OFFERED_UNTIL = timedelta(hours=12)
#: Waking hours somebody has to answer an offer, and the fewest worth offering.
ANSWER_WITHIN, SHORTEST_OFFER = timedelta(hours=4), timedelta(hours=1)


#: Why somebody is back in line: their offer never reached them.
UNHEARD = "unheard"


class Rule(StrEnum):
    CONFIRM = "confirm"
    OFFER = "offer"
    CALL = "call"


def rule_at(course_session: CourseSession, now: datetime) -> Rule:
    """What becomes of a seat that frees at `now`."""
    if course_session.starts_at is None or course_session.starts_at - now > CONFIRMED_UNTIL:
        return Rule.CONFIRM
    return Rule.OFFER if answer_by(course_session, now) else Rule.CALL


def answer_by(course_session: CourseSession, now: datetime) -> datetime | None:
    """Until when an offer made at `now` may be answered; None: no waking hour is left for it."""
    latest, zone = last_word_at(course_session), course_session.place.zone
    if latest is None or waking_later(now, SHORTEST_OFFER, zone) > latest:
        return None
    return min(waking_later(now, ANSWER_WITHIN, zone), latest)


def last_word_at(course_session: CourseSession) -> datetime | None:
    """By when everybody in line has heard: twelve hours before the start, or the evening before that."""
    if course_session.starts_at is None:
        return None
    return last_waking(course_session.starts_at - OFFERED_UNTIL, course_session.place.zone)


def can_wait(course_session: CourseSession, state: Availability, now: datetime) -> bool:
    """Is there a line to join? Full, and still time to hear in a waking hour."""
    last_word = last_word_at(course_session)
    return state is Availability.FULL and last_word is not None and last_word > now


def join_line(course_session: CourseSession, request: SeatRequest, now: datetime) -> SignUp:
    """Wait for a seat, behind everybody who waits already; sent twice, return the first one again.

    Also for a party larger than the seats that are free. Raises `NotBookable` or `AlreadySignedUp`.
    """
    touch(course_session)
    before = same_request(course_session, request)
    if before:
        return before
    check_entry(course_session)
    count = count_of(course_session)
    state = availability_now(course_session, count, now)
    too_large = state in BOOKABLE and request.party > count.free_for_newcomers(course_session.capacity)
    if not can_wait(course_session, Availability.FULL if too_large else state, now):
        raise NotBookable(state)
    sign_up = new_sign_up(course_session, request, now)
    move(sign_up, State.WAITING, request.role, now)
    owed = promise_word(sign_up, now)
    facts = {"place": place_in_line(sign_up), "reply_by": owed.isoformat()}
    tell_holder(sign_up, MessageKind.WAITING_JOINED, now, facts)
    run_line(course_session, now)  # a seat may wait for somebody who can be written to
    return sign_up


def promise_word(sign_up: SignUp, now: datetime) -> datetime:
    """Owe them word by the last waking hour before it is too late, and return when that is."""
    zone = sign_up.course_session.place.zone
    by = last_word_at(sign_up.course_session) or now
    owed = Owed(PromiseKind.WAITING, about(sign_up), Owner.RULE, by, zone, sign_up.person_id, sign_up.language)
    return promise(owed, Role.PERSON, now).reply_by


def waiting(course_session: CourseSession) -> list[SignUp]:
    """Who waits, first in line first."""
    query = select(SignUp).where(SignUp.course_session_id == course_session.id, SignUp.state == State.WAITING)
    in_line = query.outerjoin(Application, Application.sign_up_id == SignUp.id)
    return list(db.session.scalars(in_line.order_by(func.coalesce(Application.line_number, 0), SignUp.id)))


def place_in_line(sign_up: SignUp) -> int:
    """1: first in line."""
    application = db.session.get(Application, sign_up.id)
    number = application.line_number if application else None
    in_line = select(func.count(SignUp.id)).where(
        SignUp.course_session_id == sign_up.course_session_id, SignUp.state == State.WAITING
    )
    if number is None:
        before = in_line.where(SignUp.id < sign_up.id)
    else:
        applied = in_line.join(Application, Application.sign_up_id == SignUp.id)
        before = applied.where(Application.line_number < number)
    return 1 + (db.session.scalar(before) or 0)


def run_line(course_session: CourseSession, now: datetime) -> None:
    """Give every free seat to whom the rule says. The course session must have been touched."""
    if course_session.cancelled_at or (course_session.starts_at and course_session.starts_at <= now):
        return
    while fitting := _fitting(course_session):
        rule = rule_at(course_session, now)
        if rule is Rule.CONFIRM:
            _confirm(fitting[0], now)
            continue
        reached = next((one for one in fitting if is_reachable(one.person)), None)
        if rule is Rule.OFFER and reached and not never_heard(reached):
            _offer(reached, now)
            continue
        if not is_called(course_session):
            _call_list(course_session, now)
        return
    calls = open_about(about_session(course_session), PromiseKind.CALL_LIST)
    if calls:
        withdraw(calls, Role.RULE, now, "nobody_fits")


def _fitting(course_session: CourseSession) -> list[SignUp]:
    """Who waits and would fit into the free seats, in the order of the line."""
    free = count_of(course_session).free(course_session.capacity)
    return [one for one in waiting(course_session) if one.party <= free] if free else []


def _confirm(sign_up: SignUp, now: datetime) -> None:
    _answered(sign_up, PromiseKind.WAITING, Role.RULE, now)
    move(sign_up, State.CONFIRMED, Role.RULE, now)
    tell_holder(sign_up, MessageKind.WAITING_CONFIRMED, now, useless_from=sign_up.course_session.starts_at)


def _offer(sign_up: SignUp, now: datetime) -> None:
    course_session = sign_up.course_session
    by = answer_by(course_session, now)
    if by is None:
        raise AssertionError("an offer without a time to answer it")
    _answered(sign_up, PromiseKind.WAITING, Role.RULE, now)
    move(sign_up, State.OFFERED, Role.RULE, now)
    zone = course_session.place.zone
    owed = Owed(PromiseKind.OFFER, about(sign_up), Owner.PERSON, by, zone, sign_up.person_id, sign_up.language)
    promise(owed, Role.RULE, now)
    facts = {"reply_by": by.isoformat()}
    tell_holder(sign_up, MessageKind.SEAT_OFFERED, now, facts, at_this_moment(now), useless_from=by)


def never_heard(sign_up: SignUp) -> bool:
    """Was an offer made to them that no gateway delivered? Then the next one is made by phone."""
    return any(line.why == UNHEARD for line in sign_up.history)


def is_called(course_session: CourseSession) -> bool:
    """Has the team its list to phone, or gone through it, with nothing moved in this course session since?"""
    name = about_session(course_session)
    if open_about(name, PromiseKind.CALL_LIST):
        return True
    done = select(func.max(PromiseMove.at)).join(PromiseMove.promise).where(Promise.about == name)
    phoned = db.session.scalar(
        done.where(Promise.kind == PromiseKind.CALL_LIST, PromiseMove.to_state.in_({Ended.ANSWERED, Ended.CLOSED}))
    )
    if phoned is None:
        return False
    moved = select(func.max(SignUpMove.at)).join(SignUpMove.sign_up)
    last = db.session.scalar(moved.where(SignUp.course_session_id == course_session.id))
    return last is None or last <= phoned


def _call_list(course_session: CourseSession, now: datetime) -> None:
    by = course_session.starts_at or now
    zone = course_session.place.zone
    owed = Owed(PromiseKind.CALL_LIST, about_session(course_session), owner_of(course_session), by, zone)
    promise(owed, Role.RULE, now)


def _answered(sign_up: SignUp, kind: PromiseKind, role: Role, now: datetime) -> None:
    owed = open_about(about(sign_up), kind)
    if owed:
        answer(owed, role, now)


def accept_offer(sign_up: SignUp, now: datetime) -> None:
    """Yes, in time. Pressed again, it stays accepted. Raises `MoveNotAllowed` when the offer is over."""
    touch(sign_up.course_session)
    db.session.refresh(sign_up)
    if sign_up.state == State.CONFIRMED:
        return
    _answered(sign_up, PromiseKind.OFFER, Role.PERSON, now)
    move(sign_up, State.CONFIRMED, Role.PERSON, now)
    tell_holder(sign_up, MessageKind.SEAT_CONFIRMED, now)


def let_offer_lapse(sign_up: SignUp, now: datetime) -> None:
    """No answer came: the person is told, and the next in line is asked.

    Where the offer itself never went out, silence is no answer: they keep their place, and the team phones.
    """
    touch(sign_up.course_session)
    db.session.refresh(sign_up)
    if sign_up.state == State.OFFERED and not went_out(about(sign_up), MessageKind.SEAT_OFFERED):
        move(sign_up, State.WAITING, Role.RULE, now, UNHEARD)
        last_word = last_word_at(sign_up.course_session)
        if last_word and last_word > now:
            promise_word(sign_up, now)
    elif sign_up.state == State.OFFERED:
        move(sign_up, State.EXPIRED, Role.RULE, now, "no_answer")
        tell_holder(sign_up, MessageKind.OFFER_OVER, now)
    run_line(sign_up.course_session, now)


def say_last_word(sign_up: SignUp, now: datetime) -> None:
    """The line ends for them without a seat: told where else seats are free. They stay on the list to phone."""
    if sign_up.state == State.WAITING:
        tell_holder(sign_up, MessageKind.WAITING_OVER, now)


def give_by_phone(sign_up: SignUp, now: datetime) -> None:
    """Staff phoned somebody who waits, and they come. Raises `NotBookable` when no seat is left for them."""
    touch(sign_up.course_session)
    db.session.refresh(sign_up)
    if sign_up.party > count_of(sign_up.course_session).free(sign_up.course_session.capacity):
        raise NotBookable(Availability.FULL)
    _answered(sign_up, PromiseKind.WAITING, Role.STAFF, now)
    move(sign_up, State.CONFIRMED, Role.STAFF, now)
    tell_holder(sign_up, MessageKind.WAITING_CONFIRMED, now, useless_from=sign_up.course_session.starts_at)
    run_line(sign_up.course_session, now)


def end_waiting(sign_up: SignUp, now: datetime) -> None:
    """It has begun: nobody waits for it any longer. Who has not heard yet, because no worker came by, hears now."""
    touch(sign_up.course_session)
    db.session.refresh(sign_up)
    if sign_up.state in {State.WAITING, State.OFFERED}:
        kind = MessageKind.WAITING_OVER if sign_up.state == State.WAITING else MessageKind.OFFER_OVER
        tell_holder(sign_up, kind, now)
        move(sign_up, State.EXPIRED, Role.RULE, now, "begun")
