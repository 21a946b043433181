"""The CV page: what a learner said of themselves, to read and to print. No photo, no age, no nationality."""

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.database import db
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.company_models import Recruiter
from portal.domain.jobs.file_times import company_may_open
from portal.domain.jobs.profile import courses_of
from portal.domain.jobs.told import about_application
from portal.domain.messages.models import Message
from portal.web import office
from portal.web.htmx import page
from portal.web.job_letters import answerer_only
from portal.web.job_profile import came_line, profile_lines
from portal.web.jobs_access import applicant_only, company_application, staff_application, takes_part
from portal.web.languages import gettext as _

blueprint = Blueprint("job_cv", __name__)


@blueprint.get("/applications/<ref:ref>/cv")
@applicant_only
def mine(application: JobApplication) -> Response:
    return _show(application, url_for("job.show", ref=application.ref))


@blueprint.get("/company/applications/<ref:ref>/cv")
@company_application
def of_company(recruiter: Recruiter, application: JobApplication) -> Response:
    return _to_company(application, url_for("company_applications.show", ref=application.ref))


@blueprint.get("/answers/<ref:ref>/cv")
@answerer_only
def by_letter(message: Message, application: JobApplication) -> Response:
    return _to_company(application, url_for("job_answer.show", ref=message.ref))


@blueprint.get("/office/jobs/<ref:ref>/cv")
@staff_application
def for_staff(application: JobApplication) -> Response:
    office.noted("job_file.read", about_application(application), person=application.person, kind="page")
    db.session.commit()
    return _show(application, url_for("office_jobs.application", ref=application.ref))


def _to_company(application: JobApplication, back: str) -> Response:
    """As the files: not to a company that was stopped, and for a while only once the application has ended."""
    if not takes_part(application.posting.company) or not company_may_open(application, clock.now()):
        abort(404)
    return _show(application, back)


def _show(application: JobApplication, back: str) -> Response:
    name = " ".join(filter(None, [application.person.first_name, application.surname]))
    return page(
        "job_apply/cv.html",
        heading=_("CV of %(name)s", name=name),
        application=application,
        back=back,
        posting=application.posting,
        name=name,
        lines=profile_lines(application),
        courses=courses_of(application, clock.now()),
        came_line=came_line,
    )
