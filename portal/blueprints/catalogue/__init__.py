"""Finding a course: the list of dates with its filter, all courses, one course, one course session.

Everything here is public, the same for everybody, and free of cookies.
"""

from flask import Blueprint, Response, abort, request

from portal import clock
from portal.blueprints.catalogue.listed import list_of_dates
from portal.domain.catalogue.ladder import ladder
from portal.domain.catalogue.models import Course
from portal.domain.catalogue.search import course_by_slug, programmes, public_session_by_ref, usual_runs
from portal.domain.signups import offers
from portal.domain.signups.offers import Offer
from portal.web.access import public
from portal.web.dates import how_often
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.words import text

blueprint = Blueprint("catalogue", __name__)


@blueprint.get("/sessions")
@public
def sessions() -> Response:
    return list_of_dates(request.args)


@blueprint.get("/courses")
@public
def courses() -> Response:
    return page(
        "catalogue/courses.html",
        heading=_("All courses"),
        ladder=ladder(programmes()),
        next_dates=offers.next_of_each(clock.now()),
        usual=usual_runs(),
    )


@blueprint.get("/courses/<slug:slug>")
@public
def course(slug: str) -> Response:
    found = course_by_slug(slug) or abort(404)
    coming = offers.of_course(slug, clock.now())
    return page(
        "catalogue/course.html",
        heading=text(found.title),
        course=found,
        offers=coming,
        lengths=_lengths(found, coming),
    )


def _lengths(course: Course, coming: list[Offer]) -> list[str]:
    """How much time the course takes, each way it is given; before a date is set, as it was last time."""
    runs = [one.course_session for one in coming if one.course_session.dates]
    if not runs:
        runs = [run for course_id, run in usual_runs().items() if course_id == course.id]
    return list(dict.fromkeys(map(how_often, runs)))


@blueprint.get("/sessions/<ref:ref>")
@public
def course_session(ref: str) -> Response:
    found = public_session_by_ref(ref) or abort(404)
    offer = offers.offer(found, clock.now())
    instead = [] if offer.bookable else offers.next_fitting(found, clock.now())
    return page("catalogue/session.html", heading=text(found.course.title), offer=offer, instead=instead)
