"""Applying on a learner's behalf: who may, and what became of those they helped."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from portal.domain.accounts.account_models import Account, OfficeRole
from portal.domain.accounts.models import Person
from portal.domain.accounts.roles import powers_of
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.posting_models import Posting

#: Whose work it is to help learners on.
HELPERS = frozenset(
    {OfficeRole.TRAINER, OfficeRole.REFERRER, OfficeRole.VOLUNTEER, OfficeRole.STAFF, OfficeRole.ADMIN}
)


def may_help(account: Account, now: datetime) -> bool:
    """May whoever has this account apply for somebody else?"""
    return bool(powers_of(account, now).roles & HELPERS)


def helped_by(account: Account) -> Select[JobApplication]:
    """The applications they sent for others, the newest first."""
    person = joinedload(JobApplication.person).selectinload(Person.contacts)
    whole = person, joinedload(JobApplication.posting).joinedload(Posting.company)
    mine = select(JobApplication).where(JobApplication.helper_id == account.id)
    return mine.options(*whole).order_by(JobApplication.id.desc())
