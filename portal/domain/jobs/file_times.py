"""How long the file of an application is kept, and until when the company may open it."""

from datetime import date, datetime, timedelta

from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.states import LIVE_JOB, JobState
from portal.domain.privacy import Reason
from portal.domain.settings.ours import kept_months

_MONTH = timedelta(days=30.44)
#: After the end the company may open it for so long; and of who took the application back, it is kept no longer.
AFTER_THE_END = timedelta(days=30)


def at_latest(ended_at: datetime) -> date:
    return (ended_at + kept_months(Reason.JOB_FILE) * _MONTH).date()


def goes_on(application: JobApplication) -> date | None:
    """The day on which its files go; None while it lives."""
    if application.state in LIVE_JOB:
        return None
    if application.state == JobState.WITHDRAWN:
        return (application.moved_at + AFTER_THE_END).date()
    return at_latest(application.moved_at)


def company_may_open(application: JobApplication, now: datetime) -> bool:
    return application.state in LIVE_JOB or now < application.moved_at + AFTER_THE_END
