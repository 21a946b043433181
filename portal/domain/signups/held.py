"""What nouns after this one hold on a person.

Reading a whole file, putting two files together, erasing and retention begin here, and this noun knows none of those
after it: each says by a `Holding` what it has, and `portal.models` names them all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement

from portal.domain.moves import Role


@dataclass(frozen=True)
class Holding:
    """Of people, by their numbers. `name`: in the copy of what is held on them.

    `rows`: the models with a `person_id`, by the name of their table, which move when two files become one.
    """

    name: str
    rows: dict[str, Any]
    #: All of it as plain values, instants as text.
    copy: Callable[[list[int]], list[dict[str, Any]]]
    #: What lives ends, and whoever else is concerned is told.
    end: Callable[[list[int], Role, datetime], None]
    #: What is left names nobody.
    forget: Callable[[list[int]], None]
    #: Two files are to become one (number kept, number gone): where both have what one person has once, one ends.
    settle: Callable[[int, int, datetime], None]
    #: A seat was carried over to another date: (number of the old sign-up, of the new one).
    carried: Callable[[int, int], None]
    #: Of the `Person` in a query: something of theirs lives, or did at or after this instant.
    busy: Callable[[datetime], ColumnElement[bool]]
    #: Before the two files themselves are locked (their numbers): what `settle` ends is locked first, as by the pages
    #: on which it is answered.
    queue_up: Callable[[int, int], None] = lambda kept, gone: None


#: Written by `portal.models`.
HOLDINGS: list[Holding] = []
