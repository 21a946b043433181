"""Answering the date of an interview: "Yes, I come", "Another time", or no more; on the card, or by a message's link.

Whoever came by the link may do this and nothing else: the page shows the course and the dates, never the name, the
code or the contact. What is pressed twice counts once; what comes too late finds the page as it stands by then.
"""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.signups.card import show_pressed
from portal.blueprints.signups.way import Way, way
from portal.database import db
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.signups.changes import cancel
from portal.domain.signups.interviews import BadDate, agree, ask_other_time
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import State
from portal.domain.signups.told import of_message
from portal.web import holder
from portal.web.access import holder_only, letter_only
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _

blueprint = Blueprint("interview", __name__)

Verb = Callable[[SignUp, datetime], None]


def _say_yes(sign_up: SignUp, now: datetime) -> None:
    agree(sign_up, Role.PERSON, now)


def _say_another(sign_up: SignUp, now: datetime) -> None:
    ask_other_time(sign_up, Role.PERSON, now)


def _withdraw(sign_up: SignUp, now: datetime) -> None:
    """What the link is for; a seat that was given meanwhile is given back on the card."""
    if sign_up.state == State.REQUESTED:
        cancel(sign_up, now)


@blueprint.post("/seats/<ref:ref>/interview/yes")
@holder_only
def yes(sign_up: SignUp) -> Response:
    return _press_on_card(sign_up, _say_yes)


@blueprint.post("/seats/<ref:ref>/interview/another")
@holder_only
def another(sign_up: SignUp) -> Response:
    return _press_on_card(sign_up, _say_another)


@blueprint.get("/interviews/<ref:ref>")
@letter_only(Purpose.INTERVIEW)
def show(message: Message) -> Response:
    return _show(message, PressForm())


@blueprint.post("/interviews/<ref:ref>/yes")
@letter_only(Purpose.INTERVIEW)
def yes_by_link(message: Message) -> Response:
    return _press_by_link(message, _say_yes)


@blueprint.post("/interviews/<ref:ref>/another")
@letter_only(Purpose.INTERVIEW)
def another_by_link(message: Message) -> Response:
    return _press_by_link(message, _say_another)


@blueprint.get("/interviews/<ref:ref>/withdraw")
@letter_only(Purpose.INTERVIEW)
def ask_withdraw(message: Message) -> Response:
    return _show(message, PressForm(), leaving=True)


@blueprint.post("/interviews/<ref:ref>/withdraw")
@letter_only(Purpose.INTERVIEW)
def withdraw_by_link(message: Message) -> Response:
    return _press_by_link(message, _withdraw, leaving=True)


def _press(sign_up: SignUp, verb: Verb, back: str) -> Response:
    """What was pressed counts while it can; the page says how it stands then."""
    try:
        verb(sign_up, clock.now())
    except (MoveNotAllowed, BadDate):  # its time is over, or the team was faster
        db.session.rollback()
    db.session.commit()
    return go(back)


def _press_on_card(sign_up: SignUp, verb: Verb) -> Response:
    form = PressForm()
    if not form.validate():
        return show_pressed(sign_up, form)
    return _press(sign_up, verb, url_for("card.show", ref=sign_up.ref))


def _press_by_link(message: Message, verb: Verb, leaving: bool = False) -> Response:
    form = PressForm()
    if not form.validate():
        return _show(message, form, 422, leaving)
    return _press(_sign_up(message), verb, url_for("interview.show", ref=message.ref))


def _sign_up(message: Message) -> SignUp:
    return of_message(message) or abort(404, description="letter")


def _heading(sign_up: SignUp, stands: Way, leaving: bool) -> str:
    if sign_up.state == State.CANCELLED:
        return _("You withdrew your application")
    if sign_up.state == State.CANCELLED_BY_CENTRE:
        return _("This date is cancelled")
    if sign_up.state != State.REQUESTED:
        return _("We have an answer for you")
    if leaving:
        return _("Withdraw your application?")
    if stands.agreed or stands.held:
        return _("Your interview")
    if stands.to_agree or stands.interview_at is None:
        return _("We look for another date")
    return _("Can you come to an interview?")


def _show(message: Message, form: PressForm, status: int = 200, leaving: bool = False) -> Response:
    sign_up = _sign_up(message)
    stands = way(sign_up) or abort(404, description="letter")
    return page(
        "signups/interview.html",
        heading=_heading(sign_up, stands, leaving),
        status=status,
        message=message,
        form=form,
        sign_up=sign_up,
        way=stands,
        live=sign_up.state == State.REQUESTED,
        leaving=leaving,
        held=holder.holds(sign_up.ref),
    )
