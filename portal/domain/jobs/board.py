"""The board: what anybody may see of postings, and whether one can be applied for. The one place of that rule."""

from collections.abc import Collection
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload

from portal import clock
from portal.database import db
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import WAITING_FOR_COMPANY, CompanyState, PostingState
from portal.domain.signups.asked import home_zone


class Standing(StrEnum):
    """How a posting stands for whoever reads it. BUSY: enough applications wait for an answer; it opens again by
    itself. GONE: the public is not told why."""

    OPEN = "open"
    BUSY = "busy"
    PAUSED = "paused"
    FILLED = "filled"
    OVER = "over"
    GONE = "gone"


_STANDINGS = {
    PostingState.PUBLISHED: Standing.OPEN,
    PostingState.PAUSED: Standing.PAUSED,
    PostingState.FILLED: Standing.FILLED,
    PostingState.EXPIRED: Standing.OVER,
}


def today(now: datetime) -> date:
    """The day it is where the association is: a posting stands on the board until its last day ends there."""
    return now.astimezone(home_zone()).date()


def on_board(now: datetime) -> ColumnElement[bool]:
    """Of a posting: it is published, its last day is not over, and its company takes part."""
    in_time = or_(Posting.expires_on.is_(None), Posting.expires_on >= today(now))
    return and_(Posting.state == PostingState.PUBLISHED, in_time, company_takes_part())


def company_takes_part() -> ColumnElement[bool]:
    """Of a posting: its company was accepted, and is not stopped."""
    approved = exists().where(Company.id == Posting.company_id, Company.state == CompanyState.APPROVED)
    return approved.correlate(Posting)


def standing(posting: Posting, now: datetime) -> Standing:
    return standings([posting], now)[posting.id]


def standings(postings: Collection[Posting], now: datetime) -> dict[int, Standing]:
    """How each of them stands, by its number."""
    found = {one.id: _standing(one, now) for one in postings}
    full = busy([one for one in postings if found[one.id] is Standing.OPEN])
    return found | dict.fromkeys(full, Standing.BUSY)


def _standing(posting: Posting, now: datetime) -> Standing:
    """As far as the posting itself tells."""
    if posting.company.state != CompanyState.APPROVED:
        return Standing.GONE
    found = _STANDINGS.get(PostingState(posting.state), Standing.GONE)
    over = found is Standing.OPEN and posting.expires_on and posting.expires_on < today(now)
    return Standing.OVER if over else found


def takes_applications(posting: Posting, now: datetime | None = None) -> bool:
    """It is on the board, and fewer applications wait for an answer than it takes at once."""
    return standing(posting, now or clock.now()) is Standing.OPEN


def busy(postings: Collection[Posting]) -> set[int]:
    """Ids of those of which so many applications wait for the company that they take no more."""
    waiting = JobApplication.state.in_(WAITING_FOR_COMPANY)
    of_these = JobApplication.posting_id.in_([one.id for one in postings])
    query = select(JobApplication.posting_id, func.count()).where(waiting, of_these)
    rows = db.session.execute(query.group_by(JobApplication.posting_id)) if postings else ()
    found = {posting_id: number for posting_id, number in rows}  # noqa: C416  (rows are no pairs to the type checker)
    return {one.id for one in postings if found.get(one.id, 0) >= one.most_open}


def posting_by_ref(ref: str) -> Posting | None:
    """Whatever its state: its address stays."""
    return db.session.scalar(select(Posting).where(Posting.ref == ref).options(joinedload(Posting.company)))


def postings_by_ref(refs: Collection[str]) -> list[Posting]:
    """Those there are, in this order."""
    query = select(Posting).where(Posting.ref.in_(refs), Posting.published_at.is_not(None))
    found = {one.ref: one for one in db.session.scalars(query.options(joinedload(Posting.company)))}
    return [found[ref] for ref in refs if ref in found]


def was_public(posting: Posting) -> bool:
    """People may have its address: it stood on the board once."""
    return posting.published_at is not None


def newest(now: datetime, most: int) -> list[Posting]:
    """What came to the board, or was said to hold, last."""
    query = select(Posting).where(on_board(now)).order_by(Posting.refreshed_at.desc(), Posting.id.desc())
    return list(db.session.scalars(query.limit(most).options(joinedload(Posting.company))))


def of_company(company: Company, now: datetime, most: int = 50) -> list[Posting]:
    """Its postings on the board, newest first."""
    query = select(Posting).where(on_board(now), Posting.company_id == company.id).limit(most)
    return list(db.session.scalars(query.order_by(Posting.refreshed_at.desc(), Posting.id.desc())))


def company_by_ref(ref: str) -> Company | None:
    """A company that takes part."""
    return db.session.scalar(select(Company).where(Company.ref == ref, Company.state == CompanyState.APPROVED))


def refs_on_board(now: datetime, most: int) -> list[tuple[str, datetime]]:
    """(ref, when it last changed) of the newest postings on the board."""
    query = select(Posting.ref, Posting.changed_at, Posting.refreshed_at).where(on_board(now))
    rows = db.session.execute(query.order_by(Posting.refreshed_at.desc(), Posting.id.desc()).limit(most))
    return [(ref, max(changed, refreshed or changed)) for ref, changed, refreshed in rows]


def companies_on_board(now: datetime, most: int) -> list[str]:
    """The refs of companies that have a posting on the board."""
    has = select(Posting.id).where(Posting.company_id == Company.id, on_board(now)).exists()
    return list(db.session.scalars(select(Company.ref).where(has).order_by(Company.id).limit(most)))
