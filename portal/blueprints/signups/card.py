"""The card of a booking, and what its holder may do with it."""

from flask import Blueprint, Response, url_for

from portal import clock
from portal.blueprints.signups.forms import ContactForm, FactsForm
from portal.blueprints.signups.reminded import reminded_on_card
from portal.blueprints.signups.standing import refused_for, standing
from portal.blueprints.signups.way import way
from portal.database import db
from portal.domain.accounts.contacts import mask
from portal.domain.moves import MoveNotAllowed
from portal.domain.signups import offers
from portal.domain.signups.applying import application_of
from portal.domain.signups.changes import add_facts, cancel, change_contact, is_late
from portal.domain.signups.line import accept_offer
from portal.domain.signups.models import HeardFrom, Need, SignUp
from portal.domain.signups.offers import Offer
from portal.domain.signups.seats import AlreadySignedUp
from portal.domain.signups.states import LIVE, State
from portal.domain.signups.ways_on import ways_on
from portal.web import holder, links
from portal.web.access import holder_only
from portal.web.appointments import appointments_of
from portal.web.attendance import came_words
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.ics import calendar_of
from portal.web.languages import gettext as _
from portal.web.looking import looking_of
from portal.web.stopped import stopped
from portal.web.words import begun, ended

blueprint = Blueprint("card", __name__)


@blueprint.get("/seats/<ref:ref>")
@holder_only
def show(sign_up: SignUp) -> Response:
    holder.card_seen(sign_up.course_session.ref)
    if sign_up.moved_to:  # whoever may see the old card may see the one that took its place
        holder.grant(sign_up.moved_to.ref)
    return _show(sign_up, FactsForm(_online(sign_up), data=_facts(sign_up)))


@blueprint.post("/seats/<ref:ref>/facts")
@holder_only
def facts(sign_up: SignUp) -> Response:
    form = FactsForm(_online(sign_up))
    if not form.validate():
        return _show(sign_up, form, 422)
    heard_from = HeardFrom(form.heard_from.data) if form.heard_from.data else None
    needs = [Need(need) for need in form.needs.data]
    add_facts(sign_up, form.language.data, needs, form.note.data, heard_from)
    db.session.commit()
    return go(url_for("card.show", ref=sign_up.ref, saved="facts"))


@blueprint.post("/seats/<ref:ref>/accept")
@holder_only
def accept(sign_up: SignUp) -> Response:
    form = PressForm()
    if not form.validate():
        return show_pressed(sign_up, form)
    try:
        accept_offer(sign_up, clock.now())
    except MoveNotAllowed:  # too late, or the centre was faster; the card says so
        db.session.rollback()
    db.session.commit()
    return go(url_for("card.show", ref=sign_up.ref))


@blueprint.get("/seats/<ref:ref>/cancel")
@holder_only
def ask_cancel(sign_up: SignUp) -> Response:
    return _show_cancel(sign_up, PressForm())


@blueprint.post("/seats/<ref:ref>/cancel")
@holder_only
def do_cancel(sign_up: SignUp) -> Response:
    form = PressForm()
    if not form.validate():
        return _show_cancel(sign_up, form, 422)
    try:
        cancel(sign_up, clock.now())
    except MoveNotAllowed:  # the centre was faster; the card says so
        db.session.rollback()
    db.session.commit()
    return go(url_for("card.show", ref=sign_up.ref))


@blueprint.get("/seats/<ref:ref>/contact")
@holder_only
def ask_contact(sign_up: SignUp) -> Response:
    return _show_contact(sign_up, ContactForm())


@blueprint.post("/seats/<ref:ref>/contact")
@holder_only
def do_contact(sign_up: SignUp) -> Response:
    form = ContactForm()
    if not form.validate():
        return _show_contact(sign_up, form, 422)
    try:
        change_contact(sign_up, form.reach, clock.now())
    except AlreadySignedUp:
        db.session.rollback()
        form.refuse("reach_by", _("This person has a seat here already. Open it with its code."))
        return _show_contact(sign_up, form, 409)
    db.session.commit()
    return go(url_for("card.show", ref=sign_up.ref, saved="contact"))


@blueprint.get("/seats/<ref:ref>/calendar.ics")
@holder_only
def ics(sign_up: SignUp) -> Response:
    application = application_of(sign_up) if sign_up.state == State.REQUESTED else None
    calendar = appointments_of(application) if application else None
    if calendar is None and sign_up.state in LIVE and sign_up.state != State.CONFIRMED:  # no date to come to yet
        return go(url_for("card.show", ref=sign_up.ref))
    response = Response(calendar or calendar_of(sign_up, clock.now()), mimetype="text/calendar")
    response.headers["Content-Disposition"] = f'attachment; filename="{sign_up.course_session.course.slug}.ics"'
    return response


def show_pressed(sign_up: SignUp, form: PressForm) -> Response:
    """The card again, with what is wrong with a button that was pressed on it."""
    return _show(sign_up, FactsForm(_online(sign_up), data=_facts(sign_up)), 422, pressed=form)


def _online(sign_up: SignUp) -> bool:
    return sign_up.course_session.place.online


def _facts(sign_up: SignUp) -> dict[str, object]:
    return {
        "language": sign_up.language,
        "needs": sign_up.needs,
        "note": sign_up.needs_note,
        "heard_from": sign_up.heard_from or "",
    }


def _show(sign_up: SignUp, form: FactsForm, status: int = 200, pressed: PressForm | None = None) -> Response:
    over = ended(sign_up)
    stands = standing(sign_up)
    reminder = reminded_on_card(sign_up, clock.now())
    if reminder:  # on the card stands what others get by a link: it opens as much
        holder.came_by(reminder.message.ref)
    return page(
        "signups/card.html",
        heading=stands.heading,
        fragment="signups/_facts_form.html",
        status=status,
        sign_up=sign_up,
        offer=offers.offer(sign_up.course_session, clock.now()),
        stands=stands,
        way=way(sign_up),
        reminded=reminder,
        stopped=stopped(sign_up.person),
        looking=looking_of(sign_up),
        came=came_words(sign_up) if begun(sign_up) else "",
        over=over,
        form=form,
        pressed=pressed or PressForm(),
        instead=_instead(sign_up) if over else [],
        contacts=[mask(contact) for contact in sign_up.person.contacts],
        private_link=links.private_link(sign_up),
        workshop_link=links.workshop_link(sign_up.course_session),
    )


def _instead(sign_up: SignUp) -> list[Offer]:
    """Where to go now: after a "no", what leads to this course or stands beside it."""
    if sign_up.state in {State.DECLINED, State.EXPIRED} and application_of(sign_up):
        return ways_on(sign_up.course_session, refused_for(sign_up), clock.now())
    return offers.next_fitting(sign_up.course_session, clock.now())


def _show_cancel(sign_up: SignUp, form: PressForm, status: int = 200) -> Response:
    heading = {
        State.REQUESTED: _("Withdraw your application?"),
        State.WAITING: _("Leave the waiting list?"),
        State.OFFERED: _("Leave this seat to somebody else?"),
    }.get(State(sign_up.state), _("Give your seat back?"))
    return page(
        "signups/cancel.html",
        heading=heading,
        status=status,
        sign_up=sign_up,
        form=form,
        possible=sign_up.state in LIVE,
        movable=sign_up.state == State.CONFIRMED and not begun(sign_up) and not application_of(sign_up),
        late=is_late(sign_up.course_session, clock.now()),
    )


def _show_contact(sign_up: SignUp, form: ContactForm, status: int = 200) -> Response:
    return page(
        "signups/contact.html",
        heading=_("How can we reach you?"),
        fragment="signups/_contact_form.html",
        status=status,
        sign_up=sign_up,
        form=form,
        contacts=[mask(contact) for contact in sign_up.person.contacts],
    )
