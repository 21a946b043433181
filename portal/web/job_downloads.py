"""A file of an application as an answer: always to save, never to show in a page of ours."""

import logging
import unicodedata
from urllib.parse import quote

from flask import Response, abort

from portal import clock
from portal.domain.jobs import cv_files
from portal.domain.jobs.application_models import JobApplication, JobFile
from portal.domain.jobs.file_times import company_may_open
from portal.shelf import NotThere
from portal.vault import CannotOpen
from portal.web.jobs_access import takes_part

logger = logging.getLogger(__name__)


def company_opens(application: JobApplication) -> bool:
    """Not a company that was stopped, and for a while only once the application has ended."""
    return takes_part(application.posting.company) and company_may_open(application, clock.now())


def to_company(application: JobApplication, ref: str) -> Response:
    return saved(file_of(application, ref)) if company_opens(application) else abort(404)


def file_of(application: JobApplication, ref: str) -> JobFile:
    return next((file for file in application.files if file.ref == ref), None) or abort(404)


def saved(file: JobFile) -> Response:
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
