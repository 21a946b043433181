"""Applications that end without the answer of the two: another place was taken, the seats or the posting are gone,
the company was stopped, or nobody answered in time."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.moves import move_application, touch
from portal.domain.jobs.owed import no_dates, nothing_owed, queue_up
from portal.domain.jobs.placement_owed import hand_over
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import WAITING_FOR_COMPANY, JobState
from portal.domain.jobs.told import about_application, hold_back, tell_answerer, tell_applicant, tell_helper
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import drop_about
from portal.domain.moves import Role

#: Nobody of the two has a seat yet: what ends when the posting goes.
_OPEN = WAITING_FOR_COMPANY | {JobState.OFFERED}


class Why(StrEnum):
    """Why an application ended without an answer; the learner reads it. SILENCE: nobody answered. NO_DATE: the
    learner chose none of the dates. TAKEN_BACK: by whoever acts for the learner."""

    #: The learner said yes to another company.
    TOOK_ANOTHER = "took_another"
    #: All seats are taken; the posting was taken back by the company, or removed by the team.
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    #: The company does not take part any more.
    SUSPENDED = "suspended"
    LEFT = "left"
    #: What both agreed does not come about.
    CALLED_OFF = "called_off"
    SILENCE = "silence"
    NO_DATE = "no_date"
    TAKEN_BACK = "taken_back"


def close(application: JobApplication, why: str, now: datetime, role: Role = Role.RULE) -> None:
    """It ends for a reason outside the two. The learner hears, but for what they did themselves; the company too,
    where it is not its own doing. Raises `MoveNotAllowed`."""
    queue_up(application)
    _end(application, JobState.CLOSED, why, now, role)
    if why == Why.TOOK_ANOTHER or (why == Why.CALLED_OFF and role is not Role.COMPANY):
        tell_answerer(application, MessageKind.JOB_LEFT, now, {"why": str(why)}, why)
    own = role is Role.PERSON or why == Why.TOOK_ANOTHER
    if own and application.helper:
        tell_helper(application, application.helper, MessageKind.JOB_CLOSED, now)
    elif not own:
        tell_applicant(application, MessageKind.JOB_CLOSED, now, {"why": str(why)})


def close_all(posting: Posting, why: str, now: datetime, role: Role = Role.RULE) -> int:
    """Every application to a posting that waits for an answer ends, from either side; returns how many."""
    touch(posting)
    open_ones = JobApplication.posting_id == posting.id, JobApplication.state.in_(_OPEN)
    found = db.session.scalars(select(JobApplication).where(*open_ones).order_by(JobApplication.id)).all()
    for application in found:
        close(application, why, now, role)
    return len(found)


def close_company(company: Company, why: str, now: datetime, role: Role = Role.RULE) -> int:
    """The same for all postings of a company, whose row was touched before; who has a place there keeps it, and the
    team owes what the company did. It hears no more of learners. Returns how many ended."""
    begin_write()
    postings = select(Posting).where(Posting.company_id == company.id).order_by(Posting.id)
    ended = 0
    for posting in db.session.scalars(postings).all():
        ended += close_all(posting, why, now, role)
        hand_over(posting, now)
    hold_back(company)
    return ended


def expire(application: JobApplication, now: datetime) -> None:
    """The company did not answer in time. Both hear it; the learner also reads what to do next."""
    queue_up(application)
    if application.state not in WAITING_FOR_COMPANY:
        return
    why = Why.NO_DATE if application.dates else Why.SILENCE  # whose turn it was
    _end(application, JobState.EXPIRED, why, now)
    facts: dict[str, Any] = {"why": why.value}
    tell_applicant(application, MessageKind.JOB_EXPIRED, now, facts)
    tell_answerer(application, MessageKind.JOB_UNANSWERED, now, facts)


def let_lapse(application: JobApplication, now: datetime) -> None:
    """The learner did not answer an offer in time: the seat may be offered to another."""
    queue_up(application)
    if application.state != JobState.OFFERED:
        return
    _end(application, JobState.EXPIRED, Why.SILENCE, now)
    tell_applicant(application, MessageKind.JOB_LAPSED, now)
    tell_answerer(application, MessageKind.JOB_LEFT, now, {"why": "lapsed"}, "lapsed")


def _end(application: JobApplication, target: JobState, why: str, now: datetime, role: Role = Role.RULE) -> None:
    move_application(application, target, role, now, str(why))
    no_dates(application, role, now)
    nothing_owed(application, role, now, str(why))
    drop_about(about_application(application), "ended")
