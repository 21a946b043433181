"""What the team does with a pair: writes to one of them, notes what they said, gives them a break, ends it."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.backoffice.pair_forms import CareForm, MetForm
from portal.blueprints.backoffice.pair_page import end_form, letter_form, noted, show
from portal.database import db
from portal.domain.mentoring import care, ending, letters, meetings
from portal.domain.mentoring.pair_models import Pair, Side
from portal.domain.mentoring.pairs import KNOWN_TO_EACH_OTHER, NotTogether, zone_of
from portal.domain.moves import MoveNotAllowed, Role
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go
from portal.web.languages import gettext as _
from portal.web.meetings import refusal_words
from portal.web.mentoring_access import staff_pair
from portal.web.office import account
from portal.web.pair_team import PauseForm

blueprint = Blueprint("office_pair_changes", __name__)


@blueprint.post("/office/pairs/<ref:ref>/letter")
@staff_pair
def letter(pair: Pair) -> Response:
    if pair.state not in KNOWN_TO_EACH_OTHER:  # they have no page on which to read it
        abort(404)
    form = letter_form(pair)
    if not form.validate():
        return show(pair, 422, form)
    side = Side(form.side.data)
    letters.answer_letter(pair, side, form.text.data, account().id, clock.now())
    noted("written_to", pair, side=side.value)
    db.session.commit()
    return go(url_for("office_pairs.pair", ref=pair.ref, done="letter", _anchor="letters"))


@blueprint.post("/office/pairs/<ref:ref>/care")
@staff_pair
def settle(pair: Pair) -> Response:
    form = CareForm()
    return _do(pair, form, "asked", lambda: care.settle_care(pair, form.text.data, clock.now()))


@blueprint.post("/office/pairs/<ref:ref>/met")
@staff_pair
def met(pair: Pair) -> Response:
    """One of the two told the team that they met: it stands as if the mentor had logged it."""
    form = MetForm(zone_of(pair))
    if not form.validate():
        return show(pair, 422, form)
    try:
        meetings.log_new(pair, Side.MENTOR, form.when(), clock.now(), form.key.data)
    except (meetings.StillToCome, meetings.TooFar, meetings.Overlaps, NotTogether) as refused:
        words = refusal_words(refused, zone_of(pair))
        db.session.rollback()
        form.refuse("met_on", words)
        return show(pair, 409, form)
    noted("logged", pair)
    db.session.commit()
    return go(url_for("office_pairs.pair", ref=pair.ref, done="met"))


@blueprint.post("/office/pairs/<ref:ref>/break")
@staff_pair
def pause(pair: Pair) -> Response:
    form = PauseForm()
    return _do(pair, form, "paused", lambda: ending.pause(pair, form.until(zone_of(pair)), Role.STAFF, clock.now()))


@blueprint.post("/office/pairs/<ref:ref>/on")
@staff_pair
def go_on(pair: Pair) -> Response:
    return _do(pair, PressForm(), "went_on", lambda: ending.go_on(pair, Role.STAFF, clock.now()))


@blueprint.post("/office/pairs/<ref:ref>/end")
@staff_pair
def end(pair: Pair) -> Response:
    form = end_form()

    def verb() -> None:
        ending.end(pair, form.reason, Role.STAFF, clock.now(), form.looks_again)

    return _do(pair, form, "ended", verb)


def _do(pair: Pair, form: PortalForm, deed: str, verb: Callable[[], None]) -> Response:
    """Do it, or show the page again with what is wrong."""
    if not form.validate():
        return show(pair, 422, form)
    try:
        verb()
    except ending.BadDay:
        db.session.rollback()
        form.refuse("day", _("Choose a day within the next three months."))
        return show(pair, 422, form)
    except (MoveNotAllowed, care.NothingOwed):
        db.session.rollback()
        return show(pair, 409, refused=_("Somebody else was faster. See below how it stands now."))
    noted(deed, pair)
    db.session.commit()
    return go(url_for("office_pairs.pair", ref=pair.ref, done=deed))
