"""Something is wrong with a job: anybody says so, without an account and without a name.

The journey: the page of a job leads to one question with its answers to choose from, and words if one likes. The next
page thanks, and says what happens: the team looks within one working day (`portal.domain.jobs.reports`).
"""

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.reports.forms import ReportForm
from portal.database import db
from portal.domain.jobs import board
from portal.domain.jobs.board import Standing
from portal.domain.jobs.choices import ReportWhy
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.reports import WORKING_DAYS, report
from portal.web import holder
from portal.web.access import form_page
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.limits import may_report, visitor_address

blueprint = Blueprint("report_posting", __name__)


@blueprint.get("/jobs/<ref:ref>/report")
@form_page
def ask(ref: str) -> Response:
    return _show(_posting(ref), ReportForm())


@blueprint.post("/jobs/<ref:ref>/report")
@form_page
def send(ref: str) -> Response:
    posting, form = _posting(ref), ReportForm()
    if not form.validate():
        return _show(posting, form, 422)
    if not may_report(visitor_address()):
        return _show(posting, form, 429, _("Many reports came from here. Please wait one hour, or call us."))
    report(posting, ReportWhy(form.why.data), form.text.data, holder.form_key(f"report:{ref}"), clock.now())
    db.session.commit()
    return go(url_for("report_posting.sent", ref=ref))


@blueprint.get("/jobs/<ref:ref>/report/sent")
@form_page
def sent(ref: str) -> Response:
    found = board.posting_by_ref(ref)
    if found is None or not board.was_public(found):
        abort(404)
    return page("reports/sent.html", heading=_("Thank you. We look into it."), days=WORKING_DAYS)


def _posting(ref: str) -> Posting:
    """What the public may see; what is gone already needs no report."""
    found = board.posting_by_ref(ref)
    if found is None or not board.was_public(found) or board.standing(found, clock.now()) is Standing.GONE:
        abort(404)
    return found


def _show(posting: Posting, form: ReportForm, status: int = 200, problem: str = "") -> Response:
    heading = _("What is wrong with this job?")
    return page("reports/ask.html", heading=heading, status=status, posting=posting, form=form, problem=problem)
