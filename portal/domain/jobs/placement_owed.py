"""What is owed about a placement: the start and the end by the company, or by the team where that takes part no more;
later, by the learner, whether they see it so."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from portal.database import db
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.moves import touch
from portal.domain.jobs.owed import nothing_owed
from portal.domain.jobs.placement_models import Placement
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import CompanyState, JobState
from portal.domain.jobs.told import about_application, tell_applicant
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import drop_about
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.hours import working_days_later
from portal.domain.promises.kinds import LADDERS, Owner, PromiseKind
from portal.domain.promises.made import Owed, all_open_about, promise, withdraw
from portal.domain.promises.models import Promise
from portal.domain.settings.ours import ours
from portal.domain.signups.asked import home_zone

#: Without a date in the posting, the company says within this time that the learner has begun.
SOON = timedelta(days=21)
#: Work without an end is looked back on after this time.
FIRST_MONTHS = timedelta(days=90)
#: After the end, the company says within this how it went, and the learner whether they see it so.
ASSESS_WITHIN, AGREE_WITHIN = timedelta(days=10), timedelta(days=14)

#: Both said yes, and it is not over.
UNDER_WAY = frozenset({JobState.CONFIRMED, JobState.STARTED})


def ended_by_team(application: JobApplication) -> bool:
    """Was it the team who said how it ended?"""
    return bool(application.history) and application.history[-1].role == Role.STAFF


def placement_of(application: JobApplication) -> Placement | None:
    return db.session.get(Placement, application.id)


def must_be(application: JobApplication, states: frozenset[JobState], role: Role) -> None:
    if application.state not in states:
        raise MoveNotAllowed("application", JobState(application.state), JobState(application.state), role)


def owe_start(application: JobApplication, placement: Placement, role: Role, now: datetime) -> Promise:
    """One working week after the planned day; where none is planned, or it is near, in some weeks."""
    planned = _closes(placement.starts_on + timedelta(days=7)) if placement.starts_on else now
    by = planned if planned > now + timedelta(days=3) else now + SOON
    return owe(application, PromiseKind.JOB_START, _owner(application), by, role, now)


def owe_end(application: JobApplication, placement: Placement, role: Role, now: datetime) -> Promise:
    starts = placement.starts_on or now.date()
    last = placement.ends_on or starts + FIRST_MONTHS
    by = max(_closes(last) + ASSESS_WITHIN, now + ASSESS_WITHIN)
    return owe(application, PromiseKind.JOB_END, _owner(application), by, role, now)


def ask_agreement(application: JobApplication, role: Role, now: datetime, facts: dict[str, str]) -> None:
    """It is over: the learner is asked whether they see it so."""
    owed = owe(application, PromiseKind.JOB_AGREE, Owner.PERSON, now + AGREE_WITHIN, role, now)
    more = {"reply_by": owed.reply_by.isoformat(), "by": role.value}
    tell_applicant(application, MessageKind.JOB_ASSESSED, now, facts | more)


def over(application: JobApplication, role: Role, now: datetime) -> None:
    """Nothing of before is owed any more, and nothing that waits to go out is true."""
    db.session.flush()
    nothing_owed(application, role, now)
    drop_about(about_application(application), "ended")


def owe(
    application: JobApplication, kind: PromiseKind, owner: Owner, by: datetime, role: Role, now: datetime
) -> Promise:
    zone, about = home_zone(), about_application(application)
    return promise(Owed(kind, about, owner, by, zone, application.person_id, application.language), role, now)


def hand_over(posting: Posting, now: datetime) -> None:
    """The company takes part no more: what it owed of those who have a place there the team owes from now on, and
    they hear so. Touch the posting before."""
    theirs = JobApplication.posting_id == posting.id, JobApplication.state.in_(UNDER_WAY)
    for application in db.session.scalars(select(JobApplication).where(*theirs).order_by(JobApplication.id)).all():
        touch(application)
        for owed in all_open_about(about_application(application)):
            if owed.owner == Owner.COMPANY:
                _hand_on(application, owed, now)
        tell_applicant(application, MessageKind.JOB_STARTS, now, {"stopped": True}, f"stopped:{now:%Y%m%d}")


def _hand_on(application: JobApplication, owed: Promise, now: datetime) -> None:
    """It begins anew: the learner is asked, too, before it ends in silence."""
    kind = PromiseKind(owed.kind)
    soonest = working_days_later(now, LADDERS[kind].then_working_days, owed.zone)
    withdraw(owed, Role.RULE, now, "stopped")
    owe(application, kind, Owner.TEAM, max(owed.reply_by, soonest), Role.RULE, now)


def _owner(application: JobApplication) -> Owner:
    return Owner.COMPANY if application.posting.company.state == CompanyState.APPROVED else Owner.TEAM


def _closes(day: date) -> datetime:
    """When the office closes on this day."""
    return datetime.combine(day, time(ours().office_closes.hour), home_zone()).astimezone(UTC)
