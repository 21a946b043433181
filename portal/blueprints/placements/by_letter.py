"""A placement by the link of a message, without signing in."""

from flask import Blueprint, Response, url_for

from portal.blueprints.placements import deeds
from portal.blueprints.placements.deeds import PARTS, Door
from portal.domain.jobs.application_models import JobApplication
from portal.domain.messages.models import Message
from portal.web.job_downloads import to_company
from portal.web.job_letters import placer_only

blueprint = Blueprint("placement", __name__)


def _door(message: Message, application: JobApplication) -> Door:
    def to(part: str) -> str:
        return url_for("placement.ask" if part else "placement.show", ref=message.ref, part=part or None)

    return Door(application, to, lambda file: url_for("placement.file", ref=message.ref, file=file), signed=False)


@blueprint.get("/placements/<ref:ref>")
@placer_only
def show(message: Message, application: JobApplication) -> Response:
    return deeds.show(_door(message, application))


@blueprint.get(f"/placements/<ref:ref>/<{PARTS}:part>")
@placer_only
def ask(message: Message, application: JobApplication, part: str) -> Response:
    return deeds.ask(_door(message, application), part)


@blueprint.post(f"/placements/<ref:ref>/<{PARTS}:part>")
@placer_only
def act(message: Message, application: JobApplication, part: str) -> Response:
    return deeds.act(_door(message, application), part)


@blueprint.get("/placements/<ref:ref>/files/<ref:file>")
@placer_only
def file(message: Message, application: JobApplication, file: str) -> Response:
    return to_company(application, file)
