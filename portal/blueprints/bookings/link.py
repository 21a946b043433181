"""No code at hand: a link and six digits go to the phone or e-mail somebody booked with.

Whatever contact is typed, the page says the same: nobody learns here who booked.
"""

from flask import Blueprint, Response, url_for

from portal import clock
from portal.blueprints.bookings.forms import DigitsForm, LinkForm
from portal.database import db
from portal.domain.signups.asked import home_zone
from portal.domain.signups.bookings import LIVES, by_six_digits, send_link
from portal.web import holder
from portal.web.access import form_page
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.languages import language
from portal.web.limits import asks_by_address, guess_by_address, guess_digits_by_contact, may_get_link
from portal.web.people_forms import too_often

blueprint = Blueprint("link", __name__)


@blueprint.get("/seats/link")
@form_page
def form() -> Response:
    return _show(LinkForm())


@blueprint.post("/seats/link")
@form_page
@asks_by_address
def send() -> Response:
    form = LinkForm()
    if not form.validate():
        return _show(form, 422)
    reach = form.reach
    assert reach is not None  # a form without one is not valid
    if not may_get_link(reach.digest):
        form.refuse("reach_by", too_often())
        return _show(form, 429)
    send_link(reach, language().code, home_zone(), clock.now())
    db.session.commit()
    holder.link_sent(reach.digest)
    return go(url_for("link.sent"))


@blueprint.get("/seats/link/sent")
@form_page
def sent() -> Response:
    return _show_sent(DigitsForm())


@blueprint.post("/seats/link/sent")
@form_page
@guess_by_address
@guess_digits_by_contact
def type_digits() -> Response:
    form = DigitsForm()
    if not form.validate():
        return _show_sent(form, 422)
    contact = holder.link_sent_to()
    message = by_six_digits(contact, form.digits, clock.now()) if contact else None
    if message is None:
        form.refuse("code", _("This code does not fit, or is too old. Check it."))
        return _show_sent(form, 422)
    holder.came_by(message.ref)
    return go(url_for("bookings.mine", ref=message.ref))


def _show(form: LinkForm, status: int = 200) -> Response:
    return page("bookings/link.html", heading=_("Get a link to your seats"), status=status, form=form)


def _show_sent(form: DigitsForm, status: int = 200) -> Response:
    minutes = int(LIVES.total_seconds() // 60)
    return page("bookings/sent.html", heading=_("Look at your messages"), status=status, form=form, minutes=minutes)
