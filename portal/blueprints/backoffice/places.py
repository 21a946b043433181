"""Places, for staff of all of them: where people meet, in every language."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from flask import Blueprint, Response, abort, url_for
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, ValidationError

from portal.blueprints.backoffice.course_forms import TextsForm
from portal.database import Text, begin_write, db
from portal.domain.catalogue.coming import place_by_slug
from portal.domain.catalogue.models import Place
from portal.domain.catalogue.order import move_up
from portal.domain.catalogue.search import places as all_places
from portal.domain.catalogue.shelves import add_place
from portal.domain.jobs.fairs import ever_at
from portal.domain.signups.publishing import InUse, delete_place, used_places
from portal.web import office
from portal.web.access import everywhere_only
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.languages import language
from portal.web.people_forms import one_line
from portal.web.translated import TextField, shown
from portal.web.words import place_words

blueprint = Blueprint("office_places", __name__)

_TEXTS = ("name", "address", "directions", "town")


class PlaceForm(TextsForm):
    """What may be changed of a place at any time."""

    name = TextField(_l("Name"), required=True)
    city = StringField(_l("Town, as its signs say"), filters=[one_line])
    town = TextField(_l("Town, as readers write it"))
    country = SelectField(_l("Country"))
    address = TextField(_l("Address"))
    directions = TextField(_l("How to get there, or to join"), required=True, tall=True)
    step_free = BooleanField(_l("Entrance without steps"))
    latitude = StringField(_l("Latitude"), filters=[one_line])
    longitude = StringField(_l("Longitude"), filters=[one_line])

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        known = {
            code: name for code, name in language().babel.territories.items() if len(code) == 2 and code.isalpha()
        }
        self.country.choices = sorted(known.items(), key=lambda pair: pair[1])

    def validate_latitude(self, field: Any) -> None:
        _check_degrees(field.data, 90)

    def validate_longitude(self, field: Any) -> None:
        _check_degrees(field.data, 180)
        if bool(field.data) != bool(self.latitude.data):
            raise ValidationError(_("Write both numbers, or none."))

    def save(self, place: Place) -> None:
        place.city, place.country, place.step_free = self.city.data or "", self.country.data, self.step_free.data
        for name in _TEXTS:
            written = self[name].onto(getattr(place, name))
            setattr(place, name, written if written or name in {"address", "town"} else Text())
        place.latitude, place.longitude = _degrees(self.latitude.data), _degrees(self.longitude.data)


class NewPlaceForm(PlaceForm):
    """What stays for ever is said once: dates depend on it."""

    timezone = SelectField(_l("Time zone"), default="Europe/Paris")
    online = BooleanField(_l("It is online"))

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.timezone.choices = _timezones()


@cache
def _timezones() -> list[tuple[str, str]]:
    """Their names are looked for in hundreds of files."""
    return [(name, name) for name in sorted(available_timezones()) if "/" in name]


def _degrees(typed: str | None) -> float | None:
    return float(typed.replace(",", ".")) if typed else None


def _check_degrees(typed: str | None, most: int) -> None:
    try:
        sound = abs(_degrees(typed) or 0) <= most
    except ValueError:
        sound = False
    if not sound:
        raise ValidationError(_("Write degrees. For example: %(example)s", example="48.8566"))


@blueprint.get("/office/places")
@everywhere_only
def places() -> Response:
    return _list()


def _list(status: int = 200, problem: str = "") -> Response:
    facts: dict[str, Any] = {"places": all_places(), "used": used_places(), "problem": problem}
    return page("backoffice/catalogue/places.html", heading=_("Places"), status=status, **facts)


@blueprint.get("/office/places/new")
@everywhere_only
def ask_new() -> Response:
    form = NewPlaceForm()
    form.open({})
    form.country.data = next((place.country for place in all_places()), "FR")
    return _show(None, form)


@blueprint.post("/office/places/new")
@everywhere_only
def make() -> Response:
    form = NewPlaceForm()
    if not form.validate():
        return _show(None, form, 422)
    city, country = form.city.data or "", form.country.data
    made = add_place(form.name.written(), city, country, form.timezone.data, form.online.data)
    form.save(made)
    office.noted("place.made", f"place:{made.id}", place_id=made.id)
    return _done("made")


@blueprint.get("/office/places/<slug:slug>/edit")
@everywhere_only
def ask_edit(slug: str) -> Response:
    place, form = _found(slug), PlaceForm()
    form.open(_saved(place))
    return _show(place, form)


@blueprint.post("/office/places/<slug:slug>/edit")
@everywhere_only
def edit(slug: str) -> Response:
    place, form = _found(slug), PlaceForm()
    if not form.validate():
        return _show(place, form, 422)
    begin_write()
    before = _saved(place)
    if form.overtaken(before):
        db.session.rollback()
        return _show(place, form, 409)
    form.save(place)
    fields = sorted(name for name, value in before.items() if form[name].data != value)
    office.noted("place.changed", f"place:{place.id}", place_id=place.id, fields=fields)
    return _done("changed")


@blueprint.post("/office/places/<slug:slug>/<any(up, delete):deed>")
@everywhere_only
def press(slug: str, deed: str) -> Response:
    place = _found(slug)
    if not (form := PressForm()).validate():
        return _list(422, form.problems[0][1])
    number = place.id
    try:
        move_up(all_places(), number) if deed == "up" else _delete(place)
    except InUse:
        db.session.rollback()
        return _list(409, _("It has dates, or somebody has a role there. It stays."))
    office.noted(f"place.{deed}", f"place:{number}")
    return _done(deed)


def _delete(place: Place) -> None:
    """Raises `InUse`."""
    if ever_at(place):
        raise InUse
    delete_place(place)


def _found(slug: str) -> Place:
    return place_by_slug(slug) or abort(404)


def _saved(place: Place) -> dict[str, Any]:
    return {
        "city": place.city,
        "country": place.country,
        "step_free": place.step_free,
        "latitude": "" if place.latitude is None else str(place.latitude),
        "longitude": "" if place.longitude is None else str(place.longitude),
        **{name: shown(getattr(place, name)) for name in _TEXTS},
    }


def _show(place: Place | None, form: PlaceForm, status: int = 200) -> Response:
    heading = _("Change: %(what)s", what=place_words(place)) if place else _("Make a place")
    action = url_for("office_places.edit", slug=place.slug) if place else url_for("office_places.make")
    facts: dict[str, Any] = {"form": form, "action": action, "place": place}
    return page("backoffice/catalogue/place_edit.html", heading=heading, status=status, **facts)


def _done(deed: str) -> Response:
    db.session.commit()
    return go(url_for("office_places.places", saved=deed))
