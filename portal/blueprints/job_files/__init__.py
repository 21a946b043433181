"""The files of an application, for those who may read them: always to save, never to show in a page of ours."""

import logging
import unicodedata
from urllib.parse import quote

from flask import Blueprint, Response, abort

from portal import clock
from portal.database import db
from portal.domain.jobs import cv_files
from portal.domain.jobs.application_models import JobApplication, JobFile
from portal.domain.jobs.company_models import Recruiter
from portal.domain.jobs.file_times import company_may_open
from portal.domain.jobs.told import about_application
from portal.domain.messages.models import Message
from portal.shelf import NotThere
from portal.vault import CannotOpen
from portal.web import office
from portal.web.job_letters import answerer_only
from portal.web.jobs_access import applicant_only, company_application, staff_application, takes_part

blueprint = Blueprint("job_files", __name__)
logger = logging.getLogger(__name__)


@blueprint.get("/applications/<ref:ref>/files/<ref:file>")
@applicant_only
def mine(application: JobApplication, file: str) -> Response:
    return _answer(_of(application, file))


@blueprint.get("/company/applications/<ref:ref>/files/<ref:file>")
@company_application
def of_company(recruiter: Recruiter, application: JobApplication, file: str) -> Response:
    return _to_company(application, file)


@blueprint.get("/answers/<ref:ref>/files/<ref:file>")
@answerer_only
def by_letter(message: Message, application: JobApplication, file: str) -> Response:
    return _to_company(application, file)


@blueprint.get("/office/job-applications/<ref:ref>/files/<ref:file>")
@staff_application
def for_staff(application: JobApplication, file: str) -> Response:
    found = _of(application, file)
    answer = _answer(found)
    office.noted("job_file.read", about_application(application), person=application.person, kind=found.kind)
    db.session.commit()
    return answer


def _to_company(application: JobApplication, file: str) -> Response:
    """Not to a company that was stopped, and for a while only once the application has ended."""
    if not takes_part(application.posting.company) or not company_may_open(application, clock.now()):
        abort(404)
    return _answer(_of(application, file))


def _of(application: JobApplication, ref: str) -> JobFile:
    return next((file for file in application.files if file.ref == ref), None) or abort(404)


def _answer(file: JobFile) -> Response:
    try:
        content = cv_files.read(file)
    except (NotThere, CannotOpen) as lost:
        logger.error("file %s of an application: %s", file.id, type(lost).__name__)
        abort(404)
    response = Response(content, mimetype=file.media)
    plain = unicodedata.normalize("NFKD", file.name).encode("ascii", "ignore").decode("ascii")
    names = {"filename": plain, "filename*": f"UTF-8''{quote(file.name, safe='')}"}
    response.headers.set("Content-Disposition", "attachment", **names)
    # A browser that shows it all the same gives it no rights on our pages.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
