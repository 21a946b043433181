"""The applications to a company's postings, for its recruiters: as a list, as a board, and each of them."""

from functools import partial
from typing import Any

from flask import Blueprint, Response, request, url_for

from portal.blueprints.answers import deeds
from portal.blueprints.answers.deeds import Door
from portal.domain.jobs import waiting_lists
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.company_models import Recruiter
from portal.domain.jobs.states import JobState
from portal.domain.signups.asked import home_zone
from portal.web.dates import day_words, local
from portal.web.htmx import page
from portal.web.jobs import applicant_words, job_state_words
from portal.web.jobs_access import company_application, recruiter_only
from portal.web.languages import gettext as _
from portal.web.lists import listed as page_of
from portal.web.lists import page_number
from portal.web.office import office_has

blueprint = Blueprint("company_applications", __name__)

#: Cards on a page of the list.
_ON_A_PAGE = 20


@blueprint.get("/company/applications")
@recruiter_only
def applications(recruiter: Recruiter) -> Response:
    wanted = _wanted()
    found = page_of(waiting_lists.applications(recruiter.company, wanted), page_number(), _ON_A_PAGE)
    return page(
        "answers/list.html",
        heading=_("Who applied"),
        columns=None,
        found=found,
        wanted=wanted,
        due=_due(list(found.rows)),
        page_address=partial(_page_address, wanted),
        states=[(one.value, job_state_words(one)) for one in JobState],
        **_shared(recruiter),
    )


@blueprint.get("/company/applications/board")
@recruiter_only
def board(recruiter: Recruiter) -> Response:
    wanted = _wanted()
    columns = waiting_lists.board(recruiter.company, wanted.posting)
    cards = [card for column in columns for card in column.cards]
    return page(
        "answers/board.html",
        heading=_("Who applied"),
        columns=columns,
        wanted=wanted,
        due=_due(cards),
        **_shared(recruiter),
    )


def _wanted() -> waiting_lists.Shown:
    """What the address asks for; what is no state is left out."""
    state = request.args.get("state", "")
    return waiting_lists.Shown(
        request.args.get("posting") or None, JobState(state) if state in set(JobState) else None
    )


def _due(shown: list[JobApplication]) -> dict[int, str]:
    """By which day each waits for the answer."""
    zone = home_zone()
    return {
        number: day_words(local(moment, zone).date()) for number, moment in waiting_lists.answer_dates(shown).items()
    }


def _page_address(wanted: waiting_lists.Shown, number: int) -> str:
    return url_for("company_applications.applications", posting=wanted.posting, state=wanted.state, page=number)


def _shared(recruiter: Recruiter) -> dict[str, Any]:
    postings = waiting_lists.postings_with_applications(recruiter.company)
    return {"postings": postings, "state_words": job_state_words, "applicant_words": applicant_words}


def _door(application: JobApplication) -> Door:
    return Door(application, partial(_to, application.ref), signed=True)


def _to(ref: str, what: str, file: str = "") -> str | None:
    if what == "cv":
        return url_for("job_cv.of_company", ref=ref) if office_has("job_cv.of_company") else None
    if what == "file":
        return url_for("job_files.of_company", ref=ref, file=file) if office_has("job_files.of_company") else None
    if what in {"read", "look"}:
        return url_for("company_applications.press", ref=ref, deed=what)
    if what:
        return url_for("company_applications.ask", ref=ref, how=what)
    return url_for("company_applications.show", ref=ref)


@blueprint.get("/company/applications/<ref:ref>")
@company_application
def show(recruiter: Recruiter, application: JobApplication) -> Response:
    return deeds.show(_door(application))


@blueprint.post("/company/applications/<ref:ref>/<any(read, look):deed>")
@company_application
def press(recruiter: Recruiter, application: JobApplication, deed: str) -> Response:
    return deeds.press(_door(application), deed)


@blueprint.get("/company/applications/<ref:ref>/<any(dates, yes, no):how>")
@company_application
def ask(recruiter: Recruiter, application: JobApplication, how: str) -> Response:
    return deeds.ask(_door(application), how)


@blueprint.post("/company/applications/<ref:ref>/<any(dates, yes, no):how>")
@company_application
def answer(recruiter: Recruiter, application: JobApplication, how: str) -> Response:
    return deeds.answer(_door(application), how)
