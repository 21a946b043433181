"""What is held on a volunteer: the whole copy, and letting it go, for those who see all places."""

from dataclasses import replace

from flask import Blueprint, Response, abort, jsonify, url_for

from portal import clock
from portal.blueprints.backoffice.volunteer_page import noted
from portal.database import db
from portal.domain.mentoring.volunteer_files import VolunteerFile, as_data, erase, file_of
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.moves import Role
from portal.domain.signups.message_log import readable
from portal.web import office
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.mentoring_access import staff_volunteer
from portal.web.volunteer_files import copy_of

blueprint = Blueprint("office_volunteer_data", __name__)


@blueprint.get("/office/volunteers/<ref:ref>/copy")
@staff_volunteer
def copy(volunteer: Volunteer) -> Response:
    """The whole copy, to be read, printed or handed over. Looking is noted."""
    return page(
        "backoffice/volunteers/copy.html",
        heading=_("Copy of the data"),
        volunteer=volunteer,
        copy=copy_of(_read(volunteer)),
    )


@blueprint.get("/office/volunteers/<ref:ref>/copy.json")
@staff_volunteer
def as_json(volunteer: Volunteer) -> Response:
    response = jsonify(as_data(_read(volunteer)))
    response.headers["Content-Disposition"] = f'attachment; filename="volunteer-{volunteer.ref}.json"'
    return response


@blueprint.get("/office/volunteers/<ref:ref>/erase")
@staff_volunteer
def ask_erase(volunteer: Volunteer) -> Response:
    _see_all()
    return _ask_erase(volunteer, PressForm())


@blueprint.post("/office/volunteers/<ref:ref>/erase")
@staff_volunteer
def do_erase(volunteer: Volunteer) -> Response:
    _see_all()
    form = PressForm()
    if not form.validate():
        return _ask_erase(volunteer, form, 422)
    noted("erased", volunteer)
    erase(volunteer, Role.STAFF, clock.now())
    db.session.commit()
    return go(url_for("office_volunteers.volunteers", done="erased"))


def _see_all() -> None:
    if not office.powers().everywhere:
        abort(404)


def _read(volunteer: Volunteer) -> VolunteerFile:
    """As whoever is signed in may read it; their own copy says all."""
    _see_all()
    noted("exported", volunteer)
    db.session.commit()
    file = file_of(volunteer)
    return replace(file, messages=readable(file.messages, office.powers()))


def _ask_erase(volunteer: Volunteer, form: PressForm, status: int = 200) -> Response:
    return page(
        "backoffice/volunteers/erase.html",
        heading=_("Delete this person?"),
        status=status,
        volunteer=volunteer,
        form=form,
    )
