""" "Send me the link": back to an offer from another phone. The answer is the same, known or not."""

from flask import Blueprint, Response, url_for

from portal import clock
from portal.blueprints.volunteering.forms import LinkForm
from portal.database import db
from portal.domain.accounts.contacts import read_email
from portal.domain.mentoring.offer_links import send_link
from portal.web.access import form_page
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.limits import asks_by_address, may_get_link
from portal.web.people_forms import too_often

blueprint = Blueprint("offer_link", __name__)


@blueprint.get("/volunteering/link")
@form_page
def ask() -> Response:
    return _show(LinkForm())


@blueprint.post("/volunteering/link")
@form_page
@asks_by_address
def send() -> Response:
    form = LinkForm()
    if not form.validate():
        return _show(form, 422)
    email = read_email(form.email.data)
    if not may_get_link(email.digest):
        form.refuse("email", too_often())
        return _show(form, 429)
    send_link(email, clock.now())
    db.session.commit()
    return go(url_for("offer_link.sent"))


@blueprint.get("/volunteering/link/sent")
@form_page
def sent() -> Response:
    return page("volunteering/link_sent.html", heading=_("Look into your mails"))


def _show(form: LinkForm, status: int = 200) -> Response:
    return page(
        "volunteering/link.html",
        heading=_("Back to your offer"),
        fragment="volunteering/_link_form.html",
        status=status,
        form=form,
    )
