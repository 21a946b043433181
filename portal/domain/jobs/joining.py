"""A company asks to join: it is noted, its first recruiter may sign in, and the team owes an answer.

The page answers the same whether the company or the e-mail is known or not; whoever reads the mails of that address
hears more.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.database import begin_write, db, queue_for
from portal.domain.accounts.contacts import Reach
from portal.domain.catalogue.fold import fold
from portal.domain.jobs import recruiters
from portal.domain.jobs.companies import Facts, live, new, news_key
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.moves import move_company
from portal.domain.jobs.scope import recruiter_of
from portal.domain.jobs.states import CompanyState
from portal.domain.jobs.told import NEWS_LIVES, about_company, tell_recruiters
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel
from portal.domain.messages.outbox import News, Recipient, tell
from portal.domain.moves import Role
from portal.domain.promises.hours import working_days_later
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.made import Owed, promise
from portal.domain.promises.models import Promise
from portal.domain.signups.asked import home_zone
from portal.vault import vault

#: Working days until the answer.
ANSWER_WITHIN_DAYS = 3
#: Which charter of recruiters is agreed to.
CHARTER = "1"


@dataclass(frozen=True)
class Joining:
    """A company that asks to join, and who asks for it. `language`: the portal's code."""

    facts: Facts
    recruiter: str
    email: Reach
    language: str
    key: str


def due(now: datetime) -> datetime:
    """By when a company hears that asks now."""
    return working_days_later(now, ANSWER_WITHIN_DAYS, home_zone())


def join(asked: Joining, now: datetime) -> datetime:
    """Note it, and owe the answer; returns by when. Sent twice, it is noted once.

    A company that is known, or an e-mail that acts for one, is told so by mail; whoever fills in the form is not.
    """
    begin_write()
    by, digest = due(now), vault.digest("company", asked.key)
    for point in sorted({vault.digest("company number", _number(asked.facts)), digest, asked.email.digest}):
        queue_for(point)
    if db.session.scalar(select(Company.id).where(Company.request_digest == digest)):
        return by
    account = recruiters.account_for(asked.recruiter, asked.email, asked.language, now)
    mine, known = recruiter_of(account), live(asked.facts.country, asked.facts.number)
    about = mine.company if mine else known
    if about:
        _tell_known(about, asked, now, yours=mine is not None)
        return by
    company = new(asked.facts, now)
    company.consent_version, company.request_digest = CHARTER, digest
    db.session.add(company)
    move_company(company, CompanyState.RECEIVED, Role.COMPANY, now)
    first = recruiters.add(company, account, True, None, now)
    _owe(company, asked.language, by, now)
    facts = {"reply_by": by.isoformat()}
    # An account that was closed hears it, too: the team decides whether it opens again.
    tell_recruiters([first], MessageKind.COMPANY_RECEIVED, about_company(company), now, facts, news_key(company))
    return by


def _number(facts: Facts) -> str:
    return f"{facts.country}:{facts.number or fold(facts.name)}"


def _tell_known(company: Company, asked: Joining, now: datetime, yours: bool) -> None:
    """`yours`: they act for this company already; else it is known, and a colleague must invite them."""
    about = about_company(company)
    key = f"known:{about}:{asked.email.digest}:{now:%Y%m%d}"
    facts = {"known": "yours" if yours else "colleagues"}
    to = Recipient(asked.language, Channel.EMAIL, asked.email.value, asked.email.digest)
    news = News(MessageKind.COMPANY_RECEIVED, about, key, home_zone(), facts, useless_from=now + NEWS_LIVES)
    tell(news, to, now)


def _owe(company: Company, language: str, by: datetime, now: datetime) -> Promise:
    about = about_company(company)
    owed = Owed(PromiseKind.COMPANY, about, Owner.TEAM, by, home_zone(), language=language)
    return promise(owed, Role.COMPANY, now)
