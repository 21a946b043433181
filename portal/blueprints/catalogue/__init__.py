"""Finding a course: the list of dates with its filter, all courses, one course, one course session.

Everything here is public, the same for everybody, and free of cookies.
"""

from flask import Blueprint, Response, abort, request
from werkzeug.datastructures import MultiDict

from portal import clock
from portal.blueprints.catalogue.filter import BadFilter, choices, page_number, read_filter, selected
from portal.domain.catalogue.models import Place
from portal.domain.catalogue.search import Wanted, course_by_slug, course_session_by_ref, places, programmes
from portal.domain.signups import offers
from portal.domain.signups.offers import NoSuchPage
from portal.web.access import public
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.words import text

blueprint = Blueprint("catalogue", __name__)


@blueprint.get("/sessions")
@public
def sessions() -> Response:
    known_places = places()
    try:
        wanted = read_filter(request.args, {place.slug for place in known_places})
        found = offers.find_offers(wanted, page_number(request.args), clock.now())
    except (BadFilter, NoSuchPage) as problem:
        status = 404 if isinstance(problem, NoSuchPage) else 400
        return _show_sessions(Wanted(), offers.find_offers(Wanted(), 1, clock.now()), known_places, status)
    return _show_sessions(wanted, found, known_places)


def _show_sessions(wanted: Wanted, found: offers.Page, known_places: list[Place], status: int = 200) -> Response:
    return page(
        "catalogue/sessions.html",
        heading=_("Find a date"),
        fragment="catalogue/_session_list.html",
        status=status,
        in_error=False,
        wanted=wanted,
        found=found,
        lost=status >= 400,
        choices=choices(known_places),
        selected=selected(wanted),
        query=MultiDict() if status >= 400 else _shareable(request.args),
    )


def _shareable(args: MultiDict[str, str]) -> MultiDict[str, str]:
    """The filter as the address of a next page repeats it."""
    return MultiDict([(name, value) for name, value in args.items() if value and name != "page"])


@blueprint.get("/courses")
@public
def courses() -> Response:
    return page("catalogue/courses.html", heading=_("All courses"), programmes=programmes())


@blueprint.get("/courses/<slug:slug>")
@public
def course(slug: str) -> Response:
    found = course_by_slug(slug) or abort(404)
    return page(
        "catalogue/course.html",
        heading=text(found.title),
        course=found,
        offers=offers.of_course(slug, clock.now()),
    )


@blueprint.get("/sessions/<ref:ref>")
@public
def course_session(ref: str) -> Response:
    found = course_session_by_ref(ref) or abort(404)
    offer = offers.offer(found, clock.now())
    instead = [] if offer.bookable else offers.next_fitting(found, clock.now())
    return page("catalogue/session.html", heading=text(found.course.title), offer=offer, instead=instead)
