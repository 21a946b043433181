"""Adding somebody: who stands at the door, in ten seconds; who phones, by the rules of the public form."""

from flask import Blueprint, Response, request, url_for

from portal import clock
from portal.blueprints.backoffice.sign_up_forms import AddForm, WalkInForm
from portal.database import db
from portal.domain.catalogue.availability import Availability
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups import offers
from portal.domain.signups import office as verbs
from portal.domain.signups.applying import apply_for, by_application
from portal.domain.signups.attendance import By, Ticker
from portal.domain.signups.line import join_line
from portal.domain.signups.lookup import by_ref
from portal.domain.signups.models import SignUp
from portal.domain.signups.seats import AlreadySignedUp, NotBookable, NotEnoughSeats, count_of, take_seat
from portal.domain.signups.told import about
from portal.web import office
from portal.web.access import staff_session
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.languages import ngettext

blueprint = Blueprint("office_adding", __name__)

#: Here nobody can be added.
_NOWHERE = {Availability.CANCELLED, Availability.DATE_TO_COME}


@blueprint.get("/office/sessions/<ref:ref>/walk-in")
@staff_session
def ask_walk_in(course_session: CourseSession) -> Response:
    return _show_walk_in(course_session, WalkInForm())


@blueprint.post("/office/sessions/<ref:ref>/walk-in")
@staff_session
def walk_in(course_session: CourseSession) -> Response:
    form = WalkInForm()
    if not form.validate():
        return _show_walk_in(course_session, form, 422)
    by = By(Ticker.TEAM, account_id=office.account().id)
    try:
        made = verbs.walk_in(course_session, form.request(), by, clock.now(), form.reason)
    except (AlreadySignedUp, NotBookable, NotEnoughSeats) as refusal:
        db.session.rollback()
        return _show_walk_in(course_session, form, 409, refusal)
    _noted(made, "sign_up.walked_in", form.reason)
    db.session.commit()
    return go(url_for("office_adding.ask_walk_in", ref=course_session.ref, added=made.ref))


@blueprint.get("/office/sessions/<ref:ref>/add")
@staff_session
def ask(course_session: CourseSession) -> Response:
    return _show(course_session, AddForm())


@blueprint.post("/office/sessions/<ref:ref>/add")
@staff_session
def add(course_session: CourseSession) -> Response:
    form = AddForm()
    if not form.validate():
        return _show(course_session, form, 422)
    try:
        made = _added(course_session, form)
    except (AlreadySignedUp, NotBookable, NotEnoughSeats) as refusal:
        db.session.rollback()
        return _show(course_session, form, 409, refusal)
    _noted(made, "sign_up.added", form.reason if form.above.data else None)
    db.session.commit()
    return go(url_for("office_sign_ups.sign_up", ref=made.ref, done="added"))


def _added(course_session: CourseSession, form: AddForm) -> SignUp:
    """The verb of the public form, as the page offered it; or a seat above the capacity, with its reason."""
    now = clock.now()
    if form.above.data:
        return verbs.give_seat(course_session, form.request(), now, form.reason)
    if by_application(course_session):
        return apply_for(course_session, form.request(), form.told(), now)
    if form.wait.data:
        return join_line(course_session, form.request(), now)
    return take_seat(course_session, form.request(), now)


def too_many(free: int) -> str:
    return ngettext(
        "Only %(num)s seat is left. Choose fewer people.", "Only %(num)s seats are left. Choose fewer people.", free
    )


def _noted(made: SignUp, action: str, reason: str | None) -> None:
    facts = {"why": reason} if reason else {}
    place_id = made.course_session.place_id
    office.noted(action, about(made), person=made.person, place_id=place_id, **facts)


def _problem(refusal: Exception | None) -> tuple[str, str | None]:
    """What to do, and the ref of the sign-up that was there before."""
    match refusal:
        case None:
            return "", None
        case AlreadySignedUp():
            return _("This person is signed up here already."), refusal.ref
        case NotEnoughSeats(free=free) if free:
            return too_many(free), None
        case NotEnoughSeats():
            return _("All seats are taken. Choose a reason to give one more."), None
    if isinstance(refusal, NotBookable) and refusal.availability is Availability.FULL:
        return _("The last seat has just been taken."), None
    return _("Nothing takes place on that date. Choose another."), None


def _show_walk_in(
    course_session: CourseSession, form: WalkInForm, status: int = 200, refusal: Exception | None = None
) -> Response:
    problem, before = _problem(refusal)
    added = by_ref(request.args.get("added", "")) if request.method == "GET" else None
    return page(
        "backoffice/signups/walk_in.html",
        heading=_("Somebody is at the door"),
        status=status,
        course_session=course_session,
        form=form,
        free=count_of(course_session).free(course_session.capacity),
        problem=problem,
        before=before,
        added=added if added and added.course_session_id == course_session.id else None,
    )


def _show(
    course_session: CourseSession, form: AddForm, status: int = 200, refusal: Exception | None = None
) -> Response:
    now = clock.now()
    offer = offers.offer(course_session, now)
    problem, before = _problem(refusal)
    chosen, takes_place = by_application(course_session), offer.availability not in _NOWHERE
    form.wait.data = "1" if offer.line else ""
    return page(
        "backoffice/signups/add.html",
        heading=_("Add somebody by phone"),
        status=status,
        offer=offer,
        form=form,
        chosen=chosen,
        above=takes_place and not chosen and (not offer.bookable or isinstance(refusal, NotEnoughSeats)),
        full=isinstance(refusal, NotEnoughSeats) or count_of(course_session).free(course_session.capacity) < 1,
        takes_place=takes_place,
        problem=problem,
        before=before,
    )
