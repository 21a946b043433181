"""Postings in lists: those of a company, and those the team looks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, Select, String, cast, func, literal, select
from sqlalchemy.orm import contains_eager

from portal.database import db
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.named import named
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import ON_THE_BOARD, WAITING_FOR_COMPANY, PostingState
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State


@dataclass(frozen=True)
class SoughtPostings:
    """What is looked for; None: all. `state`: a state, or "waits" (nobody of the team has looked since it was sent or
    changed)."""

    begins: str | None = None
    state: str | None = None
    kind: str | None = None
    company: str | None = None


#: Nobody has looked at it as it stands now.
UNSEEN = (Posting.state == PostingState.IN_REVIEW) | (Posting.state.in_(ON_THE_BOARD) & Posting.reviewed_at.is_(None))


def looked_for(sought: SoughtPostings) -> Select[Posting]:
    """Of all companies: what the team owes a look first, then the newest. Drafts are nobody's business yet."""
    query = select(Posting).join(Posting.company).options(contains_eager(Posting.company))
    query = query.where(Posting.state != PostingState.DRAFT)
    if sought.begins:
        query = query.where(named(sought.begins))
    if sought.state == "waits":
        query = query.where(UNSEEN)
    elif sought.state:
        query = query.where(Posting.state == sought.state)
    if sought.kind:
        query = query.where(Posting.kind == sought.kind)
    if sought.company:
        query = query.where(Company.ref == sought.company)
    waits = owed_by()
    return query.order_by(waits.is_(None), waits, Posting.changed_at.desc(), Posting.id.desc())


def owed_by() -> ScalarSelect[datetime]:
    """Until when the team owes a look at it; NULL: it owes none."""
    about = literal("posting:") + cast(Posting.id, String)
    mine = select(func.min(Promise.reply_by)).where(Promise.about == about, Promise.state == State.OPEN)
    return mine.where(Promise.kind == PromiseKind.POSTING_REVIEW).correlate(Posting).scalar_subquery()


def when_owed(postings: Iterable[Posting]) -> dict[int, datetime]:
    """The same of the postings of a page, by their number."""
    rows = db.session.execute(select(Posting.id, owed_by()).where(Posting.id.in_([one.id for one in postings])))
    return {row[0]: row[1] for row in rows if row[1] is not None}


def of_company(company: Company) -> Select[Posting]:
    """All of its postings, the last changed first."""
    mine = select(Posting).where(Posting.company_id == company.id)
    return mine.order_by(Posting.changed_at.desc(), Posting.id.desc())


def waiting_for(postings: Iterable[Posting]) -> dict[int, int]:
    """How many applications to each wait for an answer of the company."""
    numbers = [one.id for one in postings]
    mine = JobApplication.posting_id.in_(numbers), JobApplication.state.in_(WAITING_FOR_COMPANY)
    rows = db.session.execute(
        select(JobApplication.posting_id, func.count()).where(*mine).group_by(JobApplication.posting_id)
    )
    return {row[0]: row[1] for row in rows}
