"""What the page of a placement says to the company."""

from collections.abc import Callable
from typing import Any

from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.placement_owed import placement_of
from portal.domain.jobs.states import JobState
from portal.domain.jobs.told import about_application
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.domain.signups.asked import home_zone
from portal.web.dates import day_words, moment_words
from portal.web.job_downloads import company_opens
from portal.web.jobs import applicant_words, hired_words, job_state_words, outcome_words
from portal.web.jobs_access import takes_part
from portal.web.languages import gettext as _
from portal.web.people_forms import contact_words
from portal.web.placements import day_lines, paper, signatures, who_writes

#: Until it is over both reach each other.
_ON = (JobState.CONFIRMED, JobState.STARTED)


def facts(application: JobApplication, file: Callable[[str], str]) -> dict[str, Any]:
    """`file`: the address of one of its files."""
    placement = placement_of(application)
    on = application.state in _ON
    reached = on and takes_part(application.posting.company)
    return {
        "application": application,
        "posting": application.posting,
        "name": applicant_words(application),
        "placement": placement,
        "who_writes": who_writes(application, _("You wrote")),
        "on": on,
        "answer_by": _answer_by(application),
        "days": day_lines(placement),
        "paper": paper(application, file) if company_opens(application) else None,
        "signatures": signatures(placement, applicant_words(application)),
        "state_words": job_state_words(application.state),
        "outcome": outcome_words(placement.outcome) if placement and placement.outcome else "",
        "hired": hired_words(placement.hired) if placement and placement.hired else "",
        "hired_on": day_words(placement.hired_on) if placement and placement.hired_on else "",
        "contacts": [(one.kind, contact_words(one)) for one in application.person.contacts] if reached else [],
    }


def _answer_by(application: JobApplication) -> str:
    """Until when the company says what it owes."""
    kind = PromiseKind.JOB_START if application.state == JobState.CONFIRMED else PromiseKind.JOB_END
    owed = open_about(about_application(application), kind)
    return moment_words(owed.reply_by, home_zone()) if owed else ""
