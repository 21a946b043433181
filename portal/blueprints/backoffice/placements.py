"""A placement, for the team: its days, the agreement, and what it heard of the start and the end.

The company says these things first; where it is silent, or takes part no more, the team writes down who told it.
"""

from typing import Any

from flask import Blueprint, Response, url_for

from portal import clock
from portal.database import db
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.placements import NotYet
from portal.domain.jobs.states import JobState
from portal.domain.jobs.told import about_application
from portal.domain.moves import MoveNotAllowed, Role
from portal.web import office, placement_deeds
from portal.web.forms import PortalForm
from portal.web.htmx import go, page
from portal.web.jobs import applicant_words
from portal.web.jobs_access import staff_application
from portal.web.languages import gettext as _
from portal.web.placement_deeds import DatesMeanwhile
from portal.web.placement_forms import HeardBeganForm, HeardEndedForm, HeardForm
from portal.web.uploads import ACCEPT

blueprint = Blueprint("office_placements", __name__)

_PARTS = "any(dates, file, away, began, off, absent, ended)"
#: Who was said to have begun and never came is noted by the team alone.
_ASKED = placement_deeds.ASKED | {"absent": frozenset({JobState.CONFIRMED, JobState.STARTED})}
#: How each is called in the audit log.
_NOTED = {"dates": "changed", "file": "agreement_kept", "away": "removed", "began": "has_begun", "off": "called_off"}


@blueprint.get(f"/office/jobs/<ref:ref>/<{_PARTS}:part>")
@staff_application
def ask(application: JobApplication, part: str) -> Response:
    late = application.state not in _ASKED.get(part, ())
    if late or placement_deeds.too_early(application, part, clock.now()):
        return go(url_for("office_jobs.application", ref=application.ref))
    return _show(application, part, _form(application, part))


@blueprint.post(f"/office/jobs/<ref:ref>/<{_PARTS}:part>")
@staff_application
def act(application: JobApplication, part: str) -> Response:
    form = _form(application, part)
    if not form.validate():
        return _show(application, part, form, 422)
    try:
        placement_deeds.do(application, part, form, Role.STAFF, clock.now())
    except MoveNotAllowed:
        db.session.rollback()
        return _show(application, part, form, 409, _("It stands otherwise now. Look at it again."))
    except NotYet as refusal:
        db.session.rollback()
        return _show(application, part, form, 409, placement_deeds.too_early_words(refusal))
    except DatesMeanwhile:
        db.session.rollback()
        placement_deeds.say_overtaken(application, form)
        return _show(application, part, form, 409)
    heard = form["heard"].data if "heard" in form else None
    about, deed = about_application(application), _NOTED.get(part, part)
    office.noted(f"job_application.{deed}", about, person=application.person, reason=heard)
    db.session.commit()
    placement_deeds.done(form)
    return go(url_for("office_jobs.application", ref=application.ref, done="signed"))


def _form(application: JobApplication, part: str) -> PortalForm:
    if part == "began":
        return HeardBeganForm(application)
    if part == "ended":
        return HeardEndedForm()
    return HeardForm() if part in {"off", "absent"} else placement_deeds.form_for(application, part)


def _show(application: JobApplication, part: str, form: PortalForm, status: int = 200, refused: str = "") -> Response:
    name = applicant_words(application)
    headings: dict[str, Any] = {
        "dates": _("First and last day"),
        "file": _("The agreement"),
        "away": _("The agreement"),
        "began": _("%(name)s has begun", name=name),
        "absent": _("%(name)s did not come", name=name),
        "off": _("It does not come about"),
        "ended": _("How did it go with %(name)s?", name=name),
    }
    return page(
        "backoffice/jobs/placement.html",
        heading=headings[part],
        status=status,
        application=application,
        name=name,
        part=part,
        form=form,
        refused=refused,
        accept=ACCEPT,
    )
