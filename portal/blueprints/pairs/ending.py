"""A break, going on, and the end, by either side of a pair: each after a page that says what then happens."""

from datetime import timedelta

from flask import Blueprint, Response, url_for

from portal import clock
from portal.database import db
from portal.domain.mentoring import ending
from portal.domain.mentoring.pair_models import Pair, Side
from portal.domain.mentoring.pairs import ROLE, first_name_of, zone_of
from portal.domain.mentoring.states import TOGETHER
from portal.domain.moves import MoveNotAllowed
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.mentoring_access import pair_side
from portal.web.pair_team import EndForm, PauseForm

blueprint = Blueprint("pair_end", __name__)


@blueprint.get("/pairs/<ref:ref>/end")
@pair_side
def show(pair: Pair, side: Side) -> Response:
    return _show(pair, side)


@blueprint.post("/pairs/<ref:ref>/break")
@pair_side
def pause(pair: Pair, side: Side) -> Response:
    form = PauseForm()
    if not form.validate():
        return _show(pair, side, form, 422)
    try:
        ending.pause(pair, form.until(zone_of(pair)), ROLE[side], clock.now())
    except ending.BadDay:
        db.session.rollback()
        form.refuse("day", _("Choose a day within the next three months."))
        return _show(pair, side, form, 422)
    except MoveNotAllowed:
        return _overtaken(pair, side)
    db.session.commit()
    return go(url_for("pair.show", ref=pair.ref))


@blueprint.post("/pairs/<ref:ref>/on")
@pair_side
def go_on(pair: Pair, side: Side) -> Response:
    form = PressForm()
    if not form.validate():
        return _show(pair, side, form, 422)
    try:
        ending.go_on(pair, ROLE[side], clock.now())
    except MoveNotAllowed:
        return _overtaken(pair, side)
    db.session.commit()
    return go(url_for("pair.show", ref=pair.ref))


@blueprint.post("/pairs/<ref:ref>/end")
@pair_side
def end(pair: Pair, side: Side) -> Response:
    form = _end_form(side)
    if not form.validate():
        return _show(pair, side, form, 422)
    # A mentor who stops leaves the learner free to look on; the learner says for themselves.
    again = form.looks_again if side is Side.LEARNER else form.reason not in ending.DONE
    try:
        ending.end(pair, form.reason, ROLE[side], clock.now(), again)
    except MoveNotAllowed:
        return _overtaken(pair, side)
    db.session.commit()
    return go(url_for("pair.show", ref=pair.ref))


def _end_form(side: Side) -> EndForm:
    return EndForm(_("Would you like another mentor?") if side is Side.LEARNER else "")


def _overtaken(pair: Pair, side: Side) -> Response:
    """The other side, or the team, was faster: the page says how it stands now."""
    db.session.rollback()
    return _show(pair, side, status=409, overtaken=True)


def _show(
    pair: Pair, side: Side, problem: PortalForm | None = None, status: int = 200, overtaken: bool = False
) -> Response:
    today = clock.now().astimezone(zone_of(pair)).date()
    return page(
        "pairs/end.html",
        heading=_("A break, or the end"),
        status=status,
        pair=pair,
        together=pair.state in TOGETHER,
        other=first_name_of(pair, side.other),
        overtaken=overtaken,
        problem=problem or PressForm(),
        press=PressForm(),
        pausing=problem if isinstance(problem, PauseForm) else PauseForm(formdata=None),
        ending=problem if isinstance(problem, EndForm) else _end_form(side),
        first_day=(today + timedelta(days=1)).isoformat(),
        last_day=(today + ending.LONGEST_BREAK).isoformat(),
    )
