"""Ticking the names by plain forms: all at once, the rest at one press, and that undone."""

from flask import Blueprint, Response, abort, request

from portal import clock
from portal.blueprints.checkin.shown import address, chosen, show
from portal.database import db
from portal.domain.catalogue.models import CourseSession, SessionDate
from portal.domain.signups.attendance import By, Outcome, Tick, Ticker, by_refs, take
from portal.domain.signups.attendance_models import Half, Mark
from portal.domain.signups.rest import form_token, mark_rest, undo_rest
from portal.web.access import check_in_late, check_in_only
from portal.web.check_in import who_ticks
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _

blueprint = Blueprint("check_in", __name__)

#: What a page may draw as the key of its form.
_KEY_MOST = 32


@blueprint.get("/check-in/<ref:ref>")
@check_in_late
def names(course_session: CourseSession) -> Response:
    by = who_ticks(course_session, late=True)
    if by and by.ticker == Ticker.LATE_LINK:
        heading = _("This link has ended")
        return page("checkin/over.html", heading=heading, course_session=course_session, form=PressForm())
    return show(course_session, PressForm())


@blueprint.post("/check-in/<ref:ref>")
@check_in_only
def save(course_session: CourseSession) -> Response:
    """All names of the page at once; what was not changed there is left as it is."""
    form = PressForm()
    if not form.validate():
        return show(course_session, form, 422)
    (day, half), by = chosen(course_session) or abort(404), _by(course_session)
    outcomes = [take(tick, by, clock.now()) for tick in _changed(course_session, day, half)]
    db.session.commit()
    gone = outcomes.count(Outcome.NO_SEAT)
    early = outcomes.count(Outcome.TOO_EARLY)
    return go(address(course_session, day, half, saved=len(outcomes) - early, gone=gone, early=early))


def _changed(course_session: CourseSession, day: SessionDate, half: Half) -> list[Tick]:
    """The names whose mark is another than the one the page showed."""
    key, found = request.form.get("key", "")[:_KEY_MOST], []
    sent = {name.removeprefix("mark-"): value for name, value in request.form.items() if name.startswith("mark-")}
    for sign_up in by_refs(course_session, sent):
        value = sent[sign_up.ref]
        if value != request.form.get(f"was-{sign_up.ref}") and (value in set(Mark) or not value):
            mark = Mark(value) if value else None
            found.append(Tick(form_token(key, sign_up, day, half, mark), sign_up, day, half, mark, clock.now()))
    return found


@blueprint.post("/check-in/<ref:ref>/rest")
@check_in_only
def rest(course_session: CourseSession) -> Response:
    form = PressForm()
    if not form.validate():
        return show(course_session, form, 422)
    day, half = chosen(course_session) or abort(404)
    key = request.form.get("key", "")[:_KEY_MOST]
    absent = mark_rest(day, half, key, _by(course_session), clock.now())
    db.session.commit()
    return go(address(course_session, day, half, absent=absent, undo=key))


@blueprint.post("/check-in/<ref:ref>/undo")
@check_in_only
def undo(course_session: CourseSession) -> Response:
    form = PressForm()
    if not form.validate():
        return show(course_session, form, 422)
    day, half = chosen(course_session) or abort(404)
    undone = undo_rest(day, half, request.form.get("key", "")[:_KEY_MOST], _by(course_session), clock.now())
    db.session.commit()
    return go(address(course_session, day, half, undone=undone))


def _by(course_session: CourseSession) -> By:
    return who_ticks(course_session) or abort(404)
