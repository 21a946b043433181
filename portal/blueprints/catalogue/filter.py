"""The filter of the list of dates: what the address may say, and what it asks for."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from werkzeug.datastructures import MultiDict

from portal.domain.catalogue.models import French, Place, ProgrammeKind
from portal.domain.catalogue.near import Spot, distances
from portal.domain.catalogue.towns import Named, Town, find_town
from portal.domain.catalogue.wanted import Wanted, end_of_week
from portal.domain.catalogue.words import Sought, look_up

#: Languages a team may speak that people look for, as ISO 639 codes.
SPOKEN = ("fr", "en", "ar", "fa", "ps", "ti", "so", "uk", "es", "sw")
FRENCH = {level.name.lower(): level for level in French}
WHEN = ("week", "evening", "weekend")
LEVELS = ("1", "2", "3")
#: Kilometres; without a wish, the one in the middle.
RADII = ("5", "10", "50")
USUAL_RADIUS = 20
#: What may be typed freely, and how much of it is read.
_TYPED = {"q": 200, "town": 80}


class BadFilter(Exception):
    """The address asks for something the filter does not know."""


@dataclass(frozen=True)
class Asked:
    """A filter that was read. `given`: what the address says, by name; `away`: kilometres by the id of the place."""

    wanted: Wanted = field(default_factory=Wanted)
    given: dict[str, str] = field(default_factory=dict)
    sought: Sought = field(default_factory=Sought)
    #: What the town that was typed stands for; None where none was.
    named: Named | None = None
    radius: int = USUAL_RADIUS
    away: dict[int, float] = field(default_factory=dict)


def read_filter(args: MultiDict[str, str], places: list[Place], now: datetime) -> Asked:
    """The filter an address asks for; parameters that are not of the filter are nobody's business."""
    given = _given(args, places)
    sought = look_up(given.get("q", ""))
    named = find_town(given["town"], _towns_of(places)) if "town" in given else None
    radius = int(given.get("radius", USUAL_RADIUS))
    away = distances(places, named.town.town.spot) if named and named.town else {}
    mode, when = given.get("mode"), given.get("when")
    wanted = Wanted(
        hits=sought.hits,
        kind=given.get("kind"),
        place=given.get("place"),
        near=frozenset(one for one, far in away.items() if far <= radius) if named and named.town else None,
        online=None if mode is None else mode == "online",
        language=given.get("language"),
        french=FRENCH[given["french"]] if "french" in given else None,
        level=int(given["level"]) if "level" in given else None,
        until=end_of_week(now, places[0].zone) if when == "week" and places else None,
        evening=when == "evening",
        weekend=when == "weekend",
        free="free" in given,
    )
    return Asked(wanted, given, sought, named, radius, away)


def page_number(args: MultiDict[str, str]) -> int:
    """The page asked for, 1 when none is; what cannot be a page is page 0, which does not exist."""
    asked = _once(args, "page") or "1"
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0


def _given(args: MultiDict[str, str], places: list[Place]) -> dict[str, str]:
    """What is wished, by the name of the wish. Raises `BadFilter` for a choice that is not there."""
    known: dict[str, Collection[str]] = {
        "when": WHEN,
        "radius": RADII,
        "kind": set(ProgrammeKind),
        "level": LEVELS,
        "place": {place.slug for place in places},
        "mode": {"online", "there"},
        "language": SPOKEN,
        "french": FRENCH,
        "free": {"1"},
    }
    typed = {name: " ".join((_once(args, name) or "").split())[:most] for name, most in _TYPED.items()}
    chosen = {name: value for name in known if (value := _once(args, name))}
    if any(value not in known[name] for name, value in chosen.items()):
        raise BadFilter(chosen)
    if not typed["town"]:
        chosen.pop("radius", None)
    return {name: value for name, value in {**typed, **chosen}.items() if value}


def _once(args: MultiDict[str, str], name: str) -> str | None:
    values = [value for value in args.getlist(name) if value]
    if len(set(values)) > 1:
        raise BadFilter(name)
    return values[0] if values else None


def _towns_of(places: list[Place]) -> list[Town]:
    """Where the association is, in each language: some of it no list of towns has."""
    return [
        Town(rank, name, place.country, "", Spot(place.latitude, place.longitude))
        for rank, place in enumerate(places)
        if place.latitude is not None and place.longitude is not None
        for name in {place.city, *(place.town or {}).values()}
        if name
    ]
