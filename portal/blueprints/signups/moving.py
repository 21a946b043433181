"""Moving to another date: the free seats there first, then one press; whatever is refused, the old seat stays."""

from flask import Blueprint, Response, url_for

from portal import clock
from portal.blueprints.signups.forms import MoveForm, too_many_changes
from portal.database import db
from portal.domain.accounts.reaching import recipient
from portal.domain.catalogue.search import public_session_by_ref
from portal.domain.moves import MoveNotAllowed
from portal.domain.signups import offers
from portal.domain.signups.applying import by_application
from portal.domain.signups.changes import move_to
from portal.domain.signups.models import SignUp
from portal.domain.signups.offers import Offer
from portal.domain.signups.seats import AlreadySignedUp, NotBookable, NotEnoughSeats
from portal.domain.signups.states import State
from portal.web import holder
from portal.web.access import holder_only
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.limits import may_change
from portal.web.words import begun

blueprint = Blueprint("moving", __name__)

#: So many of the next dates are looked through, and so many shown.
_LOOKED_AT, _SHOWN = 36, 9


@blueprint.get("/seats/<ref:ref>/move")
@holder_only
def ask(sign_up: SignUp) -> Response:
    if begun(sign_up) or sign_up.state not in {State.CONFIRMED, State.WAITING}:
        return go(url_for("card.show", ref=sign_up.ref))
    return _show(sign_up, MoveForm())


@blueprint.post("/seats/<ref:ref>/move")
@holder_only
def move(sign_up: SignUp) -> Response:
    form = MoveForm()
    other = public_session_by_ref(form.to.data or "")
    if not form.validate() or other is None:
        return _refuse(sign_up, form, _("Choose one of the dates shown."), 422)
    if not may_change(sign_up.ref, recipient(sign_up.person, sign_up.language).address_digest):
        return _refuse(sign_up, form, too_many_changes(), 429)
    waited = sign_up.state == State.WAITING
    try:
        moved = move_to(sign_up, other, clock.now())
    except AlreadySignedUp:
        return _refuse(sign_up, form, _("You are signed up there already. You keep both."))
    except (NotBookable, NotEnoughSeats):
        return _refuse(sign_up, form, _("Too few seats are left there. You keep what you have."))
    except MoveNotAllowed:  # it has come to an end meanwhile; the card says how
        db.session.rollback()
        return go(url_for("card.show", ref=sign_up.ref))
    to, elsewhere = moved.ref, moved.course_session_id != other.id
    db.session.commit()
    holder.grant(to)
    saved = "elsewhere" if elsewhere else "seated" if waited else "moved"
    return go(url_for("card.show", ref=to, saved=saved))


def _refuse(sign_up: SignUp, form: MoveForm, problem: str, status: int = 409) -> Response:
    db.session.rollback()
    if not form.problems:
        form.refuse("to", problem)
    return _show(sign_up, form, status)


def _others(sign_up: SignUp) -> list[Offer]:
    """Where the whole party finds seats, soonest first: the same course, then the same kind within reach."""
    near = offers.next_fitting(sign_up.course_session, clock.now(), _LOOKED_AT)
    fitting = [offer for offer in near if offer.free >= sign_up.party and not by_application(offer.course_session)]
    return fitting[:_SHOWN]


def _groups(sign_up: SignUp) -> list[tuple[str, list[Offer]]]:
    """Their headings and dates; a heading without dates is left out."""
    others = _others(sign_up)
    here = sign_up.course_session.course_id
    same = [offer for offer in others if offer.course_session.course_id == here]
    rest = [offer for offer in others if offer.course_session.course_id != here]
    groups = [(_("Same workshop, another date"), same), (_("Other workshops"), rest)]
    return [(heading, dates) for heading, dates in groups if dates]


def _show(sign_up: SignUp, form: MoveForm, status: int = 200) -> Response:
    return page(
        "signups/move.html",
        heading=_("Move to another date"),
        status=status,
        sign_up=sign_up,
        form=form,
        groups=_groups(sign_up),
        waits=sign_up.state == State.WAITING,
    )
