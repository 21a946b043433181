"""The filter of the list of dates: what the address may say, and the words for it."""

from collections.abc import Collection
from typing import Any

from werkzeug.datastructures import MultiDict

from portal.domain.catalogue.models import French, Place, ProgrammeKind
from portal.domain.catalogue.search import Wanted
from portal.web.languages import gettext as _
from portal.web.words import kind_words, language_words, place_words

#: Languages a team may speak that people look for, as ISO 639 codes.
SPOKEN = ("fr", "en", "ar", "fa", "ps", "ti", "so", "uk", "es", "sw")
_FRENCH = {level.name.lower(): level for level in French}
_FILTERS = ("kind", "place", "mode", "language", "french", "free")


class BadFilter(Exception):
    """The address asks for something the filter does not know."""


def read_filter(args: MultiDict[str, str], place_slugs: Collection[str]) -> Wanted:
    """The filter an address asks for; parameters that are not of the filter are nobody's business."""
    given = {name: _once(args, name) for name in _FILTERS}
    mode = _known(given["mode"], {"online", "there"})
    french = _known(given["french"], _FRENCH)
    return Wanted(
        kind=_known(given["kind"], set(ProgrammeKind)),
        place=_known(given["place"], place_slugs),
        online=None if mode is None else mode == "online",
        language=_known(given["language"], SPOKEN),
        french=None if french is None else _FRENCH[french],
        free=_known(given["free"], {"1"}) is not None,
    )


def page_number(args: MultiDict[str, str]) -> int:
    """The page asked for, 1 when none is; what cannot be a page is page 0, which does not exist."""
    asked = _once(args, "page") or "1"
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0


def _once(args: MultiDict[str, str], name: str) -> str | None:
    values = [value for value in args.getlist(name) if value]
    if len(set(values)) > 1:
        raise BadFilter(name)
    return values[0] if values else None


def _known(value: str | None, allowed: Collection[str]) -> str | None:
    if value is not None and value not in allowed:
        raise BadFilter(value)
    return value


def choices(known_places: list[Place]) -> list[dict[str, Any]]:
    """The selects of the filter in their order: name, label, the word for no wish, options."""
    return [
        {
            "name": "place",
            "label": _("Where"),
            "all": _("Everywhere"),
            "options": [(place.slug, _town(place, known_places)) for place in known_places],
        },
        {
            "name": "kind",
            "label": _("Subject"),
            "all": _("Everything"),
            "options": [(kind.value, kind_words(kind)) for kind in ProgrammeKind],
        },
        {
            "name": "mode",
            "label": _("On site or online"),
            "all": _("Both"),
            "options": [("there", _("On site")), ("online", _("Online"))],
        },
        {
            "name": "language",
            "label": _("A team that speaks"),
            "all": _("Any language"),
            "options": sorted(((code, language_words(code)) for code in SPOKEN), key=lambda pair: pair[1]),
        },
        {
            "name": "french",
            "label": _("My French"),
            "all": _("I do not mind"),
            "options": [
                ("none", _("I speak no French")),
                ("a1", _("I speak a little")),
                ("a2", _("I speak simple French")),
                ("b1", _("I manage in everyday French")),
            ],
        },
    ]


def _town(place: Place, known_places: list[Place]) -> str:
    """People look for a town; its name alone says where, unless two places share it."""
    if not place.city:
        return place_words(place)
    alone = sum(other.city == place.city for other in known_places) == 1
    return place.city if alone else f"{place.city}, {place_words(place)}"


def selected(wanted: Wanted) -> dict[str, str]:
    """Which option of each select is chosen."""
    mode = {None: "", True: "online", False: "there"}[wanted.online]
    return {
        "place": wanted.place or "",
        "kind": wanted.kind or "",
        "mode": mode,
        "language": wanted.language or "",
        "french": "" if wanted.french is None else French(wanted.french).name.lower(),
    }
