"""What staff do with a company: accept, refuse, stop, take up again, trust, end; and with who acts for it."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.backoffice.company_forms import WordsForm
from portal.blueprints.backoffice.company_page import noted, show
from portal.database import db
from portal.domain.jobs import companies, company_lists, recruiters
from portal.domain.jobs.companies import AccountClosed, OneAlready
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.recruiters import Gone, LastAdmin
from portal.domain.jobs.states import COMPANY_MOVES, CompanyState
from portal.domain.moves import MoveNotAllowed, Role, may_move
from portal.web import office
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.jobs_access import staff_company
from portal.web.languages import gettext as _

blueprint = Blueprint("office_company_changes", __name__)

Verb = Callable[[Company, datetime], object]

#: The buttons: what each does, what the log calls it.
_VERBS: dict[str, tuple[Verb, str]] = {
    "approve": (companies.approve, "approved"),
    "take-up": (companies.approve, "taken_up"),
    "trust": (lambda one, now: companies.trust(one, True, now), "trusted"),
    "no-trust": (lambda one, now: companies.trust(one, False, now), "untrusted"),
    "end": (lambda one, now: companies.leave(one, Role.STAFF, now), "ended"),
}
#: What is said in words: the verb, what the log calls it, the state it leads to.
_SAID: dict[str, tuple[Callable[[Company, str, datetime], object], str, CompanyState]] = {
    "decline": (companies.decline, "declined", CompanyState.DECLINED),
    "suspend": (companies.suspend, "suspended", CompanyState.SUSPENDED),
}


@blueprint.post("/office/companies/<ref:ref>/<any(approve,'take-up',trust,'no-trust',end):deed>")
@staff_company
def press(company: Company, deed: str) -> Response:
    """One button, one verb."""
    form, (verb, action) = PressForm(), _VERBS[deed]
    if not form.validate():
        return show(company, 422, form)
    try:
        verb(company, clock.now())
    except (MoveNotAllowed, OneAlready, AccountClosed) as refusal:
        words = _refused(refusal)
        db.session.rollback()
        return show(company, 409, refused=words)
    return _done(company, action)


@blueprint.get("/office/companies/<ref:ref>/<any(decline,suspend):deed>")
@staff_company
def ask(company: Company, deed: str) -> Response:
    return _ask(company, deed, WordsForm())


@blueprint.post("/office/companies/<ref:ref>/<any(decline,suspend):deed>")
@staff_company
def say(company: Company, deed: str) -> Response:
    form, (verb, action, _target) = WordsForm(), _SAID[deed]
    if not form.validate():
        return _ask(company, deed, form, 422)
    try:
        verb(company, form.words.data, clock.now())
    except MoveNotAllowed as refusal:
        db.session.rollback()
        return show(company, 409, refused=_refused(refusal))
    return _done(company, action)


@blueprint.post("/office/companies/<ref:ref>/recruiters/<int(max=2147483647):number>/<any(admin,'let-go'):deed>")
@staff_company
def recruiter(company: Company, number: int, deed: str) -> Response:
    """Where no admin of the company is left who could."""
    form, one = PressForm(), recruiters.of_company(company, number) or abort(404)
    if not form.validate():
        return show(company, 422, form)
    try:
        if deed == "admin":
            recruiters.make_admin(one, True)
        else:
            recruiters.let_go(one, office.account(), clock.now())
    except (LastAdmin, Gone) as refusal:
        db.session.rollback()
        return show(company, 409, refused=_refused(refusal))
    return _done(company, "made_admin" if deed == "admin" else "let_go")


def _refused(refusal: Exception) -> str:
    if isinstance(refusal, OneAlready):
        return _("%(name)s has the same number and takes part.", name=refusal.company.name)
    if isinstance(refusal, AccountClosed):
        return _("All its accounts are closed. An admin opens one first.")
    if isinstance(refusal, LastAdmin):
        return _("The company needs one admin. Make a colleague admin first.")
    return _("It stands otherwise now. Look at it again.")


def _done(company: Company, action: str) -> Response:
    noted(action, company)
    db.session.commit()
    return go(url_for("office_companies.company", ref=company.ref, done=action))


def _ask(company: Company, deed: str, form: WordsForm, status: int = 200) -> Response:
    waiting = company_lists.waiting_answers([company]).get(company.id, 0)
    target = _SAID[deed][2]
    return page(
        "backoffice/companies/say.html",
        heading=_("Refuse this company") if deed == "decline" else _("Stop this company"),
        status=status,
        company=company,
        deed=deed,
        waiting=waiting,
        possible=may_move(COMPANY_MOVES, CompanyState(company.state), target, Role.STAFF),
        form=form,
    )
