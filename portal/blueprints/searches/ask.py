""" "Tell me about new jobs": the filters of the board, and how and how often to tell."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from portal import clock
from portal.blueprints.searches.forms import AlertForm
from portal.database import db
from portal.domain.jobs import searches
from portal.domain.jobs.choices import Every
from portal.domain.jobs.wanted import BadWish, Wanted, read_wishes
from portal.web.access import form_page
from portal.web.htmx import go, page
from portal.web.job_wishes import every_words, wish_words
from portal.web.languages import gettext as _
from portal.web.limits import asks_by_address, may_ask
from portal.web.people_forms import too_often

blueprint = Blueprint("save_search", __name__)


@blueprint.get("/jobs/alerts/new")
@form_page
def ask() -> Response:
    wanted = _wanted()
    if wanted.named and not wanted.named.town:  # the board knows what to do about a town that nobody knows
        return go(_to("jobs.list_of", wanted))
    return _show(wanted, AlertForm())


@blueprint.post("/jobs/alerts/new")
@form_page
@asks_by_address
def save() -> Response:
    wanted, form = _wanted(), AlertForm()
    if not form.validate():
        return _show(wanted, form, 422)
    alert = form.alert(wanted.given)
    if not may_ask(alert.reach.digest):
        form.refuse("reach_by", too_often())
        return _show(wanted, form, 429)
    try:
        searches.save(alert, clock.now())
    except searches.TooMany:
        db.session.rollback()
        form.refuse("reach_by", _("This number or e-mail has ten searches already. Stop one first."))
        return _show(wanted, form, 409)
    db.session.commit()
    return go(_to("save_search.saved", wanted, every=alert.every.value, by=alert.reach.kind.value))


@blueprint.get("/jobs/alerts/saved")
@form_page
def saved() -> Response:
    """What comes now. It says nothing that its address does not: whoever sent a form need not own the contact."""
    every = request.args.get("every", "")
    if every not in list(Every):
        abort(404)
    return page(
        "searches/saved.html",
        heading=_("Your search is saved"),
        wanted=(wanted := _wanted()),
        wishes=wish_words(wanted),
        every=every_words(every),
        by_phone=request.args.get("by") == "phone",
    )


def _wanted() -> Wanted:
    """What the address asks for; that it is new goes without saying."""
    try:
        return read_wishes({name: value for name, value in request.args.items() if name != "new"})
    except BadWish:
        abort(404)


def _to(endpoint: str, wanted: Wanted, **more: Any) -> str:
    """An address with the same choices."""
    values: dict[str, Any] = wanted.given | more
    return url_for(endpoint, **values)


def _show(wanted: Wanted, form: AlertForm, status: int = 200) -> Response:
    return page(
        "searches/ask.html",
        heading=_("Tell me about new jobs"),
        fragment="searches/_alert_form.html",
        status=status,
        wanted=wanted,
        wishes=wish_words(wanted),
        form=form,
        action=_to("save_search.save", wanted),
    )
