"""What a volunteer changes at their desk: what they offer, news of open dates, a break, and stopping."""

from typing import Any

from flask import Blueprint, Response, url_for

from portal import clock
from portal.blueprints.desk.forms import OfferForm, saved
from portal.database import begin_write, db
from portal.domain.mentoring import vetting, volunteers
from portal.domain.mentoring.desk import pairs_of
from portal.domain.mentoring.slot_fit import held_by
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.moves import MoveNotAllowed, Role
from portal.web import office
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.mentoring_access import volunteer_only

blueprint = Blueprint("desk_offer", __name__)


@blueprint.get("/desk/offer")
@volunteer_only
def ask(volunteer: Volunteer) -> Response:
    form = OfferForm(volunteer)
    form.open(saved(volunteer))
    return _show(form)


@blueprint.post("/desk/offer")
@volunteer_only
def change(volunteer: Volunteer) -> Response:
    form = OfferForm(volunteer)
    if not form.validate():
        return _show(form, 422)
    begin_write()
    if form.overtaken(saved(volunteer)):
        db.session.rollback()
        return _show(form, 409)
    volunteers.change(volunteer, form.offer(volunteer), clock.now())
    db.session.commit()
    return go(url_for("desk.home", done="offer"))


def _show(form: OfferForm, status: int = 200) -> Response:
    return page("desk/offer.html", heading=_("What you offer"), status=status, form=form)


@blueprint.post("/desk/alerts/<any(on, off):how>")
@volunteer_only
def alerts(volunteer: Volunteer, how: str) -> Response:
    if not (form := PressForm()).validate():
        return _show_break(volunteer, form, 422)
    begin_write()
    volunteer.no_alerts = how == "off"
    db.session.commit()
    return go(url_for("desk.home", done=f"alerts-{how}"))


@blueprint.get("/desk/break")
@volunteer_only
def ask_break(volunteer: Volunteer) -> Response:
    return _show_break(volunteer, PressForm())


@blueprint.post("/desk/break")
@volunteer_only
def take_break(volunteer: Volunteer) -> Response:
    if not (form := PressForm()).validate():
        return _show_break(volunteer, form, 422)
    vetting.pause(volunteer, Role.VOLUNTEER, clock.now())
    db.session.commit()
    return go(url_for("desk.home", done="break"))


@blueprint.post("/desk/go-on")
@volunteer_only
def go_on(volunteer: Volunteer) -> Response:
    if not (form := PressForm()).validate():
        return _show_break(volunteer, form, 422)
    try:
        vetting.go_on(volunteer, Role.VOLUNTEER, clock.now())
    except (vetting.NotReady, MoveNotAllowed):
        db.session.rollback()
        return _show_break(volunteer, form, 409, _("A check must be made again first. The team writes to you."))
    db.session.commit()
    return go(url_for("desk.home", done="back"))


@blueprint.post("/desk/stop")
@volunteer_only
def stop(volunteer: Volunteer) -> Response:
    if not (form := PressForm()).validate():
        return _show_break(volunteer, form, 422)
    if pairs_of(volunteer, clock.now()):
        return _show_break(volunteer, form, 409, _("Please say goodbye to your learners first."))
    vetting.end(volunteer, Role.VOLUNTEER, clock.now())
    office.sign_out()
    db.session.commit()
    return go(url_for("volunteering.home"))


def _show_break(volunteer: Volunteer, form: PressForm, status: int = 200, problem: str = "") -> Response:
    now = clock.now()
    facts: dict[str, Any] = {"pairs": pairs_of(volunteer, now), "held": held_by(volunteer, now), "problem": problem}
    heading = _("A break, or stopping")
    return page("desk/break.html", heading=heading, status=status, volunteer=volunteer, form=form, **facts)
