"""Companies that leave learners without a word: how many wait, since when; and that the team called.

A learner waits without a word while the company has not even said that it read the application.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, String, case, cast, exists, func, literal, or_, select

from portal.database import db
from portal.domain.jobs.application_models import JobApplication, JobMove
from portal.domain.jobs.companies import answer_owed
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.moves import touch
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import WAITING_FOR_COMPANY, CompanyState, JobState
from portal.domain.jobs.told import about_company
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.hours import working_day_at
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.made import Owed, answer, promise
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State
from portal.domain.signups.asked import home_zone

#: So many learners without a word, and somebody of the team phones.
MANY = 3
#: A company has these working days to read; what ended in silence is called about for this long.
WORKING_DAYS, LATELY = 3, timedelta(days=30)
#: The team looks again within this time.
LOOK_AGAIN_WITHIN = timedelta(days=60)

#: By one of these a company has said something.
_SAID = (JobState.READ, JobState.IN_REVIEW, JobState.INTERVIEW, JobState.OFFERED, JobState.DECLINED)


class BadDay(Exception):
    """The day to look again lies behind, or too far ahead."""


@dataclass(frozen=True)
class Silence:
    """So many learners of a company without a word, the first of them since then."""

    company_id: int
    waiting: int
    since: datetime


def without_a_word(now: datetime) -> ColumnElement[bool]:
    """Applications the company has had for some working days, or let end lately, and said nothing about."""
    said = exists().where(JobMove.application_id == JobApplication.id, JobMove.to_state.in_(_SAID))
    ended = (JobApplication.state == JobState.EXPIRED) & (JobApplication.moved_at > now - LATELY)
    waits = (JobApplication.state == JobState.SENT) & (JobApplication.created_at < _some_working_days_ago(now))
    return or_(waits, ended & ~said.correlate(JobApplication))


def silent(now: datetime) -> Select[Any]:
    """(id of the company, how many, since when), of companies that take part and are silent to many."""
    of: Any = select(
        Posting.company_id, func.count().label("waiting"), func.min(JobApplication.created_at).label("since")
    )
    of = of.select_from(JobApplication).join(JobApplication.posting).join(Posting.company)
    here = of.where(without_a_word(now), Company.state == CompanyState.APPROVED)
    found: Select[Any] = here.group_by(Posting.company_id).having(func.count() >= MANY)
    return found


def silences(companies: Iterable[Company], now: datetime) -> dict[int, Silence]:
    """Of the companies of a page those that are silent, by their number."""
    return waiting_and_silences(companies, now)[1]


def waiting_and_silences(companies: Iterable[Company], now: datetime) -> tuple[dict[int, int], dict[int, Silence]]:
    """How many learners wait for an answer of each, and those of them that are silent; one query."""
    numbers = {one.id: one.state == CompanyState.APPROVED for one in companies}
    waits, mute = JobApplication.state.in_(WAITING_FOR_COMPANY), without_a_word(now)
    counts = (
        func.count(case((waits, 1))),
        func.count(case((mute, 1))),
        func.min(case((mute, JobApplication.created_at))),
    )
    query: Any = select(Posting.company_id, *counts).select_from(JobApplication).join(JobApplication.posting)
    recent = or_(waits, mute), Posting.company_id.in_(list(numbers))
    rows = db.session.execute(query.where(*recent).group_by(Posting.company_id)).all()
    found = [Silence(number, silent_to, since) for number, _all, silent_to, since in rows if silent_to >= MANY]
    return {row[0]: row[1] for row in rows}, {one.company_id: one for one in found if numbers[one.company_id]}


def to_call(now: datetime, most: int = 6) -> list[tuple[Company, Silence]]:
    """Silent companies nobody of the team follows up yet, where somebody waits longest first."""
    found, about = silent(now).subquery(), literal("company:") + cast(Company.id, String)
    followed = exists().where(
        Promise.about == about, Promise.kind == PromiseKind.COMPANY, Promise.state == State.OPEN
    )
    query: Any = select(Company, found.c.company_id, found.c.waiting, found.c.since)
    query = query.join(found, found.c.company_id == Company.id).where(~followed.correlate(Company))
    rows = db.session.execute(query.order_by(found.c.since, Company.id).limit(most))
    return [(row[0], Silence(*row[1:])) for row in rows]


def called(company: Company, words: str | None, again: date, now: datetime) -> Promise:
    """The team phoned, and looks again on this day: it owes that from now on. Raises `BadDay`, `MoveNotAllowed`."""
    touch(company)
    if company.state != CompanyState.APPROVED:
        raise MoveNotAllowed("company", CompanyState(company.state), CompanyState.APPROVED, Role.STAFF)
    by = working_day_at(again, home_zone())
    if not now < by <= now + LOOK_AGAIN_WITHIN:
        raise BadDay
    earlier = answer_owed(company)
    if earlier:
        answer(earlier, Role.STAFF, now, "called")
    owed = Owed(PromiseKind.COMPANY, about_company(company), Owner.TEAM, by, home_zone(), note=words or None)
    return promise(owed, Role.STAFF, now)


def settled(company: Company, now: datetime) -> None:
    """Nothing more is to be done about the call. Twice is once. Raises `MoveNotAllowed`."""
    touch(company)
    if company.state != CompanyState.APPROVED:
        raise MoveNotAllowed("company", CompanyState(company.state), CompanyState.APPROVED, Role.STAFF)
    owed = answer_owed(company)
    if owed:
        answer(owed, Role.STAFF, now, "settled")


def _some_working_days_ago(now: datetime) -> datetime:
    """When the day closed this many working days before `now`."""
    day, left = now.astimezone(home_zone()).date(), WORKING_DAYS
    while left:
        day -= timedelta(days=1)
        left -= day.weekday() < 5
    return working_day_at(day, home_zone())
