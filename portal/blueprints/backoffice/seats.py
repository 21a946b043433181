"""What the team does with one sign-up: give the seat, take it back for the person, move it to another date."""

from flask import Blueprint, Response, url_for
from sqlalchemy import select

from portal import clock
from portal.blueprints.backoffice.sign_up_forms import BeyondForm, MoveForm
from portal.blueprints.backoffice.sign_up_page import show
from portal.database import db
from portal.domain.catalogue.models import CourseSession
from portal.domain.moves import MoveNotAllowed
from portal.domain.signups import office as verbs
from portal.domain.signups.changes import is_late
from portal.domain.signups.models import SignUp
from portal.domain.signups.offers import Offer, of_course
from portal.domain.signups.seats import AlreadySignedUp, NotBookable, NotEnoughSeats
from portal.domain.signups.states import LIVE, State
from portal.domain.signups.told import about
from portal.web import office
from portal.web.access import staff_sign_up
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _

blueprint = Blueprint("office_seats", __name__)


@blueprint.post("/office/sign-ups/<ref:ref>/confirm")
@staff_sign_up
def confirm(sign_up: SignUp) -> Response:
    form = BeyondForm()
    if not form.validate():
        return show(sign_up, 422, form)
    try:
        verbs.confirm(sign_up, clock.now(), form.reason)
    except NotEnoughSeats:
        db.session.rollback()
        form.refuse("beyond", _("All seats are taken. Choose a reason to give one more."))
        return show(sign_up, 409, form)
    except MoveNotAllowed:
        return too_late(sign_up, form)
    return done(sign_up, "sign_up.confirmed", "confirmed", why=form.reason)


@blueprint.get("/office/sign-ups/<ref:ref>/cancel")
@staff_sign_up
def ask_cancel(sign_up: SignUp) -> Response:
    return _ask_cancel(sign_up, PressForm())


@blueprint.post("/office/sign-ups/<ref:ref>/cancel")
@staff_sign_up
def cancel(sign_up: SignUp) -> Response:
    form = PressForm()
    if not form.validate():
        return _ask_cancel(sign_up, form, 422)
    try:
        verbs.cancel_for(sign_up, clock.now())
    except MoveNotAllowed:
        return too_late(sign_up, form)
    return done(sign_up, "sign_up.cancelled", "cancelled")


@blueprint.get("/office/sign-ups/<ref:ref>/move")
@staff_sign_up
def ask_move(sign_up: SignUp) -> Response:
    return _ask_move(sign_up, MoveForm())


@blueprint.post("/office/sign-ups/<ref:ref>/move")
@staff_sign_up
def move(sign_up: SignUp) -> Response:
    form = MoveForm()
    refs = [one.course_session.ref for one in _dates(sign_up)]
    if not form.validate() or form.to.data not in refs:
        form.refuse("to", _("Choose one of the dates shown."))
        return _ask_move(sign_up, form, 422)
    other = db.session.scalars(select(CourseSession).where(CourseSession.ref == form.to.data)).one()
    # Where they may not confirm above the capacity, they do not move anybody above it either.
    reason = form.reason if office.powers().sees(other.place_id) else None
    try:
        moved = verbs.move_to(sign_up, other, clock.now(), reason)
    except (AlreadySignedUp, NotBookable, NotEnoughSeats) as refusal:
        db.session.rollback()
        form.refuse("beyond" if isinstance(refusal, NotEnoughSeats) else "to", _refused(refusal))
        return _ask_move(sign_up, form, 409)
    except MoveNotAllowed:
        return too_late(sign_up, form)
    return done(sign_up, "sign_up.moved", "moved", to=about(moved), why=reason)


def _refused(refusal: Exception) -> str:
    match refusal:
        case NotEnoughSeats():
            return _("All seats are taken. Choose a reason to give one more.")
        case AlreadySignedUp():
            return _("This person has a seat on that date already.")
    return _("Nothing takes place on that date. Choose another.")


def done(sign_up: SignUp, action: str, word: str, **facts: str | None) -> Response:
    """It is done: written down, saved, and said on the page of the sign-up."""
    known = {key: value for key, value in facts.items() if value}
    office.noted(action, about(sign_up), person=sign_up.person, place_id=sign_up.course_session.place_id, **known)
    db.session.commit()
    return go(url_for("office_sign_ups.sign_up", ref=sign_up.ref, done=word))


def too_late(sign_up: SignUp, form: PortalForm) -> Response:
    """Somebody was faster: the page says how it stands now."""
    db.session.rollback()
    return show(sign_up, 409, form, _("It stands otherwise now. Look at it again."))


def _dates(sign_up: SignUp) -> list[Offer]:
    """Where they may be moved: dates of the course, the full ones only at places whose team moves them."""
    here, may = sign_up.course_session, office.powers()
    found = of_course(here.course.slug, clock.now(), most=30)
    return [
        one
        for one in found
        if one.course_session.id != here.id
        and one.course_session.starts_at
        and one.course_session.cancelled_at is None
        and (one.bookable or may.sees(one.course_session.place_id))
    ]


def _ask_move(sign_up: SignUp, form: MoveForm, status: int = 200) -> Response:
    return page(
        "backoffice/signups/move.html",
        heading=_("Move to another date: %(name)s", name=sign_up.person.first_name),
        status=status,
        sign_up=sign_up,
        dates=_dates(sign_up),
        movable=sign_up.state in {State.CONFIRMED, State.WAITING},
        form=form,
    )


def _ask_cancel(sign_up: SignUp, form: PressForm, status: int = 200) -> Response:
    heading = {
        State.REQUESTED: _("Withdraw this application?"),
        State.WAITING: _("Take off the waiting list?"),
    }.get(State(sign_up.state), _("Give this seat back?"))
    return page(
        "backoffice/signups/cancel.html",
        heading=heading,
        status=status,
        sign_up=sign_up,
        possible=sign_up.state in LIVE,
        late=is_late(sign_up.course_session, clock.now()),
        form=form,
    )
