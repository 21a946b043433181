"""Coming back to a booking: by code and first name, or by private link and a small check."""

import re

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.signups.forms import CheckForm, CodeForm
from portal.domain.jobs.mine import applications_by_refs
from portal.domain.messages import outbox
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.signups import offers
from portal.domain.signups.lookup import by_code_and_name, by_link_token, by_ref, code_fits, name_fits
from portal.domain.signups.models import SignUp
from portal.domain.signups.told import about
from portal.web import favourites, holder
from portal.web.access import form_page
from portal.web.addresses import TokenConverter, mended
from portal.web.check_in import to_tick
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.limits import guess_by_address, guess_by_booking, guess_by_code
from portal.web.my_jobs import card_kit
from portal.web.words import ended

blueprint = Blueprint("door", __name__)

_TOKEN = re.compile(TokenConverter.regex)


@blueprint.get("/seats")
@form_page
def seats() -> Response:
    return _show_seats(CodeForm())


@blueprint.post("/seats")
@form_page
@guess_by_address
@guess_by_code
def open_by_code() -> Response:
    form = CodeForm()
    if not form.validate():
        return _show_seats(form, 422)
    sign_up = by_code_and_name(form.code.data, form.first_name.data)
    if sign_up is None:
        form.refuse("code", _("We find no seat with this code and this first name. Check both."))
        return _show_seats(form, 422)
    holder.grant(sign_up.ref)
    return go(url_for("card.show", ref=sign_up.ref))


@blueprint.get("/l/<token:token>")
@form_page
def follow_link(token: str) -> Response:
    """Take the private link out of the address bar at once; it acts on nothing."""
    sign_up = by_link_token(token) or abort(404, description="booking")
    met = to_tick(sign_up)
    if met:  # whoever ticks the names at the door scanned this card: it proves nothing, and acts on nothing
        return go(url_for("check_in.names", ref=met.course_session.ref, who=met.ref))
    if holder.holds(sign_up.ref):
        return go(url_for("card.show", ref=sign_up.ref))
    holder.link(sign_up.ref)
    return go(url_for("door.check", ref=sign_up.ref))


@blueprint.get("/l/<path:typed>")
@form_page
def follow_damaged(typed: str) -> Response:
    """With the full stop or the bracket of the sentence it stood in, the link still leads on."""
    token = mended(typed)
    if token == typed or not _TOKEN.fullmatch(token):
        abort(404, description="letter")
    return go(url_for("door.follow_link", token=token))


@blueprint.get("/seats/<ref:ref>/open")
@form_page
def check(ref: str) -> Response:
    return _show_check(_linked(ref), CheckForm())


@blueprint.post("/seats/<ref:ref>/open")
@form_page
@guess_by_address
@guess_by_booking
def open_by_link(ref: str) -> Response:
    sign_up = _linked(ref)
    form = CheckForm()
    if not form.validate():
        return _show_check(sign_up, form, 422)
    if not (code_fits(sign_up, form.code.data) or name_fits(sign_up, form.code.data)):
        form.refuse("code", _("This is neither the code nor the name of this seat. Check it."))
        return _show_check(sign_up, form, 422)
    holder.grant(sign_up.ref)
    return go(url_for("card.show", ref=sign_up.ref))


def _linked(ref: str) -> SignUp:
    sign_up = by_ref(ref) if holder.is_linked(ref) else None
    return sign_up or abort(404, description="booking")


def _letter(sign_up: SignUp) -> Message | None:
    """The message whose link led this browser here, so that its page can end the messages."""
    letters = (outbox.by_ref(ref) for ref in holder.letter_refs())
    return next((one for one in letters if one and one.about == about(sign_up) and one.address_digest), None)


def _show_seats(form: CodeForm, status: int = 200) -> Response:
    held = sorted((sign_up for sign_up in map(by_ref, holder.held_refs()) if sign_up), key=ended)
    return page(
        "signups/seats.html",
        heading=_("My seats"),
        fragment="signups/_code_form.html",
        status=status,
        form=form,
        held=held,
        keeps_jobs=bool(favourites.refs()),
        **card_kit(applications_by_refs(holder.applied_refs())),
    )


def _news(letter: Message | None) -> str:
    """What the message told, when that was an end: it was said to whoever came by it, and is about the date only."""
    return (
        {
            MessageKind.DATE_CANCELLED: _("This date is cancelled. We are sorry."),
            MessageKind.APPLICATION_OVER: _("We did not answer you in time. This is our fault."),
            MessageKind.WAITING_OVER: _("No seat so far. We may phone you."),
            MessageKind.OFFER_OVER: _("Your answer did not come in time. We asked the next person."),
        }.get(MessageKind(letter.kind), "")
        if letter
        else ""
    )


def _show_check(sign_up: SignUp, form: CheckForm, status: int = 200) -> Response:
    letter = _letter(sign_up)
    news = _news(letter)
    return page(
        "signups/check.html",
        heading=_("Is this your seat?"),
        status=status,
        sign_up=sign_up,
        form=form,
        message=letter,
        news=news,
        instead=offers.next_fitting(sign_up.course_session, clock.now()) if news else [],
    )
