"""How each of a pair reaches the other: shown when both agree, and no longer when one of them takes it back."""

from flask import Blueprint, Response, url_for

from portal import clock
from portal.blueprints.pairs.pair import said
from portal.blueprints.pairs.shown import shown
from portal.database import db
from portal.domain.mentoring.pair_models import Pair, Side
from portal.domain.mentoring.pairs import NotTogether, share, unshare
from portal.web.forms import PressForm
from portal.web.htmx import go, page, wants_fragment
from portal.web.mentoring_access import pair_side

blueprint = Blueprint("pair_contacts", __name__)


@blueprint.post("/pairs/<ref:ref>/contacts/<any(show, hide):how>")
@pair_side
def press(pair: Pair, side: Side, how: str) -> Response:
    form = PressForm()
    if not form.validate():
        return _part(pair, side, form, 422)
    try:
        if how == "show":
            share(pair, side, clock.now())
        else:
            unshare(pair, side)
    except NotTogether:  # it ended meanwhile; the page says so
        db.session.rollback()
    db.session.commit()
    if wants_fragment():
        return _part(pair, side, form)
    return go(url_for("pair.show", ref=pair.ref, _anchor="pair-contacts"))


def _part(pair: Pair, side: Side, form: PressForm, status: int = 200) -> Response:
    known = said(shown(pair, side, clock.now()), form)
    return page("pairs/pair.html", fragment="pairs/_pair_contacts.html", status=status, **known)
