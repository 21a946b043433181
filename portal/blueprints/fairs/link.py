"""The link of a fair's tablet: it says what it is for; one press, and this browser is that tablet."""

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.database import db
from portal.domain.jobs import fairs
from portal.domain.jobs.board_models import JobFair
from portal.web import favourites, holder, office
from portal.web.access import form_page
from portal.web.dates import moment_words
from portal.web.fairs import fair_when
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.languages import offered
from portal.web.limits import guess_link_by_address

blueprint = Blueprint("fair_link", __name__)


@blueprint.get("/tablet/<ref:token>")
@form_page
@guess_link_by_address
def follow(token: str) -> Response:
    """Out of the address bar: whoever stands at the tablet later must not read the link there."""
    found = fairs.by_token(token)
    holder.offer_tablet(str(found.tablet_digest) if found else "")
    return go(url_for("fair_link.ask")) if found else abort(404)


@blueprint.get("/tablet")
@form_page
def ask() -> Response:
    return _show(_fair(), PressForm())


@blueprint.post("/tablet")
@form_page
def become() -> Response:
    """What this browser held before is forgotten: from now on it belongs to nobody."""
    fair, form = _fair(), PressForm()
    if not form.validate():
        return _show(fair, form, 422)
    if not fairs.tablet_open(fair, clock.now()):
        return _show(fair, form, 409)
    ref, digest = fair.ref, fair.tablet_digest
    office.sign_out()
    db.session.commit()
    holder.at_tablet(str(digest))
    response = favourites.forget(go(url_for("fair_tablet.cards", ref=ref, lang=offered()[0].code)))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'  # a card that somebody kept goes, too
    return response


def _fair() -> JobFair:
    """The fair whose link this browser followed."""
    found, now = fairs.by_digest(holder.tablet_offered()), clock.now()
    if found is None or found.cancelled_at or now >= found.ends_at + fairs.MARGIN:
        abort(404)
    return found


def _show(fair: JobFair, form: PressForm, status: int = 200) -> Response:
    opens = fair.starts_at - fairs.MARGIN
    return page(
        "fairs/link.html",
        heading=_("This tablet is for a job fair"),
        status=status,
        fair=fair,
        when=fair_when(fair),
        opens="" if fairs.tablet_open(fair, clock.now()) else moment_words(opens, fair.place.zone),
        action=url_for("fair_link.become"),
        form=form,
    )
