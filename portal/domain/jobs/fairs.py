"""Job fairs: a day on which companies meet learners, and a shared tablet on which learners apply.

The tablet is opened by a link that the team makes anew whenever it likes: the link before it, and every tablet it
opened, end with that. It opens on the day only.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, case, func, select, true
from sqlalchemy.orm import joinedload

from portal.database import begin_write, db
from portal.domain.accounts.roles import Powers
from portal.domain.catalogue.models import Place
from portal.domain.jobs import applying
from portal.domain.jobs.application_models import Applied, JobApplication
from portal.domain.jobs.applying import NotOpen, Wish
from portal.domain.jobs.board import on_board
from portal.domain.jobs.board_models import JobFair, job_fair_company
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.moves import touch
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import CompanyState
from portal.vault import new_ref, vault

NAME_MOST = 120
#: The tablet opens so long before the fair, and shuts so long after it.
MARGIN = timedelta(hours=1)
#: The board speaks of a fair so long before it.
NEAR = timedelta(days=30)
_PURPOSE = "fair tablet"


class NotTakingPart(Exception):
    """The company waits for our answer, is stopped, or has left."""


@dataclass(frozen=True)
class Plan:
    """What the team says of a fair. It begins and ends on one day of the place."""

    name: str
    place: Place
    starts_at: datetime
    ends_at: datetime


def plan(facts: Plan, now: datetime) -> JobFair:
    begin_write()
    fair = JobFair(ref=new_ref(16), created_at=now, **vars(facts))
    db.session.add(fair)
    db.session.flush()
    return fair


def change(fair: JobFair, facts: Plan) -> None:
    begin_write()
    for name, value in vars(facts).items():
        setattr(fair, name, value)
    db.session.flush()


def call_off(fair: JobFair, now: datetime) -> None:
    """Nobody is invited any more, and no tablet opens. Twice is once."""
    begin_write()
    fair.cancelled_at = fair.cancelled_at or now
    db.session.flush()


def hold_after_all(fair: JobFair) -> None:
    begin_write()
    fair.cancelled_at = None
    db.session.flush()


def add_company(fair: JobFair, company: Company) -> None:
    """Raises `NotTakingPart`. Twice is once, at the same moment too."""
    touch(fair)
    if company.state != CompanyState.APPROVED:
        raise NotTakingPart(company.ref)
    if company not in fair.companies:
        fair.companies.append(company)
    db.session.flush()


def take_away(fair: JobFair, company: Company) -> None:
    """Twice is once, at the same moment too."""
    touch(fair)
    if company in fair.companies:
        fair.companies.remove(company)
    db.session.flush()


def new_tablet_link(fair: JobFair) -> str:
    """What the address of the tablet's link carries. It is known here only once: a digest of it is kept."""
    begin_write()
    token = new_ref(16)
    fair.tablet_digest = _digest(token)
    db.session.flush()
    return token


def end_tablet_link(fair: JobFair) -> None:
    begin_write()
    fair.tablet_digest = None
    db.session.flush()


def by_token(token: str) -> JobFair | None:
    """The fair whose tablet this link opens, on its day or not."""
    return by_digest(_digest(token))


def by_digest(digest: str) -> JobFair | None:
    """The same, by what is kept of the link; empty: of no link."""
    return db.session.scalar(select(JobFair).where(JobFair.tablet_digest == digest)) if digest else None


def by_ref(ref: str) -> JobFair | None:
    return db.session.scalar(select(JobFair).where(JobFair.ref == ref))


def tablet_open(fair: JobFair, now: datetime) -> bool:
    """May a tablet of it be used now?"""
    in_time = fair.starts_at - MARGIN <= now < fair.ends_at + MARGIN
    return in_time and fair.cancelled_at is None and fair.tablet_digest is not None


def companies_of(fair: JobFair) -> list[Company]:
    """Who comes, by name; whoever is stopped since is not among them."""
    there = [one for one in fair.companies if one.state == CompanyState.APPROVED]
    return sorted(there, key=lambda one: one.name_folded)


def postings_of(fair: JobFair, now: datetime, most: int = 200) -> list[Posting]:
    """What its companies have on the board, company by company."""
    order = Company.name_folded, Company.id, Posting.refreshed_at.desc(), Posting.id.desc()
    query = _at(fair, now).join(Posting.company).order_by(*order).limit(most)
    return list(db.session.scalars(query.options(joinedload(Posting.company))))


def posting_at(fair: JobFair, ref: str, now: datetime) -> Posting | None:
    """The posting `ref`, where its company comes to the fair and it stands on the board."""
    return db.session.scalar(_at(fair, now).where(Posting.ref == ref).options(joinedload(Posting.company)))


def _at(fair: JobFair, now: datetime) -> Select[Posting]:
    there = select(job_fair_company.c.company_id).where(job_fair_company.c.job_fair_id == fair.id)
    return select(Posting).where(Posting.company_id.in_(there), on_board(now))


def apply_there(fair: JobFair, posting: Posting, wish: Wish, now: datetime) -> JobApplication:
    """Apply on its tablet: all promises and messages as for everybody. Raises what `applying.apply` raises."""
    if not tablet_open(fair, now) or posting_at(fair, posting.ref, now) is None:
        raise NotOpen(posting.ref)
    return applying.apply(posting, replace(wish, way=Applied.FAIR, fair=fair), now)


def applications_at(fair: JobFair) -> Select[JobApplication]:
    """What was sent from its tablets, the first one first."""
    whole = joinedload(JobApplication.person), joinedload(JobApplication.posting).joinedload(Posting.company)
    query = select(JobApplication).where(JobApplication.fair_id == fair.id).options(*whole)
    return query.order_by(JobApplication.id)


def sent_by_posting(fair: JobFair) -> dict[int, int]:
    """How many applications each posting got there."""
    counted = select(JobApplication.posting_id, func.count()).where(JobApplication.fair_id == fair.id)
    return {row[0]: row[1] for row in db.session.execute(counted.group_by(JobApplication.posting_id))}


def sent_by_fair(fairs: list[JobFair]) -> dict[int | None, int]:
    """How many applications were sent at each of these fairs."""
    these = JobApplication.fair_id.in_([one.id for one in fairs])
    counted = select(JobApplication.fair_id, func.count()).where(these).group_by(JobApplication.fair_id)
    return {row[0]: row[1] for row in db.session.execute(counted)}


def fairs_in(powers: Powers, now: datetime) -> Select[JobFair]:
    """Fairs at places that `powers` open: those to come first, the soonest on top, then the past ones."""
    here = true() if powers.everywhere else JobFair.place_id.in_(powers.places)
    over = JobFair.ends_at <= now
    soonest, latest = case((over, None), else_=JobFair.starts_at), JobFair.starts_at.desc()
    whole = joinedload(JobFair.place)
    return select(JobFair).where(here).order_by(over, soonest, latest, JobFair.id).options(whole)


def _to_come(now: datetime) -> ColumnElement[bool]:
    return and_(JobFair.cancelled_at.is_(None), JobFair.ends_at > now)


def near(now: datetime, most: int = 2) -> list[JobFair]:
    """The fairs of the next weeks, the soonest first."""
    query = select(JobFair).where(_to_come(now), JobFair.starts_at < now + NEAR).options(joinedload(JobFair.place))
    return list(db.session.scalars(query.order_by(JobFair.starts_at, JobFair.id).limit(most)))


def refs_to_come(now: datetime, most: int) -> list[str]:
    query = select(JobFair.ref).where(_to_come(now)).order_by(JobFair.starts_at, JobFair.id)
    return list(db.session.scalars(query.limit(most)))


def ever_at(place: Place) -> bool:
    """Was, or is, a fair planned there?"""
    return db.session.scalar(select(JobFair.id).where(JobFair.place_id == place.id).limit(1)) is not None


def about_fair(fair: JobFair) -> str:
    """Its name in the audit log."""
    return f"job_fair:{fair.id}"


def _digest(token: str) -> str:
    return vault.digest(_PURPOSE, token)
