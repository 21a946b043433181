"""What came of applications for work in a period: counted from the table of moves and from placements, one query for
each part, however many there are.

What was sent in the period is followed to its answer; the steps after it count in the period in which they happened.
Counted are the applications that somebody of the team sees, or those to one company.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, case, cast, extract, func, select

from portal.database import db
from portal.domain.accounts.roles import Powers
from portal.domain.catalogue.models import Course, CourseSession, Programme
from portal.domain.jobs.application_models import JobApplication, JobMove
from portal.domain.jobs.applying import ANSWER_WITHIN
from portal.domain.jobs.choices import Hired, Outcome, Presence, Situation
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.placement_models import Placement
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.scope import applications_in
from portal.domain.jobs.states import HAS_SEAT, JobState
from portal.domain.mentoring.periods import Period, years_between
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import State as SignUpState

#: An answer is an interview, a yes or a no. That somebody has read it is none.
ANSWERS = (JobState.INTERVIEW, JobState.OFFERED, JobState.DECLINED)
#: Three weeks, and the last day counts until it ends.
_IN_TIME = ANSWER_WITHIN + timedelta(days=1)
#: Work half a year after.
AT_WORK = (Situation.SAME_COMPANY, Situation.OTHER_WORK)
_DAY = 86_400

Whose = Powers | Company


@dataclass(frozen=True)
class Answered:
    """Of the applications sent in the period. `owed`: those that were answered, or ended without an answer; `days`:
    the median until the answer, None: there was none."""

    sent: int
    learners: int
    owed: int
    in_time: int
    days: float | None


@dataclass(frozen=True)
class Steps:
    """So many applications came to this step in the period, each counted once."""

    interview: int
    offered: int
    confirmed: int
    started: int
    completed: int


@dataclass(frozen=True)
class After:
    """Placements whose end the company told in the period, and what was said of them; the answers to the question
    half a year after, of those asked in the period."""

    ended: int
    hired: int
    said: int
    the_same: int
    asked: int
    situations: dict[Situation, int]

    @property
    def replied(self) -> int:
        return sum(self.situations.values())

    @property
    def at_work(self) -> int:
        return sum(self.situations[one] for one in AT_WORK)


@dataclass(frozen=True)
class Part:
    """A part of what was sent in the period. `of`: a country, None: work from home; or a programme."""

    of: Any
    sent: int
    learners: int
    agreed: int


def answered(period: Period, whose: Whose) -> Answered:
    """How many were sent, and what became of the answer."""
    first = _first_answers(period, whose)
    seconds = _seconds(first.c.at) - _seconds(JobApplication.created_at)
    silent = (JobApplication.state == JobState.EXPIRED) & first.c.at.is_(None)
    query: Any = select(
        func.count(),
        func.count(JobApplication.person_id.distinct()),
        func.count(case((first.c.at.is_not(None) | silent, 1))),
        func.count(case((seconds < _IN_TIME.total_seconds(), 1))),
    )
    joined = query.select_from(JobApplication).outerjoin(first, first.c.application_id == JobApplication.id)
    sent, learners, owed, in_time = db.session.execute(joined.where(_sent(period), applications_in(whose))).one()
    return Answered(sent, learners, owed, in_time, _median(period, whose))


def _median(period: Period, whose: Whose) -> float | None:
    """Days until the answer in the middle; of an even number the mean of the two in the middle."""
    first = _first_answers(period, whose)
    seconds = (_seconds(first.c.at) - _seconds(JobApplication.created_at)).label("seconds")
    place, all_of = func.row_number().over(order_by=seconds).label("place"), func.count().over().label("all_of")
    query = select(seconds, place, all_of).join(first, first.c.application_id == JobApplication.id)
    ranked = query.subquery()
    middle = (ranked.c.place * 2).between(ranked.c.all_of, ranked.c.all_of + 2)
    found = db.session.scalar(select(func.avg(ranked.c.seconds)).where(middle))
    return None if found is None else float(found) / _DAY


def _first_answers(period: Period, whose: Whose) -> Any:
    """When each application that was sent in the period was first answered."""
    first = select(JobMove.application_id, func.min(JobMove.at).label("at")).join(JobMove.application)
    mine = first.where(_sent(period), applications_in(whose), JobMove.to_state.in_(ANSWERS))
    return mine.group_by(JobMove.application_id).subquery()


def steps(period: Period, whose: Whose) -> Steps:
    """What happened in the period."""
    wanted = (JobState.INTERVIEW, JobState.OFFERED, JobState.CONFIRMED, JobState.STARTED, JobState.COMPLETED)
    counted: Any = select(JobMove.to_state, func.count(JobMove.application_id.distinct()))
    counted = counted.join(JobMove.application).where(_within(period, JobMove.at), applications_in(whose))
    rows = db.session.execute(counted.where(JobMove.to_state.in_(wanted)).group_by(JobMove.to_state))
    found: dict[str, int] = {row[0]: row[1] for row in rows}
    return Steps(*(found.get(state, 0) for state in wanted))


def after(period: Period, whose: Whose) -> After:
    """What was said of placements, at their end and half a year after."""
    told = _within(period, Placement.assessed_at) & Placement.outcome.in_((Outcome.COMPLETED, Outcome.PARTLY))
    said = told & Placement.agreed_at.is_not(None)
    asked = _within(period, Placement.after_asked_at)
    conditions = (
        told,
        told & Placement.hired.is_not(None) & (Placement.hired != Hired.NO),
        said,
        said & Placement.learner_agrees.is_(True),
        asked,
        *(asked & (Placement.after == one) for one in Situation),
    )
    query: Any = select(*(func.count(case((one, 1))) for one in conditions))
    row = db.session.execute(query.select_from(Placement).join(Placement.application).where(applications_in(whose)))
    ended, hired, replies, the_same, questions, *situations = row.one()
    return After(ended, hired, replies, the_same, questions, dict(zip(Situation, situations, strict=True)))


def by_country(period: Period, whose: Whose) -> list[Part]:
    """Where the work is, the country most asked for first."""
    where = case((Posting.presence == Presence.REMOTE, None), else_=Posting.country)
    query = select(where, *_counts()).select_from(JobApplication).join(JobApplication.posting)
    return _parts(query.where(_sent(period), applications_in(whose)).group_by(where))


def by_programme(period: Period, whose: Whose) -> list[Part]:
    """Which programmes the learners have a seat in; whoever is in two counts in both."""
    query = select(Programme.id, *_counts()).select_from(JobApplication)
    query = query.join(SignUp, SignUp.person_id == JobApplication.person_id).join(SignUp.course_session)
    query = query.join(CourseSession.course).join(Course.programme).where(SignUp.state == SignUpState.CONFIRMED)
    found = _parts(query.where(_sent(period), applications_in(whose)).group_by(Programme.id))
    known = db.session.scalars(select(Programme).where(Programme.id.in_([one.of for one in found])))
    programmes = {one.id: one for one in known}
    return [Part(programmes[one.of], one.sent, one.learners, one.agreed) for one in found]


def _counts() -> tuple[Any, ...]:
    agreed = case((JobApplication.state.in_(HAS_SEAT), JobApplication.id))
    return (
        func.count(JobApplication.id.distinct()).label("sent"),
        func.count(JobApplication.person_id.distinct()),
        func.count(agreed.distinct()),
    )


def _parts(query: Select[Any]) -> list[Part]:
    found = [Part(*row) for row in db.session.execute(query)]
    return sorted(found, key=lambda one: (-one.sent, str(one.of)))


def sent_by(periods: Iterable[Period], whose: Whose) -> list[int]:
    """How many applications were sent in each; one query."""
    columns = [func.count(case((_sent(one), 1))) for one in periods]
    return list(db.session.execute(select(*columns).select_from(JobApplication).where(applications_in(whose))).one())


def years(now: datetime, whose: Whose | None = None) -> list[int]:
    """Those there are applications of, and this one, the newest first."""
    first = select(func.min(JobApplication.created_at))
    return years_between([now, db.session.scalar(first.where(applications_in(whose)) if whose else first)])


def published(period: Period, company: Company) -> int:
    """How many of its postings came on the board in the period."""
    its = Posting.company_id == company.id, _within(period, Posting.published_at)
    return db.session.scalar(select(func.count()).select_from(Posting).where(*its)) or 0


def _sent(period: Period) -> ColumnElement[bool]:
    return _within(period, JobApplication.created_at)


def _within(period: Period, column: Any) -> ColumnElement[bool]:
    inside: ColumnElement[bool] = (column >= period.since) & (column < period.before)
    return inside


def _seconds(moment: Any) -> ColumnElement[int]:
    return cast(extract("epoch", moment), Integer)
