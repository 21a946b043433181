"""What a visitor types into the search box, looked up: which courses and which places hold each word."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import func, or_, select

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


@dataclass(frozen=True)
class Sought:
    """A text that was looked up: a hit for each word. `instead`: the word typed -> the word it was read as."""

    hits: tuple[Hit, ...] = ()
    instead: dict[str, str] = field(default_factory=dict)


def look_up(typed: str) -> Sought:
    """Find each word of `typed`, as the beginning of a word; one letter may be wrong where nothing else is found."""
    words = words_of(typed)
    hits = _find(words)
    instead, typed_as = {}, spellings([typed[:_MOST_READ]])
    for word in [word for word in words if not hits[word].courses and not hits[word].places]:
        near = _nearest(word)
        if near is not None:
            hits[word], instead[typed_as.get(word, word)] = _find([near[0]])[near[0]], near[1]
    return Sought(tuple(hits[word] for word in words), instead)


def words_of(typed: str) -> list[str]:
    """The words that matter, folded, each once."""
    words = list(dict.fromkeys(word[:LONGEST] for word in fold(typed[:_MOST_READ]).split()))
    telling = [word for word in words if word not in _EVERYWHERE]
    return (telling or words)[:MOST_WORDS]


def _find(words: list[str]) -> dict[str, Hit]:
    """Two questions, however many words."""
    if not words:
        return {}
    forms = {word: {word, stem(word)} for word in words}
    courses, places = _holding(CourseWord, "course_id", forms), _holding(PlaceWord, "place_id", forms)
    return {word: Hit(frozenset(courses[word]), frozenset(places[word])) for word in words}


def _holding(table: type[CourseWord | PlaceWord], column: str, forms: dict[str, set[str]]) -> dict[str, set[int]]:
    every = sorted(set().union(*forms.values()))
    query = select(getattr(table, column), table.word).where(
        or_(*(table.word.startswith(form, autoescape=True) for form in every))
    )
    found: dict[str, set[int]] = defaultdict(set)
    for about, word in db.session.execute(query):
        for typed, variants in forms.items():
            if word.startswith(tuple(variants)):
                found[typed].add(about)
    return found


def _nearest(word: str) -> tuple[str, str] | None:
    """The word of the index that is one letter away, the commonest first, and how it is written."""
    if len(word) < _SHORTEST_GUESSED:
        return None
    known: dict[str, list[str]] = defaultdict(list)
    for table in (CourseWord, PlaceWord):
        of_its_length = func.length(table.word).between(len(word) - 1, len(word) + 1)
        for candidate, shown in db.session.execute(select(table.word, table.shown).where(of_its_length)):
            known[candidate].append(shown)
    best = best_within_one(word, known, lambda one: -len(known[one]))
    return (best, min(known[best])) if best else None
