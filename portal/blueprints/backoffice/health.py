"""Is all well? What the portal sees of itself, and every limit, retry and promise it keeps by itself."""

from flask import Blueprint, Response

from portal import clock
from portal.web import bounds
from portal.web.access import staff_only
from portal.web.health import Grade, findings
from portal.web.htmx import page
from portal.web.languages import gettext as _

blueprint = Blueprint("office_health", __name__)

#: What is wrong stands first.
_ORDER = {Grade.BAD: 0, Grade.LOOK: 1, Grade.GOOD: 2}


@blueprint.get("/office/health")
@staff_only
def health() -> Response:
    found = findings(clock.now())
    return page(
        "backoffice/health/health.html",
        heading=_("Is all well?"),
        found=sorted(found, key=lambda one: _ORDER[one.grade]),
        well=all(one.grade is not Grade.BAD for one in found),
        grade_words={Grade.GOOD: _("Good"), Grade.LOOK: _("Look at it"), Grade.BAD: _("Bad")},
        limits=bounds.limits(),
        retries=bounds.retries(),
        ladders=bounds.ladders(),
    )
