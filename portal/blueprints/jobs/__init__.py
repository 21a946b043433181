"""Finding work: the board with its filter, one posting, one company.

Everything here is public, the same for everybody, and free of cookies. The address of a posting stays for ever: what
is not on the board any more says so, and shows what comes close.
"""

from flask import Blueprint, Response, abort, request

from portal import clock
from portal.blueprints.jobs.listed import list_of_work
from portal.domain.jobs import board, similar
from portal.domain.jobs.board import Standing
from portal.web.access import public
from portal.web.htmx import page
from portal.web.job_schema import job_link
from portal.web.languages import gettext as _

blueprint = Blueprint("jobs", __name__)


@blueprint.get("/jobs")
@public
def list_of() -> Response:
    return list_of_work(request.args)


@blueprint.get("/jobs/<ref:ref>")
@public
def posting(ref: str) -> Response:
    found, now = board.posting_by_ref(ref), clock.now()
    if found is None or not board.was_public(found):
        abort(404)
    standing = board.standing(found, now)
    gone = standing is Standing.GONE
    return page(
        "jobs/gone.html" if gone else "jobs/posting.html",
        heading=_("This job is not there any more") if gone else found.title,
        status=410 if gone else 200,
        in_error=False,
        posting=found,
        standing=standing,
        similar=similar.like(found, now),
    )


@blueprint.get("/jobs/<ref:ref>/sheet")
@public
def sheet(ref: str) -> Response:
    """On one sheet of paper, with a code to scan."""
    found, now = board.posting_by_ref(ref), clock.now()
    if found is None or board.standing(found, now) not in {Standing.OPEN, Standing.BUSY}:
        abort(404)
    address = job_link(found)
    return page(
        "jobs/sheet.html",
        heading=_("On one sheet: %(title)s", title=found.title),
        posting=found,
        address=address,
        typed=address.split("://", 1)[-1],
    )


@blueprint.get("/jobs/companies/<ref:ref>")
@public
def company(ref: str) -> Response:
    found = board.company_by_ref(ref) or abort(404)
    postings = board.of_company(found, clock.now())
    return page("jobs/company.html", heading=found.name, company=found, postings=postings, busy=board.busy(postings))
