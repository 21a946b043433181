"""Reports of a posting: anybody says what is wrong with it, without an account, and the team says what it found.

Who reports leaves no contact: nobody outside waits, and the team owes itself an answer within one working day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from portal.database import db
from portal.domain.accounts.account_models import Account
from portal.domain.jobs.choices import ReportWhy
from portal.domain.jobs.moves import touch
from portal.domain.jobs.named import named
from portal.domain.jobs.posting_models import Posting, PostingReport
from portal.domain.moves import Role
from portal.domain.promises.hours import working_days_later
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.made import Owed, all_open_about, answer, promise
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State
from portal.domain.signups.asked import home_zone
from portal.vault import new_ref, vault

#: It is looked at within so many working days.
WORKING_DAYS = 1
#: So many open reports of one posting, each of another browser, are a warning.
MANY = 3
#: So many letters of what somebody writes are kept, however often they write.
LONGEST = 2000


class Found(StrEnum):
    """What the team found. MENDED: something was wrong, and is put right, or the company was stopped."""

    FINE = "fine"
    MENDED = "mended"
    REMOVED = "removed"


class ClosedAlready(Exception):
    """Somebody else said what they found."""


def about_report(report: PostingReport) -> str:
    return f"posting_report:{report.id}"


def report(posting: Posting, why: ReportWhy, text: str, key: str, now: datetime) -> PostingReport:
    """Somebody says that something is wrong with it. `key`: of their browser; what it says again, while the first
    report is open, is added to that one."""
    touch(posting)
    digest = vault.digest("posting report", f"{key}|{posting.id}")
    before: PostingReport | None = db.session.scalar(
        select(PostingReport).where(PostingReport.request_digest == digest)
    )
    if before:
        before.why, before.text = why, _both(before.text or "", text)
        db.session.flush()
        return before
    made = PostingReport(
        ref=new_ref(16), posting=posting, why=why, text=text[:LONGEST] or None, at=now, request_digest=digest
    )
    db.session.add(made)
    db.session.flush()
    _owe(made, Role.PERSON, now)
    return made


def _both(first: str, more: str) -> str | None:
    """Sent twice it is said once."""
    return (first if more in first else "\n".join(filter(None, (first, more))))[-LONGEST:] or None


def _owe(report: PostingReport, role: Role, now: datetime) -> None:
    zone = home_zone()
    by = working_days_later(now, WORKING_DAYS, zone)
    promise(Owed(PromiseKind.POSTING_REPORT, about_report(report), Owner.TEAM, by, zone), role, now)


def close(report: PostingReport, found: Found, account: Account, now: datetime, upto: int) -> None:
    """Say what the team found. It holds for all open reports of this posting that were read with it: those up to
    number `upto`. Raises `ClosedAlready`."""
    touch(report.posting)
    db.session.refresh(report)
    if report.closed_at is not None:
        raise ClosedAlready
    for one in _open_of(report.posting):
        if one.id <= max(upto, report.id):
            _end(one, found, account, now)


def close_all(posting: Posting, found: Found, account: Account, now: datetime) -> None:
    """What was done with the posting answers each open report of it."""
    touch(posting)
    for one in _open_of(posting):
        _end(one, found, account, now)


def _open_of(posting: Posting) -> list[PostingReport]:
    mine = PostingReport.posting_id == posting.id, PostingReport.closed_at.is_(None)
    return list(db.session.scalars(select(PostingReport).where(*mine).order_by(PostingReport.id)))


def _end(report: PostingReport, found: Found, account: Account, now: datetime) -> None:
    report.outcome, report.closed_at, report.account_id = found, now, account.id
    report.request_digest = None  # what this browser says from now on is another report
    for owed in all_open_about(about_report(report), PromiseKind.POSTING_REPORT):
        answer(owed, Role.STAFF, now, found)
    db.session.flush()


def reopen(report: PostingReport, now: datetime) -> None:
    """Closed by mistake: the team owes an answer again."""
    touch(report.posting)
    db.session.refresh(report)
    if report.closed_at is None:
        return
    report.outcome = report.closed_at = report.account_id = None
    db.session.flush()
    _owe(report, Role.STAFF, now)


@dataclass(frozen=True)
class SoughtReports:
    """What is looked for; None: all. `closed`: those that have ended. `begins`: as for postings (`posting_lists`)."""

    closed: bool = False
    why: str | None = None
    begins: str | None = None


def looked_for(sought: SoughtReports) -> Select[PostingReport]:
    """Open ones, the oldest first; or those that have ended, the newest first."""
    query = select(PostingReport).join(PostingReport.posting).join(Posting.company)
    query = query.options(contains_eager(PostingReport.posting).contains_eager(Posting.company))
    if sought.begins:
        query = query.where(named(sought.begins))
    if sought.why:
        query = query.where(PostingReport.why == sought.why)
    if sought.closed:
        return query.where(PostingReport.closed_at.is_not(None)).order_by(PostingReport.id.desc())
    return query.where(PostingReport.closed_at.is_(None)).order_by(PostingReport.id)


def by_ref(ref: str) -> PostingReport | None:
    return db.session.scalar(select(PostingReport).where(PostingReport.ref == ref))


def of_posting(posting: Posting, most: int = 50) -> list[PostingReport]:
    """All that was reported of it, newest first."""
    mine = select(PostingReport).where(PostingReport.posting_id == posting.id)
    return list(db.session.scalars(mine.order_by(PostingReport.id.desc()).limit(most)))


def count_open(postings: Iterable[Posting]) -> dict[int, int]:
    """How many open reports each of these postings has, by its number."""
    mine = PostingReport.posting_id.in_([one.id for one in postings]), PostingReport.closed_at.is_(None)
    rows = db.session.execute(
        select(PostingReport.posting_id, func.count()).where(*mine).group_by(PostingReport.posting_id)
    )
    return {row[0]: row[1] for row in rows}


def when_owed(reports: Iterable[PostingReport]) -> dict[str, datetime]:
    """Until when the team owes a look, by the name of the report."""
    names = [about_report(one) for one in reports]
    rows = db.session.execute(
        select(Promise.about, Promise.reply_by).where(Promise.about.in_(names), Promise.state == State.OPEN)
    )
    return {row[0]: row[1] for row in rows}
