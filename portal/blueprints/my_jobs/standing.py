"""How an application stands, in plain words: the heading of its page, what is to be known, until when who answers."""

from dataclasses import dataclass, field
from datetime import datetime

from portal import clock
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.closing import Why
from portal.domain.jobs.owed import answer_owed, choice_owed
from portal.domain.jobs.states import HAS_SEAT, LIVE_JOB, JobState
from portal.domain.moves import Role
from portal.domain.promises.models import Promise
from portal.web.dates import moment_words
from portal.web.jobs_access import takes_part
from portal.web.languages import gettext as _
from portal.web.my_jobs import closed_words


@dataclass(frozen=True)
class Standing:
    """`by`: until when the company answers, or the learner, in a sentence. `agreed_at`: of an interview ahead.
    `open`: it may be taken back. `placed`: both said yes. `over`: something else is to be looked for."""

    heading: str
    lines: list[str] = field(default_factory=list)
    by: str = ""
    dates: list[datetime] = field(default_factory=list)
    agreed_at: datetime | None = None
    offered: bool = False
    open: bool = False
    placed: bool = False
    over: bool = False


def standing(application: JobApplication) -> Standing:
    state = JobState(application.state)
    if state is JobState.INTERVIEW:
        return _interview(application)
    if state not in LIVE_JOB and state not in HAS_SEAT:
        return _ended(application)
    heading, lines = {
        JobState.SENT: (_("Your application is sent"), [_("The company reads it now.")]),
        JobState.READ: (_("The company has read your application"), []),
        JobState.IN_REVIEW: (_("The company looks at your application"), []),
        JobState.OFFERED: (_("The company says yes to you"), [_("Now it is your turn: yes or no?")]),
        JobState.CONFIRMED: (_("You both say yes"), _next_lines(application)),
        JobState.STARTED: (_("You have begun"), [_("We wish you a good time.")]),
        JobState.COMPLETED: (_("You came to the end"), [_("Thank you for what you gave.")]),
    }[state]
    return Standing(
        heading,
        lines,
        by=_by(application),
        offered=state is JobState.OFFERED,
        open=state in LIVE_JOB and state is not JobState.STARTED,
        placed=state in HAS_SEAT,
    )


def _next_lines(application: JobApplication) -> list[str]:
    """What comes after both yes; where the company takes part no more, who looks after it."""
    if takes_part(application.posting.company):
        return [_("Congratulations!"), _("The company now writes the agreement with you.")]
    return [_("This company does not take part with us any more."), _("What you agreed with it stays agreed.")]


def _interview(application: JobApplication) -> Standing:
    """Dates to choose from, one that is agreed, none that fitted, or one that is over."""
    at, now = application.interview_at, clock.now()
    to_come = [one.at for one in application.dates if one.at > now]
    by = _by(application)
    if to_come:
        return Standing(_("Choose a date for your interview"), by=by, dates=to_come, open=True)
    if at and at > now:
        return Standing(_("Your interview is agreed"), by=by, agreed_at=at, open=True)
    if at:
        return Standing(_("You had your interview"), [_("Thank you for going.")], by=by, open=True)
    return Standing(_("The company looks for another date"), [_("It knows that no date fitted.")], by=by, open=True)


def _ended(application: JobApplication) -> Standing:
    last = application.history[-1] if application.history else None
    lapsed = last is not None and last.from_state == JobState.OFFERED
    why = last.why if last else None
    alone = last is None or last.role == Role.PERSON
    expired = (
        (_("Your answer did not come in time"), [_("The place is free again."), _("Do you still want it? Call us.")])
        if lapsed
        else (_("You chose no date in time"), [_("So the company did not meet you.")])
        if why == Why.NO_DATE
        else (_("The company did not answer in time"), [_("We are sorry. This does not depend on you.")])
    )
    heading, lines = {
        JobState.DECLINED: (
            _("The company says no this time"),
            [_("We are sorry."), _("This is not a no to you as a person.")],
        ),
        JobState.WITHDRAWN: (
            _("You took your application back") if alone else _("Your application was taken back"),
            [_("You can apply again later.")],
        ),
        JobState.EXPIRED: expired,
        JobState.CLOSED: (_("Your application is closed"), [closed_words(why)]),
        JobState.NO_SHOW: (
            _("This has ended"),
            [
                _("Our team noted that you did not come.")
                if last and last.role == Role.STAFF
                else _("The company says that you did not come."),
                _("Is this wrong? Call us."),
            ],
        ),
    }[JobState(application.state)]
    took_another = why == Why.TOOK_ANOTHER
    return Standing(heading, lines, over=not took_another)


def _by(application: JobApplication) -> str:
    """Who answers until when: the learner, where it is their turn, else the company."""
    theirs = choice_owed(application)
    if theirs:
        return _("Please answer by %(moment)s.", moment=_moment(theirs))
    ours = answer_owed(application)
    return _("You have the answer by %(moment)s.", moment=_moment(ours)) if ours else ""


def _moment(owed: Promise) -> str:
    return moment_words(owed.reply_by, owed.zone)
