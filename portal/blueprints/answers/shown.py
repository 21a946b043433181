"""What the page of one application says to the company: where it stands, what was sent, what has happened."""

from datetime import datetime
from typing import Any

from portal.domain.jobs.application_models import JobApplication, JobMove
from portal.domain.jobs.closing import Why
from portal.domain.jobs.file_times import company_may_open
from portal.domain.jobs.owed import answer_owed, choice_owed
from portal.domain.jobs.profile import courses_of, is_filled
from portal.domain.jobs.states import WAITING_FOR_COMPANY, JobState
from portal.domain.moves import Role
from portal.domain.signups.asked import home_zone
from portal.web.dates import moment_words
from portal.web.job_profile import came_line, profile_lines
from portal.web.jobs import applicant_words, job_state_words
from portal.web.jobs_access import takes_part
from portal.web.languages import gettext as _
from portal.web.people_forms import contact_words

#: From an interview on the company may reach the learner, until it is over.
_REACHED = frozenset({JobState.INTERVIEW, JobState.OFFERED, JobState.CONFIRMED, JobState.STARTED})


def facts(application: JobApplication, may_answer: bool, now: datetime) -> dict[str, Any]:
    """All that the page shows; `name` is the only name it is written with."""
    zone, name = home_zone(), applicant_words(application)
    owed, choice = answer_owed(application), choice_owed(application)
    agreed = application.interview_at if application.state == JobState.INTERVIEW else None
    waits = application.state in WAITING_FOR_COMPANY
    return {
        "heading": " ".join(filter(None, [name, application.surname])),
        "application": application,
        "posting": application.posting,
        "name": name,
        "zone": zone,
        "waits": waits and may_answer,
        "answer_by": owed.reply_by if owed and waits else None,
        "choice_by": choice.reply_by if choice else None,
        "said": owed.note if owed and not application.dates and not agreed else None,
        "agreed": agreed,
        "ahead": agreed is not None and agreed > now,
        "open": takes_part(application.posting.company) and company_may_open(application, now),
        "ended": ended_words(application, name),
        "contacts": [(one.kind, contact_words(one)) for one in _contacts(application)],
        "lines": profile_lines(application),
        "has_cv_page": is_filled(application.profile),
        "courses": [(one.course_session.course, came_line(one)) for one in courses_of(application, now)],
        "history": [(moment_words(one.at, zone), move_words(one, name)) for one in application.history],
        "state_words": job_state_words(application.state),
    }


def _contacts(application: JobApplication) -> list[Any]:
    """Not for a company that was stopped."""
    reached = application.state in _REACHED and takes_part(application.posting.company)
    return application.person.contacts if reached else []


def ended_words(application: JobApplication, name: str) -> str:
    """How it ended, in one sentence; empty while it has not."""
    last = application.history[-1] if application.history else None
    if application.state == JobState.DECLINED:
        return _("You said no.")
    if application.state == JobState.EXPIRED:
        if last and last.from_state == JobState.OFFERED:
            return _("%(name)s did not answer your yes in time.", name=name)
        if last and last.why == Why.NO_DATE:
            return _("%(name)s chose none of your dates in time.", name=name)
        return _("It was closed: no answer came in time.")
    return {
        JobState.WITHDRAWN: _("%(name)s took the application back.", name=name)
        if last is None or last.role == Role.PERSON
        else _("The application was taken back."),
        JobState.CLOSED: _closed_words(last.why if last else None, name),
        JobState.NO_SHOW: _("%(name)s did not come.", name=name),
    }.get(JobState(application.state), "")


def _closed_words(why: str | None, name: str) -> str:
    return {
        Why.TOOK_ANOTHER.value: _("%(name)s said yes to another company.", name=name),
        Why.TAKEN.value: _("All places are taken now."),
        Why.WITHDRAWN.value: _("The posting was taken back."),
        Why.CALLED_OFF.value: _("The agreement did not come about."),
    }.get(why or "", _("The posting is not on the board any more."))


def move_words(move: JobMove, name: str) -> str:
    """One line of the history, to the company."""
    state = JobState(move.to_state)
    if state is JobState.CLOSED:
        return _closed_words(move.why, name)
    if state is JobState.WITHDRAWN and move.role != Role.PERSON:
        return _("The application was taken back.")
    return {
        JobState.SENT: _("%(name)s applied.", name=name),
        JobState.READ: _("You read it."),
        JobState.IN_REVIEW: _("You looked at it more closely."),
        JobState.INTERVIEW: _("You proposed an interview."),
        JobState.OFFERED: _("You said yes."),
        JobState.CONFIRMED: _("%(name)s said yes, too.", name=name),
        JobState.STARTED: _("%(name)s began.", name=name),
        JobState.COMPLETED: _("It came to its end."),
        JobState.DECLINED: _("You said no."),
        JobState.WITHDRAWN: _("%(name)s took the application back.", name=name),
        JobState.EXPIRED: _("No answer came in time."),
        JobState.NO_SHOW: _("%(name)s did not come.", name=name),
    }[state]
