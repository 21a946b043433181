"""The towns a visitor may live in, from a list that the portal ships: no outside service is asked where anybody is.

The list is GeoNames' (CC BY 4.0), made by `docs/towns.py`. It is read when the first visitor names a town.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from portal.domain.catalogue.fold import fold
from portal.domain.catalogue.near import Spot, kilometres
from portal.domain.catalogue.spelling import within_one

FILE = Path(__file__).with_name("towns.tsv")

#: Regions of France, by the code the list has for them.
REGIONS = {
    "11": "Île-de-France",
    "24": "Centre-Val de Loire",
    "27": "Bourgogne-Franche-Comté",
    "28": "Normandie",
    "32": "Hauts-de-France",
    "44": "Grand Est",
    "52": "Pays de la Loire",
    "53": "Bretagne",
    "75": "Nouvelle-Aquitaine",
    "76": "Occitanie",
    "84": "Auvergne-Rhône-Alpes",
    "93": "Provence-Alpes-Côte d’Azur",
    "94": "Corse",
}
#: So many of the largest towns are known to everybody.
_LARGE = 400
_MOST_OFFERED = 4
#: From so many letters on they may be the beginning of a name; from one more, a name with a slip.
_SHORTEST_BEGUN = 3


class Town(NamedTuple):
    """`rank`: its place in the list, the largest first. `region` may be empty."""

    rank: int
    name: str
    country: str
    region: str
    spot: Spot


class Choice(NamedTuple):
    """A town under a name that no other town has: `Montreuil (Hauts-de-France)`. Typed again, it finds this one."""

    label: str
    town: Town


class Named(NamedTuple):
    """What a typed name stands for: the likeliest town, others of that name, or, for none, names that are near."""

    town: Choice | None
    others: list[Choice]
    near: list[str]


def find_town(typed: str, own: Iterable[Town] = ()) -> Named:
    """The town somebody means; `own`: towns of the association, which the list may not know."""
    key = _key(typed)
    found = _exact(typed, _towns().get(key, [])) or [town for town in own if _key(town.name) == key][:1]
    if found:
        choices = _labelled(found)
        return Named(choices[0], choices[1:], [])
    if key in _labels():
        return Named(_labels()[key], [], [])
    return Named(None, [], _near(key) if key else [])


def _exact(typed: str, found: list[Town]) -> list[Town]:
    """Of towns alike but for an article, those that have it or lack it as typed, if there are any."""
    return [town for town in found if fold(town.name) == fold(typed)] or found


def _key(name: str) -> str:
    """The name as looked for: `St Denis` is `Saint-Denis`, and an article in front may be left out."""
    words = [{"st": "saint", "ste": "sainte"}.get(word, word) for word in fold(name[:80]).split()]
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"le", "la", "les", "l"} else words)


def _near(key: str) -> list[str]:
    """Names that begin so, and names one slip away, the largest towns first."""
    found: dict[str, int] = {}
    for name, towns in _towns().items():
        if (len(key) >= _SHORTEST_BEGUN and name.startswith(key)) or (
            len(key) > _SHORTEST_BEGUN and within_one(key, name)
        ):
            first = towns[0]
            found[first.name] = min(first.rank, found.get(first.name, first.rank))
    return sorted(found, key=lambda name: found[name])[:_MOST_OFFERED]


def _labelled(towns: list[Town]) -> list[Choice]:
    """Each under a name of its own: with its region, and with the large town nearby where that is not enough."""
    if len(towns) == 1:
        return [Choice(towns[0].name, towns[0])]
    named = [f"{town.name} ({town.region or town.country})" for town in towns]
    labels = [
        name if named.count(name) == 1 else f"{name[:-1]}, {_beside(town)})"
        for name, town in zip(named, towns, strict=True)
    ]
    first = dict(zip(reversed(labels), reversed(towns), strict=True))
    return sorted((Choice(label, town) for label, town in first.items()), key=lambda choice: choice.town.rank)


def _beside(town: Town) -> str:
    """The nearest of the large towns."""
    return min(
        (one for one in _large() if one.name != town.name and one.country == town.country),
        key=lambda one: kilometres(one.spot, town.spot),
    ).name


@cache
def _labels() -> dict[str, Choice]:
    """The towns that share a name, each by the one of its own."""
    shared = [towns for towns in _towns().values() if len(towns) > 1]
    return {_key(choice.label): choice for towns in shared for choice in _labelled(towns)}


@cache
def _towns() -> dict[str, list[Town]]:
    """Every town by each of its names, folded; the largest first."""
    found: dict[str, list[Town]] = defaultdict(list)
    for town, names in _read():
        for key in dict.fromkeys(map(_key, names)):
            found[key].append(town)
    return dict(found)


@cache
def _large() -> list[Town]:
    return [town for town, _ in islice(_read(), _LARGE)]


def _read() -> Iterator[tuple[Town, list[str]]]:
    with FILE.open(encoding="utf-8") as lines:
        for rank, line in enumerate(lines):
            name, country, region, latitude, longitude, *others = line.rstrip("\n").split("\t")
            spot = Spot(float(latitude), float(longitude))
            town = Town(rank, name, sys.intern(country), REGIONS.get(region, ""), spot)
            yield town, [name, *(others[0].split("|") if others else ())]
