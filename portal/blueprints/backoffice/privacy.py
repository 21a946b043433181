"""What people ask about their data, and answering it: the copy, the erasure; and what leaves by itself."""

from dataclasses import replace

from flask import Blueprint, Response, abort, jsonify, url_for

from portal import clock
from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.lists import by_ref
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State
from portal.domain.signups import data_requests, erasure
from portal.domain.signups.files import File, as_data, file_of
from portal.domain.signups.leaving import NOTICE
from portal.domain.signups.message_log import readable
from portal.domain.signups.retention import people_leaving, would_go
from portal.web import office
from portal.web.access import everywhere_only
from portal.web.files import copy_of, gone_words
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.languages import language
from portal.web.lists import listed, page_number

blueprint = Blueprint("office_privacy", __name__)


@blueprint.get("/office/privacy")
@everywhere_only
def requests() -> Response:
    return _show_requests(PressForm())


@blueprint.post("/office/privacy/<ref:ref>/copy")
@everywhere_only
def give_copy(ref: str) -> Response:
    form = PressForm()
    if not form.validate():
        return _show_requests(form, 422)
    owed = by_ref(ref)
    if owed is None or owed.kind != PromiseKind.DATA_COPY:
        abort(404)
    if owed.state == State.OPEN:
        data_requests.give_copy(owed, Role.STAFF, clock.now())
        person = data_requests.person_of(owed)
        office.noted("person.exported", data_requests.about_person(person), person=person)
    db.session.commit()
    return go(url_for("office_privacy.requests", done="copy"))


@blueprint.get("/office/people/<int(max=2147483647):number>/copy")
@everywhere_only
def copy(number: int) -> Response:
    """The whole copy, to be read, printed or handed over. Looking is noted."""
    file = _read(number)
    json = url_for("office_privacy.as_json", number=number)
    heading, sections = _("Copy of the data"), copy_of(file)
    return page("backoffice/privacy/copy.html", heading=heading, person=file.person, copy=sections, json=json)


@blueprint.get("/office/people/<int(max=2147483647):number>/copy.json")
@everywhere_only
def as_json(number: int) -> Response:
    response = jsonify(as_data(_read(number), language().code))
    response.headers["Content-Disposition"] = f'attachment; filename="person-{number}.json"'
    return response


@blueprint.get("/office/people/<int(max=2147483647):number>/erase")
@everywhere_only
def ask_erase(number: int) -> Response:
    return _show_erase(_person(number), PressForm())


@blueprint.post("/office/people/<int(max=2147483647):number>/erase")
@everywhere_only
def erase(number: int) -> Response:
    person, form = _person(number), PressForm()
    if not form.validate():
        return _show_erase(person, form, 422)
    erasure.erase(person, language().code, Role.STAFF, clock.now())
    office.noted("person.erased", f"person:{number}", person=person)
    db.session.commit()
    return go(url_for("office_privacy.requests", done="erased"))


@blueprint.get("/office/privacy/leaving")
@everywhere_only
def leaving() -> Response:
    now = clock.now()
    return page(
        "backoffice/privacy/leaving.html",
        heading=_("What leaves by itself"),
        now_gone=gone_words(would_go(now)),
        soon_gone=gone_words(would_go(now + NOTICE)),
        found=listed(people_leaving(now + NOTICE), page_number()),
        address=lambda number: url_for("office_privacy.leaving", page=number),
    )


def _person(number: int) -> Person:
    person = db.session.get(Person, number)
    return person if person and not person.erased_at else abort(404)


def _read(number: int) -> File:
    """As whoever is signed in may read it; the person's own copy says all."""
    person = _person(number)
    office.noted("person.exported", f"person:{number}", person=person)
    db.session.commit()
    file = file_of(person)
    return replace(file, messages=readable(file.messages, office.powers()))


def _show_requests(form: PressForm, status: int = 200) -> Response:
    waiting: list[tuple[Promise, Person]] = [
        (owed, data_requests.person_of(owed)) for owed in data_requests.open_requests()
    ]
    return page(
        "backoffice/privacy/requests.html",
        heading=_("What people ask about their data"),
        status=status,
        waiting=waiting,
        now=clock.now(),
        form=form,
    )


def _show_erase(person: Person, form: PressForm, status: int = 200) -> Response:
    return page(
        "backoffice/privacy/erase.html",
        heading=_("Delete this person?"),
        status=status,
        person=person,
        goes=erasure.would_go(person, clock.now()),
        form=form,
    )
