"""Looking for a mentor, from the card: the form, how it stands, changing it, and looking no more."""

from flask import Blueprint, Response, url_for

from portal import clock
from portal.blueprints.mentors.forms import LookForm
from portal.blueprints.mentors.shown import mentor_lines, wanted_lines
from portal.database import db
from portal.domain.mentoring.looking import HasMentor, MayNotLook, look, stop_looking
from portal.domain.mentoring.pair_models import Mentee
from portal.domain.signups.models import SignUp
from portal.web.access import holder_only
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.looking import How, Looking, looking_of

blueprint = Blueprint("looking", __name__)


@blueprint.get("/seats/<ref:ref>/mentor")
@holder_only
def show(sign_up: SignUp) -> Response:
    stands = looking_of(sign_up)
    if stands is None:
        return go(url_for("card.show", ref=sign_up.ref))
    if stands.mentee is None:
        return _show_form(sign_up, LookForm(sign_up))
    return _show(sign_up, stands, PressForm())


@blueprint.get("/seats/<ref:ref>/mentor/change")
@holder_only
def ask_change(sign_up: SignUp) -> Response:
    mentee = _looks(sign_up)
    if mentee is None:
        return go(url_for("looking.show", ref=sign_up.ref))
    return _show_form(sign_up, LookForm(sign_up, mentee), mentee)


@blueprint.post("/seats/<ref:ref>/mentor")
@holder_only
def send(sign_up: SignUp) -> Response:
    mentee = _looks(sign_up)
    form = LookForm(sign_up, mentee)
    if not form.validate():
        return _show_form(sign_up, form, mentee, 422)
    try:
        look(sign_up, form.wanted(), clock.now())
    except MayNotLook:  # the seat was given back meanwhile; the card says so
        db.session.rollback()
    db.session.commit()
    return go(url_for("looking.show", ref=sign_up.ref))


@blueprint.get("/seats/<ref:ref>/mentor/stop")
@holder_only
def ask_stop(sign_up: SignUp) -> Response:
    if _looks(sign_up) is None:
        return go(url_for("looking.show", ref=sign_up.ref))
    return page("mentors/stop.html", heading=_("Look no more?"), sign_up=sign_up, form=PressForm())


@blueprint.post("/seats/<ref:ref>/mentor/stop")
@holder_only
def stop(sign_up: SignUp) -> Response:
    form = PressForm()
    if not form.validate():
        return show_pressed(sign_up, form)
    mentee = _looks(sign_up)
    try:
        if mentee:
            stop_looking(mentee, clock.now())
    except HasMentor:  # somebody was asked at this moment; the page says whom
        db.session.rollback()
    db.session.commit()
    return go(url_for("looking.show", ref=sign_up.ref))


def show_pressed(sign_up: SignUp, form: PressForm) -> Response:
    """How it stands, with what is wrong with a button that was pressed."""
    stands = looking_of(sign_up)
    if stands is None or stands.mentee is None:
        return _show_form(sign_up, LookForm(sign_up), status=422)
    return _show(sign_up, stands, form, 422)


def _looks(sign_up: SignUp) -> Mentee | None:
    """What they look for, as long as nobody is asked for them."""
    stands = looking_of(sign_up)
    return stands.mentee if stands and stands.how is How.LOOKS else None


def _show(sign_up: SignUp, stands: Looking, form: PressForm, status: int = 200) -> Response:
    heading = {
        How.LOOKS: _("We look for a mentor for you"),
        How.ASKED: _("We asked %(name)s", name=stands.name),
        How.TURN: _("We found somebody for you"),
        How.WAITS: _("You said yes"),
        How.TOGETHER: _("You have a mentor"),
    }[stands.how]
    pair, mentee = stands.pair, stands.mentee
    return page(
        "mentors/stands.html",
        heading=heading,
        status=status,
        sign_up=sign_up,
        stands=stands,
        lines=mentor_lines(pair.volunteer) if pair else [],
        wanted=wanted_lines(mentee) if mentee else [],
        form=form,
    )


def _show_form(sign_up: SignUp, form: LookForm, mentee: Mentee | None = None, status: int = 200) -> Response:
    return page(
        "mentors/look.html",
        heading=_("What do you look for?") if mentee else _("Would you like a mentor?"),
        fragment="mentors/_look_form.html",
        status=status,
        sign_up=sign_up,
        mentee=mentee,
        form=form,
    )
