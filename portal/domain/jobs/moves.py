"""The functions that change the state of a company, a posting and an application, each with its line of history;
and how to queue up for one of them."""

from datetime import datetime
from typing import TypeVar

from sqlalchemy import inspect, update

from portal.database import begin_write, db
from portal.domain.jobs.application_models import JobApplication, JobMove
from portal.domain.jobs.board_models import JobFair, SavedSearch
from portal.domain.jobs.company_models import Company, CompanyMove
from portal.domain.jobs.posting_models import Posting, PostingMove
from portal.domain.jobs.states import (
    COMPANY_MOVES,
    JOB_MOVES,
    POSTING_MOVES,
    CompanyState,
    JobState,
    PostingState,
)
from portal.domain.moves import Role, check_move
from portal.public_version import HIDDEN

Row = TypeVar("Row", Company, Posting, JobApplication, SavedSearch, JobFair)


def touch(row: Row) -> None:
    """Queue up for this row: from here to the commit nobody else changes it, or counts what hangs on it. What is
    known of it is what it holds now. Several: the company first, then the posting, then the application."""
    begin_write()
    known = inspect(row).identity
    if known is None:  # nobody else knows it yet
        return
    db.session.flush()
    model = type(row)
    same = update(model).where(model.id == known[0]).values(created_at=model.created_at)
    fresh = {"synchronize_session": False, "populate_existing": True, HIDDEN: True}
    db.session.scalars(same.returning(model), execution_options=fresh).one()


def move_company(company: Company, target: CompanyState, role: Role, now: datetime, why: str | None = None) -> None:
    """Raises `MoveNotAllowed`. `why`: a key."""
    touch(company)
    source = CompanyState(company.state) if company.state else None
    check_move(COMPANY_MOVES, "company", source, target, role)
    company.state = target
    company.history.append(CompanyMove(at=now, role=role, from_state=source, to_state=target, why=why))
    db.session.flush()


def move_posting(posting: Posting, target: PostingState, role: Role, now: datetime, why: str | None = None) -> None:
    """Raises `MoveNotAllowed`. `why`: a key."""
    touch(posting)
    source = PostingState(posting.state) if posting.state else None
    check_move(POSTING_MOVES, "posting", source, target, role)
    posting.state = target
    posting.history.append(PostingMove(at=now, role=role, from_state=source, to_state=target, why=why))
    db.session.flush()


def move_application(
    application: JobApplication, target: JobState, role: Role, now: datetime, why: str | None = None
) -> None:
    """Raises `MoveNotAllowed`. `role`: PERSON is the learner. `why`: a key."""
    touch(application)
    source = JobState(application.state) if application.state else None
    check_move(JOB_MOVES, "application", source, target, role)
    application.state, application.moved_at = target, now
    application.history.append(JobMove(at=now, role=role, from_state=source, to_state=target, why=why))
    db.session.flush()
