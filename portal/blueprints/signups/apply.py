"""Applying for a course that staff choose for: one short form, then a card that says how it goes on."""

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.signups.forms import ApplyForm
from portal.database import db
from portal.domain.catalogue.models import CourseSession
from portal.domain.catalogue.search import course_session_to_book, public_session_by_ref
from portal.domain.signups import offers
from portal.domain.signups.applying import answer_by, apply_for, by_application
from portal.domain.signups.seats import AlreadySignedUp, NotBookable
from portal.web import holder
from portal.web.access import form_page
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.limits import may_sign_up, seats_by_address
from portal.web.people_forms import too_often

blueprint = Blueprint("apply", __name__)


@blueprint.get("/sessions/<ref:ref>/apply")
@form_page
def form(ref: str) -> Response:
    course_session = public_session_by_ref(ref) or abort(404)
    if not by_application(course_session):
        return go(url_for("seat.form", ref=ref))
    return _show(course_session, ApplyForm(holder.form_key(ref)))


@blueprint.post("/sessions/<ref:ref>/apply")
@form_page
@seats_by_address
def send(ref: str) -> Response:
    course_session = course_session_to_book(ref) or abort(404)
    if not by_application(course_session):
        return go(url_for("seat.form", ref=ref))
    form = ApplyForm(holder.form_key(ref))
    if not form.validate():
        return _show(course_session, form, 422)
    request = form.request()
    if not may_sign_up(request.reach.digest if request.reach else None):
        form.refuse(form.reach_by.data, too_often())
        return _show(course_session, form, 429)
    try:
        made = apply_for(course_session, request, form.told(), clock.now()).ref
    except AlreadySignedUp as refusal:
        return _applied_already(course_session, form, refusal.ref)
    except NotBookable:
        db.session.rollback()
        return _show(course_session, form, 409)
    db.session.commit()
    holder.grant(made)
    return go(url_for("card.show", ref=made))


def _applied_already(course_session: CourseSession, form: ApplyForm, ref: str) -> Response:
    """To the card, for the browser that holds it; others are told to open it."""
    db.session.rollback()
    if holder.holds(ref):
        return go(url_for("card.show", ref=ref))
    return _show(course_session, form, 409, already=True)


def _show(course_session: CourseSession, form: ApplyForm, status: int = 200, already: bool = False) -> Response:
    now = clock.now()
    offer = offers.offer(course_session, now)
    open_to_all = offer.bookable or offer.line
    return page(
        "signups/apply.html",
        heading=_("Apply for this course") if open_to_all else _("No seat can be taken here"),
        fragment="signups/_apply_form.html",
        status=409 if status == 200 and not open_to_all else status,
        offer=offer,
        form=form,
        answer_by=answer_by(course_session, now) if open_to_all else None,
        instead=[] if open_to_all else offers.next_fitting(course_session, now),
        already=already,
        in_error=bool(form.problems) or already or not open_to_all,
    )
