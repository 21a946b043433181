"""Postings that take no more for now, because so many wait for an answer: the company hears it, once each time."""

from datetime import datetime

from sqlalchemy import func, select

from portal.database import db
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.board import busy
from portal.domain.jobs.moves import touch
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import WAITING_FOR_COMPANY, PostingState
from portal.domain.jobs.told import tell_poster
from portal.domain.messages.kinds import MessageKind


def say_full(posting: Posting, now: datetime) -> int:
    """Tell the company, where it is so. Whoever came last and waits makes it another time than the one before."""
    touch(posting)
    if posting.state != PostingState.PUBLISHED or not busy([posting]):
        return 0
    mine = JobApplication.posting_id == posting.id, JobApplication.state.in_(WAITING_FOR_COMPANY)
    last = db.session.scalar(select(func.max(JobApplication.id)).where(*mine))
    tell_poster(posting, MessageKind.POSTING_FULL, now, {"waiting": posting.most_open}, f"{last}")
    return 1


def full() -> list[int]:
    """Ids of postings on the board that take no more for now."""
    waits = select(func.count()).where(
        JobApplication.posting_id == Posting.id, JobApplication.state.in_(WAITING_FOR_COMPANY)
    )
    here = Posting.state == PostingState.PUBLISHED, waits.correlate(Posting).scalar_subquery() >= Posting.most_open
    return list(db.session.scalars(select(Posting.id).where(*here).order_by(Posting.id)))
