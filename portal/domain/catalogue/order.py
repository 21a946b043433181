"""The order in which the catalogue shows its courses, programmes and places."""

from collections.abc import Iterable, Sequence

from portal.database import begin_write, db
from portal.domain.catalogue.models import Course, Place, Programme


def move_up(all_of_them: Sequence[Course | Programme | Place], number: int) -> None:
    """Let the one with this id change places with the one before it. The first stays where it is."""
    begin_write()
    ordered = list(all_of_them)
    positions = _apart(one.position for one in ordered)
    here = next(place for place, one in enumerate(ordered) if one.id == number)
    if here:
        ordered[here - 1], ordered[here] = ordered[here], ordered[here - 1]
    for position, one in zip(positions, ordered, strict=True):
        one.position = position
    db.session.flush()


def _apart(positions: Iterable[int]) -> list[int]:
    """The same positions in their order, no two alike: courses of one programme stand between those of others."""
    found: list[int] = []
    for position in positions:
        found.append(max(position, found[-1] + 1) if found else position)
    return found
