"""Which applications, companies and postings whoever asks may see."""

from sqlalchemy import ColumnElement, exists, or_, select, true

from portal.database import db
from portal.domain.accounts.account_models import Account
from portal.domain.accounts.models import Person
from portal.domain.accounts.roles import Powers
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.board_models import JobFair
from portal.domain.jobs.company_models import Company, Recruiter
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import LIVE_COMPANY
from portal.domain.signups.scope import people_in


def applications_in(powers: Powers | Company) -> ColumnElement[bool]:
    """Applications of learners who learn at a place that `powers` open, or who applied at a fair there; or those to
    a company."""
    if isinstance(powers, Company):
        return JobApplication.posting_id.in_(select(Posting.id).where(Posting.company_id == powers.id))
    if powers.everywhere:
        return true()
    theirs = exists().where(Person.id == JobApplication.person_id, people_in(powers))
    at_fair = exists().where(JobFair.id == JobApplication.fair_id, JobFair.place_id.in_(powers.places))
    return or_(theirs.correlate(JobApplication), at_fair.correlate(JobApplication))


def sees_application(powers: Powers, application: JobApplication) -> bool:
    found = select(JobApplication.id).where(JobApplication.id == application.id, applications_in(powers))
    return db.session.scalar(found) is not None


def numbered_in(powers: Powers, number: ColumnElement[int]) -> ColumnElement[bool]:
    """Is the application of this number one of them? For what is owed about it, or was told."""
    return exists().where(JobApplication.id == number, applications_in(powers))


def recruiter_of(account: Account) -> Recruiter | None:
    """For whom an account acts: the company it came to last, while that takes part or waits for the answer."""
    mine = Recruiter.account_id == account.id, Recruiter.until.is_(None), Company.state.in_(LIVE_COMPANY)
    query = select(Recruiter).join(Recruiter.company).where(*mine).order_by(Recruiter.id.desc()).limit(1)
    return db.session.scalar(query)


def posting_of(recruiter: Recruiter, ref: str) -> Posting | None:
    """Their company's posting `ref`; None: there is none, or it is another company's."""
    return db.session.scalar(select(Posting).where(Posting.ref == ref, Posting.company_id == recruiter.company_id))


def application_for(recruiter: Recruiter, ref: str) -> JobApplication | None:
    """The application `ref` to one of their company's postings."""
    theirs = JobApplication.ref == ref, Posting.company_id == recruiter.company_id
    return db.session.scalar(select(JobApplication).join(JobApplication.posting).where(*theirs))
