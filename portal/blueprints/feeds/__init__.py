"""The catalogue for machines: calendars to subscribe to, news as Atom, and a page that tells people about them.

All of it is public but the calendar of one booking, which whoever has its address may read.
"""

from flask import Blueprint, Response, abort, request

from portal import clock
from portal.blueprints.feeds.news import courses_feed, dates_feed
from portal.domain.catalogue import coming
from portal.domain.catalogue.models import Course, Place
from portal.domain.catalogue.search import course_by_slug, places, programmes
from portal.domain.signups.calendar import by_calendar_token, with_successors
from portal.web.access import form_page, public
from portal.web.calendars import booking_calendar, public_calendar, subscribing
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.links import absolute
from portal.web.organisation import organisation
from portal.web.words import place_words, text

blueprint = Blueprint("feeds", __name__)


@blueprint.get("/open-data")
@public
def about() -> Response:
    return page(
        "feeds/about.html",
        heading=_("Our dates in your calendar"),
        places=places(),
        programmes=programmes(),
        subscribing=subscribing,
    )


@blueprint.get("/calendar.ics")
@public
def calendar() -> Response:
    return _calendar()


@blueprint.get("/places/<slug:slug>/calendar.ics")
@public
def place_calendar(slug: str) -> Response:
    found = coming.place_by_slug(slug) or abort(404)
    return _calendar(place_words(found), place=found)


@blueprint.get("/courses/<slug:slug>/calendar.ics")
@public
def course_calendar(slug: str) -> Response:
    found = course_by_slug(slug) or abort(404)
    return _calendar(text(found.title), course=found)


@blueprint.get("/l/<token:token>/calendar.ics")
@form_page
def own_calendar(token: str) -> Response:
    """The calendar of a booking, behind an address of its own: it opens no card, and the private link no calendar."""
    sign_up = by_calendar_token(token) or abort(404, description="booking")
    name = f"{text(sign_up.course_session.course.title)} – {organisation().name}"
    return _as_calendar(booking_calendar(name, absolute(request.path), with_successors(sign_up)))


@blueprint.get("/dates.atom")
@public
def dates_atom() -> Response:
    return _as_atom(dates_feed(coming.coming_dates(clock.now())))


@blueprint.get("/courses.atom")
@public
def courses_atom() -> Response:
    return _as_atom(courses_feed(coming.newest_courses()))


def _calendar(of: str = "", place: Place | None = None, course: Course | None = None) -> Response:
    name = f"{of} – {organisation().name}" if of else organisation().name
    days = coming.coming_dates(clock.now(), place, course)
    return _as_calendar(public_calendar(name, absolute(request.path), days))


def _as_calendar(content: bytes) -> Response:
    return Response(content, content_type="text/calendar; charset=utf-8")


def _as_atom(content: str) -> Response:
    return Response(content, content_type="application/atom+xml; charset=utf-8")
