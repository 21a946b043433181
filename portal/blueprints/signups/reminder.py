"""Answering a reminder in one press: "Yes, I come", "No, I cannot", "Call me".

Whoever came by its link may do this and nothing else: the page shows the workshop, never the name, the code or the
contact. An answer given twice is one answer; whoever has no seat any more is shown the way on.
"""

from datetime import datetime

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.signups.letter import sign_up_of
from portal.database import db
from portal.domain.accounts.models import ContactKind
from portal.domain.catalogue.models import SessionDate
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.domain.moves import MoveNotAllowed
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.domain.signups import offers
from portal.domain.signups.changes import cancel, say_coming
from portal.domain.signups.models import SignUp
from portal.domain.signups.questions import CALL_BEFORE_START, ask_call_about
from portal.domain.signups.states import State
from portal.domain.signups.told import about
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
    if _may_give_back(sign_up, clock.now()):
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
    if _can_call(sign_up, clock.now()):
        ask_call_about(sign_up, clock.now())
    db.session.commit()
    return go(url_for("reminder.show", ref=message.ref))


def _sign_up(message: Message) -> SignUp:
    return sign_up_of(message) or abort(404, description="letter")


def _may_give_back(sign_up: SignUp, now: datetime) -> bool:
    """Before a course begins. Later "no" means one meeting, and the seat of the others must not go with it."""
    starts_at = sign_up.course_session.starts_at
    return sign_up.state == State.CONFIRMED and starts_at is not None and starts_at > now


def _can_call(sign_up: SignUp, now: datetime) -> bool:
    """There is a number to call, and time to do it before the workshop."""
    starts_at = sign_up.course_session.starts_at
    has_phone = any(contact.kind == ContactKind.PHONE for contact in sign_up.person.contacts)
    in_time = starts_at is not None and starts_at - CALL_BEFORE_START > now
    return sign_up.state == State.CONFIRMED and has_phone and in_time


def _meeting(message: Message, sign_up: SignUp) -> SessionDate | None:
    """The meeting it reminds of; None: it has been put off meanwhile."""
    starts_at = datetime.fromisoformat(message.facts["starts_at"])
    return next((day for day in sign_up.course_session.dates if day.starts_at == starts_at), None)


def _heading(sign_up: SignUp, over: bool, giving_back: bool) -> str:
    if sign_up.state == State.CANCELLED:
        return _("You gave your seat back")
    if sign_up.state == State.CANCELLED_BY_CENTRE:
        return _("This date is cancelled")
    if sign_up.state != State.CONFIRMED:
        return _("This seat is no longer yours")
    if over:
        return _("This workshop is over")
    return _("Give your seat back?") if giving_back else _("Are you coming?")


def _show(message: Message, form: PressForm, status: int = 200, giving_back: bool = False) -> Response:
    sign_up, now = _sign_up(message), clock.now()
    meeting = _meeting(message, sign_up)
    ends_at = meeting.ends_at if meeting else sign_up.course_session.ends_at
    over = ends_at is not None and ends_at <= now
    theirs = sign_up.state == State.CONFIRMED and not over
    giving_back = giving_back and _may_give_back(sign_up, now)
    return page(
        "signups/reminder.html",
        heading=_heading(sign_up, over, giving_back),
        status=status,
        message=message,
        form=form,
        sign_up=sign_up,
        meeting=meeting,
        theirs=theirs,
        giving_back=giving_back,
        said_yes=sign_up.coming_at is not None and sign_up.coming_at >= message.created_at,
        may_give_back=_may_give_back(sign_up, now),
        can_call=_can_call(sign_up, now),
        call=open_about(about(sign_up), PromiseKind.CALL_BACK),
        instead=[] if theirs else offers.next_fitting(sign_up.course_session, now),
    )
