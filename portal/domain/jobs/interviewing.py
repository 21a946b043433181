"""Dates of an interview: the company proposes up to three, the learner chooses one, or says that none fits.

Until the interview the company owes its answer all the same; once a date is agreed, within a week after it. Near the
end of the three weeks whose turn it is has two days: nobody is closed for what they had hours to do.
"""

from datetime import datetime, timedelta

from portal.database import db
from portal.domain.jobs import closing
from portal.domain.jobs.application_models import JobApplication, JobDate
from portal.domain.jobs.choices import MOST_DATES
from portal.domain.jobs.moves import move_application
from portal.domain.jobs.owed import (
    answer_owed,
    answered,
    must_be,
    no_dates,
    owe_after_interview,
    owe_after_turn,
    owe_answer,
    owe_date,
    queue_up,
    soonest_date,
)
from portal.domain.jobs.states import WAITING_FOR_COMPANY, JobState
from portal.domain.jobs.told import about_application, tell_answerer, tell_applicant
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import drop_about
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise

#: An interview is at the latest so far ahead.
FURTHEST = timedelta(days=30)
#: What new dates, or an agreed one, make untrue.
_NEWS = (
    MessageKind.JOB_TO_ANSWER,
    MessageKind.JOB_READ,
    MessageKind.JOB_INTERVIEW,
    MessageKind.JOB_AGREED,
    MessageKind.JOB_REMINDER,
    MessageKind.JOB_WAITS,
)
_INVITED = frozenset({JobState.INTERVIEW})


class BadDate(Exception):
    """A date lies behind, or too far ahead; or there are none, or too many."""


class TooSoon(BadDate):
    """The learner would hear of a date too late to choose it. `dates`: of which this is so."""

    def __init__(self, dates: list[datetime]) -> None:
        super().__init__(dates)
        self.dates = dates


class OtherDates(Exception):
    """The date they chose is not proposed any more."""


def propose(application: JobApplication, dates: list[datetime], where: str, role: Role, now: datetime) -> None:
    """Propose one to three dates, instead of those before; `where`: a place, or how to call. Raises `BadDate`,
    `TooSoon`, or `MoveNotAllowed` once it has ended."""
    queue_up(application)
    proposed = sorted(set(dates))
    if not 1 <= len(proposed) <= MOST_DATES or not all(now < at <= now + FURTHEST for at in proposed):
        raise BadDate
    must_be(application, WAITING_FOR_COMPANY, JobState.INTERVIEW, role)
    too_soon = [at for at in proposed if at < soonest_date(now)]
    if too_soon:
        raise TooSoon(too_soon)
    if application.state != JobState.INTERVIEW:
        move_application(application, JobState.INTERVIEW, role, now)
    no_dates(application, role, now)
    application.interview_at, application.interview_where = None, where
    application.dates.extend(JobDate(at=at) for at in proposed)
    db.session.flush()
    drop_about(about_application(application), "changed_again", _NEWS)
    owed = owe_date(application, proposed, role, now)
    facts = {
        "dates": [at.isoformat() for at in proposed],
        "where": where,
        "reply_by": owed.reply_by.isoformat(),
        "answer_by": owe_answer(application, role, now).reply_by.isoformat(),
    }
    tell_applicant(application, MessageKind.JOB_INTERVIEW, now, facts, owed.ref, useless_from=owed.reply_by)


def choose(application: JobApplication, at: datetime, role: Role, now: datetime) -> None:
    """The learner takes this date. Pressed twice is once. Raises `OtherDates` when it is not proposed any more,
    `BadDate` once it is over, `MoveNotAllowed` else."""
    queue_up(application)
    must_be(application, _INVITED, JobState.INTERVIEW, role)
    if application.interview_at == at and not application.dates:
        return
    if at not in {one.at for one in application.dates}:
        raise OtherDates
    if at <= now:
        raise BadDate
    answered(application, PromiseKind.JOB_DATE, role, now, "chosen")
    no_dates(application, role, now)
    application.interview_at = at
    owed = owe_after_interview(application, at, role, now)
    drop_about(about_application(application), "changed_again", _NEWS)
    facts = {"interview_at": at.isoformat(), "where": application.interview_where or ""}
    facts["answer_by"] = owed.reply_by.isoformat()
    key = f"{at:%Y%m%d%H%M}:{now:%Y%m%d%H%M%S}"
    tell_applicant(application, MessageKind.JOB_AGREED, now, facts, key, useless_from=at)
    tell_answerer(application, MessageKind.JOB_DATE_CHOSEN, now, facts, key)


def ask_others(application: JobApplication, role: Role, now: datetime, words: str | None = None) -> None:
    """None of the dates fits, or the one that was agreed no longer does: the company proposes others, or decides.
    `words`: when it would suit. Twice is once. Raises `MoveNotAllowed`."""
    queue_up(application)
    must_be(application, _INVITED, JobState.INTERVIEW, role)
    ahead = application.interview_at is not None and application.interview_at > now
    if not application.dates and not ahead:
        return
    answered(application, PromiseKind.JOB_DATE, role, now, "others")
    _none_stands(application, role, now, {"why": "none", "words": words or ""}, words)


def let_lapse(application: JobApplication, now: datetime) -> None:
    """The learner chose no date in time: the company goes on without, and hears so; where its own time was over with
    theirs, it ends."""
    queue_up(application)
    if application.state != JobState.INTERVIEW or not application.dates:
        return
    owed = answer_owed(application)
    if owed and owed.reply_by <= now:
        closing.expire(application, now)
    else:
        _none_stands(application, Role.RULE, now, {"why": "silence"})


def _none_stands(
    application: JobApplication, role: Role, now: datetime, facts: dict[str, str], words: str | None = None
) -> None:
    no_dates(application, role, now)
    owed = owe_after_turn(application, role, now, words)
    drop_about(about_application(application), "changed_again", _NEWS)
    facts["reply_by"] = owed.reply_by.isoformat()
    tell_answerer(application, MessageKind.JOB_DATE_CHOSEN, now, facts, f"{now:%Y%m%d%H%M%S}")


def remind(application: JobApplication, owed: Promise, now: datetime) -> None:
    """The learner's time to choose a date, or to say yes or no, is nearly over."""
    what = "date" if owed.kind == PromiseKind.JOB_DATE else "offer"
    facts = {"what": what, "reply_by": owed.reply_by.isoformat()}
    key = f"{owed.ref}:{owed.reminded}"
    tell_applicant(application, MessageKind.JOB_REMINDER, now, facts, key, useless_from=owed.reply_by)


def remind_company(application: JobApplication, owed: Promise, now: datetime) -> None:
    """The company's answer is due soon; while the learner chooses a date, or an interview lies ahead, it need not
    hear."""
    ahead = application.interview_at is not None and application.interview_at > now
    if application.dates or ahead:
        return
    facts = {"reply_by": owed.reply_by.isoformat(), "last": owed.reply_by - now <= timedelta(days=2)}
    key = f"{owed.ref}:{owed.reminded}"
    tell_answerer(application, MessageKind.JOB_WAITS, now, facts, key, useless_from=owed.reply_by)
