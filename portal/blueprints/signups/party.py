"""Coming with more people, or fewer, than was said at first."""

from flask import Blueprint, Response, url_for

from portal import clock
from portal.blueprints.signups.forms import PartyForm, too_many_changes
from portal.database import db
from portal.domain.accounts.reaching import recipient
from portal.domain.signups.applying import application_of
from portal.domain.signups.changes import change_party
from portal.domain.signups.models import SignUp
from portal.domain.signups.seats import NotEnoughSeats
from portal.domain.signups.states import State
from portal.web.access import holder_only
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.languages import ngettext
from portal.web.limits import may_change
from portal.web.words import ended

blueprint = Blueprint("party", __name__)


@blueprint.get("/seats/<ref:ref>/party")
@holder_only
def ask(sign_up: SignUp) -> Response:
    if not _changeable(sign_up):
        return go(url_for("card.show", ref=sign_up.ref))
    return _show(sign_up, PartyForm(sign_up.party))


@blueprint.post("/seats/<ref:ref>/party")
@holder_only
def change(sign_up: SignUp) -> Response:
    form = PartyForm(sign_up.party)
    if not _changeable(sign_up):
        return go(url_for("card.show", ref=sign_up.ref))
    if not form.validate():
        return _show(sign_up, form, 422)
    if not may_change(sign_up.ref, recipient(sign_up.person, sign_up.language).address_digest):
        form.refuse("party", too_many_changes())
        return _show(sign_up, form, 429)
    try:
        change_party(sign_up, int(form.party.data), clock.now())
    except NotEnoughSeats as refusal:
        db.session.rollback()
        form.refuse("party", _too_many(refusal.free))
        return _show(sign_up, form, 409)
    db.session.commit()
    return go(url_for("card.show", ref=sign_up.ref, saved="party"))


def _changeable(sign_up: SignUp) -> bool:
    """Not once it is over; nor where staff choose: there everybody applies for themselves."""
    return not ended(sign_up) and application_of(sign_up) is None


def _too_many(free: int) -> str:
    if not free:
        return _("No other seat is free. You keep what you have.")
    return ngettext(
        "Only %(num)s more seat is free. You keep what you have.",
        "Only %(num)s more seats are free. You keep what you have.",
        free,
    )


def _show(sign_up: SignUp, form: PartyForm, status: int = 200) -> Response:
    return page(
        "signups/party.html",
        heading=_("How many people come?"),
        fragment="signups/_party_form.html",
        status=status,
        sign_up=sign_up,
        form=form,
        waits=sign_up.state == State.WAITING,
    )
