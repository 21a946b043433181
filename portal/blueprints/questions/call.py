""" "Ask for a call": as good a way as the forms, for whoever would rather speak."""

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.questions.forms import CallForm
from portal.database import db
from portal.domain.catalogue.models import CourseSession
from portal.domain.catalogue.search import public_session_by_ref
from portal.domain.signups.asked import home_zone
from portal.domain.signups.questions import ask_call
from portal.web import holder
from portal.web.access import form_page
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.limits import asks_by_address, may_ask
from portal.web.people_forms import too_often

blueprint = Blueprint("call", __name__)


@blueprint.get("/call")
@form_page
def form() -> Response:
    return _show(None, CallForm())


@blueprint.post("/call")
@form_page
@asks_by_address
def ask() -> Response:
    return _ask(None)


@blueprint.get("/sessions/<ref:ref>/call")
@form_page
def form_about(ref: str) -> Response:
    return _show(public_session_by_ref(ref) or abort(404), CallForm())


@blueprint.post("/sessions/<ref:ref>/call")
@form_page
@asks_by_address
def ask_about(ref: str) -> Response:
    return _ask(public_session_by_ref(ref) or abort(404))


def _ask(course_session: CourseSession | None) -> Response:
    form = CallForm()
    if not form.validate():
        return _show(course_session, form, 422)
    asker = form.asker()
    if not may_ask(asker.reach.digest):
        form.refuse("phone", too_often())
        return _show(course_session, form, 429)
    promised = ask_call(asker, course_session, home_zone(), clock.now()).ref
    db.session.commit()
    holder.asked(promised)
    return go(url_for("asked.show", ref=promised))


def _show(course_session: CourseSession | None, form: CallForm, status: int = 200) -> Response:
    action = url_for("call.ask_about", ref=course_session.ref) if course_session else url_for("call.ask")
    return page(
        "questions/call.html",
        heading=_("Ask for a call"),
        fragment="questions/_call_form.html",
        status=status,
        course_session=course_session,
        action=action,
        form=form,
    )
