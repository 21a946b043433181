"""What is held on a volunteer, for themselves: the whole copy, and letting it go."""

from flask import Blueprint, Response, jsonify, url_for

from portal import clock
from portal.database import db
from portal.domain.mentoring.volunteer_files import as_data, erase, file_of
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.moves import Role
from portal.web import office
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.mentoring_access import volunteer_only
from portal.web.volunteer_files import copy_of

blueprint = Blueprint("volunteer_data", __name__)


@blueprint.get("/volunteering/my-data")
@volunteer_only
def copy(volunteer: Volunteer) -> Response:
    return page("volunteering/own_data.html", heading=_("Your data"), copy=copy_of(file_of(volunteer)))


@blueprint.get("/volunteering/my-data.json")
@volunteer_only
def as_json(volunteer: Volunteer) -> Response:
    response = jsonify(as_data(file_of(volunteer)))
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@blueprint.get("/volunteering/my-data/erase")
@volunteer_only
def ask_erase(volunteer: Volunteer) -> Response:
    return _ask_erase(PressForm())


@blueprint.post("/volunteering/my-data/erase")
@volunteer_only
def do_erase(volunteer: Volunteer) -> Response:
    form = PressForm()
    if not form.validate():
        return _ask_erase(form, 422)
    office.sign_out()
    erase(volunteer, Role.VOLUNTEER, clock.now())
    db.session.commit()
    return go(url_for("volunteering.home"))


def _ask_erase(form: PressForm, status: int = 200) -> Response:
    return page("volunteering/own_erase.html", heading=_("Delete your data?"), status=status, form=form)
