"""Somebody comes without a seat: a first name and one press, and they are on the list, marked present."""

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.checkin.forms import WalkInForm
from portal.blueprints.checkin.shown import show
from portal.database import db
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.models import Way
from portal.domain.signups.office import Beyond, walk_in
from portal.domain.signups.seats import AlreadySignedUp, NotBookable, NotEnoughSeats, SeatRequest
from portal.web.access import check_in_only
from portal.web.check_in import who_ticks
from portal.web.htmx import go
from portal.web.languages import gettext as _
from portal.web.languages import language

blueprint = Blueprint("check_in_walk_in", __name__)

#: They stand there and agreed aloud.
_SAID_ALOUD = "2026-11-aloud"


@blueprint.post("/check-in/<ref:ref>/walk-in")
@check_in_only
def add(course_session: CourseSession) -> Response:
    form, by = WalkInForm(), who_ticks(course_session) or abort(404)
    if not form.validate():
        return show(course_session, form, 422)
    request = SeatRequest(
        form.first_name.data, None, 1, (form.key.data or "")[:32], _SAID_ALOUD, language().code, Way.WALK_IN
    )
    try:
        made = walk_in(course_session, request, by, clock.now(), Beyond.HERE if form.beyond.data else None)
    except NotEnoughSeats:
        db.session.rollback()
        form.refuse("first_name", _("All seats are taken. Is there room? Then press again."))
        return show(course_session, form, 409, full=True)
    except (NotBookable, AlreadySignedUp):
        db.session.rollback()
        form.refuse("first_name", _("Nothing takes place here now. Ask the team."))
        return show(course_session, form, 409)
    db.session.commit()
    return go(url_for("check_in.names", ref=course_session.ref, who=made.ref, added=1))
