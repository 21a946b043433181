"""The words of the wishes: the selects of the filter of the board, and what somebody looks for, in words."""

from dataclasses import dataclass

from portal.domain.catalogue.fold import fold
from portal.domain.catalogue.towns import Named
from portal.domain.jobs.choices import Every, JobKind, Presence
from portal.domain.jobs.wanted import FRENCH, PAY, RADII, USUAL_RADIUS, Wanted
from portal.web.dates import number_words
from portal.web.jobs import kind_words, presence_words
from portal.web.languages import gettext as _


@dataclass(frozen=True)
class Choice:
    """A select: `every` is the word for no wish; `options` are pairs of value and words."""

    name: str
    label: str
    every: str
    options: list[tuple[str, str]]


def choices() -> dict[str, Choice]:
    """Every select of the filter, by its name."""
    french = {
        "none": _("I speak no French"),
        "a1": _("I speak a little"),
        "a2": _("I speak simple French"),
        "b1": _("I manage in everyday French"),
        "b2": _("I speak French with ease"),
    }
    every = (
        Choice("kind", _("What kind of work"), _("Any kind"), [(one, kind_words(one)) for one in JobKind]),
        Choice("radius", _("How far"), kilometres(USUAL_RADIUS), [(one, kilometres(int(one))) for one in RADII]),
        Choice("presence", _("Where to work"), _("Anywhere"), [(one, presence_words(one)) for one in Presence]),
        Choice("french", _("My French"), _("I do not mind"), [(one, french[one]) for one in FRENCH]),
        Choice("pay", _("Pay before tax"), _("I do not mind"), [(one, _pay(one)) for one in PAY]),
    )
    return {choice.name: choice for choice in every}


def wish_words(wanted: Wanted) -> dict[str, str]:
    """What somebody looks for, in words, by the name of the wish; in the order of the form."""
    given = wanted.given
    options = {name: dict(choice.options) for name, choice in choices().items() if name != "radius"}
    said = {name: options[name][value] for name, value in given.items() if name in options}
    if "q" in given:
        said["q"] = _("“%(words)s”", words=given["q"])
    if wanted.named:
        said["town"] = _near_town(wanted, wanted.named)
    if "beginner" in given:
        said["beginner"] = _("Beginners are welcome")
    if "new" in given:
        said["new"] = _("New this week")
    order = ("q", "kind", "town", "presence", "french", "pay", "beginner", "new")
    return {name: said[name] for name in order if name in said}


def every_words(every: str) -> str:
    """How often a saved search tells what is new."""
    return _("Every day at most.") if every == Every.DAY else _("Once a week at most.")


def _near_town(wanted: Wanted, named: Named) -> str:
    """The town as it was typed, in its script, unless others share its name."""
    typed = wanted.given["town"]
    if named.town is None:
        return _("“%(words)s”", words=typed)
    label = named.town.label
    town = label if named.others or fold(label) == fold(typed) else typed
    return _("Near %(town)s, up to %(far)s", town=town, far=kilometres(wanted.radius))


def kilometres(far: float) -> str:
    return _("%(number)s km", number=round(far))


def away_words(far: float) -> str:
    """How far the work is, as the crow flies."""
    return _("about %(far)s", far=kilometres(far)) if far >= 1 else _("less than 1 km")


def _pay(value: str) -> str:
    if value == "stated":
        return _("Paid, and it says how much")
    return _("At least %(euros)s € a month", euros=number_words(int(value)))
