"""A volunteer's own hours: a sheet that says so, to print or to keep, for whatever time and in any language."""

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.web.attestation import asked_for, document, sheet
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.mentoring_access import volunteer_only
from portal.web.pdf import as_pdf, has_pdf

blueprint = Blueprint("recognition", __name__)


@blueprint.get("/desk/hours")
@volunteer_only
def mine(volunteer: Volunteer) -> Response:
    found = asked_for(volunteer, clock.now())
    return page(
        "recognition/page.html",
        heading=_("Your hours"),
        one=found,
        sheet=sheet(found),
        action=url_for("recognition.mine"),
        address=lambda **more: url_for("recognition.mine", **found.asked | more),
        pdf=url_for("recognition.pdf", **found.asked) if has_pdf() else None,
    )


@blueprint.get("/desk/hours.pdf")
@volunteer_only
def pdf(volunteer: Volunteer) -> Response:
    if not has_pdf():
        abort(404)
    return as_pdf(document(asked_for(volunteer, clock.now())), "hours")
