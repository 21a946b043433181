"""The files of an application, for those who may read them."""

from flask import Blueprint, Response

from portal.database import db
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.company_models import Recruiter
from portal.domain.jobs.told import about_application
from portal.domain.messages.models import Message
from portal.web import office
from portal.web.job_downloads import file_of, saved, to_company
from portal.web.job_letters import answerer_only
from portal.web.jobs_access import applicant_only, company_application, staff_application

blueprint = Blueprint("job_files", __name__)


@blueprint.get("/applications/<ref:ref>/files/<ref:file>")
@applicant_only
def mine(application: JobApplication, file: str) -> Response:
    return saved(file_of(application, file))


@blueprint.get("/company/applications/<ref:ref>/files/<ref:file>")
@company_application
def of_company(recruiter: Recruiter, application: JobApplication, file: str) -> Response:
    return to_company(application, file)


@blueprint.get("/answers/<ref:ref>/files/<ref:file>")
@answerer_only
def by_letter(message: Message, application: JobApplication, file: str) -> Response:
    return to_company(application, file)


@blueprint.get("/office/job-applications/<ref:ref>/files/<ref:file>")
@staff_application
def for_staff(application: JobApplication, file: str) -> Response:
    found = file_of(application, file)
    answer = saved(found)
    office.noted("job_file.read", about_application(application), person=application.person, kind=found.kind)
    db.session.commit()
    return answer
