"""The applications to a company's postings, as lists: what waits for its answer, oldest first; and all the others."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from portal.database import db
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import WAITING_FOR_COMPANY, JobState
from portal.domain.jobs.told import about_application
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State

#: The columns of the board: what is on its way. Cards shown in each.
COLUMNS = (JobState.SENT, JobState.READ, JobState.IN_REVIEW, JobState.INTERVIEW, JobState.OFFERED, JobState.CONFIRMED)
IN_A_COLUMN = 20
#: Postings to choose from.
_MOST_POSTINGS = 100


@dataclass(frozen=True)
class Shown:
    """Which applications are wanted; `state` None: all that wait for the company."""

    posting: str | None = None
    state: JobState | None = None


def applications(company: Company, wanted: Shown) -> Select[JobApplication]:
    """Whoever waits longest comes first; of what has ended, the latest."""
    query = _theirs(company, wanted.posting)
    if wanted.state is None:
        return query.where(JobApplication.state.in_(WAITING_FOR_COMPANY)).order_by(JobApplication.id)
    order: ColumnElement[int] = JobApplication.id.asc() if wanted.state in COLUMNS else JobApplication.id.desc()
    return query.where(JobApplication.state == wanted.state).order_by(order)


def _theirs(company: Company, posting: str | None) -> Select[JobApplication]:
    query = select(JobApplication).join(JobApplication.posting).where(Posting.company_id == company.id)
    if posting:
        query = query.where(Posting.ref == posting)
    return query.options(contains_eager(JobApplication.posting), joinedload(JobApplication.person))


@dataclass(frozen=True)
class Column:
    """One state of the board: its first cards, and how many there are."""

    state: JobState
    cards: list[JobApplication]
    total: int


def board(company: Company, posting: str | None) -> list[Column]:
    """What is on its way, by state; the oldest first."""
    place = func.row_number().over(partition_by=JobApplication.state, order_by=JobApplication.id).label("place")
    all_of = func.count().over(partition_by=JobApplication.state).label("all_of")
    there = select(JobApplication.id, place, all_of).join(JobApplication.posting)
    there = there.where(Posting.company_id == company.id, JobApplication.state.in_(COLUMNS))
    if posting:
        there = there.where(Posting.ref == posting)
    numbered = there.subquery()
    first = _theirs(company, posting).join(numbered, numbered.c.id == JobApplication.id)
    first = first.where(numbered.c.place <= IN_A_COLUMN).order_by(JobApplication.id)
    found = [(one, total) for one, total in db.session.execute(first.add_columns(numbered.c.all_of))]
    return [_column(state, [(one, total) for one, total in found if one.state == state]) for state in COLUMNS]


def _column(state: JobState, found: list[tuple[JobApplication, int]]) -> Column:
    return Column(state, [one for one, _total in found], found[0][1] if found else 0)


def answer_dates(shown: list[JobApplication]) -> dict[int, datetime]:
    """{id of the application: by when the company owes the answer}."""
    about = {about_application(one): one.id for one in shown}
    owed = Promise.about.in_(list(about)), Promise.kind == PromiseKind.JOB_ANSWER, Promise.state == State.OPEN
    rows = db.session.execute(select(Promise.about, Promise.reply_by).where(*owed))
    return {about[name]: reply_by for name, reply_by in rows}


def postings_with_applications(company: Company) -> list[Posting]:
    """The postings somebody applied to, the newest first."""
    theirs = select(Posting).where(Posting.company_id == company.id)
    applied = select(JobApplication.id).where(JobApplication.posting_id == Posting.id).exists()
    return list(db.session.scalars(theirs.where(applied).order_by(Posting.id.desc()).limit(_MOST_POSTINGS)))
