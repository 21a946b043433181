"""The way of an application as its card and the link of a message show it: what is done, what is next, until when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal import clock
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.domain.signups.application_models import Application
from portal.domain.signups.applying import application_of
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import State
from portal.domain.signups.steps import Step
from portal.domain.signups.told import about
from portal.web import dates
from portal.web.languages import gettext as _


class Mark(StrEnum):
    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True)
class Stage:
    """One step as people see it. `url`: where to join it online."""

    title: str
    mark: Mark
    line: str
    url: str | None = None


@dataclass(frozen=True)
class Way:
    """`interview_at`: a date that lies ahead. `answer_by`: until when they say yes or no to it. `agreed`: they did.
    `held`: it took place, or its date is over."""

    stages: list[Stage]
    interview_at: datetime | None
    answer_by: datetime | None
    agreed: bool
    to_agree: bool
    held: bool
    has_dates: bool


def way(sign_up: SignUp) -> Way | None:
    """None: its seat was taken without an application."""
    application = application_of(sign_up)
    if application is None:
        return None
    step, at = Step(application.step), application.interview_at
    ahead = at if at and at > clock.now() and step is not Step.HELD else None
    owed = open_about(about(sign_up), PromiseKind.INTERVIEW)
    return Way(
        stages=_stages(sign_up, application),
        interview_at=ahead,
        answer_by=owed.reply_by if owed else None,
        agreed=step is Step.AGREED,
        to_agree=step is Step.TO_AGREE,
        held=step is Step.HELD or (step is Step.AGREED and ahead is None),
        has_dates=(step is Step.AGREED and ahead is not None) or _meeting_ahead(sign_up, step),
    )


def _stages(sign_up: SignUp, application: Application) -> list[Stage]:
    """In the order in which they come about; exactly one is to be done now, while the answer is to come."""
    step, zone = Step(application.step), sign_up.course_session.place.zone
    sent = _("On %(moment)s.", moment=dates.moment_words(sign_up.created_at, zone))
    meeting, interview = _info_meeting(sign_up, step), _interview(sign_up, application)
    met = meeting is None or meeting.mark is Mark.DONE
    answer = _answer(sign_up, interview.mark is Mark.DONE or (interview.mark is Mark.LATER and met))
    return [Stage(_("Application sent"), Mark.DONE, sent), *([meeting] if meeting else []), interview, answer]


def _meeting_ahead(sign_up: SignUp, step: Step) -> bool:
    at = sign_up.course_session.info_meeting_at
    return step is Step.SENT and at is not None and at > clock.now()


def _info_meeting(sign_up: SignUp, step: Step) -> Stage | None:
    """None: there is none, and nobody waits for it; or it was over before they applied."""
    course_session, title = sign_up.course_session, _("Information meeting")
    at = course_session.info_meeting_at
    if at is None:
        return Stage(title, Mark.NOW, _("We tell you the date.")) if step is Step.SENT else None
    if at <= sign_up.created_at:
        return None
    moment = _("On %(moment)s.", moment=dates.moment_words(at, course_session.place.zone))
    if at <= clock.now() or step in {Step.MET, Step.HELD}:
        return Stage(title, Mark.DONE, moment)
    where = _("Online.") if course_session.info_meeting_url else _("At the place of the course.")
    mark = Mark.NOW if step is Step.SENT else Mark.LATER
    return Stage(title, mark, moment + " " + where, course_session.info_meeting_url)


def _interview(sign_up: SignUp, application: Application) -> Stage:
    title, step, zone = _("Interview"), Step(application.step), sign_up.course_session.place.zone
    if step is Step.HELD:
        return Stage(title, Mark.DONE, _("Thank you for coming."))
    if step is Step.TO_AGREE:
        owed = open_about(about(sign_up), PromiseKind.INTERVIEW_DATE)
        by = dates.moment_words(owed.reply_by, zone) if owed else ""
        said = _("You hear about a date by %(moment)s.", moment=by) if by else _("We look for a date with you.")
        return Stage(title, Mark.NOW, said)
    if application.interview_at is None:
        return Stage(title, Mark.LATER, _("We propose a date, or we answer you without one."))
    moment, ahead = dates.moment_words(application.interview_at, zone), application.interview_at > clock.now()
    if step is Step.PROPOSED:
        proposed = _("We propose %(moment)s. Please answer.", moment=moment)
        return Stage(title, Mark.NOW, proposed if ahead else _("We look for a date with you."))
    return Stage(title, Mark.NOW if ahead else Mark.DONE, _("On %(moment)s.", moment=moment))


def _answer(sign_up: SignUp, now_due: bool) -> Stage:
    owed = open_about(about(sign_up), PromiseKind.APPLICATION)
    if sign_up.state != State.REQUESTED or owed is None:
        return Stage(_("Our answer"), Mark.DONE, _("You have it."))
    by = dates.moment_words(owed.reply_by, sign_up.course_session.place.zone)
    return Stage(
        _("Our answer"), Mark.NOW if now_due else Mark.LATER, _("You have our answer by %(moment)s.", moment=by)
    )
