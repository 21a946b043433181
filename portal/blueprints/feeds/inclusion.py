"""The offer in the data-inclusion schema, version 1, for the territories that gather it (docs/open-data.md).

The schema is French and knows France: places elsewhere are left out, and so is every fact the portal does not know.
"""

from typing import Any

from flask import Blueprint, Response

from portal import clock
from portal.blueprints.feeds.offer import service, structure_of_association, structure_of_place
from portal.database import json_dumps
from portal.domain.catalogue.coming import next_runs
from portal.domain.catalogue.models import CourseSession
from portal.web.access import public
from portal.web.languages import speaking

blueprint = Blueprint("inclusion", __name__)


@blueprint.get("/structures.json")
@public
def structures() -> Response:
    """The association, and each place in France where something is to come."""
    runs = _runs()
    places = {run.place.id: run.place for run in runs if not run.place.online}
    with speaking("fr"):
        return _as_json([structure_of_association(runs), *map(structure_of_place, places.values())])


@blueprint.get("/services.json")
@public
def services() -> Response:
    """Each course at each place in France, or online, that has a date to come."""
    with speaking("fr"):
        return _as_json([service(run) for run in _runs()])


def _runs() -> list[CourseSession]:
    return [run for run in next_runs(clock.now()) if run.place.country == "FR"]


def _as_json(found: list[dict[str, Any]]) -> Response:
    return Response(json_dumps(found), mimetype="application/json")
