"""The page of a pair, the same for both sides, and the way there from the link of a message."""

from typing import Any

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.pairs.shown import WORDS, Shown, shown
from portal.domain.mentoring.pair_models import Pair, Side
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.web import holder, pairs
from portal.web.access import letter_only
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.mentoring_access import pair_side

blueprint = Blueprint("pair", __name__)


@blueprint.get("/pairs/<ref:ref>")
@pair_side
def show(pair: Pair, side: Side) -> Response:
    return page("pairs/pair.html", **said(shown(pair, side, clock.now()), PressForm()))


@blueprint.get("/pair-letters/<ref:ref>")
@letter_only(Purpose.PAIR)
def by_letter(message: Message) -> Response:
    """A mentor lands on the page. A learner whose browser does not hold the card passes the small check first."""
    pair = pairs.by_ref(str(message.facts.get("pair", ""))) or abort(404, description="letter")
    if pairs.side_here(pair):
        return go(url_for("pair.show", ref=pair.ref))
    sign_up = pair.mentee.sign_up
    holder.link(sign_up.ref)
    return go(url_for("door.check", ref=sign_up.ref))


def said(known: Shown, form: PressForm) -> dict[str, Any]:
    """What the page of a pair says, whole or in part."""
    heading = _("You and %(name)s", name=known.other)
    return {**WORDS, "heading": heading, "shown": known, "pair": known.pair, "form": form}
