"""Planning a meeting, moving it, calling it off, and taking it into one's own calendar."""

from datetime import timedelta

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.pairs.forms import WhenForm
from portal.blueprints.pairs.shown import WORDS, Shown, shown
from portal.database import db
from portal.domain.mentoring import meetings
from portal.domain.mentoring.meetings import InThePast, Overlaps, TooFar
from portal.domain.mentoring.pair_models import Meeting, Pair, Side
from portal.domain.mentoring.pairs import NotTogether
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.meetings import calendar_of, refusal_words
from portal.web.mentoring_access import pair_side

blueprint = Blueprint("pair_meetings", __name__)


@blueprint.get("/pairs/<ref:ref>/meetings/new")
@pair_side
def ask_plan(pair: Pair, side: Side) -> Response:
    known = _together(pair, side)
    tomorrow = (clock.now().astimezone(known.zone) + timedelta(days=1)).date()
    return _show(known, WhenForm(known.zone, day=tomorrow))


@blueprint.post("/pairs/<ref:ref>/meetings/new")
@pair_side
def plan(pair: Pair, side: Side) -> Response:
    known = _together(pair, side)
    form = WhenForm(known.zone)
    if not form.validate():
        return _show(known, form, 422)
    try:
        meetings.plan(known.pair, side, form.when(), clock.now(), str(form.key.data))
    except (InThePast, TooFar, Overlaps, NotTogether) as refused:
        return _refused(known, form, refused)
    db.session.commit()
    return go(url_for("pair.show", ref=pair.ref))


@blueprint.get("/pairs/<ref:ref>/meetings/<ref:meeting>/change")
@pair_side
def ask_change(pair: Pair, side: Side, meeting: str) -> Response:
    known = _together(pair, side)
    found = _found(pair, meeting)
    return _show(known, WhenForm(known.zone, found), meeting=found)


@blueprint.post("/pairs/<ref:ref>/meetings/<ref:meeting>/change")
@pair_side
def change(pair: Pair, side: Side, meeting: str) -> Response:
    known, found = _together(pair, side), _found(pair, meeting)
    form = WhenForm(known.zone)
    if not form.validate():
        return _show(known, form, 422, found)
    try:
        meetings.change(found, side, form.when(), clock.now())
    except (InThePast, TooFar, Overlaps, NotTogether) as refused:
        return _refused(known, form, refused, found)
    db.session.commit()
    return go(url_for("pair.show", ref=pair.ref))


@blueprint.get("/pairs/<ref:ref>/meetings/<ref:meeting>/off")
@pair_side
def ask_off(pair: Pair, side: Side, meeting: str) -> Response:
    return _show_off(_together(pair, side), _found(pair, meeting), PressForm())


@blueprint.post("/pairs/<ref:ref>/meetings/<ref:meeting>/off")
@pair_side
def call_off(pair: Pair, side: Side, meeting: str) -> Response:
    form, found = PressForm(), _found(pair, meeting)
    if not form.validate():
        return _show_off(_together(pair, side), found, form, 422)
    meetings.call_off(found, side, clock.now())
    db.session.commit()
    return go(url_for("pair.show", ref=pair.ref))


@blueprint.get("/pairs/<ref:ref>/meetings/<ref:meeting>/calendar.ics")
@pair_side
def ics(pair: Pair, side: Side, meeting: str) -> Response:
    known, found = _together(pair, side), _found(pair, meeting)
    response = Response(calendar_of(found, known.other, known.zone), mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response


def _together(pair: Pair, side: Side) -> Shown:
    """What is planned is planned by two who are together."""
    known = shown(pair, side, clock.now(), with_meetings=False)
    return known if known.together else abort(404, description="letter")


def _found(pair: Pair, ref: str) -> Meeting:
    """A meeting of this pair that was neither held nor called off."""
    found = meetings.by_ref(pair, ref)
    return found if found and meetings.is_open(found) else abort(404, description="letter")


def _refused(known: Shown, form: WhenForm, refused: Exception, meeting: Meeting | None = None) -> Response:
    words = refusal_words(refused, known.zone)
    db.session.rollback()
    form.refuse("hour" if isinstance(refused, Overlaps) else "day", words)
    return _show(known, form, 409, meeting)


def _show(known: Shown, form: WhenForm, status: int = 200, meeting: Meeting | None = None) -> Response:
    return page(
        "pairs/plan.html",
        heading=_("Change the meeting") if meeting else _("Plan a meeting"),
        status=status,
        **WORDS,
        shown=known,
        pair=known.pair,
        meeting=meeting,
        form=form,
    )


def _show_off(known: Shown, meeting: Meeting, form: PressForm, status: int = 200) -> Response:
    return page(
        "pairs/off.html",
        heading=_("Call this meeting off?"),
        status=status,
        **WORDS,
        shown=known,
        meeting=meeting,
        form=form,
        action=url_for("pair_meetings.call_off", ref=known.pair.ref, meeting=meeting.ref),
        back=url_for("pair.show", ref=known.pair.ref),
    )
