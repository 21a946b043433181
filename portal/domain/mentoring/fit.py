"""How well a mentor and a learner fit: a score, the reasons for it, and what is missing.

A pure function over what both said. A hundred points at most, so that staff can compare two numbers at a glance:

- 40 for topics: the share of what the learner wants help with that the mentor offers.
- 25 for where they meet: at the same place 25, in the same town 20, both online 15.
- 25 for the week: 15 for one part of a day in common, 20 for two, 25 from three on. Who left the week empty gets 10:
  a time can still be found.
- 10 for languages: 10 for one that is neither French nor English, 5 for one of those two. In one's own language the
  first meeting is easier.

Without a language in common nothing else counts: the score is 0.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from portal.domain.mentoring.choices import SPOKEN, WEEK, Topic
from portal.domain.mentoring.pair_models import Mentee
from portal.domain.mentoring.volunteer_models import Volunteer

#: Points, see above.
TOPICS = 40
SAME_PLACE, SAME_TOWN, ONLINE = 25, 20, 15
CELLS = (0, 15, 20, 25)
WEEK_LEFT_OPEN = 10
OWN_LANGUAGE, WORLD_LANGUAGE = 10, 5
_WORLD = ("fr", "en")


class Meet(StrEnum):
    """How the two could meet, the nearest first."""

    PLACE = "place"
    TOWN = "town"
    ONLINE = "online"


class Missing(StrEnum):
    """What the two do not share."""

    LANGUAGE = "language"
    TOPIC = "topic"
    TIME = "time"
    MEETING = "meeting"
    ROOM = "room"


@dataclass(frozen=True)
class Wants:
    """What a learner said."""

    spoken: frozenset[str]
    topics: frozenset[str]
    week: frozenset[str]
    online: bool
    place: int | None = None
    town: str | None = None


@dataclass(frozen=True)
class Offers:
    """What a mentor said, and how many learners more they take."""

    spoken: frozenset[str]
    topics: frozenset[str]
    week: frozenset[str]
    online: bool
    places: frozenset[int] = frozenset()
    towns: frozenset[str] = frozenset()
    free: int = 1


@dataclass(frozen=True)
class Fit:
    """Why the two fit, each list in the order in which it is offered; `without`: topics the mentor does not offer."""

    score: int
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    meet: Meet | None = None
    without: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def can_work(self) -> bool:
        """They understand each other, can meet, and have something to meet for. A time is found by talking."""
        return not {Missing.LANGUAGE, Missing.TOPIC, Missing.MEETING} & set(self.missing)

    def as_facts(self) -> dict[str, Any]:
        """As a pair keeps it."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


def fit(wants: Wants, offers: Offers) -> Fit:
    languages = _in_order(SPOKEN, wants.spoken & offers.spoken)
    topics = _in_order(Topic, wants.topics & offers.topics)
    cells = _in_order(WEEK, wants.week & offers.week)
    meet = _meet(wants, offers)
    lacks = {
        Missing.LANGUAGE: not languages,
        Missing.TOPIC: not topics,
        Missing.TIME: bool(wants.week) and not cells,
        Missing.MEETING: meet is None,
        Missing.ROOM: offers.free < 1,
    }
    return Fit(
        _score(wants, languages, topics, cells, meet),
        languages,
        topics,
        cells,
        meet,
        _in_order(Topic, wants.topics - offers.topics),
        tuple(one for one, is_missing in lacks.items() if is_missing),
    )


def _score(
    wants: Wants, languages: tuple[str, ...], topics: tuple[str, ...], cells: tuple[str, ...], meet: Meet | None
) -> int:
    if not languages:
        return 0
    of_topics = TOPICS * len(topics) // len(wants.topics) if wants.topics else 0
    of_week = CELLS[min(len(cells), len(CELLS) - 1)] if wants.week else WEEK_LEFT_OPEN
    of_language = OWN_LANGUAGE if set(languages) - set(_WORLD) else WORLD_LANGUAGE
    of_meeting = {Meet.PLACE: SAME_PLACE, Meet.TOWN: SAME_TOWN, Meet.ONLINE: ONLINE, None: 0}[meet]
    return of_topics + of_week + of_language + of_meeting


def _meet(wants: Wants, offers: Offers) -> Meet | None:
    if wants.place is not None and wants.place in offers.places:
        return Meet.PLACE
    if wants.town is not None and wants.town in offers.towns:
        return Meet.TOWN
    return Meet.ONLINE if wants.online and offers.online else None


def _in_order(offered: Iterable[str], chosen: frozenset[str]) -> tuple[str, ...]:
    return tuple(str(one) for one in offered if one in chosen)


def wants_of(mentee: Mentee) -> Wants:
    place = mentee.place
    return Wants(
        frozenset(mentee.spoken),
        frozenset(mentee.topics),
        frozenset(mentee.week),
        mentee.online,
        place.id if place else None,
        place.city if place and not place.online else None,
    )


def offers_of(volunteer: Volunteer, free: int) -> Offers:
    return Offers(
        frozenset(volunteer.spoken),
        frozenset(volunteer.topics),
        frozenset(volunteer.week),
        volunteer.online,
        frozenset(place.id for place in volunteer.places),
        frozenset(place.city for place in volunteer.places if not place.online),
        free,
    )
