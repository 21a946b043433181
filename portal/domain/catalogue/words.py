"""What a visitor types into the search box, looked up: which courses and which places hold each word."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import ColumnElement, Integer, cast, func, null, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from portal.database import db
from portal.domain.catalogue.fold import LONGEST, fold, spellings, stem
from portal.domain.catalogue.index import CourseWord, PlaceWord
from portal.domain.catalogue.spelling import best_within_one

#: More words than this say nothing more.
MOST_WORDS = 8
#: Nobody types so many letters.
_MOST_READ = 500
#: A word this short is not guessed at: too many others are one letter away.
_SHORTEST_GUESSED = 4

#: Words that stand in every text, folded: they are looked for only where nothing else was typed.
_EVERYWHERE = frozenset(
    fold(
        "a à au aux avec c ce ces chez cours d dans de des du elle en est et formation il j je l la le les leur "
        "m ma me mes mon n ne nous ou où par pas pour près qu que qui s sa se ses son sur t ta te un une veux "
        "voudrais vous y an and at by course courses for from how i in is it my near of on or the to want with you "
        "في من الى على عن مع و او ان هذا هذه انا اريد دورة كورس "
        "در از به با را که و یا این آن من می خواهم برای است کورس "
        "в у на і й та з із зі до для по про за або я хочу мені курс курси"
    ).split()
)


@dataclass(frozen=True)
class Hit:
    """Where one word was found. A course session fits when its course or its place is here."""

    courses: frozenset[int]
    places: frozenset[int]


class _Row(NamedTuple):
    """A word of a course or of a place."""

    course: int | None
    place: int | None
    word: str
    shown: str


@dataclass(frozen=True)
class Sought:
    """A text that was looked up: a hit for each word. `instead`: the word typed -> the word it was read as."""

    hits: tuple[Hit, ...] = ()
    instead: dict[str, str] = field(default_factory=dict)


def look_up(typed: str) -> Sought:
    """Find each word of `typed`, as the beginning of a word; one letter may be wrong where nothing else is found.

    Two questions at most, however many words.
    """
    words = words_of(typed)
    hits = _find(words)
    lost = [word for word in words if not hits[word].courses and not hits[word].places]
    near, typed_as = _find_near(lost), spellings([typed[:_MOST_READ]])
    instead = {typed_as.get(word, word): shown for word, (_, shown) in near.items()}
    return Sought(tuple(near[word][0] if word in near else hits[word] for word in words), instead)


def words_of(typed: str) -> list[str]:
    """The words that matter, folded, each once."""
    words = list(dict.fromkeys(word[:LONGEST] for word in fold(typed[:_MOST_READ]).split()))
    telling = [word for word in words if word not in _EVERYWHERE]
    return (telling or words)[:MOST_WORDS]


def _find(words: list[str]) -> dict[str, Hit]:
    forms = {word: (word, stem(word)) for word in words}
    every = sorted(set().union(*forms.values()))
    rows = _rows(lambda word: or_(*(word.startswith(form, autoescape=True) for form in every))) if words else []
    return {word: _hit(rows, begins) for word, begins in forms.items()}


def _find_near(words: list[str]) -> dict[str, tuple[Hit, str]]:
    """Where the word of the index that is one slip away was found, and how it is written; the commonest first."""
    words = [word for word in words if len(word) >= _SHORTEST_GUESSED]
    lengths = {len(word) + more for word in words for more in (-1, 0, 1)}
    rows = _rows(lambda word: func.length(word).in_(sorted(lengths))) if words else []
    known: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        known[row.word].append(row.shown)
    found = {}
    for word in words:
        best = best_within_one(word, known, lambda one: -len(known[one]))
        if best:
            found[word] = _hit(rows, (best,)), min(known[best])
    return found


def _rows(where: Callable[[InstrumentedAttribute[str]], ColumnElement[bool]]) -> list[_Row]:
    """Words of both tables, by one question."""
    nothing = cast(null(), Integer)
    of_courses = select(CourseWord.course_id, nothing, CourseWord.word, CourseWord.shown)
    of_places = select(nothing, PlaceWord.place_id, PlaceWord.word, PlaceWord.shown)
    both = union_all(of_courses.where(where(CourseWord.word)), of_places.where(where(PlaceWord.word)))
    return [_Row(*row) for row in db.session.execute(both)]


def _hit(rows: list[_Row], begins: tuple[str, ...]) -> Hit:
    found = [row for row in rows if row.word.startswith(begins)]
    return Hit(
        frozenset(row.course for row in found if row.course is not None),
        frozenset(row.place for row in found if row.place is not None),
    )
