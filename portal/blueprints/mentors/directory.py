"""Choosing up to three mentors: the directory, the order in which they are asked, and taking it back.

Ticks and filters travel in the address, so nothing is kept before the learner says "ask them", and nothing is lost
on the way: those who were ticked stay ticked, whatever the filter shows.
"""

from flask import Blueprint, Response, request, url_for

from portal import clock
from portal.blueprints.mentors.looking import show_pressed
from portal.blueprints.mentors.picking import Picking, picked, picking
from portal.database import db
from portal.domain.mentoring import asking
from portal.domain.mentoring.asking import MOST_CHOICES, HasMentor, NoRoom, NotAsked, NotLooking
from portal.domain.mentoring.pair_models import Mentee
from portal.domain.mentoring.question import answer_by
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.signups.asked import home_zone
from portal.domain.signups.models import SignUp
from portal.web.access import holder_only
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.looking import How, Looking, looking_of

blueprint = Blueprint("mentors", __name__)


@blueprint.get("/seats/<ref:ref>/mentors")
@holder_only
def directory(sign_up: SignUp) -> Response:
    mentee = _looks(sign_up)
    if mentee is None:
        return go(url_for("looking.show", ref=sign_up.ref))
    return _show(sign_up, picking(mentee, request.args))


@blueprint.get("/seats/<ref:ref>/mentors/order")
@holder_only
def order(sign_up: SignUp) -> Response:
    mentee = _looks(sign_up)
    if mentee is None:
        return go(url_for("looking.show", ref=sign_up.ref))
    chosen = picking(mentee, request.args)
    if not 1 <= len(chosen.picked) <= MOST_CHOICES:
        return _show(sign_up, chosen, _how_many(chosen))
    return page(
        "mentors/order.html",
        heading=_("Whom do we ask first?"),
        sign_up=sign_up,
        chosen=chosen,
        by=answer_by(clock.now(), home_zone()),
        zone=home_zone(),
        form=PressForm(),
    )


@blueprint.post("/seats/<ref:ref>/mentors")
@holder_only
def ask(sign_up: SignUp) -> Response:
    mentee, form = _looks(sign_up), PressForm()
    if not form.validate():
        return show_pressed(sign_up, form)
    saved = _ask(mentee, picked(mentee, request.form.getlist("pick"))) if mentee else None
    db.session.commit()
    return go(url_for("looking.show", ref=sign_up.ref, saved=saved))


@blueprint.get("/seats/<ref:ref>/mentor/back")
@holder_only
def ask_back(sign_up: SignUp) -> Response:
    stands = _asked(sign_up)
    if stands is None:
        return go(url_for("looking.show", ref=sign_up.ref))
    heading = _("Take it back?")
    return page("mentors/back.html", heading=heading, sign_up=sign_up, stands=stands, form=PressForm())


@blueprint.post("/seats/<ref:ref>/mentor/back")
@holder_only
def back(sign_up: SignUp) -> Response:
    form, stands = PressForm(), _asked(sign_up)
    if not form.validate():
        return show_pressed(sign_up, form)
    try:
        if stands and stands.mentee:
            asking.take_back(stands.mentee, clock.now())
    except NotAsked:  # the mentor said yes at this moment; the page says so
        db.session.rollback()
    db.session.commit()
    return go(url_for("looking.show", ref=sign_up.ref))


def _looks(sign_up: SignUp) -> Mentee | None:
    """Who looks and waits for nobody's answer."""
    stands = looking_of(sign_up)
    return stands.mentee if stands and stands.how is How.LOOKS else None


def _asked(sign_up: SignUp) -> Looking | None:
    stands = looking_of(sign_up)
    return stands if stands and stands.how is How.ASKED else None


def _ask(mentee: Mentee, volunteers: list[Volunteer]) -> str | None:
    """The first of them who still has time is asked; returns what the page says about it."""
    for number in range(len(volunteers)):
        try:
            asking.request(mentee, volunteers[number:], clock.now())
        except NoRoom:  # somebody else was faster
            db.session.rollback()
        except (HasMentor, NotLooking):  # pressed twice; the page says how it stands
            db.session.rollback()
            return None
        else:
            return "next" if number else None
    return "full"


def _how_many(chosen: Picking) -> str:
    if chosen.picked:
        return _("Choose three at most. Take away some ticks.")
    return _("Tick somebody first, then go on.")


def _show(sign_up: SignUp, chosen: Picking, problem: str = "") -> Response:
    return page(
        "mentors/directory.html",
        heading=_("Choose your mentor"),
        status=422 if problem else 200,
        sign_up=sign_up,
        chosen=chosen,
        problem=problem,
    )
