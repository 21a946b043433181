"""Taking a seat: the form of four questions and what becomes of it."""

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.signups.forms import SeatForm
from portal.database import db
from portal.domain.catalogue.models import CourseSession
from portal.domain.catalogue.search import course_session_by_ref, course_session_to_book
from portal.domain.signups import offers
from portal.domain.signups.seats import AlreadySignedUp, NotBookable, NotEnoughSeats, take_seat
from portal.web import holder
from portal.web.access import form_page
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.languages import ngettext
from portal.web.limits import seats_by_address

blueprint = Blueprint("seat", __name__)


@blueprint.get("/sessions/<ref:ref>/seat")
@form_page
def form(ref: str) -> Response:
    return _show(course_session_by_ref(ref) or abort(404), SeatForm(holder.form_key(ref)))


@blueprint.post("/sessions/<ref:ref>/seat")
@form_page
@seats_by_address
def take(ref: str) -> Response:
    course_session = course_session_to_book(ref) or abort(404)
    form = SeatForm(holder.form_key(ref))
    if not form.validate():
        return _show(course_session, form, 422)
    try:
        sign_up = take_seat(course_session, form.request(), clock.now())
    except AlreadySignedUp as refusal:
        db.session.rollback()
        if holder.holds(refusal.ref):
            return go(url_for("card.show", ref=refusal.ref))
        return _show(course_session, form, 409, already=True)
    except NotEnoughSeats as refusal:
        db.session.rollback()
        form.refuse("party", _too_many(refusal.free))
        return _show(course_session, form, 409)
    except NotBookable:
        db.session.rollback()
        return _show(course_session, form, 409)
    booked = sign_up.ref  # after the commit it would be read again
    db.session.commit()
    holder.grant(booked)
    return go(url_for("card.show", ref=booked))


def _too_many(free: int) -> str:
    return ngettext(
        "Only %(num)s seat is left. Choose fewer people.",
        "Only %(num)s seats are left. Choose fewer people.",
        free,
    )


def _show(course_session: CourseSession, form: SeatForm, status: int = 200, already: bool = False) -> Response:
    offer = offers.offer(course_session, clock.now())
    instead = [] if offer.bookable else offers.next_fitting(course_session, clock.now())
    return page(
        "signups/seat.html",
        heading=_("Take a seat") if offer.bookable else _("No seat can be taken here"),
        fragment="signups/_seat_form.html",
        status=409 if status == 200 and not offer.bookable else status,
        offer=offer,
        form=form,
        instead=instead,
        already=already,
        in_error=bool(form.problems) or already,
    )
