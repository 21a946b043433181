"""Slots at the desk of a volunteer who is signed in."""

from flask import Blueprint, Response, url_for

from portal.blueprints.slots import steps
from portal.blueprints.slots.steps import Door
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.web.mentoring_access import volunteer_only

blueprint = Blueprint("desk_slots", __name__)


def _door(volunteer: Volunteer) -> Door:
    return Door(volunteer, lambda view, **values: url_for(f"desk_slots.{view}", **values))


@blueprint.get("/desk/slots")
@volunteer_only
def mine(volunteer: Volunteer) -> Response:
    return steps.show_list(_door(volunteer))


@blueprint.get("/desk/slots/<ref:slot>")
@volunteer_only
def slot(volunteer: Volunteer, slot: str) -> Response:
    return steps.show(_door(volunteer), slot)


@blueprint.post("/desk/slots/<ref:slot>/take")
@volunteer_only
def take(volunteer: Volunteer, slot: str) -> Response:
    return steps.take(_door(volunteer), slot)


@blueprint.post("/desk/slots/<ref:slot>/swap")
@volunteer_only
def swap(volunteer: Volunteer, slot: str) -> Response:
    return steps.swap(_door(volunteer), slot, wanted=True)


@blueprint.post("/desk/slots/<ref:slot>/keep")
@volunteer_only
def keep(volunteer: Volunteer, slot: str) -> Response:
    return steps.swap(_door(volunteer), slot, wanted=False)


@blueprint.get("/desk/slots/<ref:slot>/give-back")
@volunteer_only
def ask_give_back(volunteer: Volunteer, slot: str) -> Response:
    return steps.ask_give_back(_door(volunteer), slot)


@blueprint.post("/desk/slots/<ref:slot>/give-back")
@volunteer_only
def give_back(volunteer: Volunteer, slot: str) -> Response:
    return steps.give_back(_door(volunteer), slot)


@blueprint.get("/desk/slots/<ref:slot>/calendar.ics")
@volunteer_only
def ics(volunteer: Volunteer, slot: str) -> Response:
    return steps.ics(_door(volunteer), slot)
