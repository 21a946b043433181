"""Half a year after the end of a placement: where does the learner stand?"""

from datetime import datetime, timedelta

from sqlalchemy import select

from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.choices import Situation
from portal.domain.jobs.owed import answered, queue_up
from portal.domain.jobs.placement_models import Placement
from portal.domain.jobs.placement_owed import must_be, owe, placement_of
from portal.domain.jobs.placements import begin
from portal.domain.jobs.states import JobState
from portal.domain.jobs.told import tell_applicant
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from portal.domain.promises.kinds import Owner, PromiseKind

#: Half a year after, and how long the question stands.
AFTER, AFTER_WITHIN = timedelta(days=182), timedelta(days=30)


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
    owe(application, PromiseKind.JOB_AFTER, Owner.PERSON, now + AFTER_WITHIN, Role.RULE, now)
    tell_applicant(application, MessageKind.JOB_AFTER, now, useless_from=now + AFTER_WITHIN)
    return 1


def say_after(application: JobApplication, situation: Situation, role: Role, now: datetime) -> None:
    """Where they stand half a year after; said again, the last word counts. Raises `MoveNotAllowed`."""
    queue_up(application)
    must_be(application, frozenset({JobState.COMPLETED}), role)
    placement = begin(application, now, role)
    placement.after, placement.after_at = situation, now
    db.session.flush()
    answered(application, PromiseKind.JOB_AFTER, role, now, "said")
