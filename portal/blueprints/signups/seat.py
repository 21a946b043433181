"""Taking a seat, or a place on the waiting list where none is left: one form of four questions for both."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.signups.forms import SeatForm
from portal.database import db
from portal.domain.catalogue.availability import Availability
from portal.domain.catalogue.models import CourseSession
from portal.domain.catalogue.search import course_session_to_book, public_session_by_ref
from portal.domain.signups import offers
from portal.domain.signups.applying import by_application
from portal.domain.signups.line import can_wait, join_line
from portal.domain.signups.models import SignUp
from portal.domain.signups.offers import Offer
from portal.domain.signups.seats import (
    AlreadySignedUp,
    ByApplication,
    NotBookable,
    NotEnoughSeats,
    SeatRequest,
    take_seat,
)
from portal.web import holder
from portal.web.access import form_page
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.languages import ngettext
from portal.web.limits import may_sign_up, seats_by_address
from portal.web.people_forms import too_often

blueprint = Blueprint("seat", __name__)


@blueprint.get("/sessions/<ref:ref>/seat")
@form_page
def form(ref: str) -> Response:
    return _ask(ref)


@blueprint.post("/sessions/<ref:ref>/seat")
@form_page
@seats_by_address
def take(ref: str) -> Response:
    return _sign_up(ref, take_seat)


@blueprint.get("/sessions/<ref:ref>/wait")
@form_page
def wait(ref: str) -> Response:
    return _ask(ref)


@blueprint.post("/sessions/<ref:ref>/wait")
@form_page
@seats_by_address
def join(ref: str) -> Response:
    return _sign_up(ref, join_line)


def _ask(ref: str) -> Response:
    course_session = public_session_by_ref(ref) or abort(404)
    if by_application(course_session):
        return go(url_for("apply.form", ref=ref))
    return _show(course_session, SeatForm(holder.form_key(ref)))


def _sign_up(ref: str, verb: Callable[[CourseSession, SeatRequest, datetime], SignUp]) -> Response:
    """What becomes of the form: the card, or the form again with what to do."""
    course_session = course_session_to_book(ref) or abort(404)
    form = SeatForm(holder.form_key(ref))
    if not form.validate():
        return _show(course_session, form, 422)
    request = form.request()
    if not may_sign_up(request.reach.digest if request.reach else None):
        form.refuse(form.reach_by.data, too_often())
        return _show(course_session, form, 429)
    try:
        made = verb(course_session, request, clock.now()).ref  # after the commit it would be read again
    except (AlreadySignedUp, NotEnoughSeats, NotBookable) as refusal:
        db.session.rollback()
        return _refused(course_session, form, refusal)
    db.session.commit()
    holder.grant(made)
    return go(url_for("card.show", ref=made))


def _refused(course_session: CourseSession, form: SeatForm, refusal: Exception) -> Response:
    """Where somebody goes on who got no seat here."""
    match refusal:
        case AlreadySignedUp() if holder.holds(refusal.ref):
            return go(url_for("card.show", ref=refusal.ref))
        case AlreadySignedUp():
            return _show(course_session, form, 409, already=True)
        case NotEnoughSeats():
            form.refuse("party", _too_many(refusal.free))
            return _show(course_session, form, 409)
        case ByApplication():
            return go(url_for("apply.form", ref=course_session.ref))
    return _show(course_session, form, 409, changed=True)


def _too_many(free: int) -> str:
    return ngettext(
        "Only %(num)s seat is left. Choose fewer people.",
        "Only %(num)s seats are left. Choose fewer people.",
        free,
    )


def _together(offer: Offer, form: SeatForm) -> int:
    """For how many seats together this party could wait, because fewer are free; 0: it need not, or cannot."""
    party = form.people
    late = not can_wait(offer.course_session, Availability.FULL, clock.now())
    return 0 if late or not offer.bookable or party <= offer.free else party


def _heading(offer: Offer) -> str:
    if offer.bookable:
        return _("Take a seat")
    return _("Join the waiting list") if offer.line else _("No seat can be taken here")


def _show(
    course_session: CourseSession, form: SeatForm, status: int = 200, already: bool = False, changed: bool = False
) -> Response:
    """The form as the course session is now. `changed`: it was another one when the form was opened."""
    offer = offers.offer(course_session, clock.now())
    open_to_all = offer.bookable or offer.line
    return page(
        "signups/seat.html",
        heading=_heading(offer),
        fragment="signups/_seat_form.html",
        status=409 if status == 200 and not open_to_all else status,
        offer=offer,
        form=form,
        together=_together(offer, form),
        instead=[] if offer.bookable else offers.next_fitting(course_session, clock.now()),
        already=already,
        changed=changed,
        in_error=bool(form.problems) or already or changed,
    )
