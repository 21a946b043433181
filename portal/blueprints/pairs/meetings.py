"""Did you meet? Said in two presses, from the pair's page or from the link of a message.

The link opens one meeting for the side that was written to: a GET shows, a POST says. Said twice is said once.
"""

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.pairs.forms import HeldForm, WhenForm
from portal.blueprints.pairs.shown import WORDS, Shown, shown
from portal.database import db
from portal.domain.mentoring import meetings
from portal.domain.mentoring.meetings import Overlaps, StillToCome, TooFar
from portal.domain.mentoring.pair_models import Meeting, Pair, Side, Went
from portal.domain.mentoring.pairs import NotTogether
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.web import pairs
from portal.web.access import letter_only
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.meetings import refusal_words
from portal.web.mentoring_access import pair_side

blueprint = Blueprint("meeting", __name__)


@blueprint.get("/meetings/<ref:ref>")
@letter_only(Purpose.MEETING)
def show(message: Message) -> Response:
    meeting, known = _of(message)
    return _show(meeting, known, HeldForm(meeting), message)


@blueprint.post("/meetings/<ref:ref>")
@letter_only(Purpose.MEETING)
def say(message: Message) -> Response:
    return _say(*_of(message), message)


@blueprint.post("/meetings/<ref:ref>/went/<any(well, so_so, badly):how>")
@letter_only(Purpose.MEETING)
def went(message: Message, how: str) -> Response:
    return _went(*_of(message), Went(how), message)


@blueprint.get("/meetings/<ref:ref>/off")
@letter_only(Purpose.MEETING)
def ask_off(message: Message) -> Response:
    return _show_off(*_of(message), PressForm(), message)


@blueprint.post("/meetings/<ref:ref>/off")
@letter_only(Purpose.MEETING)
def call_off(message: Message) -> Response:
    (meeting, known), form = _of(message), PressForm()
    if not form.validate():
        return _show_off(meeting, known, form, message, 422)
    meetings.call_off(meeting, known.side, clock.now())
    db.session.commit()
    return go(url_for("meeting.show", ref=message.ref))


@blueprint.get("/pairs/<ref:ref>/meetings/<ref:meeting>")
@pair_side
def show_mine(pair: Pair, side: Side, meeting: str) -> Response:
    found, known = _mine(pair, side, meeting)
    return _show(found, known, HeldForm(found))


@blueprint.post("/pairs/<ref:ref>/meetings/<ref:meeting>")
@pair_side
def say_mine(pair: Pair, side: Side, meeting: str) -> Response:
    return _say(*_mine(pair, side, meeting))


@blueprint.post("/pairs/<ref:ref>/meetings/<ref:meeting>/went/<any(well, so_so, badly):how>")
@pair_side
def went_mine(pair: Pair, side: Side, meeting: str, how: str) -> Response:
    return _went(*_mine(pair, side, meeting), Went(how))


@blueprint.get("/pairs/<ref:ref>/met")
@pair_side
def ask_new(pair: Pair, side: Side) -> Response:
    known = shown(pair, side, clock.now(), with_meetings=False)
    return _show_new(known, WhenForm(known.zone, day=clock.now().astimezone(known.zone).date()))


@blueprint.post("/pairs/<ref:ref>/met")
@pair_side
def say_new(pair: Pair, side: Side) -> Response:
    known = shown(pair, side, clock.now(), with_meetings=False)
    form = WhenForm(known.zone)
    if not form.validate():
        return _show_new(known, form, 422)
    try:
        made = meetings.log_new(known.pair, side, form.when(), clock.now(), str(form.key.data))
    except (StillToCome, TooFar, Overlaps, NotTogether) as refused:
        words = refusal_words(refused, known.zone)
        db.session.rollback()
        form.refuse("day", words)
        return _show_new(known, form, 409)
    db.session.commit()
    return go(url_for("meeting.show_mine", ref=pair.ref, meeting=made.ref))


def _of(message: Message) -> tuple[Meeting, Shown]:
    """The meeting a message is about, as the side it was sent to sees it."""
    pair = pairs.by_ref(str(message.facts.get("pair", ""))) or abort(404, description="letter")
    return _mine(pair, Side(message.facts["side"]), str(message.facts.get("meeting", "")))


def _mine(pair: Pair, side: Side, ref: str) -> tuple[Meeting, Shown]:
    found = meetings.by_ref(pair, ref) or abort(404, description="letter")
    return found, shown(pair, side, clock.now(), with_meetings=False)


def _say(meeting: Meeting, known: Shown, message: Message | None = None) -> Response:
    form = HeldForm(meeting)
    if not form.validate():
        return _show(meeting, known, form, message, 422)
    try:
        meetings.log(meeting, known.side, form.held, clock.now())
    except Overlaps as refused:
        words = refusal_words(refused, known.zone)
        db.session.rollback()
        form.refuse("length", words)
        return _show(meeting, known, form, message, 409)
    except (StillToCome, NotTogether):  # an old page; the new one says how it stands
        db.session.rollback()
    db.session.commit()
    return go(_address(meeting, known, message))


def _went(meeting: Meeting, known: Shown, how: Went, message: Message | None = None) -> Response:
    form = PressForm()
    if not form.validate():
        return _show(meeting, known, HeldForm(meeting), message, 422, pressed=form)
    meetings.say_went(meeting, known.side, how)
    db.session.commit()
    return go(_address(meeting, known, message))


def _address(meeting: Meeting, known: Shown, message: Message | None) -> str:
    if message:
        return url_for("meeting.show", ref=message.ref)
    return url_for("meeting.show_mine", ref=known.pair.ref, meeting=meeting.ref)


def _heading(meeting: Meeting, known: Shown) -> str:
    if meeting.held_at:
        return _("You met")
    if meeting.called_off_at:
        return _("This meeting is called off") if meeting.called_off_at < meeting.at else _("You did not meet")
    return _("Did you meet?") if meeting.at <= known.now else _("Your next meeting")


def _show(
    meeting: Meeting,
    known: Shown,
    form: HeldForm,
    message: Message | None = None,
    status: int = 200,
    pressed: PressForm | None = None,
) -> Response:
    if message:
        off = url_for("meeting.ask_off", ref=message.ref)
    else:
        off = url_for("pair_meetings.ask_off", ref=known.pair.ref, meeting=meeting.ref)
    return page(
        "pairs/meeting.html",
        heading=_heading(meeting, known),
        status=status,
        **WORDS,
        shown=known,
        pair=known.pair,
        meeting=meeting,
        form=form,
        pressed=pressed or PressForm(),
        may_say=known.may_put_right(meeting),
        to=_address(meeting, known, message),
        off=off,
        inside=pairs.side_here(known.pair) is known.side,
    )


def _show_off(meeting: Meeting, known: Shown, form: PressForm, message: Message, status: int = 200) -> Response:
    here = url_for("meeting.show", ref=message.ref)
    if not meetings.is_open(meeting):
        return go(here)
    return page(
        "pairs/off.html",
        heading=_("Call this meeting off?"),
        status=status,
        **WORDS,
        shown=known,
        meeting=meeting,
        form=form,
        action=url_for("meeting.call_off", ref=message.ref),
        back=here,
    )


def _show_new(known: Shown, form: WhenForm, status: int = 200) -> Response:
    if not known.together:
        abort(404, description="letter")
    return page(
        "pairs/met.html",
        heading=_("We have met"),
        status=status,
        **WORDS,
        shown=known,
        pair=known.pair,
        form=form,
    )
