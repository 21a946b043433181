"""The list of dates with its filter, as a page and as the part of it that a changed filter replaces."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, make_response, redirect, url_for
from werkzeug.datastructures import MultiDict

from portal import clock
from portal.blueprints.catalogue.choices import address_of, away_words, choices, wishes
from portal.blueprints.catalogue.filter import Asked, BadFilter, page_number, read_filter
from portal.domain.catalogue.models import Place
from portal.domain.catalogue.search import places, subjects
from portal.domain.signups import offers
from portal.domain.signups.nearest import nearest
from portal.domain.signups.offers import NoSuchPage
from portal.web.htmx import page, wants_fragment
from portal.web.languages import gettext as _
from portal.web.words import town_words


def list_of_dates(args: MultiDict[str, str]) -> Response:
    """What `args` ask for. Who comes by an address with empty wishes is sent to one without: addresses get shared."""
    if not all(args.values()) and not wants_fragment():
        return make_response(redirect(_tidy_address(args)))
    known_places, status = places(), 200
    try:
        asked = read_filter(args, known_places, clock.now())
        found = offers.find_offers(asked.wanted, page_number(args), clock.now())
    except (BadFilter, NoSuchPage) as problem:
        asked, status = Asked(), 404 if isinstance(problem, NoSuchPage) else 400
        found = offers.find_offers(asked.wanted, 1, clock.now())
    response = _show(asked, found, known_places, status)
    if wants_fragment():
        response.headers["HX-Push-Url"] = _tidy_address(args)
    return response


def _tidy_address(args: MultiDict[str, str]) -> str:
    said = [(name, value) for name, value in args.items(multi=True) if value]
    return url_for("catalogue.sessions") + (f"?{urlencode(said)}" if said else "")


def _show(asked: Asked, found: offers.Page, known_places: list[Place], status: int) -> Response:
    offered = choices(known_places, subjects())
    near = nearest(asked.wanted, clock.now()) if not found.offers else None
    chosen = wishes(asked, offered)
    return page(
        "catalogue/sessions.html",
        heading=_("Find a date"),
        fragment="catalogue/_session_list.html",
        status=status,
        in_error=False,
        asked=asked,
        found=found,
        lost=status >= 400,
        choices=offered,
        wishes=chosen,
        nearest=near,
        given_up=[wish.words for wish in chosen if near and wish.name in near.given_up],
        towns=_towns(known_places),
        with_wish=lambda **wish: address_of({**asked.given, **wish}),
        **_how_far(asked, known_places),
    )


def _how_far(asked: Asked, known_places: list[Place]) -> dict[str, Any]:
    """Kilometres in words to each place, by its id; and, where none is near enough, the nearest one."""
    nobody_near = asked.wanted.near is not None and not asked.wanted.near and asked.away
    nearest_id = min(asked.away, key=lambda one: asked.away[one]) if nobody_near else None
    return {
        "away": {place_id: away_words(far) for place_id, far in asked.away.items()},
        "nearest_place": next((place for place in known_places if place.id == nearest_id), None),
    }


def _towns(known_places: list[Place]) -> list[str]:
    """What the field of the town proposes: where we are."""
    return list(dict.fromkeys(town_words(place) for place in known_places if not place.online))
