"""The recruiter's desk: how the company stands, who waits, its postings; and what learners read of it."""

from types import SimpleNamespace

from flask import Blueprint, Response, request, url_for

from portal import clock
from portal.blueprints.companies.forms import ShownForm
from portal.database import begin_write, db
from portal.domain.jobs import companies, company_lists, told
from portal.domain.jobs.company_models import Recruiter
from portal.domain.jobs.states import CompanyState
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.signups.asked import home_zone
from portal.web import jobs
from portal.web.company_forms import as_shown, number_words
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.jobs_access import company_admin, recruiter_only
from portal.web.languages import gettext as _

blueprint = Blueprint("company", __name__)

#: So many postings are shown at once.
_FIRST = 12


@blueprint.get("/company")
@recruiter_only
def home(recruiter: Recruiter) -> Response:
    company = recruiter.company
    postings = company_lists.postings_of(company, _FIRST + 1)
    waiting, owed = company_lists.waiting_answers([company]), companies.answer_owed(company)
    return page(
        "companies/home.html",
        heading=company.name,
        company=company,
        recruiter=recruiter,
        colleagues=told.recruiters_of(company),
        postings=postings[:_FIRST],
        more=len(postings) > _FIRST,
        waiting=waiting.get(company.id, 0),
        waiting_of=company_lists.waiting_of(postings),
        reply_by=owed.reply_by if owed else None,
        zone=home_zone(),
        number=number_words(company),
        done=request.args.get("done", ""),
        words=SimpleNamespace(kind=jobs.kind_words, state=jobs.posting_state_words),
    )


@blueprint.get("/company/about")
@recruiter_only
def ask_about(recruiter: Recruiter) -> Response:
    form = ShownForm()
    form.open(as_shown(companies.facts_of(recruiter.company)))
    return _show_about(recruiter, form)


@blueprint.post("/company/about")
@recruiter_only
def about(recruiter: Recruiter) -> Response:
    form, company = ShownForm(), recruiter.company
    if not form.validate():
        return _show_about(recruiter, form, 422)
    if stopped := jobs.stopped_words(company):
        form.refuse("about", stopped)
        return _show_about(recruiter, form, 409)
    begin_write()
    known = companies.facts_of(company)
    if form.overtaken(as_shown(known)):
        db.session.rollback()
        return _show_about(recruiter, form, 409)
    companies.change(company, form.changed(known), clock.now())
    db.session.commit()
    return go(url_for("company.home", done="about"))


def _show_about(recruiter: Recruiter, form: ShownForm, status: int = 200) -> Response:
    heading = _("What learners read of you")
    stopped, company = jobs.stopped_words(recruiter.company) if status == 200 else "", recruiter.company
    return page("companies/about.html", heading=heading, status=status, company=company, form=form, stopped=stopped)


@blueprint.get("/company/leave")
@company_admin
def ask_leave(recruiter: Recruiter) -> Response:
    return _ask_leave(recruiter, PressForm())


@blueprint.post("/company/leave")
@company_admin
def leave(recruiter: Recruiter) -> Response:
    form = PressForm()
    if not form.validate():
        return _ask_leave(recruiter, form, 422)
    try:
        companies.leave(recruiter.company, Role.COMPANY, clock.now())
    except MoveNotAllowed:  # it was stopped meanwhile: the team ends that
        db.session.rollback()
        return go(url_for("company.home"))
    db.session.commit()
    return go(url_for("account.account"))


def _ask_leave(recruiter: Recruiter, form: PressForm, status: int = 200) -> Response:
    company = recruiter.company
    if company.state == CompanyState.SUSPENDED:
        return go(url_for("company.home"))
    waiting = company_lists.waiting_answers([company]).get(company.id, 0)
    heading = _("Leave with your company?")
    return page("companies/leave.html", heading=heading, status=status, company=company, waiting=waiting, form=form)
