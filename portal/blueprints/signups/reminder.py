"""Answering a reminder in one press: "Yes, I come", "No, I cannot", "Call me".

Whoever came by its link may do this and nothing else: the page shows the workshop, never the name, the code or the
contact. An answer given twice is one answer; whoever has no seat any more is shown the way on.
"""

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.signups.moved import moved
from portal.blueprints.signups.reminded import reminded
from portal.database import db
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.domain.moves import MoveNotAllowed
from portal.domain.signups import offers
from portal.domain.signups.changes import cancel, may_give_back, say_coming
from portal.domain.signups.models import SignUp
from portal.domain.signups.questions import ask_call_about, can_call
from portal.domain.signups.states import State
from portal.domain.signups.told import of_message
from portal.web import holder
from portal.web.access import letter_only
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _

blueprint = Blueprint("reminder", __name__)


@blueprint.get("/reminders/<ref:ref>")
@letter_only(Purpose.REMINDER)
def show(message: Message) -> Response:
    return _show(message, PressForm())


@blueprint.post("/reminders/<ref:ref>/yes")
@letter_only(Purpose.REMINDER)
def say_yes(message: Message) -> Response:
    form = PressForm()
    if not form.validate():
        return _show(message, form, 422)
    say_coming(_sign_up(message), clock.now())
    db.session.commit()
    return go(url_for("reminder.show", ref=message.ref))


@blueprint.get("/reminders/<ref:ref>/no")
@letter_only(Purpose.REMINDER)
def ask_no(message: Message) -> Response:
    return _show(message, PressForm(), giving_back=True)


@blueprint.post("/reminders/<ref:ref>/no")
@letter_only(Purpose.REMINDER)
def say_no(message: Message) -> Response:
    form = PressForm()
    if not form.validate():
        return _show(message, form, 422, giving_back=True)
    sign_up = _sign_up(message)
    if may_give_back(sign_up, clock.now()):
        try:
            cancel(sign_up, clock.now())
        except MoveNotAllowed:  # the centre was faster; the page says so
            db.session.rollback()
    db.session.commit()
    return go(url_for("reminder.show", ref=message.ref))


@blueprint.post("/reminders/<ref:ref>/call")
@letter_only(Purpose.REMINDER)
def call_me(message: Message) -> Response:
    form = PressForm()
    if not form.validate():
        return _show(message, form, 422)
    sign_up = _sign_up(message)
    if can_call(sign_up, clock.now()):
        ask_call_about(sign_up, clock.now())
    db.session.commit()
    return go(url_for("reminder.show", ref=message.ref))


def _sign_up(message: Message) -> SignUp:
    return of_message(message) or abort(404, description="letter")


def _heading(sign_up: SignUp, over: bool, giving_back: bool) -> str:
    if sign_up.state == State.CANCELLED:
        return _("You gave your seat back")
    if sign_up.state == State.CANCELLED_BY_CENTRE:
        return _("This date is cancelled")
    if sign_up.state == State.MOVED:
        return _("You moved to another date")
    if sign_up.state != State.CONFIRMED:
        return _("This seat is no longer yours")
    if over:
        return _("This workshop is over")
    return _("Give your seat back?") if giving_back else _("Are you coming?")


def _show(message: Message, form: PressForm, status: int = 200, giving_back: bool = False) -> Response:
    sign_up, now = _sign_up(message), clock.now()
    asked = reminded(message, sign_up, now)
    giving_back = giving_back and asked.may_give_back
    return page(
        "signups/reminder.html",
        heading=_heading(sign_up, asked.over, giving_back),
        status=status,
        message=message,
        form=form,
        sign_up=sign_up,
        reminded=asked,
        giving_back=giving_back,
        moved=moved(sign_up),
        held=holder.holds(sign_up.ref),
        instead=[] if asked.theirs else offers.next_fitting(sign_up.course_session, now),
    )
