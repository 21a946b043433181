"""What it means for the postings of a company that it is stopped or leaves, and that it comes back."""

from datetime import datetime

from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.jobs import closing
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.moves import touch
from portal.domain.jobs.posting_lists import UNSEEN
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.publishing import end_review, owe_review
from portal.domain.jobs.states import PostingState
from portal.domain.jobs.told import about_posting, tell_poster
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import drop_about
from portal.domain.moves import Role

#: What waits to go out about a posting, and is not true while nobody sees it.
_NEWS = (
    MessageKind.POSTING_RECEIVED,
    MessageKind.POSTING_CHANGES,
    MessageKind.POSTING_LIVE,
    MessageKind.POSTING_LATE,
    MessageKind.POSTING_ENDING,
    MessageKind.POSTING_ENDED,
    MessageKind.POSTING_FULL,
)


def stop(company: Company, why: str, now: datetime) -> None:
    """Whoever applied hears that it ends, and nobody looks at its postings any more. Its row was touched before."""
    begin_write()
    closing.close_company(company, why, now)
    for posting in db.session.scalars(select(Posting).where(Posting.company_id == company.id).order_by(Posting.id)):
        end_review(posting, Role.RULE, now, kept=False)
        drop_about(about_posting(posting), "ended", _NEWS)


def come_back(company: Company, now: datetime) -> None:
    """What nobody of the team had looked at is owed a look again, and the company hears by when."""
    begin_write()
    unseen = select(Posting).where(Posting.company_id == company.id, UNSEEN).order_by(Posting.id)
    for posting in db.session.scalars(unseen).all():
        touch(posting)
        owed = owe_review(posting, Role.STAFF, now)
        if posting.state == PostingState.IN_REVIEW:
            facts = {"reply_by": owed.reply_by.isoformat(), "again": True}
            tell_poster(posting, MessageKind.POSTING_RECEIVED, now, facts, owed.ref)
