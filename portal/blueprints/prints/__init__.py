"""On paper: the poster of a course session with strips to tear off, a course on one sheet, the programme of a place.

Each is an ordinary page that looks right on a screen, too. `static/prints.css` lays it on A4; the QR codes lead to
the public pages. Who has no camera types the short address of `short`, which opens in the language of their browser.
"""

from datetime import date, timedelta
from itertools import groupby

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from markupsafe import Markup

from portal import clock
from portal.domain.catalogue.availability import Availability
from portal.domain.catalogue.coming import place_by_slug
from portal.domain.catalogue.models import Place, SessionDate
from portal.domain.catalogue.programme import meetings
from portal.domain.catalogue.search import course_by_slug, public_session_by_ref
from portal.domain.signups import offers
from portal.domain.signups.offers import Offer
from portal.web import links
from portal.web.access import form_page, public
from portal.web.dates import day_words, hours_words, local
from portal.web.htmx import page
from portal.web.languages import KNOWN, Language, language, offered, speaking, wished
from portal.web.languages import gettext as _
from portal.web.words import place_words, text

blueprint = Blueprint("prints", __name__)
#: What has no language, so that it can be typed.
short = Blueprint("short", __name__)

#: An A4 sheet is cut into so many strips.
STRIPS = 8
#: So many of its next dates stand on the sheet of a course.
MOST_DATES = 4
#: How far the programme of a place looks ahead.
WEEKS = 8


@blueprint.get("/sessions/<ref:ref>/poster")
@public
def poster(ref: str) -> Response:
    found = public_session_by_ref(ref) or abort(404)
    offer = offers.offer(found, clock.now())
    tongues = _tongues(request.args.get("also", ""))
    return page(
        "prints/poster.html",
        heading=_("Poster: %(title)s", title=text(found.course.title)),
        offer=offer,
        tongues=tongues,
        faces=[_in(one, "prints/_face.html", offer, both=len(tongues) > 1) for one in tongues],
        strips=[_in(tongues[place % len(tongues)], "prints/_strip.html", offer) for place in range(STRIPS)],
        address=links.workshop_link(found),
    )


def _tongues(also: str) -> list[Language]:
    """The languages of the poster: the one of its address, and one more that is offered."""
    if not also or also == language().code:
        return [language()]
    if also not in {one.code for one in offered()}:
        abort(404)
    return [language(), KNOWN[also]]


def _in(tongue: Language, template: str, offer: Offer, **facts: object) -> Markup:
    """A part of the poster in one of its languages."""
    with speaking(tongue.code):
        found = offer.course_session
        address, typed = links.workshop_link(found), links.address("short.follow", ref=found.ref)
        html = render_template(template, offer=offer, address=address, typed=bare(typed), **facts)
    return Markup(html)  # noqa: S704  (a template of ours)


def bare(address: str) -> str:
    """An address as people type it."""
    return address.split("://", 1)[-1]


@blueprint.get("/courses/<slug:slug>/sheet")
@public
def sheet(slug: str) -> Response:
    found = course_by_slug(slug) or abort(404)
    coming, address = offers.of_course(slug, clock.now()), links.course_link(found)
    held = [one for one in coming if one.course_session.dates and one.availability is not Availability.CANCELLED]
    return page(
        "prints/sheet.html",
        heading=_("On one sheet: %(title)s", title=text(found.title)),
        course=found,
        offers=held[:MOST_DATES],
        address=address,
        typed=bare(address),
    )


@blueprint.get("/places/<slug:slug>/programme")
@public
def programme(slug: str) -> Response:
    found = place_by_slug(slug) or abort(404)
    now = clock.now()
    address = links.address("places.place", slug=slug)
    return page(
        "prints/programme.html",
        heading=_("Programme: %(place)s", place=place_words(found)),
        place=found,
        weeks=_by_week(found, meetings(found, now, now + timedelta(weeks=WEEKS))),
        today=day_words(local(now, found.zone).date()),
        address=address,
        typed=bare(address),
    )


def _by_week(place: Place, found: list[SessionDate]) -> list[tuple[str, list[dict[str, object]]]]:
    """(day of the Monday, rows) of each week, by the calendar on the wall of the place."""
    starts = {meeting: local(meeting.starts_at, place.zone) for meeting in found}

    def monday(meeting: SessionDate) -> date:
        start = starts[meeting].date()
        return start - timedelta(days=start.weekday())

    def row(meeting: SessionDate) -> dict[str, object]:
        hours = hours_words(starts[meeting], local(meeting.ends_at, place.zone))
        return {"day": day_words(starts[meeting].date()), "hours": hours, "course": meeting.course_session.course}

    return [(day_words(first), [row(meeting) for meeting in own]) for first, own in groupby(found, key=monday)]


@short.get("/s/<ref:ref>")
@form_page
def follow(ref: str) -> Response:
    """From the short address to the page of the course session, in the language the browser wishes."""
    found = public_session_by_ref(ref) or abort(404)
    response = make_response(redirect(url_for("catalogue.course_session", ref=found.ref, lang=wished().code), 302))
    response.vary.add("Accept-Language")
    return response
