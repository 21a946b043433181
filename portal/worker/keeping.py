"""Keeping promises: each step of a ladder, with what it does to the thing that was asked for."""

import logging
from collections.abc import Callable
from datetime import datetime

from portal.database import db
from portal.domain.catalogue.models import CourseSession
from portal.domain.mentoring.moves import touch_volunteer
from portal.domain.mentoring.problems import remind_readers
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel
from portal.domain.messages.outbox import News, Recipient, tell
from portal.domain.promises.keeping import Step, Taken, due, postpone, take_step
from portal.domain.promises.kinds import NOT_STAFF, PromiseKind
from portal.domain.promises.models import Promise
from portal.domain.signups import answers
from portal.domain.signups.applying import application_of
from portal.domain.signups.data_requests import KINDS as OF_DATA
from portal.domain.signups.data_requests import end_unkept, say_late
from portal.domain.signups.interviews import find_no_date, let_interview_lapse, tell_later, tell_proposed
from portal.domain.signups.line import let_offer_lapse, say_last_word
from portal.domain.signups.models import SignUp
from portal.domain.signups.questions import tell_asker
from portal.domain.signups.seats import touch
from portal.domain.signups.told import by_id, tell_holder
from portal.web.languages import offered
from portal.worker import jobs, matching, mentoring

logger = logging.getLogger(__name__)

#: What the team owes to somebody who applied.
_OF_APPLICATION = (PromiseKind.APPLICATION, PromiseKind.INTERVIEW_DATE)
_REMIND = mentoring.REMIND | jobs.REMIND
_LATER = mentoring.LATER | jobs.LATER


def keep_promises(now: datetime) -> int:
    """Take every step that is due; returns how many."""
    taken = 0
    for promise_id in due(now):
        try:
            taken += _keep(promise_id, now)
            db.session.commit()
        except Exception:
            logger.exception("promise %s", promise_id)
            db.session.rollback()
            postpone(promise_id, now)
            db.session.commit()
    return taken


def _keep(promise_id: int, now: datetime) -> bool:
    _queue_up(promise_id)
    taken = take_step(promise_id, now)
    if taken is None:
        return False
    if taken.step is Step.REMIND:
        _remind(taken.owed, now)
    elif taken.step is Step.NEXT_OWNER:
        _say_later(taken, now)
    else:
        ENDS[PromiseKind(taken.owed.kind)](taken.owed, now)
    return True


def _queue_up(promise_id: int) -> None:
    """Touch the course session, or the learner, before the promise, as the pages do: locked in one order, nobody
    waits in a circle."""
    owed = db.session.get(Promise, promise_id)
    noun, _colon, number = owed.about.partition(":") if owed else ("", "", "")
    if noun == "sign_up":
        sign_up = db.session.get(SignUp, int(number))
        if sign_up:
            touch(sign_up.course_session)
    elif noun == "course_session":
        course_session = db.session.get(CourseSession, int(number))
        if course_session:
            touch(course_session)
    elif owed and noun in {"pair", "mentee"}:
        matching.queue_up(owed)
    elif owed and noun in jobs.MODELS:
        jobs.queue_up(owed)
    elif noun == "volunteer":
        volunteer = db.session.get(Volunteer, int(number))
        if volunteer:
            touch_volunteer(volunteer)


def _remind(owed: Promise, now: datetime) -> None:
    """Let whoever owes it know: the team by mail, a learner who has an offer by their own way."""
    if owed.kind == PromiseKind.PAIR_PROBLEM:
        remind_readers(owed, now)
    elif owed.owner not in NOT_STAFF:
        news = News(MessageKind.STAFF_OWES, f"promise:{owed.id}", f"owes:{owed.ref}:{owed.reminded}", owed.zone)
        tell(news, Recipient(offered()[0].code, Channel.EMAIL, owner=owed.owner), now)
    elif owed.kind in _REMIND:
        _REMIND[PromiseKind(owed.kind)](owed, now)
    elif owed.kind == PromiseKind.OFFER:
        sign_up = _sign_up(owed)
        if sign_up:
            facts = {"reply_by": owed.reply_by.isoformat()}
            tell_holder(sign_up, MessageKind.OFFER_ENDS_SOON, now, facts, owed.ref, useless_from=owed.reply_by)
    elif owed.kind == PromiseKind.INTERVIEW:
        sign_up = _sign_up(owed)
        application = application_of(sign_up) if sign_up else None
        if sign_up and application:
            tell_proposed(sign_up, application, owed.reply_by, now, owed.ref)


def _say_later(taken: Taken, now: datetime) -> None:
    """The first team was silent and another owes it now: whoever waits hears the new date."""
    if taken.owed.kind == PromiseKind.CALL_BACK:
        tell_asker(taken.owed, MessageKind.CALL_LATE, now)
    elif taken.owed.kind in OF_DATA:
        say_late(taken.owed, now)
    elif taken.owed.kind in _LATER:
        _LATER[PromiseKind(taken.owed.kind)](taken.owed, now)
    sign_up = _sign_up(taken.owed) if taken.owed.kind in _OF_APPLICATION else None
    if sign_up and taken.owed.kind == PromiseKind.APPLICATION:
        answers.say_later(sign_up, taken.owed, now)
    elif sign_up:
        tell_later(sign_up, taken.owed, now)


def _no_call(owed: Promise, now: datetime) -> None:
    tell_asker(owed, MessageKind.CALL_NOT_MADE, now)


def _no_date(owed: Promise, now: datetime) -> None:
    tell_asker(owed, MessageKind.WISH_OVER, now)


def _no_seat(owed: Promise, now: datetime) -> None:
    sign_up = _sign_up(owed)
    if sign_up:
        say_last_word(sign_up, now)


def _no_answer(owed: Promise, now: datetime) -> None:
    sign_up = _sign_up(owed)
    if sign_up:
        let_offer_lapse(sign_up, now)


def _no_word(owed: Promise, now: datetime) -> None:
    sign_up = _sign_up(owed)
    if sign_up:
        answers.close_unanswered(sign_up, now)


def _no_reply(owed: Promise, now: datetime) -> None:
    sign_up = _sign_up(owed)
    if sign_up:
        let_interview_lapse(sign_up, now)


def _no_interview(owed: Promise, now: datetime) -> None:
    sign_up = _sign_up(owed)
    if sign_up:
        find_no_date(sign_up, now)


def _nobody_waits(owed: Promise, now: datetime) -> None:
    """It was owed within the team; the list of what was not done keeps it."""


#: What happens when nobody kept it.
ENDS: dict[PromiseKind, Callable[[Promise, datetime], None]] = {
    PromiseKind.CALL_BACK: _no_call,
    PromiseKind.DATE_WISH: _no_date,
    PromiseKind.WAITING: _no_seat,
    PromiseKind.OFFER: _no_answer,
    PromiseKind.CALL_LIST: _nobody_waits,
    PromiseKind.UNDELIVERED: _nobody_waits,
    PromiseKind.NOT_REACHABLE: _nobody_waits,
    PromiseKind.APPLICATION: _no_word,
    PromiseKind.INTERVIEW: _no_reply,
    PromiseKind.INTERVIEW_DATE: _no_interview,
    PromiseKind.ATTENDANCE: _nobody_waits,
    PromiseKind.DATA_COPY: end_unkept,
    PromiseKind.DATA_ERASURE: end_unkept,
    PromiseKind.BUDGET: _nobody_waits,
    **mentoring.ENDS,
    **jobs.ENDS,
}


def _sign_up(owed: Promise) -> SignUp | None:
    return by_id(int(owed.about.partition(":")[2]))
