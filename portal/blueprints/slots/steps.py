"""What both ways to the slots share: the list, one slot, and each press. A `Door` says where the pages stand."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from flask import Response, abort, request
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from portal import clock
from portal.database import db
from portal.domain.mentoring import slots
from portal.domain.mentoring.slot_fit import Open, clash, dates_taken, fit, held_by, near, open_for
from portal.domain.mentoring.slot_models import Slot
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.models import Message
from portal.domain.signups.seats import seats_taken
from portal.web.dates import local
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.mentoring import role_words
from portal.web.slots import calendar_of, date_words, reasons, refusal, when_words
from portal.web.words import text

_REFUSED = (slots.NotOpen, slots.TooLate, slots.NotForThem, slots.NotTheirs, slots.TwoAtOnce)


@dataclass(frozen=True)
class Door:
    """Who stands before the slots, and the addresses from there: `to(view, slot=ref)`."""

    volunteer: Volunteer
    to: Callable[..., str]
    #: The message they came by; None: they are signed in.
    message: Message | None = None

    @property
    def by_letter(self) -> bool:
        return self.message is not None


#: What the templates say of slots.
_KIT = SimpleNamespace(when=when_words, date=date_words, role=role_words, reasons=reasons)


class TakeForm(PortalForm):
    """`near`: that hardly an hour lies between this date and another one is fine."""

    near = BooleanField(_l("I can come to both"))


def show_list(door: Door) -> Response:
    now = clock.now()
    return page(
        "slots/list.html",
        heading=_("Dates that need you"),
        door=door,
        held=held_by(door.volunteer, now),
        found=open_for(door.volunteer, now),
        done=request.args.get("done", ""),
        slot_kit=_KIT,
    )


def _found(ref: str) -> Slot:
    return slots.by_ref(ref) or abort(404)


def _seen(door: Door, slot: Slot) -> Open | None:
    """The slot as they may see it: theirs, or open to them; None: neither. Others' slots are nobody's business."""
    now, volunteer = clock.now(), door.volunteer
    if slot.volunteer_id == volunteer.id:
        return Open(slot, fit(slot, volunteer))
    free = slot.volunteer_id is None or slot.swap_wanted_at is not None
    course_session = slot.session_date.course_session
    ahead = slot.session_date.starts_at > now and not course_session.cancelled_at and not course_session.draft
    fits = fit(slot, volunteer)
    if not (free and ahead and fits.whole):
        return None
    return Open(slot, fits, near(slot.session_date, dates_taken(volunteer, now)))


def show(door: Door, ref: str, form: PortalForm | None = None, status: int = 200, problem: str = "") -> Response:
    slot, now = _found(ref), clock.now()
    seen, form = _seen(door, slot), form or TakeForm()
    if seen is None and slot.volunteer_id is None and not problem:
        abort(404)
    theirs = slot.volunteer_id == door.volunteer.id
    taken = [] if theirs else dates_taken(door.volunteer, now)
    return page(
        "slots/slot.html",
        heading=_heading(seen, theirs),
        status=status,
        door=door,
        slot=slot,
        seen=seen,
        theirs=theirs,
        other=clash(slot.session_date, taken) if seen else None,
        over=slot.session_date.starts_at <= now,
        form=form,
        problem=problem,
        done=request.args.get("done", ""),
        slot_kit=_KIT,
    )


def _heading(seen: Open | None, theirs: bool) -> str:
    if seen is None:
        return _("Somebody else comes")
    return _("You come to this date") if theirs else text(seen.slot.session_date.course_session.course.title)


def take(door: Door, ref: str) -> Response:
    form = TakeForm()
    if not form.validate():
        return show(door, ref, form, 422)
    return _press(
        door, ref, "taken", lambda slot: slots.take(slot, door.volunteer, clock.now(), form.near.data), form
    )


def swap(door: Door, ref: str, wanted: bool) -> Response:
    form = PressForm()
    if not form.validate():
        return show(door, ref, form, 422)
    return _press(
        door,
        ref,
        "swap" if wanted else "kept",
        lambda slot: slots.want_swap(slot, door.volunteer, wanted, clock.now()),
    )


def ask_give_back(door: Door, ref: str, form: PressForm | None = None, status: int = 200) -> Response:
    slot = _found(ref)
    if slot.volunteer_id != door.volunteer.id:
        return go(door.to("slot", slot=ref))
    late, session_id = slots.is_late(slot, clock.now()), slot.session_date.course_session_id
    facts: dict[str, Any] = {"door": door, "slot": slot, "late": late, "form": form or PressForm(), "slot_kit": _KIT}
    facts["seated"] = seats_taken([session_id]).get(session_id, 0)
    return page("slots/give_back.html", heading=_("Give this date back?"), status=status, **facts)


def give_back(door: Door, ref: str) -> Response:
    form = PressForm()
    if not form.validate():
        return ask_give_back(door, ref, form, 422)
    slot = _found(ref)
    try:
        slots.give_back(slot, door.volunteer, clock.now())
    except slots.NotTheirs:  # pressed twice, or the team was faster: it is not theirs, as they wished
        db.session.rollback()
    except slots.TooLate as refused:
        db.session.rollback()
        return show(door, ref, status=409, problem=refusal(refused))
    db.session.commit()
    return go(door.to("mine", done="back"))


def ics(door: Door, ref: str) -> Response:
    slot = _found(ref)
    if slot.volunteer_id != door.volunteer.id:
        abort(404)
    day = slot.session_date
    name = f"{day.course_session.course.slug}-{local(day.starts_at, day.course_session.place.zone):%Y%m%d}"
    response = Response(calendar_of(slot, clock.now()), mimetype="text/calendar")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def _press(door: Door, ref: str, done: str, deed: Callable[[Slot], None], form: PortalForm | None = None) -> Response:
    try:
        deed(_found(ref))
    except _REFUSED as refused:
        db.session.rollback()
        return show(door, ref, form, 409, refusal(refused))
    db.session.commit()
    return go(door.to("slot", slot=ref, done=done))
