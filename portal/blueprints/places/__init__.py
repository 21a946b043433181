"""Where people meet: all places, and one with its address, the way there and its dates."""

from flask import Blueprint, Response, abort

from portal import clock
from portal.domain.catalogue.coming import place_by_slug
from portal.domain.catalogue.search import Wanted
from portal.domain.catalogue.search import places as all_places
from portal.domain.signups import offers
from portal.web.access import public
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.words import place_words

blueprint = Blueprint("places", __name__)


@blueprint.get("/places")
@public
def places() -> Response:
    return page("places/places.html", heading=_("Our places"), places=all_places())


@blueprint.get("/places/<slug:slug>")
@public
def place(slug: str) -> Response:
    found = place_by_slug(slug) or abort(404)
    dates = offers.find_offers(Wanted(place=slug), 1, clock.now())
    return page("places/place.html", heading=place_words(found), place=found, found=dates)
