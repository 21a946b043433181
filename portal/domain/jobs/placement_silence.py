"""What happens while nobody says how a placement stands: reminders, the question to the learner, the end."""

from datetime import datetime

from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.choices import Outcome
from portal.domain.jobs.moves import move_application
from portal.domain.jobs.owed import queue_up
from portal.domain.jobs.placement_owed import ask_agreement, over, placement_of
from portal.domain.jobs.placements import begin, call_off
from portal.domain.jobs.states import JobState
from portal.domain.jobs.told import tell_answerer, tell_applicant
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise
from portal.domain.signups.asked import home_zone


def remind_company(application: JobApplication, owed: Promise, now: datetime) -> None:
    """The company still owes the start, or how it went."""
    kind = MessageKind.JOB_BEGINS if owed.kind == PromiseKind.JOB_START else MessageKind.JOB_ASSESS
    facts = {"reply_by": owed.reply_by.isoformat()}
    tell_answerer(application, kind, now, facts, f"{owed.ref}:{owed.reminded}", owed.reply_by)


def remind_learner(application: JobApplication, owed: Promise, now: datetime) -> None:
    """The learner has not said yet how it was, or where they stand."""
    kind = MessageKind.JOB_ASSESSED if owed.kind == PromiseKind.JOB_AGREE else MessageKind.JOB_AFTER
    placement = placement_of(application)
    said_by = application.history[-1].role if application.history else None
    facts = {"outcome": placement.outcome if placement else None, "again": True, "by": said_by}
    tell_applicant(application, kind, now, facts, f"{owed.ref}:{owed.reminded}", owed.reply_by)


def ask_begun(application: JobApplication, owed: Promise, now: datetime) -> None:
    """Whoever owed the start was silent: the learner is asked, before it counts as called off."""
    if application.state == JobState.CONFIRMED:
        facts = {"asked": True, "reply_by": owed.reply_by.isoformat()}
        tell_applicant(application, MessageKind.JOB_STARTS, now, facts, f"asked:{owed.ref}", owed.reply_by)


def end_unbegun(application: JobApplication, owed: Promise, now: datetime) -> None:
    """Nobody said that it began: it did not come about. Both hear it, and the seat is free."""
    queue_up(application)
    if application.state == JobState.CONFIRMED:
        call_off(application, Role.RULE, now)


def end_unassessed(application: JobApplication, owed: Promise, now: datetime) -> None:
    """Nobody said how it went: it is over, and the learner may say it."""
    queue_up(application)
    if application.state != JobState.STARTED:
        return
    move_application(application, JobState.COMPLETED, Role.RULE, now, "silence")
    placement = begin(application, now)
    placement.outcome, placement.assessed_at = Outcome.UNSAID, now
    today = now.astimezone(home_zone()).date()
    placement.ends_on = min(placement.ends_on or today, today)
    over(application, Role.RULE, now)
    ask_agreement(application, Role.RULE, now, {"outcome": Outcome.UNSAID.value})
