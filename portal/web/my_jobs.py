"""What a learner reads about an application for work: why it was closed, its history, its card in a list."""

from typing import Any

from portal.domain.jobs.application_models import JobApplication, JobMove
from portal.domain.jobs.closing import Why
from portal.domain.jobs.states import HAS_SEAT, LIVE_JOB, JobState
from portal.domain.moves import Role
from portal.web.jobs import job_state_words
from portal.web.languages import gettext as _


def closed_words(why: str | None) -> str:
    """Why an application was closed from outside."""
    return {
        Why.TOOK_ANOTHER.value: _("You said yes to another company."),
        Why.TAKEN.value: _("All places are taken now."),
        Why.WITHDRAWN.value: _("The company took this job back."),
        Why.REMOVED.value: _("Our team removed this job from the board."),
        Why.SUSPENDED.value: _("This company does not take part any more."),
        Why.LEFT.value: _("This company does not take part any more."),
        Why.CALLED_OFF.value: _("The agreement did not come about."),
        Why.TAKEN_BACK.value: _("It was taken back for you."),
    }.get(why or "", _("This job is not offered any more."))


def move_words(move: JobMove) -> str:
    """One line of the history, to the learner."""
    lapsed = move.from_state == JobState.OFFERED
    return {
        JobState.SENT: _("Your application was sent."),
        JobState.READ: _("The company read it."),
        JobState.IN_REVIEW: _("The company looks at it more closely."),
        JobState.INTERVIEW: _("The company proposed an interview."),
        JobState.OFFERED: _("The company said yes."),
        JobState.CONFIRMED: _("You said yes, too."),
        JobState.STARTED: _("You began."),
        JobState.COMPLETED: _("You came to the end."),
        JobState.DECLINED: _("The company said no."),
        JobState.WITHDRAWN: _("You took it back.") if move.role == Role.PERSON else _("It was taken back."),
        JobState.EXPIRED: _("Your answer did not come in time.") if lapsed else _("No answer came in time."),
        JobState.CLOSED: closed_words(move.why),
        JobState.NO_SHOW: _("It ended: our team noted that you did not come.")
        if move.role == Role.STAFF
        else _("It ended: the company says you did not come."),
    }[JobState(move.to_state)]


def card_kit(jobs: list[JobApplication]) -> dict[str, Any]:
    """What the template of the cards says of these."""
    return {"jobs": jobs, "is_live_job": is_live, "job_state_words": job_state_words}


def is_live(application: JobApplication) -> bool:
    """Something may still come of it, or came."""
    return application.state in LIVE_JOB | HAS_SEAT
