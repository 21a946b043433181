"""Three goals of a pair: writing them, and saying that one is reached."""

from flask import Blueprint, Response, url_for

from portal import clock
from portal.blueprints.pairs.forms import GoalsForm, goals_saved
from portal.blueprints.pairs.pair import said
from portal.blueprints.pairs.shown import WORDS, Shown, shown
from portal.database import begin_write, db
from portal.domain.mentoring.goals import reach, write_goals
from portal.domain.mentoring.pair_models import Pair, Side
from portal.domain.mentoring.pairs import NotTogether
from portal.web.forms import PressForm
from portal.web.htmx import go, page, wants_fragment
from portal.web.languages import gettext as _
from portal.web.mentoring_access import pair_side

blueprint = Blueprint("pair_goals", __name__)


@blueprint.get("/pairs/<ref:ref>/goals")
@pair_side
def edit(pair: Pair, side: Side) -> Response:
    known = shown(pair, side, clock.now(), with_meetings=False)
    form = GoalsForm()
    form.open(goals_saved(known.pair))
    return _show(known, form)


@blueprint.post("/pairs/<ref:ref>/goals")
@pair_side
def save(pair: Pair, side: Side) -> Response:
    known, form = shown(pair, side, clock.now(), with_meetings=False), GoalsForm()
    if not form.validate():
        return _show(known, form, 422)
    begin_write()
    if form.overtaken(goals_saved(known.pair)):
        db.session.rollback()
        return _show(known, form, 409)
    try:
        write_goals(known.pair, [line.data for line in form.lines])
    except NotTogether:  # it ended meanwhile; the page says so
        db.session.rollback()
    db.session.commit()
    return go(url_for("pair.show", ref=pair.ref, _anchor="pair-goals"))


@blueprint.post("/pairs/<ref:ref>/goal/<int(min=1, max=3):number>/<any(reached, open):how>")
@pair_side
def press(pair: Pair, side: Side, number: int, how: str) -> Response:
    form = PressForm()
    if not form.validate():
        return _part(pair, side, form, 422)
    try:
        reach(pair, number, how == "reached", clock.now())
    except NotTogether:  # it ended meanwhile; the page says so
        db.session.rollback()
    db.session.commit()
    if wants_fragment():
        return _part(pair, side, form)
    return go(url_for("pair.show", ref=pair.ref, _anchor="pair-goals"))


def _show(known: Shown, form: GoalsForm, status: int = 200) -> Response:
    heading = _("Our goals")
    return page("pairs/goals.html", heading, status=status, **WORDS, shown=known, pair=known.pair, form=form)


def _part(pair: Pair, side: Side, form: PressForm, status: int = 200) -> Response:
    known = said(shown(pair, side, clock.now()), form)
    return page("pairs/pair.html", fragment="pairs/_pair_goals.html", status=status, **known)
