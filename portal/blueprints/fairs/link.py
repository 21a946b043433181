"""The link of a fair's tablet: it says what it is for; one press, and this browser is that tablet."""

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.database import db
from portal.domain.jobs import fairs
from portal.domain.jobs.board_models import JobFair
from portal.web import holder, office
from portal.web.access import form_page
from portal.web.dates import moment_words
from portal.web.fairs import fair_when
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.languages import offered
from portal.web.limits import guess_by_address, guess_link_by_address

blueprint = Blueprint("fair_link", __name__)


@blueprint.get("/tablet/<ref:token>")
@form_page
@guess_link_by_address
def ask(token: str) -> Response:
    return _show(token, _fair_of(token), PressForm())


@blueprint.post("/tablet/<ref:token>")
@form_page
@guess_by_address
def become(token: str) -> Response:
    """What this browser held before is forgotten: from now on it belongs to nobody."""
    fair, form = _fair_of(token), PressForm()
    if not form.validate():
        return _show(token, fair, form, 422)
    if not fairs.tablet_open(fair, clock.now()):
        return _show(token, fair, form, 409)
    ref, digest = fair.ref, fair.tablet_digest
    office.sign_out()
    db.session.commit()
    holder.at_tablet(str(digest))
    return go(url_for("fair_tablet.cards", ref=ref, lang=offered()[0].code))


def _fair_of(token: str) -> JobFair:
    found, now = fairs.by_token(token), clock.now()
    if found is None or found.cancelled_at or now >= found.ends_at + fairs.MARGIN:
        abort(404)
    return found


def _show(token: str, fair: JobFair, form: PressForm, status: int = 200) -> Response:
    opens = fair.starts_at - fairs.MARGIN
    return page(
        "fairs/link.html",
        heading=_("This tablet is for a job fair"),
        status=status,
        fair=fair,
        when=fair_when(fair),
        opens="" if fairs.tablet_open(fair, clock.now()) else moment_words(opens, fair.place.zone),
        action=url_for("fair_link.become", token=token),
        form=form,
    )
