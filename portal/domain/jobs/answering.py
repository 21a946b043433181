"""The company reads, looks into, declines or says yes; the learner says yes to an offer, or takes it all back.

Seats are counted after the posting was touched: what is offered and what is taken never exceed them.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select

from portal.database import begin_write, db
from portal.domain.jobs import closing, placements, publishing
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.choices import No
from portal.domain.jobs.moves import move_application, touch
from portal.domain.jobs.owed import (
    answered,
    must_be,
    no_dates,
    nothing_owed,
    owe_answer,
    owe_yes_or_no,
    queue_up,
    waits_for_company,
)
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import HAS_SEAT, LIVE_JOB, WAITING_FOR_COMPANY, JobState
from portal.domain.jobs.told import about_application, tell_answerer, tell_applicant, tell_helper
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import drop_about
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind

#: Of a learner's own, these end when they say yes to another company.
_GIVEN_UP = WAITING_FOR_COMPANY | {JobState.OFFERED}


class NoSeat(Exception):
    """Every seat of the posting is offered or taken."""


class InterviewAhead(Exception):
    """Dates were proposed, or one is agreed and lies ahead: it comes first."""


def read(application: JobApplication, role: Role, now: datetime) -> None:
    """The company says that it has read it. Pressed twice, or after more was said, it stays as it is."""
    queue_up(application)
    if application.state != JobState.SENT and waits_for_company(application):
        return
    move_application(application, JobState.READ, role, now)
    _tell_read(application, role, now)


def look_into(application: JobApplication, role: Role, now: datetime) -> None:
    """The company looks at it more closely, also after an interview. Raises `InterviewAhead`."""
    queue_up(application)
    if application.state == JobState.IN_REVIEW:
        return
    if application.dates or (application.interview_at and application.interview_at > now):
        raise InterviewAhead
    move_application(application, JobState.IN_REVIEW, role, now)
    _tell_read(application, role, now)


def _tell_read(application: JobApplication, role: Role, now: datetime) -> None:
    """Told once: by when the answer comes."""
    owed = owe_answer(application, role, now)
    drop_about(about_application(application), "answered", (MessageKind.JOB_TO_ANSWER,))
    facts = {"reply_by": owed.reply_by.isoformat()}
    tell_applicant(application, MessageKind.JOB_READ, now, facts, useless_from=owed.reply_by)


def decline(
    application: JobApplication,
    why: No,
    shared: bool,
    words: str | None,
    role: Role,
    now: datetime,
) -> None:
    """The company says no. `shared`: the learner reads why, and its words. Raises `MoveNotAllowed`."""
    queue_up(application)
    move_application(application, JobState.DECLINED, role, now, why)
    application.no, application.no_shared, application.no_words = why, shared, words or None
    _over(application, role, now)
    facts = {"why": why.value, "shared": shared, "words": words or ""} if shared else {"shared": False}
    tell_applicant(application, MessageKind.JOB_DECLINED, now, facts)


def offer(application: JobApplication, words: str | None, role: Role, now: datetime) -> None:
    """The company says yes; the learner has some days to answer. Raises `NoSeat` or `MoveNotAllowed`."""
    queue_up(application)
    must_be(application, WAITING_FOR_COMPANY, JobState.OFFERED, role)
    if not seats_left(application.posting):
        raise NoSeat
    no_dates(application, role, now)
    move_application(application, JobState.OFFERED, role, now)
    application.offer_words = words or None
    answered(application, PromiseKind.JOB_ANSWER, role, now, "offered")
    drop_about(about_application(application), "answered")
    owed = owe_yes_or_no(application, role, now)
    facts = {"reply_by": owed.reply_by.isoformat()}
    tell_applicant(application, MessageKind.JOB_OFFERED, now, facts, owed.ref, useless_from=owed.reply_by)


def seats_left(posting: Posting) -> int:
    """How many of its seats are neither offered nor taken. Touch the posting before you count on it."""
    held = JobApplication.posting_id == posting.id, JobApplication.state.in_(HAS_SEAT | {JobState.OFFERED})
    return max(0, posting.seats - (db.session.scalar(select(func.count()).where(*held)) or 0))


def confirm(application: JobApplication, role: Role, now: datetime) -> None:
    """The learner says yes, too: the seat is theirs. Their other applications end, and when the last seat went those
    of the others who asked for it. Pressed twice is once. Raises `MoveNotAllowed`."""
    others = _queue_up_all(application)
    if application.state == JobState.CONFIRMED:
        return
    move_application(application, JobState.CONFIRMED, role, now)
    answered(application, PromiseKind.JOB_OFFER, role, now, "yes")
    drop_about(about_application(application), "answered")
    for other in others:
        closing.close(other, closing.Why.TOOK_ANOTHER, now, Role.RULE)
    tell_applicant(application, MessageKind.JOB_YES, now, {"closed": len(others)})
    placements.begin(application, now, role)
    tell_answerer(application, MessageKind.JOB_CONFIRMED, now)
    filled = publishing.fill_if_taken(application.posting, now)
    if not filled and publishing.seated(application.posting) >= application.posting.seats:  # it is off the board
        closing.close_all(application.posting, closing.Why.TAKEN, now)


def _queue_up_all(application: JobApplication) -> list[JobApplication]:
    """Lock this one and the learner's others that may end with it, and return those. Postings first, in one order:
    two learners who say yes at once never wait for each other in a circle."""
    begin_write()
    ids = _postings_of(application)
    for posting in db.session.scalars(select(Posting).where(Posting.id.in_(ids)).order_by(Posting.id)).all():
        touch(posting)
    touch(application)
    theirs = JobApplication.person_id == application.person_id, JobApplication.posting_id.in_(ids)
    given_up = JobApplication.state.in_(_GIVEN_UP), JobApplication.id != application.id
    others = list(db.session.scalars(select(JobApplication).where(*theirs, *given_up).order_by(JobApplication.id)))
    for other in others:
        touch(other)
    return others


def _postings_of(application: JobApplication) -> Iterable[int]:
    theirs = JobApplication.person_id == application.person_id, JobApplication.state.in_(LIVE_JOB)
    return {application.posting_id, *db.session.scalars(select(JobApplication.posting_id).where(*theirs))}


def withdraw(application: JobApplication, role: Role, now: datetime, why: str | None = None) -> None:
    """The learner wants it no more, or whoever acts for them. Twice is once. Raises `MoveNotAllowed`."""
    queue_up(application)
    if application.state == JobState.WITHDRAWN:
        return
    had_seat = application.state == JobState.CONFIRMED
    move_application(application, JobState.WITHDRAWN, role, now, why)
    _over(application, role, now)
    tell_answerer(application, MessageKind.JOB_LEFT, now, {"why": why or closing.Why.TAKEN_BACK.value}, "left")
    if role is not Role.PERSON:
        tell_applicant(application, MessageKind.JOB_CLOSED, now, {"why": closing.Why.TAKEN_BACK.value})
    elif application.helper:
        tell_helper(application, application.helper, MessageKind.JOB_CLOSED, now)
    if had_seat:
        publishing.open_again(application.posting, now)


def _over(application: JobApplication, role: Role, now: datetime) -> None:
    """It has ended: no date stands, nothing is owed, no reminder goes out any more."""
    no_dates(application, role, now)
    answered(application, PromiseKind.JOB_ANSWER, role, now, "answered")
    nothing_owed(application, role, now)
    drop_about(about_application(application), "ended")
