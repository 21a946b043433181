"""One side of a pair reports a problem: who reads it, what happens, whom to call; and later what was done."""

from flask import Blueprint, Response, request, url_for

from portal import clock
from portal.database import db
from portal.domain.mentoring.pair_models import Pair, Side
from portal.domain.mentoring.pairs import first_name_of, zone_of
from portal.domain.mentoring.problems import owed_for, report, reported
from portal.domain.promises.states import State
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.mentoring_access import pair_side
from portal.web.pair_team import WordsForm
from portal.web.pairs import must_know_each_other, themselves

blueprint = Blueprint("pair_problem", __name__)


@blueprint.get("/pairs/<ref:ref>/problem")
@pair_side
def show(pair: Pair, side: Side) -> Response:
    must_know_each_other(pair)
    return _show(pair, side, _form())


@blueprint.post("/pairs/<ref:ref>/problem")
@pair_side
def send(pair: Pair, side: Side) -> Response:
    must_know_each_other(pair)
    form = _form()
    if not form.validate():
        return _show(pair, side, form, 422)
    made = report(pair, side, form.text.data, form.key.data, clock.now()).ref
    db.session.commit()
    return go(url_for("pair_problem.show", ref=pair.ref, sent=made))


def _form() -> WordsForm:
    return WordsForm(_("What happened?"))


def _show(pair: Pair, side: Side, form: WordsForm, status: int = 200) -> Response:
    """Whoever has a mail of theirs may report; what was reported is for themselves, and that it was."""
    mine, known = reported(pair, side), themselves(pair, side)
    owed = {one.id: owed_for(one) for one in mine if one.closed_at is None}
    return page(
        "pairs/problem.html",
        heading=_("Report a problem"),
        status=status,
        pair=pair,
        sent=next((one for one in mine if one.ref == request.args.get("sent")), None),
        known=known,
        reported=mine if known else [],
        owed={number: one for number, one in owed.items() if one and one.state == State.OPEN},
        zone=zone_of(pair),
        other=first_name_of(pair, side.other),
        form=form,
    )
