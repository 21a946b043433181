"""What is told about jobs: to recruiters by their accounts, to a learner by their own way, to whoever helped them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import String, cast, literal, select

from portal.database import db
from portal.domain.accounts.account_models import Account
from portal.domain.accounts.links import recipient as account_recipient
from portal.domain.accounts.reaching import recipient
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.board_models import SavedSearch
from portal.domain.jobs.company_models import Company, Recruiter
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import CompanyState
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import News, Recipient, drop_about, tell
from portal.domain.messages.states import State
from portal.domain.signups.asked import home_zone

#: News without a date of its own is told within this time, or not at all.
NEWS_LIVES = timedelta(days=60)
#: What whoever answers an application is told.
TO_ANSWERER = (
    MessageKind.JOB_TO_ANSWER,
    MessageKind.JOB_WAITS,
    MessageKind.JOB_UNANSWERED,
    MessageKind.JOB_DATE_CHOSEN,
    MessageKind.JOB_CONFIRMED,
    MessageKind.JOB_LEFT,
    MessageKind.JOB_BEGINS,
    MessageKind.JOB_ASSESS,
)
#: What the news about somebody's work may be, as its facts name it; else their days were set.
_OF_START = ("asked", "stopped", "agreement", "started")


def about_company(company: Company) -> str:
    """The name of a company in promises, messages and the audit log."""
    return f"company:{company.id}"


def about_posting(posting: Posting) -> str:
    return f"posting:{posting.id}"


def about_application(application: JobApplication) -> str:
    return f"job_application:{application.id}"


def about_search(search: SavedSearch) -> str:
    return f"saved_search:{search.id}"


def recruiters_of(company: Company) -> list[Recruiter]:
    """Who acts for it now, whose account is open; who came first, first."""
    here = Recruiter.company_id == company.id, Recruiter.until.is_(None), Account.closed_at.is_(None)
    query = select(Recruiter).join(Account, Account.id == Recruiter.account_id).where(*here).order_by(Recruiter.id)
    return list(db.session.scalars(query))


def who_answers(posting: Posting) -> list[Recruiter]:
    """The recruiter whose posting it is; where they are gone, all of the company."""
    there = recruiters_of(posting.company)
    return [one for one in there if one.id == posting.recruiter_id] or there


def tell_recruiters(
    to: list[Recruiter],
    kind: MessageKind,
    about: str,
    now: datetime,
    facts: dict[str, Any] | None = None,
    key: str = "",
    useless_from: datetime | None = None,
) -> None:
    """Let these recruiters know, each by e-mail in their language. `key`: what makes this news another than the last
    of its kind about the same thing."""
    for one in to:
        news = News(
            kind,
            about,
            f"{kind}:{about}:{one.account.ref}:{key}",
            home_zone(),
            facts or {},
            useless_from=useless_from or now + NEWS_LIVES,
        )
        tell(news, account_recipient(one.account), now)


def tell_company(
    company: Company,
    kind: MessageKind,
    now: datetime,
    facts: dict[str, Any] | None = None,
    key: str = "",
    useless_from: datetime | None = None,
) -> None:
    """Let all recruiters of a company know something about it."""
    tell_recruiters(recruiters_of(company), kind, about_company(company), now, facts, key, useless_from)


def tell_poster(
    posting: Posting,
    kind: MessageKind,
    now: datetime,
    facts: dict[str, Any] | None = None,
    key: str = "",
    useless_from: datetime | None = None,
) -> None:
    """Let whoever answers for a posting know something about it."""
    tell_recruiters(who_answers(posting), kind, about_posting(posting), now, facts, key, useless_from)


def tell_answerer(
    application: JobApplication,
    kind: MessageKind,
    now: datetime,
    facts: dict[str, Any] | None = None,
    key: str = "",
    useless_from: datetime | None = None,
) -> None:
    """Let whoever answers an application know something about it; a company that takes part no more hears of no
    learner."""
    if application.posting.company.state != CompanyState.APPROVED:
        return
    to = who_answers(application.posting)
    tell_recruiters(to, kind, about_application(application), now, facts, key, useless_from)


def hold_back(company: Company) -> None:
    """It takes part no more: what still waits to go out to it about learners does not."""
    name = literal("job_application:") + cast(JobApplication.id, String)
    theirs = select(name).join(JobApplication.posting).where(Posting.company_id == company.id)
    waiting = select(Message.about).where(Message.state == State.QUEUED, Message.kind.in_(TO_ANSWERER))
    for about in db.session.scalars(waiting.where(Message.about.in_(theirs)).distinct()).all():
        drop_about(about, "ended", TO_ANSWERER)


def tell_applicant(
    application: JobApplication,
    kind: MessageKind,
    now: datetime,
    facts: dict[str, Any] | None = None,
    key: str = "",
    useless_from: datetime | None = None,
    helper_too: bool = True,
) -> Message:
    """Let the learner know, on the page of their application at least; and whoever applied for them."""
    about = about_application(application)
    until = useless_from or now + NEWS_LIVES
    news = News(kind, about, f"{kind}:{application.ref}:{key}", home_zone(), facts or {}, useless_from=until)
    if application.helper and helper_too:
        tell_helper(application, application.helper, kind, now, key, _why(kind, facts or {}))
    return tell(news, recipient(application.person, application.language), now)


def tell_helper(
    application: JobApplication, helper: Account, kind: MessageKind, now: datetime, key: str = "", why: str = ""
) -> None:
    """Whoever applied for somebody hears what the learner hears: which news it is, nothing of its words. `why`: in
    which sense, where a kind has several."""
    name = f"{MessageKind.JOB_HELPED}:{application.ref}:{kind}:{key}"
    facts = {"news": kind.value} | ({"why": why} if why else {})
    news = News(
        MessageKind.JOB_HELPED, about_application(application), name, home_zone(), facts, None, now + NEWS_LIVES
    )
    tell(news, account_recipient(helper), now)


def _why(kind: MessageKind, facts: dict[str, Any]) -> str:
    """Who did not answer; what is new about the work; who said how it went."""
    if kind is MessageKind.JOB_STARTS:
        return next((sense for sense in _OF_START if facts.get(sense)), "dates")
    of = {MessageKind.JOB_EXPIRED: "why", MessageKind.JOB_ASSESSED: "by"}.get(kind, "")
    return str(facts.get(of) or "")


def search_recipient(search: SavedSearch) -> Recipient:
    """As they asked to be told."""
    channel = Channel.EMAIL if search.kind == "email" else Channel.TEXT
    return Recipient(search.language, channel, search.value, search.digest)


def application_of(message: Message) -> JobApplication | None:
    """The application a message is about; None: it is about something else, or that is gone."""
    noun, _colon, number = message.about.partition(":")
    return db.session.get(JobApplication, int(number)) if noun == "job_application" else None
