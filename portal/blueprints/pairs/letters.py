"""One side of a pair and the team write to each other. The other side never sees it."""

from flask import Blueprint, Response, url_for

from portal import clock
from portal.database import db
from portal.domain.mentoring.letters import owed_to, thread, write
from portal.domain.mentoring.pair_models import Pair, Side
from portal.domain.mentoring.pairs import first_name_of, zone_of
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.mentoring_access import pair_side
from portal.web.pair_team import WordsForm
from portal.web.pairs import must_know_each_other, themselves

blueprint = Blueprint("pair_letters", __name__)


@blueprint.get("/pairs/<ref:ref>/letters")
@pair_side
def show(pair: Pair, side: Side) -> Response:
    must_know_each_other(pair)
    return _show(pair, side, _form())


@blueprint.post("/pairs/<ref:ref>/letters")
@pair_side
def send(pair: Pair, side: Side) -> Response:
    must_know_each_other(pair)
    form = _form()
    if not form.validate():
        return _show(pair, side, form, 422)
    write(pair, side, form.text.data, form.key.data, clock.now())
    db.session.commit()
    return go(url_for("pair_letters.show", ref=pair.ref, sent=1))


def _form() -> WordsForm:
    return WordsForm(_("Your letter"))


def _show(pair: Pair, side: Side, form: WordsForm, status: int = 200) -> Response:
    """Whoever has a mail of theirs may write; what was written before is for themselves."""
    known = themselves(pair, side)
    return page(
        "pairs/letters.html",
        heading=_("Write to the team"),
        status=status,
        pair=pair,
        known=known,
        letters=thread(pair, side) if known else [],
        owed=owed_to(pair, side),
        zone=zone_of(pair),
        other=first_name_of(pair, side.other),
        form=form,
    )
