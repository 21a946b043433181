"""Where nothing fits: the next dates when one wish is given up, and which one that is."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import literal, select, union_all

from portal.database import db
from portal.domain.catalogue.search import dated
from portal.domain.catalogue.wanted import Wanted
from portal.domain.signups.offers import Offer, free_seats, offers_of

#: Wishes and the fields that hold them, in the order in which people give them up most easily.
RELAXED: dict[str, tuple[str, ...]] = {
    "when": ("until", "evening", "weekend"),
    "free": ("free",),
    "town": ("near",),
    "place": ("place",),
    "mode": ("online",),
    "language": ("language",),
    "level": ("level",),
    "kind": ("kind",),
    "french": ("french",),
    "q": ("hits",),
}
_NO_WISH: dict[str, Any] = {one.name: one.default for one in fields(Wanted)}


@dataclass(frozen=True)
class Nearest:
    """The soonest offers without the wishes `given_up` (keys of `RELAXED`)."""

    given_up: tuple[str, ...]
    offers: list[Offer]


def nearest(wanted: Wanted, now: datetime, most: int = 3) -> Nearest | None:
    """Give up one wish, the easiest that helps; if none does, the two easiest, the three easiest, and so on."""
    wishes = [wish for wish, names in RELAXED.items() if any(getattr(wanted, one) != _NO_WISH[one] for one in names)]
    one_by_one: list[tuple[str, ...]] = [(wish,) for wish in wishes]
    together = [tuple(wishes[:count]) for count in range(2, len(wishes) + 1)]
    return _first_that_helps(wanted, one_by_one + together, now, most) if wishes else None


def _first_that_helps(wanted: Wanted, ways: list[tuple[str, ...]], now: datetime, most: int) -> Nearest | None:
    """One question for all ways, so that many wishes ask no more often than few."""
    soonest = []
    for rank, given_up in enumerate(ways):
        less = replace(wanted, **{name: _NO_WISH[name] for wish in given_up for name in RELAXED[wish]})
        found = (free_seats(less, now) if less.free else dated(less, now)).limit(most).subquery()
        soonest.append(select(literal(rank).label("rank"), found.c.starts_at, found.c.id))
    found_by_rank: dict[int, list[int]] = {}
    every = union_all(*soonest).subquery()
    for rank, course_session_id in db.session.execute(select(every.c.rank, every.c.id).order_by(*every.c)):
        found_by_rank.setdefault(rank, []).append(course_session_id)
    if not found_by_rank:
        return None
    first = min(found_by_rank)
    return Nearest(ways[first], offers_of(found_by_rank[first], now))
