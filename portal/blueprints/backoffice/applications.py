"""Applications on the page of a sign-up: information meeting, interview, and the answer when it is not yes."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response

from portal import clock
from portal.blueprints.backoffice.seats import done, too_late
from portal.blueprints.backoffice.sign_up_forms import InterviewForm, RefuseForm
from portal.blueprints.backoffice.sign_up_page import show
from portal.database import db
from portal.domain.catalogue.calendar import NoSuchLocalTime, local_instant
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.signups import answers, interviews
from portal.domain.signups.applying import note_met
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import State
from portal.domain.signups.steps import Refusal
from portal.domain.signups.ways_on import ways_on
from portal.web.access import staff_sign_up
from portal.web.dates import moment_words
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import page
from portal.web.languages import gettext as _

blueprint = Blueprint("office_applications", __name__)

Verb = Callable[[SignUp, datetime], None]


@blueprint.post("/office/sign-ups/<ref:ref>/met")
@staff_sign_up
def met(sign_up: SignUp) -> Response:
    return _press(sign_up, note_met, "application.met", "met")


@blueprint.post("/office/sign-ups/<ref:ref>/agreed")
@staff_sign_up
def agreed(sign_up: SignUp) -> Response:
    return _press(sign_up, lambda one, now: interviews.agree(one, Role.STAFF, now), "application.agreed", "agreed")


@blueprint.post("/office/sign-ups/<ref:ref>/held")
@staff_sign_up
def held(sign_up: SignUp) -> Response:
    return _press(sign_up, interviews.note_held, "application.held", "held")


@blueprint.post("/office/sign-ups/<ref:ref>/wait")
@staff_sign_up
def wait(sign_up: SignUp) -> Response:
    return _press(sign_up, answers.put_in_line, "application.waits", "waits")


@blueprint.post("/office/sign-ups/<ref:ref>/interview")
@staff_sign_up
def interview(sign_up: SignUp) -> Response:
    form = InterviewForm()
    if not form.validate():
        return show(sign_up, 422, form)
    try:
        at = local_instant(*form.wall, sign_up.course_session.place.zone)
        interviews.propose_interview(sign_up, at, clock.now())
    except (NoSuchLocalTime, interviews.BadDate) as refusal:
        db.session.rollback()
        form.refuse("day", _bad_date(sign_up, refusal))
        return show(sign_up, 409, form)
    except MoveNotAllowed:
        return too_late(sign_up, form)
    return done(sign_up, "application.interview", "interview")


def _bad_date(sign_up: SignUp, refusal: Exception) -> str:
    if isinstance(refusal, NoSuchLocalTime):
        return _("The clocks skip this hour. Choose another.")
    by = refusal.answer_by if isinstance(refusal, interviews.BadDate) else None
    if by is None:
        return _("Choose a date that lies ahead.")
    moment = moment_words(by, sign_up.course_session.place.zone)
    return _("Choose a date before %(moment)s: the answer is promised by then.", moment=moment)


@blueprint.get("/office/sign-ups/<ref:ref>/refuse")
@staff_sign_up
def ask_refuse(sign_up: SignUp) -> Response:
    return _ask_refuse(sign_up, RefuseForm())


@blueprint.post("/office/sign-ups/<ref:ref>/refuse")
@staff_sign_up
def refuse(sign_up: SignUp) -> Response:
    form = RefuseForm()
    if not form.validate():
        return _ask_refuse(sign_up, form, 422)
    try:
        answers.refuse(sign_up, Refusal(form.reason.data), clock.now())
    except MoveNotAllowed:
        return too_late(sign_up, form)
    return done(sign_up, "application.refused", "refused", why=form.reason.data)


def _press(sign_up: SignUp, verb: Verb, action: str, word: str) -> Response:
    """One button, one verb."""
    form = PressForm()
    if not form.validate():
        return show(sign_up, 422, form)
    try:
        verb(sign_up, clock.now())
    except (answers.SeatsFree, answers.TooLate, interviews.BadDate) as refusal:
        return _not_so(sign_up, form, refusal)
    except MoveNotAllowed:
        return too_late(sign_up, form)
    return done(sign_up, action, word)


def _not_so(sign_up: SignUp, form: PortalForm, refusal: Exception) -> Response:
    db.session.rollback()
    match refusal:
        case answers.SeatsFree():
            problem = _("Seats are free: give one.")
        case answers.TooLate():
            problem = _("It is too late to wait. Give a seat, or refuse.")
        case _other:
            problem = _("The proposed date is over. Propose another one.")
    return show(sign_up, 409, form, problem)


def _ask_refuse(sign_up: SignUp, form: RefuseForm, status: int = 200) -> Response:
    reason = form.reason.data or Refusal.FULL
    return page(
        "backoffice/signups/refuse.html",
        heading=_("Refuse this application?"),
        status=status,
        sign_up=sign_up,
        possible=sign_up.state == State.REQUESTED,
        form=form,
        instead=ways_on(sign_up.course_session, reason, clock.now()),
    )
