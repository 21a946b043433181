"""Behind the link: the first name, then every booking of that contact and that name; and what is held on them."""

from flask import Blueprint, Response, abort, request, url_for

from portal import clock
from portal.blueprints.bookings.forms import NameForm
from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.jobs.mine import applications_of
from portal.domain.mentoring.looking import may_look
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.domain.promises.kinds import PromiseKind
from portal.domain.signups import data_requests
from portal.domain.signups.asked import home_zone
from portal.domain.signups.bookings import bookings_of, is_open, name_digest, people_of
from portal.domain.signups.retention import stay
from portal.web import holder
from portal.web.access import letter_only
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.languages import language
from portal.web.limits import guess_by_address, guess_by_booking
from portal.web.my_jobs import card_kit
from portal.web.words import ended

blueprint = Blueprint("bookings", __name__)

_KINDS = {"copy": PromiseKind.DATA_COPY, "erasure": PromiseKind.DATA_ERASURE}


@blueprint.get("/seats/mine/<ref:ref>")
@letter_only(Purpose.BOOKINGS)
def mine(message: Message) -> Response:
    people = _people(message)
    return _show(message, people, PressForm()) if people else _ask_name(message, NameForm())


@blueprint.post("/seats/mine/<ref:ref>")
@letter_only(Purpose.BOOKINGS)
@guess_by_address
@guess_by_booking
def say_name(message: Message) -> Response:
    form = NameForm()
    if not form.validate():
        return _ask_name(message, form, 422)
    name = name_digest(form.first_name.data)
    if not (is_open(message, clock.now()) and people_of(message, name)):
        form.refuse("first_name", _("We find nothing with this first name. Check it."))
        return _ask_name(message, form, 422)
    holder.named(message.ref, name)
    return go(url_for("bookings.mine", ref=message.ref))


@blueprint.get("/seats/mine/<ref:ref>/<ref:booking>")
@letter_only(Purpose.BOOKINGS)
def open_card(message: Message, booking: str) -> Response:
    refs = {sign_up.ref for sign_up in bookings_of(_people(message))}
    if booking not in refs:
        abort(404, description="letter")
    holder.grant(booking)
    return go(url_for("looking.show" if "mentor" in request.args else "card.show", ref=booking))


@blueprint.get("/seats/mine/<ref:ref>/jobs/<ref:job>")
@letter_only(Purpose.BOOKINGS)
def open_job(message: Message, job: str) -> Response:
    if job not in {one.ref for one in applications_of(_people(message))}:
        abort(404, description="letter")
    holder.applied(job)
    return go(url_for("job.show", ref=job))


@blueprint.post("/seats/mine/<ref:ref>/stay")
@letter_only(Purpose.BOOKINGS)
def keep(message: Message) -> Response:
    people = _people(message) or abort(404, description="letter")
    form = PressForm()
    if not form.validate():
        return _show(message, people, form, 422)
    for person in people:
        stay(person, clock.now())
    db.session.commit()
    return go(url_for("bookings.mine", ref=message.ref, saved="stay"))


@blueprint.post("/seats/mine/<ref:ref>/data/<any(copy, erasure):what>")
@letter_only(Purpose.BOOKINGS)
def ask_data(message: Message, what: str) -> Response:
    people = _people(message) or abort(404, description="letter")
    form = PressForm()
    if not form.validate():
        return _show(message, people, form, 422)
    now = clock.now()
    asked = [data_requests.ask_for(_KINDS[what], one, language().code, home_zone(), now) for one in people]
    ref = asked[0].ref
    db.session.commit()
    holder.asked(ref)
    return go(url_for("asked.show", ref=ref))


def _people(message: Message) -> list[Person]:
    """Whose bookings this browser may see: it gave their name, and the link still lives."""
    name = holder.name_given(message.ref)
    return people_of(message, name) if name and is_open(message, clock.now()) else []


def _ask_name(message: Message, form: NameForm, status: int = 200) -> Response:
    over = not is_open(message, clock.now())
    return page(
        "bookings/name.html",
        heading=_("This link is too old") if over else _("Who are you?"),
        status=status,
        message=message,
        action=url_for("bookings.say_name", ref=message.ref),
        over=over,
        form=form,
    )


def _show(message: Message, people: list[Person], form: PressForm, status: int = 200) -> Response:
    sign_ups = sorted(bookings_of(people), key=ended)
    return page(
        "bookings/mine.html",
        heading=_("My seats"),
        status=status,
        message=message,
        first_name=people[0].first_name,
        sign_ups=sign_ups,
        to_mentor=next((sign_up for sign_up in sign_ups if may_look(sign_up)), None),
        leaves=any(person.notice_at for person in people),
        **card_kit(applications_of(people)),
        form=form,
    )
