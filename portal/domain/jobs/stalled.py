"""Applications as the team looks for them; above all learners who applied for weeks without a single yes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import aliased, contains_eager

from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.accounts.roles import Powers
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.named import named
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.scope import applications_in
from portal.domain.jobs.states import HAS_SEAT, JobState

#: Whoever applied this long ago and was never accepted needs help; who applied nowhere for half a year has gone on.
STALLED, GONE_ON = timedelta(days=30), timedelta(days=182)


@dataclass(frozen=True)
class SoughtApplications:
    """What is looked for; None: all. `state`: a state, or "stalled" (one line for each learner who is)."""

    begins: str | None = None
    state: str | None = None


def looked_for(sought: SoughtApplications, powers: Powers, now: datetime) -> Select[JobApplication]:
    """Of the learners this account sees, the newest first; of those who are stalled, who waits longest first."""
    query = select(JobApplication).join(JobApplication.posting).join(Posting.company).join(JobApplication.person)
    query = query.options(
        contains_eager(JobApplication.posting).contains_eager(Posting.company), contains_eager(JobApplication.person)
    ).where(applications_in(powers))
    if sought.begins:
        query = query.where(named(sought.begins))
    if sought.state == "stalled":
        return query.where(*is_stalled(now)).order_by(JobApplication.created_at, JobApplication.id)
    if sought.state:
        query = query.where(JobApplication.state == sought.state)
    return query.order_by(JobApplication.created_at.desc(), JobApplication.id.desc())


def stands_still(person: Person, now: datetime) -> bool:
    """Is this learner one of them?"""
    theirs = select(JobApplication.id).join(JobApplication.person).where(JobApplication.person_id == person.id)
    return db.session.scalar(theirs.where(*is_stalled(now)).limit(1)) is not None


def is_stalled(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Of the learner's applications the last one, when the first is a month old and none was said yes to."""
    other = aliased(JobApplication)
    of_theirs = exists().where(other.person_id == JobApplication.person_id)
    return (
        of_theirs.where(other.created_at <= now - STALLED).correlate(JobApplication),
        ~of_theirs.where(other.state.in_({JobState.OFFERED} | HAS_SEAT)).correlate(JobApplication),
        ~of_theirs.where(other.id > JobApplication.id).correlate(JobApplication),
        JobApplication.created_at > now - GONE_ON,
        Person.erased_at.is_(None),
    )
