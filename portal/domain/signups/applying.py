"""Applying for a course that staff choose for: the form, the promise of an answer, the information meeting.

An application is a sign-up in state `requested`: it holds no seat. Its way to the interview stands in `interviews`,
its end in `answers`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.catalogue.availability import BOOKABLE
from portal.domain.catalogue.models import CourseSession, Entry
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import drop_about
from portal.domain.moves import Role, check_move
from portal.domain.promises.hours import working_days_later
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import Owed, promise
from portal.domain.signups.application_models import Application, ApplicationMove
from portal.domain.signups.line import can_wait, last_word_at
from portal.domain.signups.models import SignUp
from portal.domain.signups.moves import move
from portal.domain.signups.seats import (
    NotBookable,
    SeatRequest,
    availability_now,
    count_of,
    new_sign_up,
    same_request,
    touch,
)
from portal.domain.signups.states import State
from portal.domain.signups.steps import MOVES, DayPart, Step
from portal.domain.signups.told import about, owner_of, tell_holder

#: Working days until the answer, counted from the information meeting where there is one.
ANSWER_WITHIN_DAYS = 10
#: How long an information meeting takes, in a calendar.
INFO_MEETING_TAKES = timedelta(hours=1)


@dataclass(frozen=True)
class Told:
    """What somebody says of themselves when they apply; each of it may be left out."""

    why: str | None = None
    when_free: tuple[DayPart, ...] = ()


def by_application(course_session: CourseSession) -> bool:
    """Do staff choose who gets a seat here?"""
    return course_session.course.entry == Entry.APPLICATION


def answer_by(course_session: CourseSession, now: datetime) -> datetime:
    """By when somebody who applies at `now` has their answer: some working days on, and before it begins."""
    meeting = course_session.info_meeting_at
    counted_from = max(now, meeting) if meeting else now
    usual = working_days_later(counted_from, ANSWER_WITHIN_DAYS, course_session.place.zone)
    return min(usual, _latest(course_session, now) or usual)


def _latest(course_session: CourseSession, now: datetime) -> datetime | None:
    """When an answer comes too late: the last waking hour long enough before the start, or the start itself."""
    last_word = last_word_at(course_session)
    return last_word if last_word and last_word > now else course_session.starts_at


def apply_for(course_session: CourseSession, request: SeatRequest, told: Told, now: datetime) -> SignUp:
    """Ask for a seat in a course that staff choose for; sent twice, return the first application again.

    Also where all seats are taken: staff may let them wait. Raises `NotBookable` or `AlreadySignedUp`.
    """
    touch(course_session)
    before = same_request(course_session, request)
    if before:
        return before
    state = availability_now(course_session, count_of(course_session), now)
    if state not in BOOKABLE and not can_wait(course_session, state, now):
        raise NotBookable(state)
    sign_up = new_sign_up(course_session, request, now)
    move(sign_up, State.REQUESTED, request.role, now)
    application = Application(
        sign_up_id=sign_up.id, why=told.why or None, when_free=[part.value for part in told.when_free]
    )
    db.session.add(application)
    step_to(application, Step.SENT, request.role, now)
    by = _promise_answer(sign_up, now)
    facts = {"reply_by": by.isoformat()} | _meeting(course_session, now)
    tell_holder(sign_up, MessageKind.APPLICATION_SENT, now, facts)
    return sign_up


def _promise_answer(sign_up: SignUp, now: datetime) -> datetime:
    course_session = sign_up.course_session
    owed = Owed(
        PromiseKind.APPLICATION,
        about(sign_up),
        owner_of(course_session),
        answer_by(course_session, now),
        course_session.place.zone,
        sign_up.person_id,
        sign_up.language,
        latest=_latest(course_session, now),
    )
    return promise(owed, Role.PERSON, now).reply_by


def application_of(sign_up: SignUp) -> Application | None:
    """What goes with the sign-up; None: its seat was taken without an application."""
    return db.session.get(Application, sign_up.id)


def step_to(application: Application, target: Step, role: Role, now: datetime) -> None:
    """The one function that changes the step of an application, and writes the line of history with it."""
    begin_write()
    source = Step(application.step) if application.step else None
    check_move(MOVES, "application", source, target, role)
    application.step = target
    application.history.append(ApplicationMove(at=now, role=role, from_step=source, to_step=target))
    db.session.flush()


def live_application(sign_up: SignUp) -> Application | None:
    """Queue up for its course session and look again; None: it is no longer an application that waits."""
    touch(sign_up.course_session)
    db.session.refresh(sign_up)
    if sign_up.state != State.REQUESTED:
        return None
    return db.session.get(Application, sign_up.id, populate_existing=True)


def set_info_meeting(course_session: CourseSession, at: datetime | None, url: str | None, now: datetime) -> int:
    """Say when the information meeting is, and tell those who applied; returns how many were told.

    `url`: online, at this address; None: at the place. `at` None: there is none any more, and nobody is told.
    """
    touch(course_session)
    course_session.info_meeting_at, course_session.info_meeting_url = at, url
    db.session.flush()
    applied = select(SignUp).join(Application, Application.sign_up_id == SignUp.id)
    waiting = applied.where(
        SignUp.course_session_id == course_session.id, SignUp.state == State.REQUESTED, Application.step == Step.SENT
    )
    told = db.session.scalars(waiting.order_by(SignUp.id)).all()
    for sign_up in told:
        drop_about(about(sign_up), "changed_again", [MessageKind.INFO_MEETING])
        if at is not None:
            key = f"{at:%Y%m%d%H%M}:{'online' if url else 'place'}"
            tell_holder(sign_up, MessageKind.INFO_MEETING, now, _meeting(course_session, now), key, useless_from=at)
    return len(told)


def _meeting(course_session: CourseSession, now: datetime) -> dict[str, str]:
    """The information meeting as a fact of a message, while it lies ahead."""
    at = course_session.info_meeting_at
    return {"info_meeting_at": at.isoformat()} if at and at > now else {}


def note_met(sign_up: SignUp, now: datetime) -> None:
    """They came to the information meeting. Twice is once. Raises `MoveNotAllowed`."""
    application = live_application(sign_up)
    if application and application.step != Step.MET:
        step_to(application, Step.MET, Role.STAFF, now)
