"""A placement for the recruiters of the company, signed in."""

from flask import Blueprint, Response, url_for

from portal.blueprints.placements import deeds
from portal.blueprints.placements.deeds import PARTS, Door
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.company_models import Recruiter
from portal.web.htmx import go
from portal.web.jobs_access import company_application

blueprint = Blueprint("company_placement", __name__)


def _door(application: JobApplication) -> Door:
    def to(part: str) -> str:
        name = "company_placement.ask" if part else "company_placement.show"
        return url_for(name, ref=application.ref, part=part or None)

    def file(file: str) -> str:
        return url_for("job_files.of_company", ref=application.ref, file=file)

    return Door(application, to, file, signed=True)


@blueprint.get("/company/placements/<ref:ref>")
@company_application
def show(recruiter: Recruiter, application: JobApplication) -> Response:
    door = _door(application)
    if not door.agreed:
        return go(url_for("company_applications.show", ref=application.ref))
    return deeds.show(door)


@blueprint.get(f"/company/placements/<ref:ref>/<{PARTS}:part>")
@company_application
def ask(recruiter: Recruiter, application: JobApplication, part: str) -> Response:
    return deeds.ask(_door(application), part)


@blueprint.post(f"/company/placements/<ref:ref>/<{PARTS}:part>")
@company_application
def act(recruiter: Recruiter, application: JobApplication, part: str) -> Response:
    return deeds.act(_door(application), part)
