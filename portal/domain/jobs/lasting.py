"""How long a posting stays on the board: its end is announced a week before, then it comes."""

from datetime import datetime, timedelta

from sqlalchemy import String, cast, exists, literal, select

from portal.database import db
from portal.domain.jobs.board import company_takes_part
from portal.domain.jobs.moves import move_posting, touch
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.publishing import today
from portal.domain.jobs.states import CompanyState, PostingState
from portal.domain.jobs.told import tell_poster
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.moves import Role
from portal.domain.promises.hours import working_day_at
from portal.domain.signups.asked import home_zone

#: So long before its last day the company is told.
NOTE_BEFORE = timedelta(days=7)
_HERE = (PostingState.PUBLISHED, PostingState.PAUSED)


def ending(now: datetime) -> list[int]:
    """Ids of postings that end within a week, of companies that take part and do not know yet."""
    told = exists().where(
        Message.about == literal("posting:") + cast(Posting.id, String),
        Message.kind == MessageKind.POSTING_ENDING,
        Message.created_at > now - NOTE_BEFORE - timedelta(days=1),
    )
    soon = Posting.state.in_(_HERE), Posting.expires_on <= today(now) + NOTE_BEFORE, Posting.expires_on >= today(now)
    return list(db.session.scalars(select(Posting.id).where(*soon, company_takes_part(), ~told).order_by(Posting.id)))


def note(posting: Posting, now: datetime) -> int:
    """Tell the company when it ends, and that one press keeps it."""
    touch(posting)
    ends = posting.expires_on
    near = ends is not None and today(now) <= ends <= today(now) + NOTE_BEFORE
    if posting.state not in _HERE or ends is None or not near or not _takes_part(posting):
        return 0
    over = working_day_at(ends, home_zone()) + timedelta(days=3)
    facts = {"ends_on": ends.isoformat()}
    tell_poster(posting, MessageKind.POSTING_ENDING, now, facts, ends.isoformat(), useless_from=over)
    return 1


def over(now: datetime) -> list[int]:
    """Ids of postings whose last day is over."""
    gone = Posting.state.in_(_HERE), Posting.expires_on < today(now)
    return list(db.session.scalars(select(Posting.id).where(*gone).order_by(Posting.id)))


def expire(posting: Posting, now: datetime) -> int:
    """It leaves the board. Who has applied keeps waiting for the answer; a company that was stopped need not hear."""
    touch(posting)
    if posting.state not in _HERE or posting.expires_on is None or posting.expires_on >= today(now):
        return 0
    move_posting(posting, PostingState.EXPIRED, Role.RULE, now)
    if _takes_part(posting):
        tell_poster(posting, MessageKind.POSTING_ENDED, now, key=posting.expires_on.isoformat())
    return 1


def _takes_part(posting: Posting) -> bool:
    return posting.company.state == CompanyState.APPROVED
