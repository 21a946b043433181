"""The learner's own application: by the link of a message, and in the browser that holds it."""

from flask import Blueprint, Response, abort, url_for

from portal.blueprints.my_jobs import steps
from portal.blueprints.my_jobs.forms import CheckForm
from portal.blueprints.my_jobs.steps import HOWS, Door
from portal.domain.accounts.names import begins_with
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.told import application_of
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.web import holder
from portal.web.access import letter_only
from portal.web.htmx import go, page
from portal.web.jobs_access import applicant_only
from portal.web.languages import gettext as _
from portal.web.limits import guess_by_address, guess_by_booking

blueprint = Blueprint("job", __name__)


def _door(message: Message) -> Door:
    return Door(application_of(message) or abort(404, description="letter"), message)


@blueprint.get("/applications/letter/<ref:ref>")
@letter_only(Purpose.JOB)
def by_letter(message: Message) -> Response:
    return steps.show(_door(message))


@blueprint.get(f"/applications/letter/<ref:ref>/<{HOWS}:how>")
@letter_only(Purpose.JOB)
def ask_by_letter(message: Message, how: str) -> Response:
    return steps.ask(_door(message), how)


@blueprint.post(f"/applications/letter/<ref:ref>/<{HOWS}:how>")
@letter_only(Purpose.JOB)
def press_by_letter(message: Message, how: str) -> Response:
    return steps.press(_door(message), how)


@blueprint.get("/applications/letter/<ref:ref>/interview.ics")
@letter_only(Purpose.JOB)
def ics_by_letter(message: Message) -> Response:
    return steps.ics(_door(message))


@blueprint.get("/applications/letter/<ref:ref>/open")
@letter_only(Purpose.JOB)
def check(message: Message) -> Response:
    door = _door(message)
    if holder.has_applied(door.application.ref):
        return go(url_for("job.show", ref=door.application.ref))
    return _show_check(door, CheckForm())


@blueprint.post("/applications/letter/<ref:ref>/open")
@letter_only(Purpose.JOB)
@guess_by_address
@guess_by_booking
def open_by_name(message: Message) -> Response:
    door, form = _door(message), CheckForm()
    if not form.validate():
        return _show_check(door, form, 422)
    if not begins_with(door.application.person.first_name, form.name.data):
        form.refuse("name", _("This is not the name of this application. Check it."))
        return _show_check(door, form, 422)
    holder.applied(door.application.ref)
    return go(url_for("job.show", ref=door.application.ref))


def _show_check(door: Door, form: CheckForm, status: int = 200) -> Response:
    return page(
        "my_jobs/check.html",
        heading=_("Is this your application?"),
        status=status,
        door=door,
        posting=door.application.posting,
        form=form,
    )


@blueprint.get("/applications/<ref:ref>")
@applicant_only
def show(application: JobApplication) -> Response:
    return steps.show(Door(application))


@blueprint.get(f"/applications/<ref:ref>/<{HOWS}:how>")
@applicant_only
def ask(application: JobApplication, how: str) -> Response:
    return steps.ask(Door(application), how)


@blueprint.post(f"/applications/<ref:ref>/<{HOWS}:how>")
@applicant_only
def press(application: JobApplication, how: str) -> Response:
    return steps.press(Door(application), how)


@blueprint.get("/applications/<ref:ref>/interview.ics")
@applicant_only
def ics(application: JobApplication) -> Response:
    return steps.ics(Door(application))
