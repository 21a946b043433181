"""Colleagues: an admin of the company invites, lets go, makes admin; everybody may leave, but the last admin."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, request, url_for

from portal import clock
from portal.blueprints.companies.forms import ColleagueForm
from portal.database import db
from portal.domain.accounts.contacts import read_email
from portal.domain.jobs import company_lists, recruiters
from portal.domain.jobs.company_models import Company, Recruiter
from portal.domain.jobs.recruiters import AccountClosed, Gone, LastAdmin, TooMany
from portal.web import office
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.jobs import stopped_words
from portal.web.jobs_access import company_admin, recruiter_only
from portal.web.languages import gettext as _
from portal.web.languages import language
from portal.web.limits import may_ask
from portal.web.people_forms import too_often

blueprint = Blueprint("colleagues", __name__)

_ONE = "/company/colleagues/<int(max=2147483647):number>"

Verb = Callable[[Recruiter], object]


@blueprint.get("/company/colleagues")
@recruiter_only
def colleagues(recruiter: Recruiter) -> Response:
    return _show(recruiter)


@blueprint.post("/company/colleagues")
@company_admin
def invite(recruiter: Recruiter) -> Response:
    form = ColleagueForm()
    if not form.validate():
        return _show(recruiter, form, 422)
    if stopped := stopped_words(recruiter.company):
        return _show(recruiter, form, 409, stopped)
    email = read_email(form.email.data)
    if not may_ask(email.digest):
        form.refuse("email", too_often())
        return _show(recruiter, form, 429)
    asked = recruiter.company, office.account(), form.recruiter.data, email, language().code
    try:
        recruiters.invite(*asked, clock.now())
    except (AccountClosed, TooMany) as refusal:
        db.session.rollback()
        form.refuse("email", _refused(refusal))
        return _show(recruiter, form, 409)
    db.session.commit()
    return _done("invited")


@blueprint.get(f"{_ONE}/let-go")
@company_admin
def ask_let_go(recruiter: Recruiter, number: int) -> Response:
    return _ask(recruiter, _of(recruiter.company, number), PressForm())


@blueprint.post(f"{_ONE}/let-go")
@company_admin
def let_go(recruiter: Recruiter, number: int) -> Response:
    one, by, now = _of(recruiter.company, number), office.account(), clock.now()
    done = "left" if one.id == recruiter.id else "let-go"
    return _press(recruiter, one, lambda it: recruiters.let_go(it, by, now), done)


@blueprint.post(f"{_ONE}/admin")
@company_admin
def admin(recruiter: Recruiter, number: int) -> Response:
    one = _of(recruiter.company, number)
    return _press(recruiter, one, lambda it: recruiters.make_admin(it, True), "admin")


@blueprint.post(f"{_ONE}/helper")
@company_admin
def helper(recruiter: Recruiter, number: int) -> Response:
    """Admin no more."""
    one = _of(recruiter.company, number)
    return _press(recruiter, one, lambda it: recruiters.make_admin(it, False), "helper")


@blueprint.post(f"{_ONE}/back")
@company_admin
def back(recruiter: Recruiter, number: int) -> Response:
    """They were let go by mistake."""
    one = recruiters.ever_of(recruiter.company, number) or abort(404)
    return _press(recruiter, one, lambda it: recruiters.take_back_in(it, clock.now()), "back")


@blueprint.get("/company/colleagues/leave")
@recruiter_only
def ask_leave(recruiter: Recruiter) -> Response:
    return _ask(recruiter, recruiter, PressForm())


@blueprint.post("/company/colleagues/leave")
@recruiter_only
def leave(recruiter: Recruiter) -> Response:
    by, now = office.account(), clock.now()
    return _press(recruiter, recruiter, lambda it: recruiters.let_go(it, by, now), "left")


def _of(company: Company, number: int) -> Recruiter:
    return recruiters.of_company(company, number) or abort(404)


def _press(recruiter: Recruiter, one: Recruiter, verb: Verb, done: str) -> Response:
    form = PressForm()
    if not form.validate():
        return _show(recruiter, form, 422)
    if done != "left" and (stopped := stopped_words(recruiter.company)):
        return _show(recruiter, form, 409, stopped)
    try:
        verb(one)
    except (LastAdmin, Gone, TooMany) as refusal:
        db.session.rollback()
        return _show(recruiter, form, 409, _refused(refusal))
    db.session.commit()
    return go(url_for("account.account")) if done == "left" else _done(done)


def _refused(refusal: Exception) -> str:
    if isinstance(refusal, LastAdmin):
        return _("The company needs one admin. Make a colleague admin first.")
    if isinstance(refusal, TooMany):
        return _("You have %(most)s colleagues here. Let one go first.", most=recruiters.MOST)
    if isinstance(refusal, AccountClosed):
        return _("This e-mail cannot be used here. Please call us.")
    return _("It stands otherwise now. Look at it again.")


def _done(done: str) -> Response:
    return go(url_for("colleagues.colleagues", done=done))


def _ask(recruiter: Recruiter, one: Recruiter, form: PressForm, status: int = 200) -> Response:
    own = one.id == recruiter.id
    heading = _("Leave the company here?") if own else _("Let %(name)s go?", name=one.account.name)
    return page(
        "companies/let_go.html", heading=heading, status=status, recruiter=recruiter, one=one, own=own, form=form
    )


def _show(recruiter: Recruiter, form: PortalForm | None = None, status: int = 200, problem: str = "") -> Response:
    everybody = company_lists.everybody(recruiter.company)
    here = [one for one in everybody if one.until is None]
    known = {one.account_id for one in here}
    return page(
        "companies/colleagues.html",
        heading=_("Your colleagues"),
        status=status,
        company=recruiter.company,
        recruiter=recruiter,
        acting=here,
        left=[one for one in everybody if one.until is not None and one.account_id not in known][-5:],
        form=form if isinstance(form, ColleagueForm) else ColleagueForm(formdata=None),
        press_form=form if isinstance(form, PressForm) else PressForm(),
        problem=problem,
        stopped="" if form or problem else stopped_words(recruiter.company),
        done=request.args.get("done", ""),
    )
