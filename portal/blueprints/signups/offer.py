"""Answering an offer: a seat became free, and the first in line says yes or no by the link of the message.

Whoever came by it may do this and nothing else: the page shows the workshop, never the name, the code or the contact.
"""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.signups.moved import moved
from portal.database import db
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.domain.moves import MoveNotAllowed
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.domain.signups import offers
from portal.domain.signups.changes import cancel
from portal.domain.signups.line import accept_offer
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import State
from portal.domain.signups.told import about, of_message
from portal.web.access import letter_only
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _

blueprint = Blueprint("offer", __name__)


@blueprint.get("/offers/<ref:ref>")
@letter_only(Purpose.OFFER)
def show(message: Message) -> Response:
    return _show(message, PressForm())


@blueprint.post("/offers/<ref:ref>/yes")
@letter_only(Purpose.OFFER)
def say_yes(message: Message) -> Response:
    return _answer(message, accept_offer)


@blueprint.get("/offers/<ref:ref>/no")
@letter_only(Purpose.OFFER)
def ask_no(message: Message) -> Response:
    return _show(message, PressForm(), leaving=True)


@blueprint.post("/offers/<ref:ref>/no")
@letter_only(Purpose.OFFER)
def say_no(message: Message) -> Response:
    return _answer(message, cancel, leaving=True)


def _answer(message: Message, verb: Callable[[SignUp, datetime], None], leaving: bool = False) -> Response:
    """What was pressed counts while the seat is offered; afterwards the page says how it ended."""
    form = PressForm()
    if not form.validate():
        return _show(message, form, 422, leaving)
    sign_up = _sign_up(message)
    if sign_up.state == State.OFFERED:
        try:
            verb(sign_up, clock.now())
        except MoveNotAllowed:  # its time ran out at this moment
            db.session.rollback()
    db.session.commit()
    return go(url_for("offer.show", ref=message.ref))


def _sign_up(message: Message) -> SignUp:
    return of_message(message) or abort(404, description="letter")


def _heading(sign_up: SignUp, live: bool, leaving: bool) -> str:
    if live:
        return _("Leave this seat to somebody else?") if leaving else _("A seat is free for you")
    if sign_up.state == State.CONFIRMED:
        return _("The seat is yours")
    if sign_up.state == State.CANCELLED:
        return _("You left the seat to somebody else")
    if sign_up.state == State.CANCELLED_BY_CENTRE:
        return _("This date is cancelled")
    if sign_up.state == State.WAITING:
        return _("You are on the waiting list")
    if sign_up.state == State.MOVED:
        return _("You moved to another date")
    return _("This offer is over")


def _show(message: Message, form: PressForm, status: int = 200, leaving: bool = False) -> Response:
    sign_up, now = _sign_up(message), clock.now()
    starts_at = sign_up.course_session.starts_at
    begun = starts_at is not None and starts_at <= now
    owed = open_about(about(sign_up), PromiseKind.OFFER)
    live = sign_up.state == State.OFFERED and not begun
    return page(
        "signups/offer_answer.html",
        heading=_heading(sign_up, live, leaving),
        status=status,
        message=message,
        form=form,
        sign_up=sign_up,
        live=live,
        leaving=leaving,
        lapsed=sign_up.state == State.EXPIRED,
        moved=moved(sign_up),
        offer=offers.offer(sign_up.course_session, now),
        until=owed.reply_by if owed else None,
        instead=[] if live or sign_up.state == State.CONFIRMED else offers.next_fitting(sign_up.course_session, now),
    )
