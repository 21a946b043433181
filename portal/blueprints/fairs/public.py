"""The page that invites to a job fair: when, where, which companies, and what they look for."""

from flask import Blueprint, Response, abort

from portal import clock
from portal.domain.jobs import board, fairs
from portal.web.access import public
from portal.web.fairs import fair_when
from portal.web.htmx import page

blueprint = Blueprint("fairs", __name__)


@blueprint.get("/jobs/fairs/<ref:ref>")
@public
def fair(ref: str) -> Response:
    """Its address stays: a fair that is over, or called off, says so."""
    found, now = fairs.by_ref(ref) or abort(404), clock.now()
    postings = fairs.postings_of(found, now)
    return page(
        "fairs/fair.html",
        heading=found.name,
        fair=found,
        when=fair_when(found),
        over=found.ends_at <= now,
        companies=fairs.companies_of(found),
        postings=postings,
        busy=board.busy(postings),
    )
