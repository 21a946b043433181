"""The words of the filter: its selects, and what is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from portal.blueprints.catalogue.filter import LEVELS, RADII, SPOKEN, USUAL_RADIUS, WHEN, Asked
from portal.domain.catalogue.fold import fold
from portal.domain.catalogue.models import Place, Programme, ProgrammeKind
from portal.domain.catalogue.towns import Named
from portal.web.languages import gettext as _
from portal.web.words import kind_words, language_words, place_words, text, town_words


@dataclass(frozen=True)
class Choice:
    """A select: `every` is the word for no wish; `options` are pairs of value and words."""

    name: str
    label: str
    every: str
    options: list[tuple[str, str]]


@dataclass(frozen=True)
class Wish:
    """What is chosen, in words, and the address of the list without it."""

    name: str
    words: str
    without: str


def choices(places: list[Place], programmes: list[Programme]) -> dict[str, Choice]:
    """Every select of the filter, by its name."""
    levels = {"1": _("For beginners"), "2": _("I know the basics (level 2)"), "3": _("I manage alone (level 3)")}
    when = {"week": _("This week"), "evening": _("In the evening"), "weekend": _("At the weekend")}
    french = {
        "none": _("I speak no French"),
        "a1": _("I speak a little"),
        "a2": _("I speak simple French"),
        "b1": _("I manage in everyday French"),
    }
    spoken = sorted(((code, language_words(code)) for code in SPOKEN), key=lambda pair: pair[1])
    every = (
        Choice("when", _("When"), _("Any time"), [(one, when[one]) for one in WHEN]),
        Choice("radius", _("How far"), kilometres(USUAL_RADIUS), [(one, kilometres(int(one))) for one in RADII]),
        Choice("kind", _("Subject"), _("Everything"), [(kind, _subject(kind, programmes)) for kind in ProgrammeKind]),
        Choice("level", _("My level"), _("Any level"), [(one, levels[one]) for one in LEVELS]),
        Choice("place", _("Place"), _("Everywhere"), [(place.slug, _town(place, places)) for place in places]),
        Choice("mode", _("On site or online"), _("Both"), [("there", _("On site")), ("online", _("Online"))]),
        Choice("language", _("A team that speaks"), _("Any language"), spoken),
        Choice("french", _("My French"), _("I do not mind"), list(french.items())),
    )
    return {choice.name: choice for choice in every}


def wishes(asked: Asked, offered: dict[str, Choice]) -> list[Wish]:
    """What is chosen, in the order of the form."""
    given = asked.given
    words = {name: dict(choice.options) for name, choice in offered.items()}
    said = {name: words[name][value] for name, value in given.items() if name in words and name != "radius"}
    if "q" in given:
        said["q"] = _("“%(words)s”", words=given["q"])
    if asked.named:
        said["town"] = _near_town(asked, asked.named)
    if "free" in given:
        said["free"] = _("Only with free seats")
    order = ["q", "when", "town", *offered, "free"]
    names = [name for name in dict.fromkeys(order) if name in said]
    return [Wish(name, said[name], _without(given, name)) for name in names]


def _near_town(asked: Asked, named: Named) -> str:
    """The town as it was typed, in its script, unless others share its name."""
    typed = asked.given["town"]
    if named.town is None:
        return _("“%(words)s”", words=typed)
    label = named.town.label
    town = label if named.others or fold(label) == fold(typed) else typed
    return _("Near %(town)s, up to %(far)s", town=town, far=kilometres(asked.radius))


def _without(given: dict[str, str], name: str) -> str:
    gone = {"town", "radius"} if name == "town" else {name}
    return address_of({one: value for one, value in given.items() if one not in gone})


def address_of(given: Mapping[str, str | int]) -> str:
    """The list of dates with these wishes."""
    return url_for("catalogue.sessions", **dict[str, Any](given))


def kilometres(far: float) -> str:
    return _("%(number)s km", number=round(far))


def away_words(far: float) -> str:
    """How far a place is: nobody walks by the metre here."""
    return _("about %(far)s", far=kilometres(far)) if far >= 1 else _("less than 1 km")


def _subject(kind: str, programmes: list[Programme]) -> str:
    """The plain word for a kind, and the names its programmes have on the cards: `First digital steps: DigitAll`."""
    plain = kind_words(kind)
    names = [text(programme.name) for programme in programmes if programme.kind == kind]
    others = [name for name in names if name.casefold() != plain.casefold()]
    return _("%(subject)s: %(programmes)s", subject=plain, programmes=_(", ").join(others)) if others else plain


def _town(place: Place, places: list[Place]) -> str:
    """People look for a town; its name alone says where, unless two places share it."""
    name = town_words(place)
    alone = sum(town_words(other) == name for other in places) == 1
    return name if alone else f"{name}{_(', ')}{place_words(place)}"
