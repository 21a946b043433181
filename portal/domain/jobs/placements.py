"""What follows once both said yes: the days, the agreement, the start, and how it went.

The company says how it stands, or the learner that it has begun, or the team what it heard of the two; the learner
says whether they see the end so. What nobody says in time ends all the same (`placement_silence`).
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from portal.database import begin_write, db
from portal.domain.jobs import closing, publishing
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.choices import Hired, Outcome
from portal.domain.jobs.moves import move_application
from portal.domain.jobs.owed import answered, nothing_owed, queue_up
from portal.domain.jobs.placement_models import Placement
from portal.domain.jobs.placement_owed import (
    UNDER_WAY,
    ask_agreement,
    must_be,
    over,
    owe_end,
    owe_start,
    placement_of,
)
from portal.domain.jobs.states import JobState
from portal.domain.jobs.told import about_application, tell_answerer, tell_applicant
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import drop_about
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.signups.asked import home_zone

#: The first day lies at most so far ahead; the last one at most so long after it.
MOST_AHEAD, LONGEST = timedelta(days=366), timedelta(days=731)
#: Where no first day was agreed, it counts as come so long after the yes.
WITHOUT_A_DAY = timedelta(days=7)


class Signer(StrEnum):
    """Who signs an agreement: the company, the learner, the association."""

    COMPANY = "company"
    LEARNER = "learner"
    OURS = "ours"


class Fault(StrEnum):
    """What is wrong with the days of a placement."""

    BEFORE = "before"
    FAR_AHEAD = "far_ahead"
    ENDS_FIRST = "ends_first"
    TOO_LONG = "too_long"


class BadDates(Exception):
    """No placement has such days."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class NotYet(Exception):
    """The first day lies ahead. `first`: that day."""

    def __init__(self, first: date) -> None:
        super().__init__(first)
        self.first = first


class AlreadySaid(Exception):
    """It was answered before; what was said stands."""


def begin(application: JobApplication, now: datetime, role: Role = Role.RULE) -> Placement:
    """Both said yes: the company owes the agreement, and to say that the learner has begun."""
    begin_write()
    known = placement_of(application)
    if known:
        return known
    posting = application.posting
    made = Placement(application_id=application.id, starts_on=posting.starts_on, ends_on=posting.ends_on)
    db.session.add(made)
    db.session.flush()
    owe_start(application, made, role, now)
    return made


def fault_of(application: JobApplication, starts_on: date, ends_on: date | None, today: date) -> Fault | None:
    """What is wrong with these days: none lies before the application, nor too far ahead."""
    if starts_on < application.created_at.astimezone(home_zone()).date():
        return Fault.BEFORE
    if starts_on > today + MOST_AHEAD:
        return Fault.FAR_AHEAD
    if ends_on and ends_on < starts_on:
        return Fault.ENDS_FIRST
    return Fault.TOO_LONG if ends_on and ends_on > starts_on + LONGEST else None


def plan(application: JobApplication, starts_on: date, ends_on: date | None, role: Role, now: datetime) -> None:
    """The dates both agreed on; whoever did not set them hears it. Raises `BadDates`, `MoveNotAllowed` once it has
    ended."""
    queue_up(application)
    fault = fault_of(application, starts_on, ends_on, _today(now))
    if fault:
        raise BadDates(fault)
    must_be(application, UNDER_WAY, role)
    placement = begin(application, now, role)
    if (placement.starts_on, placement.ends_on) == (starts_on, ends_on):
        return
    placement.starts_on, placement.ends_on = starts_on, ends_on
    db.session.flush()
    nothing_owed(application, role, now, "redated")
    if application.state == JobState.CONFIRMED:
        owe_start(application, placement, role, now)
    else:
        owe_end(application, placement, role, now)
    facts = {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat() if ends_on else None}
    tell_both(application, facts, f"dates:{now:%Y%m%d%H%M%S}", role, now)


def tell_both(application: JobApplication, facts: dict[str, Any], key: str, role: Role, now: datetime) -> None:
    """What the company or the team wrote down about the days or the agreement: the learner hears it, and the company
    what the team did."""
    facts = facts | {"by": role.value}
    tell_applicant(application, MessageKind.JOB_STARTS, now, facts, key)
    if role is not Role.COMPANY:
        tell_answerer(application, MessageKind.JOB_BEGINS, now, facts, key)


def send_agreement(application: JobApplication, role: Role, now: datetime) -> None:
    """The agreement goes to all who sign it. Twice is once. Raises `MoveNotAllowed`."""
    queue_up(application)
    must_be(application, UNDER_WAY, role)
    placement = begin(application, now, role)
    if placement.agreement_sent_at:
        return
    placement.agreement_sent_at = now
    db.session.flush()
    tell_both(application, {"agreement": True}, "agreement", role, now)


def sign(application: JobApplication, who: Signer, role: Role, now: datetime, signed: bool = True) -> None:
    """This one has signed; `signed` False: noted by mistake. Raises `MoveNotAllowed`."""
    queue_up(application)
    must_be(application, UNDER_WAY, role)
    placement = begin(application, now, role)
    if signed:
        send_agreement(application, role, now)
    column = f"{who}_signed_at"
    setattr(placement, column, (getattr(placement, column) or now) if signed else None)
    db.session.flush()


def unsign(application: JobApplication) -> bool:
    """The agreement is another one, or gone: who signed it has signed nothing. Returns whether somebody had."""
    placement = placement_of(application)
    columns = [f"{who}_signed_at" for who in Signer]
    if placement is None or not any(getattr(placement, column) for column in columns):
        return False
    for column in columns:
        setattr(placement, column, None)
    db.session.flush()
    return True


def first_day(application: JobApplication) -> date:
    """The day that is planned; without one, some days after both said yes."""
    placement = placement_of(application)
    planned = placement.starts_on if placement else None
    return planned or (application.moved_at + WITHOUT_A_DAY).astimezone(home_zone()).date()


def may_have_begun(application: JobApplication, now: datetime) -> bool:
    """Has the first day come, so that it may be said whether the learner began?"""
    return application.state == JobState.CONFIRMED and first_day(application) <= _today(now)


def start(
    application: JobApplication, role: Role, now: datetime, on: date | None = None, why: str | None = None
) -> None:
    """The learner has begun; `on`: another day than planned. Twice is once. `role`: who says it; who did not, hears
    it. `why`: a key. Raises `MoveNotAllowed`, of the learner also before the first day."""
    queue_up(application)
    if application.state == JobState.STARTED:
        return
    if role is Role.PERSON and not may_have_begun(application, now):
        raise MoveNotAllowed("application", JobState(application.state), JobState.STARTED, role)
    move_application(application, JobState.STARTED, role, now, why)
    placement = begin(application, now, role)
    placement.starts_on = on or placement.starts_on or _today(now)
    db.session.flush()
    answered(application, PromiseKind.JOB_START, role, now, "started")
    drop_about(about_application(application), "answered", (MessageKind.JOB_BEGINS,))
    owe_end(application, placement, role, now)
    if role is not Role.PERSON:
        facts = {"started": True, "by": role.value}
        tell_applicant(application, MessageKind.JOB_STARTS, now, facts, "started")
    if role is not Role.COMPANY:
        tell_answerer(application, MessageKind.JOB_BEGINS, now, {"said": True, "by": role.value}, "started")


def did_not_come(application: JobApplication, role: Role, now: datetime, why: str | None = None) -> None:
    """The learner did not come. They hear it, and may say how it was. Raises `MoveNotAllowed`, and `NotYet` before
    the first day."""
    queue_up(application)
    if application.state == JobState.CONFIRMED and not may_have_begun(application, now):
        raise NotYet(first_day(application))
    move_application(application, JobState.NO_SHOW, role, now, why)
    placement = begin(application, now, role)
    placement.outcome, placement.assessed_at = Outcome.NO_SHOW, now
    over(application, role, now)
    publishing.open_again(application.posting, now)
    ask_agreement(application, role, now, {"outcome": Outcome.NO_SHOW.value})
    _tell_company(application, role, now)


def assess(
    application: JobApplication,
    outcome: Outcome,
    words: str | None,
    hired: Hired,
    hired_on: date | None,
    role: Role,
    now: datetime,
) -> None:
    """How it went, and whether the learner stays: by the company, or by the team as it heard it. Raises
    `MoveNotAllowed`."""
    queue_up(application)
    move_application(application, JobState.COMPLETED, role, now, outcome.value)
    placement = begin(application, now, role)
    placement.outcome, placement.assessed_at, placement.assessment = outcome, now, words or None
    placement.hired, placement.hired_on = hired, hired_on if hired is not Hired.NO else None
    placement.ends_on = min(placement.ends_on or _today(now), _today(now))
    answered(application, PromiseKind.JOB_END, role, now, "assessed")
    over(application, role, now)
    ask_agreement(application, role, now, {"outcome": outcome.value, "hired": hired.value})
    _tell_company(application, role, now)


def _tell_company(application: JobApplication, role: Role, now: datetime) -> None:
    """The company hears what the team wrote down."""
    if role is Role.STAFF:
        tell_answerer(application, MessageKind.JOB_ASSESS, now, {"said": True}, "said")


def call_off(application: JobApplication, role: Role, now: datetime) -> None:
    """It does not come about. Who did not say so hears it, and the seat is free. Raises `MoveNotAllowed`, of the
    learner also before the first day."""
    queue_up(application)
    if role is Role.PERSON and not may_have_begun(application, now):
        raise MoveNotAllowed("application", JobState(application.state), JobState.CLOSED, role)
    closing.close(application, closing.Why.CALLED_OFF, now, role)
    publishing.open_again(application.posting, now)


def say_agreement(application: JobApplication, agrees: bool, words: str | None, role: Role, now: datetime) -> None:
    """The learner sees it the same way, or not, in their words. Raises `AlreadySaid`, `MoveNotAllowed`."""
    queue_up(application)
    must_be(application, frozenset({JobState.COMPLETED, JobState.NO_SHOW}), role)
    placement = begin(application, now, role)
    if placement.agreed_at:
        raise AlreadySaid
    placement.learner_agrees, placement.learner_words, placement.agreed_at = agrees, words or None, now
    db.session.flush()
    answered(application, PromiseKind.JOB_AGREE, role, now, "said")


def _today(now: datetime) -> date:
    return now.astimezone(home_zone()).date()
