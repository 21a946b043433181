"""How each of a pair reaches the other: shown when both agree, and no longer when one of them takes it back."""

from flask import Blueprint, Response, url_for

from portal import clock
from portal.blueprints.pairs.pair import answer
from portal.blueprints.pairs.shown import shown
from portal.database import db
from portal.domain.mentoring.pair_models import Pair, Side
from portal.domain.mentoring.pairs import NotTogether, share, unshare
from portal.web.access import pair_side
from portal.web.forms import PressForm
from portal.web.htmx import go, wants_fragment

blueprint = Blueprint("pair_contacts", __name__)
_FRAGMENT = "pairs/_contacts.html"


@blueprint.post("/pairs/<ref:ref>/contacts/<any(show, hide):how>")
@pair_side
def press(pair: Pair, side: Side, how: str) -> Response:
    form = PressForm()
    if not form.validate():
        return answer(shown(pair, side, clock.now()), form, 422, _FRAGMENT)
    try:
        if how == "show":
            share(pair, side, clock.now())
        else:
            unshare(pair, side)
    except NotTogether:  # it ended meanwhile; the page says so
        db.session.rollback()
    db.session.commit()
    if wants_fragment():
        return answer(shown(pair, side, clock.now()), form, fragment=_FRAGMENT)
    return go(url_for("pair.show", ref=pair.ref, _anchor="pair-contacts"))
