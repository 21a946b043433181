"""What follows once both said yes: the agreement, the start, how it went, and half a year after.

The company says how it went; the learner says whether they see it so. Whatever nobody says in time ends all the same.
"""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.accounts.models import Person
from portal.domain.jobs import closing, publishing
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.choices import Hired, Outcome, Situation
from portal.domain.jobs.moves import move_application
from portal.domain.jobs.owed import answered, nothing_owed, queue_up
from portal.domain.jobs.placement_models import Placement
from portal.domain.jobs.states import JobState
from portal.domain.jobs.told import about_application, tell_answerer, tell_applicant
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import drop_about
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.made import Owed, promise
from portal.domain.promises.models import Promise
from portal.domain.settings.ours import ours
from portal.domain.signups.asked import home_zone

#: Without a date in the posting, the company says within this time that the learner has begun.
SOON = timedelta(days=21)
#: Work without an end is looked back on after this time.
FIRST_MONTHS = timedelta(days=90)
#: After the end, the company says within this how it went, and the learner whether they see it so.
ASSESS_WITHIN, AGREE_WITHIN = timedelta(days=10), timedelta(days=14)
#: Half a year after, and how long the question stands.
AFTER, AFTER_WITHIN = timedelta(days=182), timedelta(days=30)


class Signer(StrEnum):
    """Who signs an agreement: the company, the learner, the association."""

    COMPANY = "company"
    LEARNER = "learner"
    OURS = "ours"


class BadDates(Exception):
    """A placement does not end before it begins."""


class AlreadySaid(Exception):
    """It was answered before; what was said stands."""


def placement_of(application: JobApplication) -> Placement | None:
    return db.session.get(Placement, application.id)


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
    _owe_start(application, made, role, now)
    return made


def plan(application: JobApplication, starts_on: date, ends_on: date | None, role: Role, now: datetime) -> None:
    """The dates both agreed on. Raises `BadDates`, `MoveNotAllowed` once it has ended."""
    queue_up(application)
    if ends_on and ends_on < starts_on:
        raise BadDates
    _must_be(application, {JobState.CONFIRMED, JobState.STARTED}, role)
    placement = begin(application, now, role)
    if (placement.starts_on, placement.ends_on) == (starts_on, ends_on):
        return
    placement.starts_on, placement.ends_on = starts_on, ends_on
    db.session.flush()
    nothing_owed(application, role, now, "redated")
    if application.state == JobState.CONFIRMED:
        _owe_start(application, placement, role, now)
    else:
        _owe_end(application, placement, role, now)
    facts = {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat() if ends_on else None}
    tell_applicant(application, MessageKind.JOB_STARTS, now, facts, f"dates:{now:%Y%m%d%H%M%S}")


def send_agreement(application: JobApplication, role: Role, now: datetime) -> None:
    """The agreement goes to all who sign it. Twice is once. Raises `MoveNotAllowed`."""
    queue_up(application)
    _must_be(application, {JobState.CONFIRMED, JobState.STARTED}, role)
    placement = begin(application, now, role)
    if placement.agreement_sent_at:
        return
    placement.agreement_sent_at = now
    db.session.flush()
    tell_applicant(application, MessageKind.JOB_STARTS, now, {"agreement": True}, "agreement")


def sign(application: JobApplication, who: Signer, role: Role, now: datetime, signed: bool = True) -> None:
    """This one has signed; `signed` False: noted by mistake. Raises `MoveNotAllowed`."""
    queue_up(application)
    _must_be(application, {JobState.CONFIRMED, JobState.STARTED}, role)
    placement = begin(application, now, role)
    if signed:
        send_agreement(application, role, now)
    column = f"{who}_signed_at"
    setattr(placement, column, (getattr(placement, column) or now) if signed else None)
    db.session.flush()


def is_signed(placement: Placement) -> bool:
    """Have all three?"""
    return all((placement.company_signed_at, placement.learner_signed_at, placement.ours_signed_at))


def start(application: JobApplication, role: Role, now: datetime, on: date | None = None) -> None:
    """The learner has begun; `on`: another day than planned. Twice is once. Raises `MoveNotAllowed`."""
    queue_up(application)
    if application.state == JobState.STARTED:
        return
    move_application(application, JobState.STARTED, role, now)
    placement = begin(application, now, role)
    placement.starts_on = on or placement.starts_on or now.astimezone(home_zone()).date()
    db.session.flush()
    answered(application, PromiseKind.JOB_START, role, now, "started")
    _owe_end(application, placement, role, now)
    tell_applicant(application, MessageKind.JOB_STARTS, now, {"started": True}, "started")


def did_not_come(application: JobApplication, role: Role, now: datetime) -> None:
    """The learner did not come. They hear it, and may say how it was. Raises `MoveNotAllowed`."""
    queue_up(application)
    move_application(application, JobState.NO_SHOW, role, now)
    placement = begin(application, now, role)
    placement.outcome, placement.assessed_at = Outcome.NO_SHOW, now
    _over(application, role, now)
    publishing.open_again(application.posting, now)
    _ask_agreement(application, role, now, {"outcome": Outcome.NO_SHOW.value})


def assess(
    application: JobApplication,
    outcome: Outcome,
    words: str | None,
    hired: Hired,
    hired_on: date | None,
    role: Role,
    now: datetime,
) -> None:
    """The company says how it went, and whether the learner stays. Raises `MoveNotAllowed`."""
    queue_up(application)
    move_application(application, JobState.COMPLETED, role, now, outcome.value)
    placement = begin(application, now, role)
    placement.outcome, placement.assessed_at, placement.assessment = outcome, now, words or None
    placement.hired, placement.hired_on = hired, hired_on if hired is not Hired.NO else None
    today = now.astimezone(home_zone()).date()
    placement.ends_on = min(placement.ends_on or today, today)
    answered(application, PromiseKind.JOB_END, role, now, "assessed")
    _over(application, role, now)
    _ask_agreement(application, role, now, {"outcome": outcome.value, "hired": hired.value})


def end_unassessed(application: JobApplication, owed: Promise, now: datetime) -> None:
    """Nobody of the company said how it went: it is over, and the learner may say it."""
    queue_up(application)
    if application.state != JobState.STARTED:
        return
    move_application(application, JobState.COMPLETED, Role.RULE, now, "silence")
    placement = begin(application, now)
    placement.outcome, placement.assessed_at = Outcome.UNSAID, now
    today = now.astimezone(home_zone()).date()
    placement.ends_on = min(placement.ends_on or today, today)
    _over(application, Role.RULE, now)
    _ask_agreement(application, Role.RULE, now, {"outcome": Outcome.UNSAID.value})


def end_unbegun(application: JobApplication, owed: Promise, now: datetime) -> None:
    """Nobody said that it began: it did not come about. The learner hears it, and the seat is free."""
    queue_up(application)
    if application.state == JobState.CONFIRMED:
        call_off(application, Role.RULE, now)


def call_off(application: JobApplication, role: Role, now: datetime) -> None:
    """It does not come about. The learner hears it, and the seat is free. Raises `MoveNotAllowed`."""
    closing.close(application, closing.Why.CALLED_OFF, now, role)
    publishing.open_again(application.posting, now)


def say_agreement(application: JobApplication, agrees: bool, words: str | None, role: Role, now: datetime) -> None:
    """The learner sees it the same way, or not, in their words. Raises `AlreadySaid`, `MoveNotAllowed`."""
    queue_up(application)
    _must_be(application, {JobState.COMPLETED, JobState.NO_SHOW}, role)
    placement = begin(application, now, role)
    if placement.agreed_at:
        raise AlreadySaid
    placement.learner_agrees, placement.learner_words, placement.agreed_at = agrees, words or None, now
    db.session.flush()
    answered(application, PromiseKind.JOB_AGREE, role, now, "said")


def to_ask_after(now: datetime, most: int = 100) -> list[int]:
    """Ids of the applications whose placement ended half a year ago, and who were not asked yet."""
    over = Placement.ends_on <= (now - AFTER).date(), Placement.after_asked_at.is_(None)
    done = JobApplication.state == JobState.COMPLETED, Person.erased_at.is_(None)
    ended = select(Placement.application_id).join(Placement.application).join(JobApplication.person)
    query = ended.where(*over, *done)
    return list(db.session.scalars(query.order_by(Placement.application_id).limit(most)))


def ask_after(application: JobApplication, now: datetime) -> int:
    """Ask where they stand. Returns whether they were asked."""
    queue_up(application)
    placement = placement_of(application)
    if placement is None or placement.after_asked_at or application.person.erased_at:
        return 0
    placement.after_asked_at = now
    db.session.flush()
    _owe(application, PromiseKind.JOB_AFTER, Owner.PERSON, now + AFTER_WITHIN, Role.RULE, now)
    tell_applicant(application, MessageKind.JOB_AFTER, now, useless_from=now + AFTER_WITHIN)
    return 1


def say_after(application: JobApplication, situation: Situation, role: Role, now: datetime) -> None:
    """Where they stand half a year after; said again, the last word counts. Raises `MoveNotAllowed`."""
    queue_up(application)
    _must_be(application, {JobState.COMPLETED}, role)
    placement = begin(application, now, role)
    placement.after, placement.after_at = situation, now
    db.session.flush()
    answered(application, PromiseKind.JOB_AFTER, role, now, "said")


def remind_company(application: JobApplication, owed: Promise, now: datetime) -> None:
    """The company still owes the start, or how it went."""
    kind = MessageKind.JOB_BEGINS if owed.kind == PromiseKind.JOB_START else MessageKind.JOB_ASSESS
    facts = {"reply_by": owed.reply_by.isoformat()}
    tell_answerer(application, kind, now, facts, f"{owed.ref}:{owed.reminded}", owed.reply_by)


def remind_learner(application: JobApplication, owed: Promise, now: datetime) -> None:
    """The learner has not said yet how it was, or where they stand."""
    kind = MessageKind.JOB_ASSESSED if owed.kind == PromiseKind.JOB_AGREE else MessageKind.JOB_AFTER
    placement = placement_of(application)
    facts = {"outcome": placement.outcome if placement else None, "again": True}
    tell_applicant(application, kind, now, facts, f"{owed.ref}:{owed.reminded}", owed.reply_by)


def _ask_agreement(application: JobApplication, role: Role, now: datetime, facts: dict[str, str]) -> None:
    owed = _owe(application, PromiseKind.JOB_AGREE, Owner.PERSON, now + AGREE_WITHIN, role, now)
    tell_applicant(application, MessageKind.JOB_ASSESSED, now, facts | {"reply_by": owed.reply_by.isoformat()})


def _over(application: JobApplication, role: Role, now: datetime) -> None:
    db.session.flush()
    nothing_owed(application, role, now)
    drop_about(about_application(application), "ended")


def _must_be(application: JobApplication, states: set[JobState], role: Role) -> None:
    if application.state not in states:
        raise MoveNotAllowed("application", JobState(application.state), JobState(application.state), role)


def _owe_start(application: JobApplication, placement: Placement, role: Role, now: datetime) -> Promise:
    """One working week after the planned day; where none is planned, or it is near, in some weeks."""
    planned = _closes(placement.starts_on + timedelta(days=7)) if placement.starts_on else now
    by = planned if planned > now + timedelta(days=3) else now + SOON
    return _owe(application, PromiseKind.JOB_START, Owner.COMPANY, by, role, now)


def _owe_end(application: JobApplication, placement: Placement, role: Role, now: datetime) -> Promise:
    starts = placement.starts_on or now.date()
    last = placement.ends_on or starts + FIRST_MONTHS
    by = max(_closes(last) + ASSESS_WITHIN, now + ASSESS_WITHIN)
    return _owe(application, PromiseKind.JOB_END, Owner.COMPANY, by, role, now)


def _closes(day: date) -> datetime:
    """When the office closes on this day."""
    return datetime.combine(day, time(ours().office_closes.hour), home_zone()).astimezone(UTC)


def _owe(
    application: JobApplication, kind: PromiseKind, owner: Owner, by: datetime, role: Role, now: datetime
) -> Promise:
    zone, about = home_zone(), about_application(application)
    return promise(Owed(kind, about, owner, by, zone, application.person_id, application.language), role, now)
