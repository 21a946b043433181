"""Companies as the team and their own recruiters see them: the list, what they posted, others that look alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, Select, String, cast, func, literal, or_, select
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.domain.accounts.names import after_all_that_begin_with, fold_name
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.company_models import Company, Recruiter
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.silent import silent
from portal.domain.jobs.states import WAITING_FOR_COMPANY, PostingState
from portal.domain.promises.kinds import NOT_STAFF
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State


@dataclass(frozen=True)
class Sought:
    """What is looked for; None: all. `said`: the beginning of a name, or a whole number. `silent_at`: companies that
    leave many learners without a word then."""

    said: str | None = None
    state: str | None = None
    kind: str | None = None
    trusted: bool = False
    silent_at: datetime | None = None


def looked_for(sought: Sought) -> Select[Company]:
    """Whoever is owed an answer first, then the newest; of the silent ones, where somebody waits longest."""
    waits = owed_by()
    query = select(Company).where(*_wanted(sought))
    if sought.silent_at:
        found = silent(sought.silent_at).subquery()
        return query.join(found, found.c.company_id == Company.id).order_by(found.c.since, Company.id)
    return query.order_by(waits.is_(None), waits, Company.changed_at.desc(), Company.id.desc())


def _wanted(sought: Sought) -> Iterable[ColumnElement[bool]]:
    if sought.said:
        folded = fold_name(sought.said)
        begins = Company.name_folded.between(folded, after_all_that_begin_with(folded)) if folded else None
        number = Company.number == "".join(sought.said.split())
        yield number if begins is None else or_(begins, number)
    if sought.state:
        yield Company.state == sought.state
    if sought.kind:
        yield Company.kind == sought.kind
    if sought.trusted:
        yield Company.trusted.is_(True)


def owed_by() -> ScalarSelect[datetime]:
    """Until when the team owes a company something; NULL: nothing."""
    about = literal("company:") + cast(Company.id, String)
    mine = select(func.min(Promise.reply_by)).where(Promise.about == about, Promise.state == State.OPEN)
    return mine.where(Promise.owner.not_in(NOT_STAFF)).correlate(Company).scalar_subquery()


def when_owed(companies: Iterable[Company]) -> dict[int, datetime]:
    """The same of the companies of a page, by their number."""
    numbers = [company.id for company in companies]
    rows = db.session.execute(select(Company.id, owed_by()).where(Company.id.in_(numbers)))
    return {row[0]: row[1] for row in rows if row[1] is not None}


def live_postings(companies: Iterable[Company]) -> dict[int, int]:
    """How many postings each has on the board."""
    numbers = [company.id for company in companies]
    mine = Posting.company_id.in_(numbers), Posting.state == PostingState.PUBLISHED
    counted = select(Posting.company_id, func.count()).where(*mine).group_by(Posting.company_id)
    return {row[0]: row[1] for row in db.session.execute(counted)}


def waiting_answers(companies: Iterable[Company]) -> dict[int, int]:
    """How many learners wait for an answer of each."""
    numbers = [company.id for company in companies]
    mine = Posting.company_id.in_(numbers), JobApplication.state.in_(WAITING_FOR_COMPANY)
    counted = select(Posting.company_id, func.count()).join(JobApplication.posting).where(*mine)
    return {row[0]: row[1] for row in db.session.execute(counted.group_by(Posting.company_id))}


def postings_of(company: Company, most: int = 50) -> list[Posting]:
    """What it posted, the newest first; what was taken back stands last."""
    mine = select(Posting).where(Posting.company_id == company.id)
    gone = Posting.state.in_((PostingState.WITHDRAWN, PostingState.REMOVED, PostingState.EXPIRED))
    return list(db.session.scalars(mine.order_by(gone, Posting.changed_at.desc(), Posting.id.desc()).limit(most)))


def waiting_of(postings: Iterable[Posting]) -> dict[int, int]:
    """How many learners wait for an answer to each of these."""
    numbers = [posting.id for posting in postings]
    mine = JobApplication.posting_id.in_(numbers), JobApplication.state.in_(WAITING_FOR_COMPANY)
    counted = select(JobApplication.posting_id, func.count()).where(*mine).group_by(JobApplication.posting_id)
    return {row[0]: row[1] for row in db.session.execute(counted)}


def everybody(company: Company) -> list[Recruiter]:
    """Who acts for it and who did, those who do first."""
    mine = select(Recruiter).where(Recruiter.company_id == company.id).options(joinedload(Recruiter.account))
    return list(db.session.scalars(mine.order_by(Recruiter.until.is_not(None), Recruiter.id)))


def alike(company: Company, most: int = 5) -> list[Company]:
    """Other records of the same name or number: two of one company, or one that was refused before."""
    same: list[ColumnElement[bool]] = [Company.name_folded == company.name_folded]
    if company.number:
        same.append((Company.number == company.number) & (Company.country == company.country))
    query = select(Company).where(or_(*same), Company.id != company.id)
    return list(db.session.scalars(query.order_by(Company.id.desc()).limit(most)))
