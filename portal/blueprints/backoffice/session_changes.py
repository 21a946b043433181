"""What the team does with a course session: shows it, moves it, copies it, calls it off. Who is concerned hears."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request, url_for

from portal import clock
from portal.blueprints.backoffice.session_forms import CopyForm, DatesForm, SeatsForm, saved_dates
from portal.blueprints.backoffice.session_page import show
from portal.database import begin_write, db
from portal.domain.catalogue.drafts import copy
from portal.domain.catalogue.models import CourseSession
from portal.domain.catalogue.series import BadDate
from portal.domain.mentoring import slot_dates
from portal.domain.signups import offers
from portal.domain.signups.audience import audience
from portal.domain.signups.audit import CAPACITY_CHANGED
from portal.domain.signups.changes import cancel_course_session, change_capacity, seats_over
from portal.domain.signups.publishing import (
    SignedUpFor,
    close_sign_ups,
    delete,
    open_sign_ups,
    publish,
    unpublish,
)
from portal.domain.signups.rescheduling import HeldAlready, StillToCome, move_dates
from portal.domain.signups.told import about_session
from portal.web import office
from portal.web.access import staff_session
from portal.web.date_fields import bad_date_words, day_of
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.words import text

blueprint = Blueprint("office_session_changes", __name__)

#: What one press does.
_PRESSES: dict[str, Callable[[CourseSession], None]] = {
    "publish": publish,
    "unpublish": unpublish,
    "close": lambda found: close_sign_ups(found, clock.now()),
    "open": lambda found: open_sign_ups(found, clock.now()),
}


@blueprint.post("/office/sessions/<ref:ref>/<any(publish, unpublish, close, open):deed>")
@staff_session
def press(found: CourseSession, deed: str) -> Response:
    if not (form := PressForm()).validate():
        return _once_more(found, form)
    try:
        _PRESSES[deed](found)
    except SignedUpFor:
        return _people(found)
    _noted(found, deed)
    return _done(found, deed)


@blueprint.get("/office/sessions/<ref:ref>/dates")
@staff_session
def ask_dates(found: CourseSession) -> Response:
    form = DatesForm()
    form.open(saved_dates(found))
    return _show_dates(found, form)


@blueprint.post("/office/sessions/<ref:ref>/dates")
@staff_session
def dates(found: CourseSession) -> Response:
    form = DatesForm()
    if not form.validate() or "more" in request.form:
        return _show_dates(found, form, 200 if "more" in request.form else 422)
    begin_write()
    if form.overtaken(saved_dates(found)) or not form.dates.check(found.place.zone):
        db.session.rollback()
        return _show_dates(found, form, 409 if form.overtaken_by else 422)
    was, now = slot_dates.before(found, clock.now()), clock.now()
    try:
        told = len(move_dates(found, form.dates.slots(), now)) + slot_dates.after(found, was, now)
    except StillToCome:
        db.session.rollback()
        form.refuse("dates", _("People have signed up. Write a date, or cancel it."))
        return _show_dates(found, form, 422)
    except HeldAlready:
        db.session.rollback()
        form.refuse("dates", _("Somebody was marked on a date you took away. Keep that date."))
        return _show_dates(found, form, 422)
    _noted(found, "moved", told=told)
    return _done(found, "moved", told=told)


def _show_dates(found: CourseSession, form: DatesForm, status: int = 200) -> Response:
    heading = _("Dates: %(what)s", what=text(found.course.title))
    facts: dict[str, Any] = {"form": form, "course_session": found, "audience": audience(found)}
    return page("backoffice/catalogue/session_dates.html", heading=heading, status=status, **facts)


@blueprint.get("/office/sessions/<ref:ref>/seats")
@staff_session
def ask_seats(found: CourseSession) -> Response:
    form = SeatsForm()
    form.open({"capacity": str(found.capacity)})
    return _show_seats(found, form)


@blueprint.post("/office/sessions/<ref:ref>/seats")
@staff_session
def seats(found: CourseSession) -> Response:
    form = SeatsForm()
    if not form.validate():
        return _show_seats(found, form, 422)
    begin_write()
    over = seats_over(found, form.seats)
    if form.overtaken({"capacity": str(found.capacity)}) or (over and not form.why.data):
        db.session.rollback()
        return _not_so_few(found, form, over)
    before = found.capacity
    seated = [one.ref for one in change_capacity(found, form.seats, clock.now())]
    facts: dict[str, Any] = {"from": before, "to": form.seats, "over": over, "why": form.why.data if over else ""}
    office.noted(CAPACITY_CHANGED, about_session(found), place_id=found.place_id, **facts)
    return _done(found, "seats", seated=",".join(seated[:12]), told=len(seated))


def _not_so_few(found: CourseSession, form: SeatsForm, over: int) -> Response:
    if not form.overtaken_by:
        form.refuse("why", _("More seats are taken (%(over)s too many). Say why.", over=over))
    return _show_seats(found, form, 409)


def _show_seats(found: CourseSession, form: SeatsForm, status: int = 200) -> Response:
    heading = _("Seats: %(what)s", what=text(found.course.title))
    facts: dict[str, Any] = {"form": form, "course_session": found, "taken": seats_over(found, 0)}
    return page("backoffice/catalogue/session_seats.html", heading=heading, status=status, **facts)


@blueprint.get("/office/sessions/<ref:ref>/cancel")
@staff_session
def ask_cancel(found: CourseSession) -> Response:
    return _show_cancel(found, PressForm())


def _show_cancel(found: CourseSession, form: PressForm, status: int = 200) -> Response:
    heading = _("Cancel: %(what)s", what=text(found.course.title))
    instead = offers.next_fitting(found, clock.now())
    facts: dict[str, Any] = {"course_session": found, "audience": audience(found), "instead": instead, "form": form}
    return page("backoffice/catalogue/session_cancel.html", heading=heading, status=status, **facts)


@blueprint.post("/office/sessions/<ref:ref>/cancel")
@staff_session
def cancel(found: CourseSession) -> Response:
    if not (form := PressForm()).validate():
        return _show_cancel(found, form, 422)
    told = len(audience(found))
    cancel_course_session(found, clock.now())
    _noted(found, "cancelled", told=told)
    return _done(found, "cancelled", told=told)


@blueprint.get("/office/sessions/<ref:ref>/copy")
@staff_session
def ask_copy(found: CourseSession) -> Response:
    return _show_copy(found, CopyForm())


@blueprint.post("/office/sessions/<ref:ref>/copy")
@staff_session
def make_copy(found: CourseSession) -> Response:
    form = CopyForm()
    valid = form.validate()
    first = day_of(form.first)
    if not valid or form.problems:
        return _show_copy(found, form, 422)
    try:
        made = copy(found, first)
    except BadDate as wrong:
        form.refuse("first", bad_date_words(wrong))
        return _show_copy(found, form, 422)
    _noted(made, "copied", of=found.ref)
    return _done(made, "made")


def _show_copy(found: CourseSession, form: CopyForm, status: int = 200) -> Response:
    heading = _("Copy: %(what)s", what=text(found.course.title))
    facts: dict[str, Any] = {"course_session": found, "form": form}
    return page("backoffice/catalogue/session_copy.html", heading=heading, status=status, **facts)


@blueprint.post("/office/sessions/<ref:ref>/delete")
@staff_session
def remove(found: CourseSession) -> Response:
    if not (form := PressForm()).validate():
        return _once_more(found, form)
    about, place_id = about_session(found), found.place_id
    try:
        delete(found)
    except SignedUpFor:
        return _people(found)
    office.noted("course_session.deleted", about, place_id=place_id)
    db.session.commit()
    return go(url_for("office_sessions.sessions", which="drafts"))


@blueprint.get("/office/sessions/<ref:ref>/preview")
@staff_session
def preview(found: CourseSession) -> Response:
    """As a visitor would see it once it is published."""
    if not found.draft and not found.course.draft:
        return go(url_for("catalogue.course_session", ref=found.ref))
    offer = offers.offer(found, clock.now())
    heading = text(found.course.title)
    return page("backoffice/catalogue/session_preview.html", heading=heading, offer=offer, instead=[], preview=True)


def _noted(found: CourseSession, deed: str, **facts: Any) -> None:
    verb = {"publish": "published", "unpublish": "unpublished", "close": "closed", "open": "opened"}.get(deed, deed)
    office.noted(f"course_session.{verb}", about_session(found), place_id=found.place_id, **facts)


def _done(found: CourseSession, saved: str, **told: Any) -> Response:
    ref = found.ref
    db.session.commit()
    known = {name: value for name, value in told.items() if value}
    return go(url_for("office_sessions.session", ref=ref, saved=saved, **known))


def _people(found: CourseSession) -> Response:
    """It was not done: somebody would lose what they signed up for."""
    db.session.rollback()
    return show(found, 409, _("People have signed up. Cancel it, so that they hear of it."))


def _once_more(found: CourseSession, form: PressForm) -> Response:
    return show(found, 422, form.problems[0][1])
