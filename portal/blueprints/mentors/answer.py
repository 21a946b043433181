"""Yes or no to a mentor, or to a learner: one page for either side, by the link of a message or from their own pages.

Whoever came by the link may do this and nothing else. The learner sees a first name, the mentor not even that. A GET
shows; what is pressed twice counts once; what comes too late finds the page as it stands by then.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.mentors.answered import outcome
from portal.blueprints.mentors.forms import NoForm
from portal.blueprints.mentors.shown import common_lines, other_lines
from portal.database import db
from portal.domain.mentoring.asking import NoRoom, NotAsked, say_no, say_yes
from portal.domain.mentoring.pair_models import Pair, Side
from portal.domain.mentoring.pairs import zone_of
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.web.access import letter_only
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.mentoring_access import pair_side
from portal.web.pairs import by_ref, side_here

blueprint = Blueprint("pair_answer", __name__)


@dataclass(frozen=True)
class Door:
    """How somebody came to answer: for which pair, on which side, and where the page and its buttons are."""

    pair: Pair
    side: Side
    shown: str
    to_yes: str
    to_no: str
    message: Message | None = None


@blueprint.get("/mentor-answers/<ref:ref>")
@letter_only(Purpose.PAIR_ANSWER)
def show(message: Message) -> Response:
    return _show(_by_letter(message), PressForm())


@blueprint.post("/mentor-answers/<ref:ref>/yes")
@letter_only(Purpose.PAIR_ANSWER)
def yes_by_letter(message: Message) -> Response:
    return _yes(_by_letter(message))


@blueprint.get("/mentor-answers/<ref:ref>/no")
@letter_only(Purpose.PAIR_ANSWER)
def ask_no_by_letter(message: Message) -> Response:
    return _show(_by_letter(message), NoForm(), refusing=True)


@blueprint.post("/mentor-answers/<ref:ref>/no")
@letter_only(Purpose.PAIR_ANSWER)
def no_by_letter(message: Message) -> Response:
    return _no(_by_letter(message))


@blueprint.get("/pairs/<ref:ref>/answer")
@pair_side
def own(pair: Pair, side: Side) -> Response:
    return _show(_by_oneself(pair, side), PressForm())


@blueprint.post("/pairs/<ref:ref>/answer/yes")
@pair_side
def yes(pair: Pair, side: Side) -> Response:
    return _yes(_by_oneself(pair, side))


@blueprint.get("/pairs/<ref:ref>/answer/no")
@pair_side
def ask_no(pair: Pair, side: Side) -> Response:
    return _show(_by_oneself(pair, side), NoForm(), refusing=True)


@blueprint.post("/pairs/<ref:ref>/answer/no")
@pair_side
def no(pair: Pair, side: Side) -> Response:
    return _no(_by_oneself(pair, side))


def _by_letter(message: Message) -> Door:
    pair = by_ref(str(message.facts.get("pair", ""))) or abort(404, description="letter")
    return _door(pair, Side(message.facts["side"]), "_by_letter", message.ref, message, "pair_answer.show")


def _by_oneself(pair: Pair, side: Side) -> Door:
    return _door(pair, side, "", pair.ref, None, "pair_answer.own")


def _door(pair: Pair, side: Side, suffix: str, ref: str, message: Message | None, shown: str) -> Door:
    to_yes, to_no = f"pair_answer.yes{suffix}", f"pair_answer.no{suffix}"
    return Door(pair, side, url_for(shown, ref=ref), url_for(to_yes, ref=ref), url_for(to_no, ref=ref), message)


def _yes(door: Door) -> Response:
    return _act(door, PressForm(), lambda form: say_yes(door.pair, door.side, clock.now()))


def _no(door: Door) -> Response:
    return _act(
        door, NoForm(), lambda form: say_no(door.pair, door.side, clock.now(), form.why.data or None), refusing=True
    )


def _act(door: Door, form: Any, verb: Callable[[Any], None], refusing: bool = False) -> Response:
    """What was pressed counts while it is asked; afterwards the page says how it ended."""
    if not form.validate():
        return _show(door, form, 422, refusing)
    try:
        verb(form)
    except NotAsked:  # too late, or somebody was faster; the page says so
        db.session.rollback()
    except NoRoom:
        db.session.rollback()
        form.form_errors.append(_no_room(door.side))
        return _show(door, form, 409)
    db.session.commit()
    return go(door.shown)


def _no_room(side: Side) -> str:
    if side is Side.MENTOR:
        return _("You already have as many learners as you wished. Please say no.")
    return _("This mentor has no time any more. Please say no: we go on looking.")


def _show(door: Door, form: PortalForm, status: int = 200, refusing: bool = False) -> Response:
    stands = outcome(door.pair, door.side)
    return page(
        "mentors/answer.html",
        heading=_("Say no?") if refusing and stands.asked else stands.heading,
        status=status,
        door=door,
        pair=door.pair,
        mentor=door.side is Side.MENTOR,
        stands=stands,
        form=form,
        refusing=refusing and stands.asked,
        zone=zone_of(door.pair),
        lines=other_lines(door.pair, door.side),
        common=common_lines(door.pair.reasons),
        opens=stands.together and side_here(door.pair) is door.side,
        message=door.message,
    )
