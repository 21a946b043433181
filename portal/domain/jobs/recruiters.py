"""Who acts for a company: the account of an e-mail, colleagues invited, made admin, let go. The last admin stays."""

from contextlib import suppress
from datetime import datetime

from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.accounts import accounts
from portal.domain.accounts.account_models import Account, OfficeRole
from portal.domain.accounts.contacts import Reach
from portal.domain.accounts.links import recipient
from portal.domain.accounts.roles import GrantedAlready, grant, grants_of, revoke
from portal.domain.jobs.company_models import Company, Recruiter
from portal.domain.jobs.moves import touch
from portal.domain.jobs.scope import recruiter_of
from portal.domain.jobs.states import LIVE_COMPANY
from portal.domain.jobs.told import NEWS_LIVES, about_company, recruiters_of
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import News, tell
from portal.domain.signups.asked import home_zone
from portal.vault import new_ref

#: A company has so many recruiters at once.
MOST = 30


class LastAdmin(Exception):
    """Nobody would be left to invite colleagues and to answer for the company."""


class Gone(Exception):
    """They act for the company no more."""


class TooMany(Exception):
    """The company has as many recruiters as it may."""


class AccountClosed(Exception):
    """The account of this e-mail was closed: only an admin of the portal opens it again."""


def account_for(name: str, email: Reach, language: str, now: datetime) -> Account:
    """The account of this e-mail, made where there is none, closed or not. A new one needs no invitation: a link to
    sign in goes to that e-mail only."""
    begin_write()
    known = accounts.by_email(email)
    if known:
        return known
    made = Account(
        ref=new_ref(10),
        name=name,
        email=email.value,
        email_digest=email.digest,
        language=language,
        created_at=now,
    )
    db.session.add(made)
    db.session.flush()
    return made


def add(company: Company, account: Account, admin: bool, by: Account | None, now: datetime) -> Recruiter:
    """From now on they act for the company."""
    begin_write()
    with suppress(GrantedAlready):
        grant(account, OfficeRole.RECRUITER, None, None, by, now)
    made = Recruiter(company=company, account=account, admin=admin, since=now, invited_by_id=by.id if by else None)
    db.session.add(made)
    db.session.flush()
    return made


def invite(company: Company, by: Account | None, name: str, email: Reach, language: str, now: datetime) -> bool:
    """Let a colleague act for the company, and write to them. Returns whether they do: whoever acts for another one
    already hears that in their mail. Raises `TooMany`, `AccountClosed`."""
    touch(company)
    here = recruiters_of(company)
    account = account_for(name, email, language, now)
    if account.closed_at is not None:
        raise AccountClosed
    known = next((one for one in here if one.account_id == account.id), None)
    if known is None and recruiter_of(account):
        _tell(company, account, by, now, elsewhere=True)
        return False
    if known is None:
        if len(here) >= MOST:
            raise TooMany
        add(company, account, False, by, now)
    _tell(company, account, by, now)
    return True


def _tell(company: Company, account: Account, by: Account | None, now: datetime, elsewhere: bool = False) -> None:
    about, kind = about_company(company), MessageKind.RECRUITER_INVITED
    facts = {"by": by.name if by else "", "elsewhere": elsewhere}
    key = f"{kind}:{about}:{account.ref}:{now:%Y%m%d%H}"
    tell(News(kind, about, key, home_zone(), facts, useless_from=now + NEWS_LIVES), recipient(account), now)


def of_company(company: Company, number: int) -> Recruiter | None:
    """Whoever of them has this number and still acts for it."""
    found = ever_of(company, number)
    return found if found and found.until is None else None


def ever_of(company: Company, number: int) -> Recruiter | None:
    """The same, gone or not."""
    mine = Recruiter.company_id == company.id, Recruiter.id == number
    return db.session.scalar(select(Recruiter).where(*mine))


def by_account(company: Company, account_id: int) -> Recruiter | None:
    """The recruiter of the company whose account this is, while they act for it and it is open."""
    mine = Recruiter.company_id == company.id, Recruiter.account_id == account_id, Recruiter.until.is_(None)
    opened = select(Recruiter).join(Account, Account.id == Recruiter.account_id).where(Account.closed_at.is_(None))
    return db.session.scalar(opened.where(*mine))


def let_go(recruiter: Recruiter, by: Account | None, now: datetime) -> None:
    """They act for the company no more; by somebody else, or by themselves. What they posted stays with the company.
    Raises `LastAdmin`, `Gone`."""
    _queue_up(recruiter)
    if recruiter.admin:
        _refuse_without_admin(recruiter)
    recruiter.until = now
    db.session.flush()
    if not _acts_somewhere(recruiter.account):
        for given in grants_of(recruiter.account, now):
            if given.role == OfficeRole.RECRUITER:
                revoke(given, by, now)


def take_back_in(recruiter: Recruiter, now: datetime) -> Recruiter:
    """Let go by mistake: they act for the company again, without being admin. Twice is once. Raises `TooMany`,
    and `Gone` for whoever acts for another company by now."""
    touch(recruiter.company)
    here = recruiters_of(recruiter.company)
    known = next((one for one in here if one.account_id == recruiter.account_id), None)
    if known is None and recruiter_of(recruiter.account):
        raise Gone
    if known is None and len(here) >= MOST:
        raise TooMany
    return known or add(recruiter.company, recruiter.account, False, None, now)


def make_admin(recruiter: Recruiter, admin: bool) -> None:
    """They may invite colleagues and let them go, or may no more. Raises `LastAdmin`, `Gone`."""
    _queue_up(recruiter)
    if recruiter.admin and not admin:
        _refuse_without_admin(recruiter)
    recruiter.admin = admin
    db.session.flush()


def _queue_up(recruiter: Recruiter) -> None:
    """Two admins who let each other go at once queue here: the second sees what the first did."""
    touch(recruiter.company)
    db.session.refresh(recruiter)
    if recruiter.until is not None:
        raise Gone


def _refuse_without_admin(leaving: Recruiter) -> None:
    if not any(one.admin for one in recruiters_of(leaving.company) if one.id != leaving.id):
        raise LastAdmin


def _acts_somewhere(account: Account) -> bool:
    live = Recruiter.account_id == account.id, Recruiter.until.is_(None), Company.state.in_(LIVE_COMPANY)
    return db.session.scalar(select(Recruiter.id).join(Recruiter.company).where(*live).limit(1)) is not None
