"""Slots by the link of a message, without signing in: for whom the message was, as long as its link lives."""

from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, url_for

from portal.blueprints.slots import steps
from portal.blueprints.slots.steps import Door
from portal.domain.mentoring.states import AT_WORK
from portal.domain.mentoring.told import volunteer_of
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.web.access import letter_only

blueprint = Blueprint("slots", __name__)

_VIEWS = {"mine": "slots.open"}


def _door(message: Message) -> Door:
    volunteer = volunteer_of(message)
    if volunteer is None or volunteer.state not in AT_WORK:
        abort(404, description="letter")
    return Door(volunteer, partial(_to, message.ref), message)


def _to(ref: str, view: str, **values: Any) -> str:
    return url_for(_VIEWS.get(view, f"slots.{view}"), ref=ref, **values)


@blueprint.get("/slots/<ref:ref>")
@letter_only(Purpose.SLOTS)
def open(message: Message) -> Response:
    return steps.show_list(_door(message))


@blueprint.get("/slots/<ref:ref>/<ref:slot>")
@letter_only(Purpose.SLOTS)
def slot(message: Message, slot: str) -> Response:
    return steps.show(_door(message), slot)


@blueprint.post("/slots/<ref:ref>/<ref:slot>/take")
@letter_only(Purpose.SLOTS)
def take(message: Message, slot: str) -> Response:
    return steps.take(_door(message), slot)


@blueprint.post("/slots/<ref:ref>/<ref:slot>/swap")
@letter_only(Purpose.SLOTS)
def swap(message: Message, slot: str) -> Response:
    return steps.swap(_door(message), slot, wanted=True)


@blueprint.post("/slots/<ref:ref>/<ref:slot>/keep")
@letter_only(Purpose.SLOTS)
def keep(message: Message, slot: str) -> Response:
    return steps.swap(_door(message), slot, wanted=False)


@blueprint.get("/slots/<ref:ref>/<ref:slot>/give-back")
@letter_only(Purpose.SLOTS)
def ask_give_back(message: Message, slot: str) -> Response:
    return steps.ask_give_back(_door(message), slot)


@blueprint.post("/slots/<ref:ref>/<ref:slot>/give-back")
@letter_only(Purpose.SLOTS)
def give_back(message: Message, slot: str) -> Response:
    return steps.give_back(_door(message), slot)


@blueprint.get("/slots/<ref:ref>/<ref:slot>/calendar.ics")
@letter_only(Purpose.SLOTS)
def ics(message: Message, slot: str) -> Response:
    return steps.ics(_door(message), slot)
