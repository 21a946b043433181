"""A company: what is known of it, the answer of the team when it asks to join, later stops, trust and the end."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.database import db
from portal.domain.catalogue.fold import fold
from portal.domain.jobs import stopping
from portal.domain.jobs.choices import CompanyKind
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.moves import move_company, touch
from portal.domain.jobs.states import COMPANY_MOVES, LIVE_COMPANY, CompanyState
from portal.domain.jobs.told import about_company, recruiters_of, tell_company
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import drop_about
from portal.domain.moves import MoveNotAllowed, Role, may_move
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import answer, open_about, withdraw
from portal.domain.promises.models import Promise
from portal.vault import new_ref


class AccountClosed(Exception):
    """All accounts that act for it were closed: an admin decides whether one opens again."""


class OneAlready(Exception):
    """Another record of the same number takes part, or waits for the answer."""

    def __init__(self, company: Company) -> None:
        super().__init__(company.ref)
        self.company = company


@dataclass(frozen=True)
class Facts:
    """What is known of a company. `number`: SIRET, or that of another country; None: an association without."""

    name: str
    kind: CompanyKind
    number: str | None
    country: str
    town: str | None = None
    website: str | None = None
    about: str | None = None


def new(facts: Facts, now: datetime) -> Company:
    company = Company(ref=new_ref(16), created_at=now, changed_at=now, trusted=False)
    write(company, facts)
    return company


def write(company: Company, facts: Facts) -> None:
    company.name, company.kind, company.employer_key = facts.name, facts.kind, fold(facts.name)[:120]
    company.number, company.country, company.town = facts.number, facts.country, facts.town
    company.website, company.about = facts.website, facts.about


def live(country: str, number: str | None) -> Company | None:
    if number is None:
        return None
    same = Company.country == country, Company.number == number, Company.state.in_(LIVE_COMPANY)
    return db.session.scalar(select(Company).where(*same).limit(1))


def answer_owed(company: Company) -> Promise | None:
    """What the team owes it; None: nothing."""
    return open_about(about_company(company), PromiseKind.COMPANY)


def approve(company: Company, now: datetime) -> None:
    """The answer is yes, or what ended is taken up again: its postings may be seen. Twice is once.
    Raises `AccountClosed`, `OneAlready`, `MoveNotAllowed`."""
    touch(company)
    if company.state == CompanyState.APPROVED:
        return
    if not recruiters_of(company):
        raise AccountClosed
    before = company.state
    other = live(company.country, company.number)
    if other and other.id != company.id:
        raise OneAlready(other)
    move_company(company, CompanyState.APPROVED, Role.STAFF, now)
    _answered(company, now, "approved")
    again = before != CompanyState.RECEIVED
    stopping.come_back(company, now)
    tell_company(company, MessageKind.COMPANY_APPROVED, now, {"again": again}, news_key(company))


def decline(company: Company, words: str, now: datetime) -> None:
    """The answer is no, in these words. Raises `MoveNotAllowed`."""
    move_company(company, CompanyState.DECLINED, Role.STAFF, now)
    _say(company, words, now)
    _answered(company, now, "declined")
    tell_company(company, MessageKind.COMPANY_DECLINED, now, key=news_key(company))


def suspend(company: Company, words: str, now: datetime) -> None:
    """Its postings are seen no more from now on, and whoever applied hears that they are closed. Raises
    `MoveNotAllowed`."""
    move_company(company, CompanyState.SUSPENDED, Role.STAFF, now)
    _say(company, words, now)
    _owed_no_more(company, Role.STAFF, now, "stopped")
    stopping.stop(company, "suspended", now)
    tell_company(company, MessageKind.COMPANY_STOPPED, now, key=news_key(company))


def _say(company: Company, words: str, now: datetime) -> None:
    company.words, company.changed_at = words, now
    db.session.flush()


def trust(company: Company, trusted: bool, now: datetime) -> None:
    """Its postings come out at once and are looked at after; or not any more. Raises `MoveNotAllowed`."""
    touch(company)
    if company.state != CompanyState.APPROVED:
        raise MoveNotAllowed("company", CompanyState(company.state), CompanyState.APPROVED, Role.STAFF)
    company.trusted, company.changed_at = trusted, now
    db.session.flush()


def leave(company: Company, role: Role, now: datetime) -> None:
    """It wants no more, or the team ends it: a request is taken back; of one that takes part all applications are
    closed and told. Twice is once. Raises `MoveNotAllowed`."""
    touch(company)
    if company.state == CompanyState.CLOSED:
        return
    waited = company.state == CompanyState.RECEIVED
    move_company(company, CompanyState.CLOSED, role, now, "own" if role is Role.COMPANY else "team")
    drop_about(about_company(company), "ended")
    _owed_no_more(company, role, now, "taken_back")
    if not waited:
        stopping.stop(company, "left", now)
        tell_company(company, MessageKind.COMPANY_STOPPED, now, {"left": True}, news_key(company))


def _owed_no_more(company: Company, role: Role, now: datetime, why: str) -> None:
    """Neither an answer nor a second look."""
    owed = answer_owed(company)
    if owed:
        withdraw(owed, role, now, why)


def can_take_back(company: Company) -> bool:
    """Does its request still wait for the answer?"""
    waits = company.state == CompanyState.RECEIVED
    return waits and may_move(COMPANY_MOVES, CompanyState.RECEIVED, CompanyState.CLOSED, Role.COMPANY)


def lapse(company: Company, now: datetime, role: Role = Role.RULE) -> None:
    """Nobody answered, and it ends: they hear so, and what to do. Staff may take it up again."""
    touch(company)
    if company.state == CompanyState.RECEIVED:
        move_company(company, CompanyState.LAPSED, role, now, "silence")
        _answered(company, now, "silence", role)
        tell_company(company, MessageKind.COMPANY_OVER, now, key=news_key(company))


def say_later(company: Company, owed: Promise, now: datetime) -> None:
    """The answer was not there in time: they hear the new date."""
    if company.state == CompanyState.RECEIVED:
        facts = {"reply_by": owed.reply_by.isoformat()}
        tell_company(company, MessageKind.COMPANY_LATE, now, facts, owed.ref)


def _answered(company: Company, now: datetime, why: str, role: Role = Role.STAFF) -> None:
    """Nothing is owed to it any more, and nothing that waits to go out is true."""
    owed = answer_owed(company)
    if owed:
        answer(owed, role, now, why)
    drop_about(about_company(company), "answered")


def facts_of(company: Company) -> Facts:
    return Facts(
        company.name,
        CompanyKind(company.kind),
        company.number,
        company.country,
        company.town,
        company.website,
        company.about,
    )


def change(company: Company, facts: Facts, now: datetime) -> bool:
    """From now on this is known of it. Returns whether anything changed. Raises `OneAlready`."""
    touch(company)
    if facts == facts_of(company):
        return False
    other = live(facts.country, facts.number) if company.state in LIVE_COMPANY else None
    if other and other.id != company.id:
        raise OneAlready(other)
    write(company, facts)
    company.changed_at = now
    db.session.flush()
    return True


def of_promise(owed: Promise) -> Company | None:
    """The company a promise is about; None: it is about something else, or that is gone."""
    noun, _colon, number = owed.about.partition(":")
    return db.session.get(Company, int(number)) if noun == "company" else None


def of_message(message: Any) -> Company | None:
    """The same of a message."""
    noun, _colon, number = message.about.partition(":")
    return db.session.get(Company, int(number)) if noun == "company" else None


def news_key(company: Company) -> str:
    """One line of history, one piece of news."""
    return str(len(company.history))
