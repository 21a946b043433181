"""The form of an offer: six steps, each with an address of its own, kept as soon as it is answered."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, url_for

from portal import clock
from portal.blueprints.volunteering.forms import FORMS, WhoForm
from portal.blueprints.volunteering.steps import address_of, check_page, later_page, step_page
from portal.database import db
from portal.domain.mentoring import offering
from portal.domain.mentoring.offer_links import NotADraft, send_link_to
from portal.domain.mentoring.offer_sending import NotComplete, send, zone_of
from portal.domain.mentoring.offering import STEPS, Step
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.web import holder
from portal.web.access import form_page
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.limits import asks_by_address, changes_contact_by_address, may_ask, may_get_link
from portal.web.mentoring_access import offer_only
from portal.web.people_forms import too_often

blueprint = Blueprint("offering", __name__)

_STEP = f"/volunteering/offer/<ref:ref>/<any({', '.join(FORMS)}):step>"


@blueprint.get("/volunteering/offer")
@form_page
def begin_form() -> Response:
    return step_page(None, Step.WHO, WhoForm(data={"key": holder.form_key("offer")}))


@blueprint.post("/volunteering/offer")
@form_page
@asks_by_address
def begin() -> Response:
    form = WhoForm()
    if not form.validate():
        return step_page(None, Step.WHO, form, 422)
    who = form.who()
    if not may_ask(who.email.digest):
        form.refuse("email", too_often())
        return step_page(None, Step.WHO, form, 429)
    try:
        draft = offering.begin(who, form.key.data or holder.form_key("offer"), clock.now())
    except NotADraft:
        return _no_draft()
    ref, then = draft.ref, offering.next_step(draft)
    db.session.commit()
    holder.began_offer(ref)
    return go(address_of(ref, then))


@blueprint.get(_STEP)
@offer_only
def step(draft: Volunteer, step: str) -> Response:
    holder.card_seen("offer")  # the answer has arrived: the next form is another offer
    then = offering.next_step(draft)
    if STEPS.index(Step(step)) > STEPS.index(then):
        return go(address_of(draft.ref, then))
    return step_page(draft, Step(step), FORMS[Step(step)].of(draft))


@blueprint.post(_STEP)
@offer_only
@changes_contact_by_address
def keep(draft: Volunteer, step: str) -> Response:
    form = FORMS[Step(step)].of(draft)
    if not form.validate():
        return step_page(draft, Step(step), form, 422)
    if isinstance(form, WhoForm) and not may_ask(form.who().email.digest):
        form.refuse("email", too_often())
        return step_page(draft, Step.WHO, form, 429)
    try:
        form.keep(draft, clock.now())
    except NotADraft:
        return _no_draft()
    address = address_of(draft.ref, offering.next_step(draft))
    db.session.commit()
    return go(address)


@blueprint.get("/volunteering/offer/<ref:ref>/check")
@offer_only
def check(draft: Volunteer) -> Response:
    then = offering.next_step(draft)
    return check_page(draft, PressForm()) if then is Step.CHECK else go(address_of(draft.ref, then))


@blueprint.post("/volunteering/offer/<ref:ref>/check")
@offer_only
def do_send(draft: Volunteer) -> Response:
    form = PressForm()
    if not form.validate():
        return check_page(draft, form, 422)
    zone = zone_of(draft).key
    try:
        until = send(draft, clock.now())
    except NotComplete:
        then = offering.next_step(draft)
        db.session.rollback()
        return go(address_of(draft.ref, then))
    except NotADraft:
        return _no_draft()
    db.session.commit()
    holder.offer_sent(f"{until.isoformat()} {zone}")
    return go(url_for("offering.sent"))


@blueprint.get("/volunteering/offer/sent")
@form_page
def sent() -> Response:
    """The same whether the address is known or not: the mail says more."""
    told = holder.offer_sent_until()
    if told is None:
        return page("volunteering/no_draft.html", heading=_("There is no open form here"))
    until, _space, zone = told.partition(" ")
    heading = _("Thank you. Your offer is sent.")
    return page("volunteering/sent.html", heading=heading, until=datetime.fromisoformat(until), zone=ZoneInfo(zone))


@blueprint.get("/volunteering/offer/<ref:ref>/later")
@offer_only
def ask_later(draft: Volunteer) -> Response:
    return later_page(draft, PressForm())


@blueprint.post("/volunteering/offer/<ref:ref>/later")
@offer_only
def later(draft: Volunteer) -> Response:
    form = PressForm()
    if not form.validate():
        return later_page(draft, form, 422)
    if not may_get_link(draft.email_digest or ""):
        return later_page(draft, form, 429)
    try:
        send_link_to(draft, clock.now())
    except NotADraft:
        return _no_draft()
    db.session.commit()
    return go(url_for("offer_link.sent"))


def _no_draft() -> Response:
    db.session.rollback()
    return go(url_for("offering.sent"))
