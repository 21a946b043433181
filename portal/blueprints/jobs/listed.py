"""The list of work with its filter, as a page and as the part of it that a changed filter replaces."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Response, make_response, redirect, url_for
from werkzeug.datastructures import MultiDict

from portal import clock
from portal.domain.catalogue.search import places
from portal.domain.jobs import board, fairs
from portal.domain.jobs.finding import Found, NoSuchPage, find
from portal.domain.jobs.wanted import RADII, BadWish, Wanted, read_wishes
from portal.web.fairs import fair_when
from portal.web.htmx import page, wants_fragment
from portal.web.job_wishes import away_words, choices, wish_words
from portal.web.languages import gettext as _
from portal.web.words import town_words

#: So many of the newest are shown where nothing fits.
_INSTEAD = 3


@dataclass(frozen=True)
class Wish:
    """What is chosen, in words, and the address of the list without it."""

    name: str
    words: str
    without: str


def list_of_work(args: MultiDict[str, str]) -> Response:
    """What `args` ask for. Who comes by an address with empty wishes is sent to one without: addresses get shared."""
    if not all(args.values()) and not wants_fragment():
        return make_response(redirect(_tidy_address(args)))
    now, status = clock.now(), 200
    try:
        said = _said_once(args)
        wanted = read_wishes(said)
        found = find(wanted, said.get("after", ""), now)
    except (BadWish, NoSuchPage) as problem:
        wanted, status = Wanted(), 404 if isinstance(problem, NoSuchPage) else 400
        found = find(wanted, "", now)
    response = _show(wanted, found, status, "after" in args and status == 200)
    if wants_fragment():
        response.headers["HX-Push-Url"] = _tidy_address(args)
    return response


def _said_once(args: MultiDict[str, str]) -> dict[str, str]:
    values = {name: {value for value in args.getlist(name) if value} for name in args}
    if any(len(said) > 1 for said in values.values()):
        raise BadWish(args)
    return {name: said.pop() for name, said in values.items() if said}


def _tidy_address(args: MultiDict[str, str]) -> str:
    said = [(name, value) for name, value in args.items(multi=True) if value]
    return url_for("jobs.list_of") + (f"?{urlencode(said)}" if said else "")


def _show(wanted: Wanted, found: Found, status: int, further: bool) -> Response:
    instead = board.newest(clock.now(), _INSTEAD) if not found.postings else []
    return page(
        "jobs/list.html",
        heading=_("Find work"),
        fragment="jobs/_job_list.html",
        status=status,
        in_error=False,
        wanted=wanted,
        found=found,
        further=further,
        lost=status >= 400,
        choices=choices(),
        wishes=_wishes(wanted),
        away={posting_id: away_words(far) for posting_id, far in found.away.items()},
        towns=_towns(),
        instead=instead,
        fairs=[] if wants_fragment() else [(one, fair_when(one)) for one in fairs.near(clock.now())],
        instead_busy=board.busy(instead),
        with_wish=lambda **wish: _address({**wanted.given, **wish}),
        wider=_wider(wanted),
    )


def _wishes(wanted: Wanted) -> list[Wish]:
    gone = {"town": {"town", "radius"}}
    return [
        Wish(
            name,
            words,
            _address({one: said for one, said in wanted.given.items() if one not in gone.get(name, {name})}),
        )
        for name, words in wish_words(wanted).items()
    ]


def _wider(wanted: Wanted) -> str:
    """The address of the next larger circle; empty where there is none."""
    larger = next((one for one in RADII if int(one) > wanted.radius), None)
    return _address({**wanted.given, "radius": larger}) if wanted.circle and larger else ""


def _address(given: dict[str, Any]) -> str:
    return url_for("jobs.list_of", **given)


def _towns() -> list[str]:
    """What the field of the town proposes: where we are."""
    return list(dict.fromkeys(town_words(place) for place in places() if not place.online))
