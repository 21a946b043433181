"""What leaves by itself of the jobs board: files, words, names, reports, searches; see `domain.privacy`."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, literal, or_, select, update
from sqlalchemy import String as Letters
from sqlalchemy import cast as as_type

from portal.database import db
from portal.domain.accounts.account_models import Account, Grant, OfficeRole
from portal.domain.accounts.models import Person
from portal.domain.jobs import cv_files
from portal.domain.jobs.application_models import JobApplication, JobFile
from portal.domain.jobs.board_models import SavedSearch
from portal.domain.jobs.company_models import Company, CompanyMove, Recruiter
from portal.domain.jobs.file_times import AFTER_THE_END, goes_on
from portal.domain.jobs.forgetting import forget_words
from portal.domain.jobs.posting_models import PostingComment, PostingReport
from portal.domain.jobs.states import LIVE_COMPANY, LIVE_JOB, JobState
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.models import Message
from portal.domain.messages.states import State as MessageState
from portal.domain.privacy import Reason
from portal.domain.signups.erasure import NOBODY
from portal.domain.signups.retention import Rule, before, older

_OVER = JobApplication.state.not_in(LIVE_JOB)


def _files(now: datetime) -> Select[Any]:
    """Of applications that ended long enough ago; of those taken back, sooner."""
    taken_back = and_(JobApplication.state == JobState.WITHDRAWN, JobApplication.moved_at < now - AFTER_THE_END)
    long_ago = JobApplication.moved_at < before(Reason.JOB_FILE, now)
    return select(JobFile.id).join(JobFile.application).where(_OVER, or_(taken_back, long_ago))


def _let_files_go(keys: Select[Any], now: datetime) -> int:
    return cv_files.delete_all(list(db.session.scalars(keys)))


def date_files(now: datetime) -> int:
    """Write down on which day the files of ended applications go; returns how many were told another one before."""
    ended = select(JobFile).join(JobFile.application).where(_OVER)
    changed = [file for file in db.session.scalars(ended) if file.until != goes_on(file.application)]
    for file in changed:
        file.until = goes_on(file.application) or file.until
    return len(changed)


def _applications(now: datetime) -> Select[Any]:
    """Ended so long ago that they name nobody any more; what became of them stays in the figures."""
    named = Person.erased_at.is_(None)
    return (
        select(JobApplication.id)
        .join(JobApplication.person)
        .where(_OVER, JobApplication.moved_at < before(Reason.JOB, now), named)
    )


def _take_names_off(keys: Select[Any], now: datetime) -> int:
    """Whoever applied may still be known for something else: the application is nobody's now."""
    numbers = list(db.session.scalars(keys))
    forget_words(numbers)
    for application in db.session.scalars(select(JobApplication).where(JobApplication.id.in_(numbers))).all():
        application.person = Person(first_name=NOBODY, created_at=application.created_at, erased_at=now)
    db.session.flush()
    return len(numbers)


def _searches(now: datetime) -> Select[Any]:
    """Ended, or saved, so long ago; the latter only where messages die and none arrives."""
    long_ago = before(Reason.SEARCH, now)
    about = Message.about == literal("saved_search:") + as_type(SavedSearch.id, Letters)
    dead = and_(
        exists().where(about, Message.state == MessageState.DEAD),
        ~exists().where(about, Message.state == MessageState.SENT),
    )
    gone = or_(SavedSearch.ended_at < long_ago, and_(SavedSearch.created_at < long_ago, dead))
    return select(SavedSearch.id).where(gone)


def _delete_searches(keys: Select[Any], now: datetime) -> int:
    numbers = list(db.session.scalars(keys))
    _run(delete(SavedSearch).where(SavedSearch.id.in_(numbers)))
    return len(numbers)


def _long_closed(now: datetime) -> ColumnElement[bool]:
    """Companies that have taken no part for so long."""
    last = select(func.max(CompanyMove.at)).where(CompanyMove.company_id == Company.id).scalar_subquery()
    since = func.coalesce(last, Company.changed_at)
    return and_(Company.state.not_in(LIVE_COMPANY), since < before(Reason.COMPANY, now))


def _recruiters(now: datetime) -> Select[Any]:
    left = Recruiter.until < before(Reason.COMPANY, now)
    return select(Recruiter.id).join(Recruiter.company).where(or_(left, _long_closed(now)))


def _forget_recruiters(keys: Select[Any], now: datetime) -> int:
    """With their accounts, unless those are for something else, too."""
    numbers = list(db.session.scalars(keys))
    accounts = list(db.session.scalars(select(Recruiter.account_id).where(Recruiter.id.in_(numbers))))
    _run(delete(Recruiter).where(Recruiter.id.in_(numbers)))
    others = exists().where(Grant.account_id == Account.id, Grant.role != OfficeRole.RECRUITER)
    helps = exists().where(Volunteer.account_id == Account.id)
    acts = exists().where(Recruiter.account_id == Account.id)
    _run(delete(Account).where(Account.id.in_(accounts), ~others, ~helps, ~acts))
    return len(numbers)


def _companies(now: datetime) -> Select[Any]:
    return select(Company.id).where(_long_closed(now), Company.words.is_not(None))


def _forget_company_words(keys: Select[Any], now: datetime) -> int:
    numbers = list(db.session.scalars(keys))
    _run(update(Company).where(Company.id.in_(numbers)).values(words=None))
    return len(numbers)


def _run(statement: Any) -> None:
    db.session.execute(statement, execution_options={"synchronize_session": False})


LEAVE = (
    Rule("job-files", _files, _let_files_go),
    Rule("job-applications", _applications, _take_names_off),
    Rule("saved-searches", _searches, _delete_searches),
    Rule("recruiters", _recruiters, _forget_recruiters),
    Rule("company-words", _companies, _forget_company_words),
    older(PostingComment, PostingComment.at, Reason.COMPANY),
    older(PostingReport, PostingReport.closed_at, Reason.POSTING_REPORT),
)
