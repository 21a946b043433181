"""People: looked for by name, code or contact; one person's file, which notes who reads it; their contacts."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from markupsafe import Markup, escape

from portal import clock
from portal.blueprints.backoffice.person_page import CorrectForm, contact_of, show
from portal.blueprints.backoffice.sign_up_forms import NoteForm
from portal.database import db
from portal.domain.accounts.contacts import NotAnEmail, NotAPhone, Reach, mask, read_email
from portal.domain.accounts.models import Person
from portal.domain.signups.asked import home_zone
from portal.domain.signups.people import (
    ContactsChanged,
    Correction,
    add_note,
    correct_contact,
    count_sign_ups,
    known_by,
    looked_for,
    mark_shared,
)
from portal.domain.signups.retention import stay
from portal.web import dates, office
from portal.web.access import staff_only, staff_person
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.lists import Column, export, listed, page_number
from portal.web.people_forms import read_typed_phone

blueprint = Blueprint("office_people", __name__)


@blueprint.get("/office/people")
@staff_only
def people() -> Response:
    typed = _typed()
    found = listed(looked_for(typed, _reach(typed), office.powers()), page_number())
    counts = count_sign_ups(list(found.rows))
    return page(
        "backoffice/people/people.html",
        heading=_("People"),
        typed=typed,
        found=found,
        columns=[*_columns(), Column("sign_ups", _("Sign-ups"), lambda one: counts.get(one.id, 0))],
        address=lambda number: url_for("office_people.people", q=typed or None, page=number),
        as_file=lambda kind: url_for("office_people.file", q=typed or None, kind=kind),
    )


@blueprint.get("/office/people.<any(csv,xlsx):kind>")
@staff_only
def file(kind: str) -> Response:
    typed = _typed()
    office.noted("people.exported", None, kind=kind)
    db.session.commit()
    return export(_columns(), looked_for(typed, _reach(typed), office.powers()), "people", kind)


@blueprint.get("/office/people/<int(max=2147483647):number>")
@staff_person
def person(person: Person) -> Response:
    _noted(person, "person.read")
    db.session.commit()
    return show(person)


@blueprint.post("/office/people/<int(max=2147483647):number>/contact")
@staff_person
def contacts(person: Person) -> Response:
    """The same page with the contacts in full."""
    form = PressForm()
    if not form.validate():
        return show(person, 422, form)
    _noted(person, "person.contact_read")
    db.session.commit()
    return show(person, unmasked=True)


@blueprint.get("/office/people/<int(max=2147483647):number>/correct")
@staff_person
def ask_correct(person: Person) -> Response:
    form = CorrectForm(person)
    form.seen.data = known_by(person)
    return _show_correct(person, form)


@blueprint.post("/office/people/<int(max=2147483647):number>/correct")
@staff_person
def correct(person: Person) -> Response:
    form = CorrectForm(person)
    if not form.validate():
        return _show_correct(person, form, 422)
    try:
        correct_contact(person, Correction(form.reach, form.seen.data or "", form.replaced), clock.now())
    except ContactsChanged:
        db.session.rollback()
        form.seen.data = known_by(person)
        form.refuse("replaces", _("Somebody else changed this meanwhile. Look, then save again."))
        return _show_correct(person, form, 409)
    _noted(person, "person.changed")
    db.session.commit()
    return go(url_for("office_people.person", number=person.id, done="corrected"))


@blueprint.post("/office/people/<int(max=2147483647):number>/shared/<int(max=2147483647):contact>")
@staff_person
def shared(person: Person, contact: int) -> Response:
    form = PressForm()
    if not form.validate():
        return show(person, 422, form)
    found = contact_of(person, contact) or abort(404)
    mark_shared(found, not found.shared)
    _noted(person, "person.changed", shared=found.shared)
    db.session.commit()
    return go(url_for("office_people.person", number=person.id, done="shared" if found.shared else "alone"))


@blueprint.post("/office/people/<int(max=2147483647):number>/note")
@staff_person
def note(person: Person) -> Response:
    form = NoteForm()
    if not form.validate():
        return show(person, 422, form)
    add_note(person, form.text.data, office.account().id, clock.now())
    _noted(person, "person.noted")
    db.session.commit()
    return go(url_for("office_people.person", number=person.id, done="noted", _anchor="notes"))


@blueprint.post("/office/people/<int(max=2147483647):number>/stay")
@staff_person
def keep(person: Person) -> Response:
    form = PressForm()
    if not form.validate():
        return show(person, 422, form)
    stay(person, clock.now(), office.actor())
    db.session.commit()
    return go(url_for("office_people.person", number=person.id, done="stay"))


def _noted(person: Person, action: str, **facts: Any) -> None:
    office.noted(action, f"person:{person.id}", person=person, **facts)


def _typed() -> str:
    return " ".join(request.args.get("q", "").split())[:80]


def _reach(typed: str) -> Reach | None:
    try:
        return read_email(typed) if "@" in typed else read_typed_phone(typed)
    except (NotAPhone, NotAnEmail):
        return None


def _columns() -> list[Column[Person]]:
    zone = home_zone()

    def since(person: Person) -> datetime:
        return dates.local(person.created_at, zone).replace(tzinfo=None)

    return [
        Column("name", _("First name"), lambda one: one.first_name, _link),
        Column("contact", _("Contact"), lambda one: _(", ").join(map(mask, one.contacts)), _masked),
        Column("since", _("Known since"), since, lambda one: dates.day_words(since(one).date())),
    ]


def _link(person: Person) -> Markup:
    address = url_for("office_people.person", number=person.id)
    return Markup('<a href="{}"><bdi>{}</bdi></a>').format(address, person.first_name)


def _masked(person: Person) -> Markup:
    return escape(_(", ")).join(Markup('<bdi class="ltr">{}</bdi>').format(mask(one)) for one in person.contacts)


def _show_correct(person: Person, form: CorrectForm, status: int = 200) -> Response:
    return page(
        "backoffice/people/correct.html", heading=_("Correct a contact"), status=status, person=person, form=form
    )
