"""The interview of somebody who applied: a date is proposed; they say yes or ask for another; silence ends in a call.

Whatever comes of it, the answer to the application stays promised by its own date.
"""

from datetime import datetime, timedelta

from portal.database import db
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import drop_about
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.hours import last_waking, working_days_later
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.made import Owed, all_open_about, answer, open_about, promise, withdraw
from portal.domain.promises.models import Promise
from portal.domain.signups.application_models import Application
from portal.domain.signups.applying import live_application, step_to
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import State
from portal.domain.signups.steps import Step
from portal.domain.signups.told import about, owner_of, tell_holder

#: Working days they have to answer a date, and the team to find another.
REPLY_WITHIN_DAYS, NEW_DATE_WITHIN_DAYS, CALL_WITHIN_DAYS = 2, 2, 1
#: They answer at the latest this long before it.
_BEFORE = timedelta(hours=3)


class BadDate(Exception):
    """The interview lies behind, or comes after the answer that is promised. `answer_by`: until when it may be."""

    def __init__(self, answer_by: datetime | None) -> None:
        super().__init__(answer_by)
        self.answer_by = answer_by


def propose_interview(sign_up: SignUp, at: datetime, now: datetime) -> None:
    """Propose a date, or another one instead. Raises `BadDate`, or `MoveNotAllowed` when it is no longer open."""
    application = _open(sign_up, Step.PROPOSED)
    owed = open_about(about(sign_up), PromiseKind.APPLICATION)
    if at <= now or (owed and at > owed.reply_by):
        raise BadDate(owed.reply_by if owed else None)
    _interview_answered(sign_up, Role.STAFF, now)
    application.interview_at = at
    step_to(application, Step.PROPOSED, Role.STAFF, now)
    drop_about(about(sign_up), "changed_again", _NEWS)
    zone = sign_up.course_session.place.zone
    by = min(working_days_later(now, REPLY_WITHIN_DAYS, zone), last_waking(at - _BEFORE, zone))
    by = by if by > now else at
    owed_by_person = Owed(
        PromiseKind.INTERVIEW, about(sign_up), Owner.PERSON, by, zone, sign_up.person_id, sign_up.language
    )
    promise(owed_by_person, Role.STAFF, now)
    tell_proposed(sign_up, application, by, now, _count(application))


def _count(application: Application) -> str:
    """A key for the news of this step: the next one is another."""
    return str(len(application.history))


#: What a new date makes untrue.
_NEWS = (MessageKind.INTERVIEW_PROPOSED, MessageKind.INTERVIEW_AGREED, MessageKind.INTERVIEW_LATER)


def tell_proposed(sign_up: SignUp, application: Application, by: datetime, now: datetime, key: str) -> None:
    """Which date, and until when they answer; said again, under another `key`, when that time is nearly over."""
    at = application.interview_at or by
    facts = {"interview_at": at.isoformat(), "reply_by": by.isoformat()}
    tell_holder(sign_up, MessageKind.INTERVIEW_PROPOSED, now, facts, key, useless_from=by)


def agree(sign_up: SignUp, role: Role, now: datetime) -> None:
    """The date suits. Pressed again, it stays agreed. Raises `BadDate` once it is over, `MoveNotAllowed` else."""
    application = _open(sign_up, Step.AGREED)
    if application.step == Step.AGREED:
        return
    at = application.interview_at
    if at is None or at <= now:
        raise BadDate(None)
    step_to(application, Step.AGREED, role, now)
    _interview_answered(sign_up, role, now)
    drop_about(about(sign_up), "changed_again", _NEWS)
    facts = {"interview_at": at.isoformat()}
    tell_holder(sign_up, MessageKind.INTERVIEW_AGREED, now, facts, _count(application), useless_from=at)


def ask_other_time(sign_up: SignUp, role: Role, now: datetime) -> None:
    """The date does not suit, or no longer: the team finds another. Twice is once. Raises `MoveNotAllowed`."""
    application = _open(sign_up, Step.TO_AGREE)
    if application.step == Step.TO_AGREE:
        return
    step_to(application, Step.TO_AGREE, role, now)
    _interview_answered(sign_up, role, now)
    _promise_date(application, NEW_DATE_WITHIN_DAYS, role, now, asked=True)


def let_interview_lapse(sign_up: SignUp, now: datetime) -> None:
    """No answer came: the team calls, and the person hears so."""
    application = live_application(sign_up)
    if application and application.step == Step.PROPOSED:
        step_to(application, Step.TO_AGREE, Role.RULE, now)
        _promise_date(application, CALL_WITHIN_DAYS, Role.RULE, now, asked=False)


def _promise_date(application: Application, days: int, role: Role, now: datetime, asked: bool) -> None:
    """Owe them the date of an interview, never later than the answer itself."""
    sign_up = application.sign_up
    course_session = sign_up.course_session
    whole = open_about(about(sign_up), PromiseKind.APPLICATION)
    latest = whole.reply_by if whole else None
    by = working_days_later(now, days, course_session.place.zone)
    owed = Owed(
        PromiseKind.INTERVIEW_DATE,
        about(sign_up),
        owner_of(course_session),
        min(by, latest) if latest else by,
        course_session.place.zone,
        sign_up.person_id,
        sign_up.language,
        latest=latest,
    )
    tell_later(sign_up, promise(owed, role, now), now, asked)


def tell_later(sign_up: SignUp, owed: Promise, now: datetime, asked: bool = False) -> None:
    """By when they hear about a date, or have their answer. `asked`: they did ask for another date."""
    if sign_up.state != State.REQUESTED:
        return
    drop_about(about(sign_up), "changed_again", _NEWS)
    facts = {"reply_by": owed.reply_by.isoformat(), "asked": asked}
    tell_holder(sign_up, MessageKind.INTERVIEW_LATER, now, facts, owed.ref)


def find_no_date(sign_up: SignUp, now: datetime) -> None:
    """The team found no date in time: the person hears until when the answer comes all the same."""
    whole = open_about(about(sign_up), PromiseKind.APPLICATION)
    if whole:
        tell_later(sign_up, whole, now)


def note_held(sign_up: SignUp, now: datetime) -> None:
    """The interview took place. Twice is once. Raises `MoveNotAllowed`."""
    application = _open(sign_up, Step.HELD)
    if application.step != Step.HELD:
        step_to(application, Step.HELD, Role.STAFF, now)
        drop_about(about(sign_up), "held", _NEWS)
        _interview_answered(sign_up, Role.STAFF, now)


def _open(sign_up: SignUp, wanted: Step) -> Application:
    """The application, if it still waits for its answer."""
    application = live_application(sign_up)
    if application is None:
        known = db.session.get(Application, sign_up.id)
        raise MoveNotAllowed("application", Step(known.step) if known else None, wanted, Role.STAFF)
    return application


def _interview_answered(sign_up: SignUp, role: Role, now: datetime) -> None:
    """Nobody owes a date, or an answer to one, any more."""
    for owed in all_open_about(about(sign_up), PromiseKind.INTERVIEW):
        if role is Role.PERSON:
            answer(owed, role, now)
        else:
            withdraw(owed, role, now)
    for owed in all_open_about(about(sign_up), PromiseKind.INTERVIEW_DATE):
        answer(owed, role, now)
