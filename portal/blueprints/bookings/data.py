"""What is held on me: asking for a copy or to be erased, from the card; and the copy itself."""

from flask import Blueprint, Response, abort, jsonify, url_for

from portal import clock
from portal.blueprints.bookings.forms import NameForm
from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.states import State
from portal.domain.signups import asked, data_requests
from portal.domain.signups.bookings import is_open, name_digest
from portal.domain.signups.files import as_data, file_of
from portal.domain.signups.models import SignUp
from portal.web import holder
from portal.web.access import holder_only, letter_only
from portal.web.files import copy_of
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.languages import language
from portal.web.limits import guess_by_address, guess_by_booking

blueprint = Blueprint("data", __name__)

_KINDS = {"copy": PromiseKind.DATA_COPY, "erasure": PromiseKind.DATA_ERASURE}


@blueprint.get("/seats/<ref:ref>/data")
@holder_only
def ask(sign_up: SignUp) -> Response:
    return _show_asking(sign_up, PressForm())


@blueprint.post("/seats/<ref:ref>/data/<any(copy, erasure):what>")
@holder_only
def send(sign_up: SignUp, what: str) -> Response:
    form = PressForm()
    if not form.validate():
        return _show_asking(sign_up, form, 422)
    zone = sign_up.course_session.place.zone
    owed = data_requests.ask_for(_KINDS[what], sign_up.person, language().code, zone, clock.now())
    ref = owed.ref
    db.session.commit()
    holder.asked(ref)
    return go(url_for("asked.show", ref=ref))


@blueprint.get("/seats/<ref:ref>/data/copy")
@holder_only
def show_on_card(sign_up: SignUp) -> Response:
    """For whoever left no contact, and so gets no message: the card is theirs alone."""
    if sign_up.person.contacts or not _is_ready(sign_up.person):
        abort(404, description="booking")
    return _show_copy(sign_up.person)


@blueprint.get("/data/<ref:ref>")
@letter_only(Purpose.DATA)
def copy(message: Message) -> Response:
    person = _opened(message)
    return _show_copy(person, url_for("data.as_json", ref=message.ref)) if person else _ask_name(message, NameForm())


@blueprint.post("/data/<ref:ref>")
@letter_only(Purpose.DATA)
@guess_by_address
@guess_by_booking
def say_name(message: Message) -> Response:
    form = NameForm()
    if not form.validate():
        return _ask_name(message, form, 422)
    name, person = name_digest(form.first_name.data), _person(message)
    if person is None or name != name_digest(person.first_name):
        form.refuse("first_name", _("We find nothing with this first name. Check it."))
        return _ask_name(message, form, 422)
    holder.named(message.ref, name)
    return go(url_for("data.copy", ref=message.ref))


@blueprint.get("/data/<ref:ref>/copy.json")
@letter_only(Purpose.DATA)
def as_json(message: Message) -> Response:
    person = _opened(message) or abort(404, description="letter")
    response = jsonify(as_data(file_of(person), language().code))
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


def _person(message: Message) -> Person | None:
    """Whose copy this message announced, while its link lives."""
    owed = asked.by_name(message.about)
    person = db.session.get(Person, owed.person_id) if owed and owed.person_id else None
    return person if person and not person.erased_at and is_open(message, clock.now()) else None


def _opened(message: Message) -> Person | None:
    person = _person(message)
    fits = person is not None and holder.name_given(message.ref) == name_digest(person.first_name)
    return person if fits else None


def _is_ready(person: Person) -> bool:
    return any(
        owed.kind == PromiseKind.DATA_COPY and owed.state in {State.ANSWERED, State.CLOSED}
        for owed in data_requests.asked_by(person)
    )


def _ask_name(message: Message, form: NameForm, status: int = 200) -> Response:
    over = _person(message) is None
    return page(
        "bookings/name.html",
        heading=_("This link is too old") if over else _("Who are you?"),
        status=status,
        message=message,
        action=url_for("data.say_name", ref=message.ref),
        over=over,
        form=form,
    )


def _show_copy(person: Person, json: str = "") -> Response:
    return page("bookings/copy.html", heading=_("What we keep about you"), copy=copy_of(file_of(person)), json=json)


def _show_asking(sign_up: SignUp, form: PressForm, status: int = 200) -> Response:
    person = sign_up.person
    return page(
        "bookings/data.html",
        heading=_("Your data"),
        status=status,
        sign_up=sign_up,
        asked=data_requests.asked_by(person),
        ready=not person.contacts and _is_ready(person),
        form=form,
    )
