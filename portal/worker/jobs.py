"""What the worker does for the jobs board: the steps of its promises, and the rounds it makes."""

from collections.abc import Callable
from datetime import datetime, timedelta

from portal.database import db
from portal.domain.jobs import (
    closing,
    companies,
    interviewing,
    placement_after,
    placement_silence,
    reviewing,
    searches,
)
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.board_models import SavedSearch
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.moves import touch
from portal.domain.jobs.posting_models import Posting, PostingReport
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise
from portal.worker import job_files, postings
from portal.worker.rounds import each

#: What is done with a promise at a step of its ladder.
Doing = Callable[[Promise, datetime], None]

MODELS: dict[str, type] = {
    "company": Company,
    "posting": Posting,
    "posting_report": PostingReport,
    "job_application": JobApplication,
}


def queue_up(owed: Promise) -> None:
    """Lock in the order of the pages: the company, the posting, the application."""
    one = _record(owed)
    if isinstance(one, JobApplication):
        touch(one.posting)
        touch(one)
    if isinstance(one, Posting):
        touch(one)
    if isinstance(one, Company):
        touch(one)


def _record(owed: Promise) -> Company | Posting | PostingReport | JobApplication | None:
    noun, _colon, number = owed.about.partition(":")
    return db.session.get(MODELS[noun], int(number)) if noun in MODELS else None


def _of_application(verb: Callable[[JobApplication, Promise, datetime], None]) -> Doing:
    """The same of the application the promise is about, while it is there."""

    def do(owed: Promise, now: datetime) -> None:
        one = _record(owed)
        if isinstance(one, JobApplication):
            verb(one, owed, now)

    return do


def _of_company(verb: Callable[[Company, Promise, datetime], None]) -> Doing:
    """The same of a company."""

    def do(owed: Promise, now: datetime) -> None:
        one = _record(owed)
        if isinstance(one, Company):
            verb(one, owed, now)

    return do


def _of_posting(verb: Callable[[Posting, Promise, datetime], None]) -> Doing:
    """The same of a posting."""

    def do(owed: Promise, now: datetime) -> None:
        one = _record(owed)
        if isinstance(one, Posting):
            verb(one, owed, now)

    return do


def ask_where_they_stand(now: datetime) -> int:
    """Half a year after the end of a placement."""
    return each(JobApplication, placement_after.to_ask_after(now), lambda one: placement_after.ask_after(one, now))


def tell_searches(now: datetime) -> int:
    """Whoever saved a search hears what is new."""
    return each(SavedSearch, searches.due(now), lambda one: searches.tell_news(one, now))


#: What happens when nobody kept it.
ENDS: dict[PromiseKind, Doing] = {
    PromiseKind.POSTING_REVIEW: _of_posting(reviewing.end_unseen),
    # Whoever reported it left no contact: the report stays open, and the list of what was not done keeps it.
    PromiseKind.POSTING_REPORT: lambda _owed, _now: None,
    PromiseKind.COMPANY: _of_company(lambda one, _owed, now: companies.lapse(one, now)),
    PromiseKind.JOB_ANSWER: _of_application(lambda one, _owed, now: closing.expire(one, now)),
    PromiseKind.JOB_DATE: _of_application(lambda one, _owed, now: interviewing.let_lapse(one, now)),
    PromiseKind.JOB_OFFER: _of_application(lambda one, _owed, now: closing.let_lapse(one, now)),
    PromiseKind.JOB_START: _of_application(placement_silence.end_unbegun),
    PromiseKind.JOB_END: _of_application(placement_silence.end_unassessed),
    # Silence is an answer, too: what the company said stands, and half a year after nothing is known.
    PromiseKind.JOB_AGREE: _of_application(lambda _one, _owed, _now: None),
    PromiseKind.JOB_AFTER: _of_application(lambda _one, _owed, _now: None),
}
#: How whoever owes it without being of the team is reminded.
REMIND: dict[PromiseKind, Doing] = {
    PromiseKind.JOB_ANSWER: _of_application(interviewing.remind_company),
    PromiseKind.JOB_DATE: _of_application(interviewing.remind),
    PromiseKind.JOB_OFFER: _of_application(interviewing.remind),
    PromiseKind.JOB_START: _of_application(placement_silence.remind_company),
    PromiseKind.JOB_END: _of_application(placement_silence.remind_company),
    PromiseKind.JOB_AGREE: _of_application(placement_silence.remind_learner),
    PromiseKind.JOB_AFTER: _of_application(placement_silence.remind_learner),
}
#: How whoever waits hears the new date when another team owes it now.
LATER: dict[PromiseKind, Doing] = {
    PromiseKind.POSTING_REVIEW: _of_posting(reviewing.say_later),
    PromiseKind.COMPANY: _of_company(companies.say_later),
    # The learner is asked, before silence counts as a no.
    PromiseKind.JOB_START: _of_application(placement_silence.ask_begun),
}
#: What is done how often; each commits what it does.
ROUNDS: tuple[tuple[timedelta, Callable[[datetime], int]], ...] = (
    *postings.ROUNDS,
    *job_files.ROUNDS,
    (timedelta(hours=1), ask_where_they_stand),
    (timedelta(minutes=15), tell_searches),
)
