"""The team phones a company that leaves learners without a word, and says when it looks again."""

from datetime import timedelta

from flask import Blueprint, Response, url_for

from portal import clock
from portal.blueprints.backoffice.company_forms import CallForm
from portal.blueprints.backoffice.company_page import noted, show
from portal.database import db
from portal.domain.jobs import silent
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.silent import BadDay
from portal.domain.moves import MoveNotAllowed
from portal.domain.signups.asked import home_zone
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.job_team import without_a_word
from portal.web.jobs_access import staff_company, takes_part
from portal.web.languages import gettext as _

blueprint = Blueprint("office_company_calls", __name__)

#: Unless somebody says otherwise, we look again after this.
_USUAL = timedelta(days=7)


@blueprint.get("/office/companies/<ref:ref>/call")
@staff_company
def ask(company: Company) -> Response:
    form = CallForm()
    form.again.data = (clock.now() + _USUAL).astimezone(home_zone()).date().isoformat()
    return _show(company, form)


@blueprint.post("/office/companies/<ref:ref>/call")
@staff_company
def say(company: Company) -> Response:
    form = CallForm()
    again = form.day() if form.validate() else None
    if again is None:
        return _show(company, form, 422)
    try:
        silent.called(company, form.words.data, again, clock.now())
    except BadDay:
        db.session.rollback()
        form.refuse("again", form.soon())
        return _show(company, form, 422)
    except MoveNotAllowed:
        db.session.rollback()
        return show(company, 409, refused=_("It stands otherwise now. Look at it again."))
    return _done(company, "called")


@blueprint.post("/office/companies/<ref:ref>/settled")
@staff_company
def settle(company: Company) -> Response:
    """Nothing more is to be done about the call."""
    form = PressForm()
    if not form.validate():
        return show(company, 422, form)
    try:
        silent.settled(company, clock.now())
    except MoveNotAllowed:
        db.session.rollback()
        return show(company, 409, refused=_("It stands otherwise now. Look at it again."))
    return _done(company, "settled")


def _done(company: Company, action: str) -> Response:
    noted(action, company)
    db.session.commit()
    return go(url_for("office_companies.company", ref=company.ref, done=action))


def _show(company: Company, form: CallForm, status: int = 200) -> Response:
    found = silent.silences([company], clock.now()).get(company.id)
    return page(
        "backoffice/companies/call.html",
        heading=_("A call to %(company)s", company=company.name),
        status=status,
        company=company,
        possible=takes_part(company),
        silence=without_a_word(found, home_zone()),
        form=form,
    )
