"""The five questions of "Where do I start?", each answer with its picture."""

from dataclasses import dataclass

from portal.domain.catalogue.models import Place
from portal.web.languages import gettext as _
from portal.web.words import town_words

#: Their names in the address, in the order they are asked.
QUESTIONS = ("skill", "french", "place", "when", "goal")


@dataclass(frozen=True)
class Question:
    name: str
    words: str
    #: (value in the address, icon, words)
    choices: list[tuple[str, str, str]]


def questions_for(places: list[Place]) -> list[Question]:
    return [_skill(), _french(), _place(places), _when(), _goal()]


def _skill() -> Question:
    return Question(
        "skill",
        _("What can you do on a computer?"),
        [
            ("none", "sprout", _("I am a beginner")),
            ("mouse", "mouse", _("I use a mouse and a keyboard")),
            ("mail", "mail", _("I send e-mails")),
            ("table", "table", _("I make tables")),
        ],
    )


def _french() -> Question:
    return Question(
        "french",
        _("How much French do you speak?"),
        [
            ("none", "french-0", _("I speak no French")),
            ("a1", "french-1", _("I speak a little")),
            ("a2", "french-2", _("I speak simple French")),
            ("b1", "french-3", _("I manage in everyday French")),
        ],
    )


def _place(places: list[Place]) -> Question:
    """One choice a town: the first of its places stands for all."""
    towns: dict[tuple[str, str], Place] = {}
    for place in places:
        towns.setdefault(("", "") if place.online else (place.country, place.city), place)
    choices = [
        (place.slug, "house" if place.online else "pin", _("Online, at home") if place.online else town_words(place))
        for place in towns.values()
    ]
    return Question("place", _("Where can you come?"), [*choices, ("", "any", _("I do not mind"))])


def _when() -> Question:
    return Question(
        "when",
        _("When are you free?"),
        [
            ("day", "day", _("During the day")),
            ("evening", "evening", _("In the evening")),
            ("weekend", "calendar", _("At the weekend")),
            ("", "any", _("I do not mind")),
        ],
    )


def _goal() -> Question:
    return Question(
        "goal",
        _("What do you want?"),
        [
            ("life", "literacy", _("Manage in everyday life")),
            ("discover", "eye", _("Discover jobs in computing")),
            ("learn", "discovery", _("Learn a job in computing")),
            ("find", "professional", _("Find a job")),
        ],
    )
