"""Volunteers: the queue, the page of one, which notes who reads it, and what they offer."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from markupsafe import Markup, escape

from portal import clock
from portal.blueprints.backoffice.sign_up_forms import NoteForm
from portal.blueprints.backoffice.volunteer_forms import OfferForm, as_saved
from portal.blueprints.backoffice.volunteer_page import contacts_of, noted, show
from portal.database import begin_write, db
from portal.domain.catalogue.search import places
from portal.domain.mentoring.choices import SPOKEN, VolunteerRole
from portal.domain.mentoring.states import VolunteerState
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.mentoring.volunteers import (
    Sought,
    add_note,
    change,
    employers,
    looked_for,
    offer_of,
    owed_and_pairs,
)
from portal.domain.signups.asked import home_zone
from portal.web import dates, office
from portal.web.access import staff_only
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.lists import Column, export, listed, page_number
from portal.web.mentoring import role_words, spoken_words, volunteer_state_words
from portal.web.mentoring_access import staff_volunteer
from portal.web.words import place_words, text

blueprint = Blueprint("office_volunteers", __name__)

_ASKED = ("q", "state", "role", "spoken", "place", "employer")


@blueprint.get("/office/volunteers")
@staff_only
def volunteers() -> Response:
    given, sought = _sought()
    found = listed(looked_for(sought, office.powers()), page_number())
    owed, pairs = owed_and_pairs(found.rows)
    return page(
        "backoffice/volunteers/volunteers.html",
        heading=_("Volunteers"),
        given=given,
        found=found,
        columns=_columns(owed, pairs),
        states=_states(),
        roles=[(role.value, role_words(role)) for role in VolunteerRole],
        spoken=[(code, spoken_words(code)) for code in SPOKEN],
        places=[(str(place.id), place_words(place)) for place in places() if office.powers().sees(place.id)],
        employers=employers(office.powers()),
        address=lambda number: _address("volunteers", given | {"page": number}),
        as_file=lambda kind: _address("file", given | {"kind": kind}),
    )


@blueprint.get("/office/volunteers.<any(csv,xlsx):kind>")
@staff_only
def file(kind: str) -> Response:
    _given, sought = _sought()
    office.noted("volunteers.exported", None, kind=kind)
    db.session.commit()
    return export(_columns_of_file(), looked_for(sought, office.powers()), "volunteers", kind)


@blueprint.get("/office/volunteers/<ref:ref>")
@staff_volunteer
def volunteer(volunteer: Volunteer) -> Response:
    noted("read", volunteer)
    db.session.commit()
    return show(volunteer)


@blueprint.post("/office/volunteers/<ref:ref>/contact")
@staff_volunteer
def contact(volunteer: Volunteer) -> Response:
    """The same page with the contacts in full."""
    form = PressForm()
    if not form.validate():
        return show(volunteer, 422, form)
    noted("contact_read", volunteer)
    db.session.commit()
    return show(volunteer, unmasked=True)


@blueprint.post("/office/volunteers/<ref:ref>/note")
@staff_volunteer
def note(volunteer: Volunteer) -> Response:
    form = NoteForm()
    if not form.validate():
        return show(volunteer, 422, form)
    add_note(volunteer, form.text.data, office.account(), clock.now())
    noted("noted", volunteer)
    db.session.commit()
    return go(url_for("office_volunteers.volunteer", ref=volunteer.ref, done="noted", _anchor="notes"))


@blueprint.get("/office/volunteers/<ref:ref>/edit")
@staff_volunteer
def ask_edit(volunteer: Volunteer) -> Response:
    form = OfferForm()
    form.open(as_saved(offer_of(volunteer)))
    return _show_edit(volunteer, form)


@blueprint.post("/office/volunteers/<ref:ref>/edit")
@staff_volunteer
def edit(volunteer: Volunteer) -> Response:
    form = OfferForm()
    if not form.validate():
        return _show_edit(volunteer, form, 422)
    begin_write()
    if form.overtaken(as_saved(offer_of(volunteer))):
        db.session.rollback()
        return _show_edit(volunteer, form, 409)
    if change(volunteer, form.offer, clock.now()):
        noted("changed", volunteer)
    db.session.commit()
    return go(url_for("office_volunteers.volunteer", ref=volunteer.ref, done="changed"))


def _show_edit(volunteer: Volunteer, form: OfferForm, status: int = 200) -> Response:
    return page(
        "backoffice/volunteers/edit.html",
        heading=_("What %(name)s offers", name=volunteer.first_name),
        status=status,
        volunteer=volunteer,
        form=form,
    )


def _sought() -> tuple[dict[str, str], Sought]:
    """The filter of the address, and what it looks for."""
    given = {name: value for name in _ASKED if (value := " ".join(request.args.get(name, "").split())[:120])}
    known: dict[str, Collection[str]] = {
        "state": {value for value, _words in _states()},
        "role": set(VolunteerRole),
        "spoken": set(SPOKEN),
        "place": {str(place.id) for place in places()},
    }
    if any(given[name] not in values for name, values in known.items() if name in given):
        abort(404)
    place_id = int(given["place"]) if "place" in given else None
    names = ("q", "state", "role", "spoken")
    begins, state, role, spoken = (given.get(name) for name in names)
    return given, Sought(begins, state, role, spoken, place_id, given.get("employer"))


def _address(view: str, given: dict[str, Any]) -> str:
    """The same list, another page or as a file."""
    return url_for(f"office_volunteers.{view}", **given)


def _states() -> list[tuple[str, str]]:
    """What may be chosen: two groups, and each state but that of what was not sent."""
    each = [state for state in VolunteerState if state != VolunteerState.DRAFT]
    groups = [("waits", _("Waits for our answer")), ("work", _("Approved or on a break"))]
    return [*groups, *((state.value, volunteer_state_words(state)) for state in each)]


def _offers() -> list[Column[Volunteer]]:
    """What each is and offers."""
    return [
        Column("state", _("State"), lambda one: volunteer_state_words(one.state)),
        Column("roles", _("Offers"), lambda one: _(", ").join(map(role_words, one.roles))),
        Column("spoken", _("Languages"), lambda one: _(", ").join(map(spoken_words, one.spoken))),
        Column("where", _("Where"), _where),
    ]


def _columns(owed: dict[int, datetime], pairs: dict[int, int]) -> list[Column[Volunteer]]:
    """Of a page. `owed`: until when each is owed something; `pairs`: how many learners each has."""
    zone = home_zone()

    def until(one: Volunteer) -> Markup:
        by = owed.get(one.id)
        if by is None:
            return Markup("")
        late = Markup(' <strong class="late">{}</strong>').format(_("Late")) if by < clock.now() else ""
        return escape(dates.moment_words(by, zone)) + late

    return [
        Column("name", _("First name"), lambda one: one.first_name, _link),
        Column("until", _("Answer by"), lambda one: None, until),
        *_offers(),
        Column("pairs", _("Learners"), lambda one: pairs.get(one.id, 0)),
    ]


def _columns_of_file() -> list[Column[Volunteer]]:
    zone = home_zone()
    return [
        Column("name", _("First name"), lambda one: one.first_name),
        *_offers(),
        Column("employer", _("Employer"), lambda one: one.employer),
        Column("contact", _("Contact"), lambda one: _(", ").join(words for words, _to in contacts_of(one, False))),
        Column("since", _("Since"), lambda one: dates.local(one.created_at, zone).replace(tzinfo=None)),
    ]


def _where(one: Volunteer) -> str:
    return _(", ").join([*(text(place.name) for place in one.places), *([_("Online")] if one.online else [])])


def _link(one: Volunteer) -> Markup:
    address = url_for("office_volunteers.volunteer", ref=one.ref)
    return Markup('<a href="{}"><bdi>{}</bdi></a>').format(address, one.first_name)
