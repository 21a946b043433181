"""Trainers, coaches and speakers for dates: how many each needs, who comes, who could; and all that is open.

What the team gives or takes away is told to whom it concerns; who is needed no more is chosen, never guessed.
"""

from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from markupsafe import Markup
from sqlalchemy import select

from portal import clock
from portal.blueprints.backoffice.slot_forms import NeedForm
from portal.blueprints.backoffice.slot_page import by_ref_in, seen_volunteer, show_slot
from portal.database import db
from portal.domain.catalogue.models import CourseSession
from portal.domain.catalogue.search import places as all_places
from portal.domain.mentoring import slots
from portal.domain.mentoring.slot_models import Slot
from portal.domain.mentoring.slot_needs import NEEDED, Over, WhomToFree, needs_of, set_needs
from portal.domain.mentoring.slot_office import Sought, looked_for
from portal.domain.signups.told import about_session
from portal.web import office
from portal.web.access import staff_only, staff_session
from portal.web.dates import local
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.lists import Column, export, listed, page_number
from portal.web.mentoring import role_words
from portal.web.slots import refusal, when_words
from portal.web.words import place_words, text

blueprint = Blueprint("office_slots", __name__)

_REFUSED = (slots.NotOpen, slots.TooLate, slots.NotForThem, slots.NotTheirs, slots.TwoAtOnce)


@blueprint.get("/office/slots")
@staff_only
def open_slots() -> Response:
    given, sought = _asked()
    query, address = looked_for(sought, office.powers(), clock.now()), partial(url_for, "office_slots.open_slots")
    if request.args.get("as") in {"csv", "xlsx"}:
        office.noted("slots.exported", None)
        db.session.commit()
        return export(_columns(), query, "dates-and-helpers", request.args["as"])
    return page(
        "backoffice/slots/slots.html",
        heading=_("Who helps on which date"),
        found=listed(query, page_number()),
        columns=_columns(),
        given=given,
        which={"": _("Needs somebody"), "taken": _("Somebody comes"), "all": _("All")},
        places=[one for one in all_places() if office.powers().sees(one.id)],
        roles=[(role.value, role_words(role)) for role in NEEDED],
        turn=lambda number: address(**given, page=number),
        file=lambda kind: address(**given, **{"as": kind}),
    )


def _asked() -> tuple[dict[str, Any], Sought]:
    """The filter of the address."""
    given = {name: value for name in ("which", "place", "role") if (value := request.args.get(name, ""))}
    place = given.get("place", "")
    known = given.get("which", "") in {"", "taken", "all"} and given.get("role", NEEDED[0]) in set(NEEDED)
    if not known or (place and not (place.isdecimal() and len(place) < 10)):
        abort(404)
    is_open = {"taken": False, "all": None}.get(given.get("which", ""), True)
    return given, Sought(is_open, int(place) if place else None, given.get("role"))


def _columns() -> list[Column[Slot]]:
    return [
        Column("course", _("Course"), lambda one: text(one.session_date.course_session.course.title), _link),
        Column("starts", _("When"), _starts, lambda one: when_words(one.session_date)),
        Column("place", _("Place"), lambda one: place_words(one.session_date.course_session.place)),
        Column("role", _("Needed"), lambda one: role_words(one.role)),
        Column("who", _("Who comes"), _who),
    ]


def _link(slot: Slot) -> Markup:
    found = slot.session_date.course_session
    address = url_for("office_slots.slot", ref=found.ref, slot=slot.ref)
    return Markup('<a href="{}">{}</a>').format(address, text(found.course.title))


def _starts(slot: Slot) -> Any:
    day = slot.session_date
    return local(day.starts_at, day.course_session.place.zone).replace(tzinfo=None)


def _who(slot: Slot) -> str:
    if slot.volunteer is None:
        return _("Nobody yet")
    name = slot.volunteer.first_name
    return _("%(name)s looks for somebody", name=name) if slot.swap_wanted_at else name


@blueprint.get("/office/sessions/<ref:ref>/helpers")
@staff_session
def helpers(found: CourseSession) -> Response:
    return _show(found)


@blueprint.post("/office/sessions/<ref:ref>/helpers/<int:number>/needs")
@staff_session
def needs(found: CourseSession, number: int) -> Response:
    day = next((one for one in found.dates if one.id == number), None) or abort(404)
    form = NeedForm(day, {})
    if not form.validate():
        return _show(found, form, 422)
    later = [one for one in found.dates if form.alike.data and one.starts_at > day.starts_at]
    try:
        gone = [slot for one in (day, *later) for slot in _set(form, one)]
    except (WhomToFree, Over) as refused:
        db.session.rollback()
        return _refused(found, form, refused)
    office.noted("slot.needs", about_session(found), place_id=found.place_id, dates=1 + len(later), **form.given())
    ref, told = found.ref, len(gone)
    db.session.commit()
    return go(url_for("office_slots.helpers", ref=ref, saved=1, told=told or None))


def _set(form: NeedForm, day: Any) -> list[Slot]:
    return set_needs(day, form.wanted, form.freed.data or [], clock.now())


def _refused(found: CourseSession, form: NeedForm, refused: Exception) -> Response:
    if isinstance(refused, Over):
        form.refuse("trainer", _("This date is over."))
    elif isinstance(refused, WhomToFree):
        day = refused.held[0].session_date
        if day.id == form.day.id:
            form.ask_whom(refused.held, refused.how_many)
        else:
            form.refuse("alike", _("On %(day)s more come. Change that date by itself.", day=when_words(day)))
    return _show(found, form, 409)


def _show(found: CourseSession, tried: NeedForm | None = None, status: int = 200) -> Response:
    now, needed = clock.now(), needs_of(found.dates)
    held = select(Slot).where(Slot.session_date_id.in_([day.id for day in found.dates])).order_by(Slot.role, Slot.id)
    rows: dict[int, list[Slot]] = {day.id: [] for day in found.dates}
    for slot in db.session.scalars(held):
        rows[slot.session_date_id].append(slot)
    forms = {
        day.id: tried if tried and tried.day.id == day.id else NeedForm(day, needed[day.id])
        for day in found.dates
        if day.ends_at > now
    }
    facts: dict[str, Any] = {"course_session": found, "rows": rows, "forms": forms, "tried": tried}
    facts |= {"when_words": when_words, "role_words": role_words, "who": _who, "told": request.args.get("told", "")}
    heading = _("Who helps: %(what)s", what=text(found.course.title))
    saved = "saved" in request.args
    return page("backoffice/slots/helpers.html", heading=heading, status=status, saved=saved, **facts)


@blueprint.get("/office/sessions/<ref:ref>/helpers/<ref:slot>")
@staff_session
def slot(found: CourseSession, slot: str) -> Response:
    return show_slot(by_ref_in(found, slot))


@blueprint.post("/office/sessions/<ref:ref>/helpers/<ref:slot>/give")
@staff_session
def give(found: CourseSession, slot: str) -> Response:
    one = by_ref_in(found, slot)
    if not (form := PressForm()).validate():
        return show_slot(one, 422, form.problems[0][1])
    volunteer = seen_volunteer(request.form.get("volunteer", "")) or abort(404)
    try:
        slots.give(one, volunteer, clock.now())
    except _REFUSED as refused:
        db.session.rollback()
        return show_slot(one, 409, refusal(refused))
    return _done(found, one, "given", volunteer=volunteer.id)


@blueprint.post("/office/sessions/<ref:ref>/helpers/<ref:slot>/<any('take-away', absent, came):deed>")
@staff_session
def press(found: CourseSession, slot: str, deed: str) -> Response:
    one = by_ref_in(found, slot)
    if not (form := PressForm()).validate():
        return show_slot(one, 422, form.problems[0][1])
    try:
        if deed == "take-away":
            slots.take_away(one, clock.now())
        else:
            slots.say_absent(one, deed == "absent", clock.now())
    except _REFUSED as refused:
        db.session.rollback()
        return show_slot(one, 409, refusal(refused))
    return _done(found, one, {"take-away": "taken_away"}.get(deed, deed))


def _done(found: CourseSession, slot: Slot, deed: str, **facts: Any) -> Response:
    office.noted(f"slot.{deed}", f"slot:{slot.id}", place_id=found.place_id, **facts)
    address = url_for("office_slots.slot", ref=found.ref, slot=slot.ref, done=deed)
    db.session.commit()
    return go(address)
