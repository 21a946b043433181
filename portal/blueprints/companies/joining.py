"""A company asks to join, on one page; the answer is the same whether it is known or not."""

from datetime import datetime

from flask import Blueprint, Response, url_for

from portal import clock
from portal.blueprints.companies.forms import JoinForm
from portal.database import db
from portal.domain.jobs.joining import ANSWER_WITHIN_DAYS, join
from portal.domain.signups.asked import home_zone
from portal.web import holder
from portal.web.access import form_page
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.limits import asks_by_address, may_ask
from portal.web.people_forms import too_often

blueprint = Blueprint("joining", __name__)


@blueprint.get("/companies/join")
@form_page
def form() -> Response:
    return _show(JoinForm(data={"key": holder.form_key("company")}))


@blueprint.post("/companies/join")
@form_page
@asks_by_address
def do_join() -> Response:
    form = JoinForm()
    if not form.validate():
        return _show(form, 422)
    asked = form.joining(form.key.data or holder.form_key("company"))
    if not may_ask(asked.email.digest):
        form.refuse("email", too_often())
        return _show(form, 429)
    until = join(asked, clock.now())
    db.session.commit()
    holder.card_seen("company")  # the next form is another company
    holder.company_asked(until.isoformat())
    return go(url_for("joining.sent"))


@blueprint.get("/companies/join/sent")
@form_page
def sent() -> Response:
    told = holder.company_asked_until()
    return page(
        "companies/sent.html",
        heading=_("Thank you. We have your request."),
        until=datetime.fromisoformat(told) if told else None,
        answer_days=ANSWER_WITHIN_DAYS,
        zone=home_zone(),
    )


def _show(form: JoinForm, status: int = 200) -> Response:
    return page(
        "companies/join.html",
        heading=_("Hire our learners"),
        fragment="companies/_join_form.html",
        status=status,
        form=form,
        answer_days=ANSWER_WITHIN_DAYS,
    )
