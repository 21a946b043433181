"""What a figure is: a number, and how much of it came with history that was brought in from elsewhere."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func

from portal.database import db

#: A number of people below this could point at somebody: outside the team it is not told.
FEWEST = 5


class Unit(StrEnum):
    """What is counted."""

    PEOPLE = "people"
    THINGS = "things"
    MINUTES = "minutes"


@dataclass(frozen=True)
class Figure:
    """`key`: its name, by which its words and its definition are found. `imported`: so much of `value`."""

    key: str
    unit: Unit
    value: int
    imported: int

    @property
    def hidden(self) -> bool:
        """So few people that the number is not told outside the team."""
        return self.unit is Unit.PEOPLE and 0 < self.value < FEWEST


def count_distinct(what: Any, own: ColumnElement[bool]) -> tuple[Any, Any]:
    """Two columns: how many different ones there are, and how many of them are in a record of our own, too."""
    return func.count(what.distinct()), func.count(case((own, what)).distinct())


def add_up(minutes: Any, own: ColumnElement[bool]) -> tuple[Any, Any]:
    """Two columns: minutes in all, and those of records of our own."""
    return func.coalesce(func.sum(minutes), 0), func.coalesce(func.sum(case((own, minutes), else_=0)), 0)


def figure(key: str, unit: Unit, query: Select[Any]) -> Figure:
    """`query` finds one row: all, and those of our own."""
    value, own = db.session.execute(query).one()
    return Figure(key, unit, int(value), int(value) - int(own))
