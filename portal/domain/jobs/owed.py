"""What is owed about an application: the company's answer, the learner's choice of a date, their yes or no.

The answer is due three weeks after the application was sent. An interview that was agreed moves it, to a week after;
and whose turn it is near the end has two days all the same: the learner to choose a date, then the company.
"""

from datetime import datetime, timedelta

from portal.database import begin_write, db
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.applying import answer_by
from portal.domain.jobs.moves import touch
from portal.domain.jobs.states import WAITING_FOR_COMPANY, JobState
from portal.domain.jobs.told import about_application
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.hours import day_closes, last_waking, waking_later
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.made import Owed, all_open_about, answer, open_about, promise, redate, withdraw
from portal.domain.promises.models import Promise
from portal.domain.signups.asked import home_zone

#: After an interview a company answers within this time.
AFTER_INTERVIEW = timedelta(days=7)
#: A learner chooses a date, or says yes or no to an offer, within this.
REPLY_WITHIN = timedelta(days=5)
#: Dates are chosen at the latest this long before the first of them.
BEFORE_DATE = timedelta(hours=3)
#: And so long after the learner heard of them; the night does not count.
TO_CHOOSE = timedelta(hours=3)
#: However late it is, whose turn it is has so long.
AT_LEAST = timedelta(days=2)

#: What the learner owes.
_OF_LEARNER = (PromiseKind.JOB_DATE, PromiseKind.JOB_OFFER)


def queue_up(application: JobApplication) -> None:
    """Lock in the order of all pages: the posting, then the application."""
    begin_write()
    touch(application.posting)
    touch(application)


def must_be(application: JobApplication, states: frozenset[JobState], target: JobState, role: Role) -> None:
    """Raise `MoveNotAllowed` unless it is in one of these: what does not move it is refused like a move."""
    if application.state not in states:
        raise MoveNotAllowed("application", JobState(application.state), target, role)


def answer_owed(application: JobApplication) -> Promise | None:
    """What the company owes the learner now."""
    return open_about(about_application(application), PromiseKind.JOB_ANSWER)


def choice_owed(application: JobApplication) -> Promise | None:
    """What the learner owes the company now: a date, or yes or no."""
    open_ones = all_open_about(about_application(application))
    return next((one for one in open_ones if one.kind in _OF_LEARNER), None)


def owe_answer(application: JobApplication, role: Role, now: datetime, note: str | None = None) -> Promise:
    """The company owes an answer; asked again, it is the same promise, with what was said added to it."""
    by = answer_by(application.created_at, home_zone())
    return _owe(application, PromiseKind.JOB_ANSWER, Owner.COMPANY, max(by, now), role, now, note)


def owe_after_interview(application: JobApplication, at: datetime, role: Role, now: datetime) -> Promise:
    """An interview was agreed: the answer may come within a week of it, if that is later."""
    return _not_before(owe_answer(application, role, now), at + AFTER_INTERVIEW, now)


def owe_after_turn(application: JobApplication, role: Role, now: datetime, note: str | None = None) -> Promise:
    """It is the company's turn again: no date was chosen, or none fits."""
    return _not_before(owe_answer(application, role, now, note), _two_days_on(now), now)


def soonest_date(now: datetime) -> datetime:
    """From when on an interview may be proposed at `now`: the learner hears of it by day, and has time to choose."""
    return waking_later(now, TO_CHOOSE, home_zone()) + BEFORE_DATE


def owe_date(application: JobApplication, dates: list[datetime], role: Role, now: datetime) -> Promise:
    """The learner chooses one of the dates, the first of them first: within some days, before that one, and before
    the company's own answer is due; but in no less than two days, if one of them is left then. None lies before
    `soonest_date`."""
    owed, zone = owe_answer(application, role, now), home_zone()
    by = min(_reply_by(now), last_waking(dates[0] - BEFORE_DATE, zone), owed.reply_by)
    if by < now + AT_LEAST:
        by = max(by, min(_two_days_on(now), last_waking(dates[-1] - BEFORE_DATE, zone)))
    _not_before(owed, max(by, _two_days_on(now)), now)
    return _owe(application, PromiseKind.JOB_DATE, Owner.PERSON, by, role, now)


def _reply_by(now: datetime) -> datetime:
    """The end of the last day on which a learner who is asked now answers."""
    return day_closes(now + REPLY_WITHIN, home_zone())


def _two_days_on(now: datetime) -> datetime:
    """When that day ends for the team; else the next one."""
    closes = day_closes(now + AT_LEAST, home_zone())
    return closes if closes >= now + AT_LEAST else day_closes(closes + timedelta(days=1), home_zone())


def _not_before(owed: Promise, moment: datetime, now: datetime) -> Promise:
    """The company's answer is due at this moment, or later."""
    if owed.reply_by < moment:
        redate(owed, moment, None, now)
    return owed


def owe_yes_or_no(application: JobApplication, role: Role, now: datetime) -> Promise:
    """The company said yes: the learner answers within some days."""
    return _owe(application, PromiseKind.JOB_OFFER, Owner.PERSON, _reply_by(now), role, now)


def answered(
    application: JobApplication, kind: PromiseKind, role: Role, now: datetime, why: str | None = None
) -> None:
    """This was answered, if it was owed."""
    for owed in all_open_about(about_application(application), kind):
        answer(owed, role, now, why)


def nothing_owed(application: JobApplication, role: Role, now: datetime, why: str | None = None) -> None:
    """Nobody waits for anything about it any more."""
    for owed in all_open_about(about_application(application)):
        withdraw(owed, role, now, why)


def no_dates(application: JobApplication, role: Role, now: datetime) -> None:
    """The dates that were proposed stand no longer, nor one that was agreed and lies ahead."""
    for one in list(application.dates):
        db.session.delete(one)
    db.session.flush()
    db.session.expire(application, ["dates"])
    if application.interview_at and application.interview_at > now:
        application.interview_at = None
    for owed in all_open_about(about_application(application), PromiseKind.JOB_DATE):
        withdraw(owed, role, now)


def waits_for_company(application: JobApplication) -> bool:
    return application.state in WAITING_FOR_COMPANY


def _owe(
    application: JobApplication,
    kind: PromiseKind,
    owner: Owner,
    by: datetime,
    role: Role,
    now: datetime,
    note: str | None = None,
) -> Promise:
    owed = Owed(
        kind,
        about_application(application),
        owner,
        by,
        home_zone(),
        application.person_id,
        application.language,
        note,
    )
    return promise(owed, role, now)
