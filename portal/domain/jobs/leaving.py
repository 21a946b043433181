"""The learner takes an application back, or says no to an offer: from a page that showed how it stood then."""

from datetime import datetime

from portal.domain.jobs import answering
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.owed import queue_up
from portal.domain.jobs.states import JobState
from portal.domain.moves import Role

#: What somebody should know of before they give it up.
_GAINED = frozenset({JobState.OFFERED, JobState.CONFIRMED})


class AnsweredMeanwhile(Exception):
    """The company said yes since the page was opened: they look first."""


def leave(application: JobApplication, seen: str, now: datetime, why: str | None = None) -> None:
    """`seen`: the state their page showed. Twice is once. Raises `AnsweredMeanwhile`, or `MoveNotAllowed`."""
    queue_up(application)
    if application.state in _GAINED and application.state != seen:
        raise AnsweredMeanwhile
    answering.withdraw(application, Role.PERSON, now, why)
