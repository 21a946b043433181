"""The words by which a posting on the board is found: every word of its texts, folded, in a row of its own.

Kept by the flush that changes a posting or the name of its company, so in the same transaction; equal to `rebuild()`
at any time. What is not on the board has no words.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    delete,
    event,
    exists,
    func,
    insert,
    inspect,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, UOWTransaction

from portal.database import begin_write, db
from portal.domain.accounts.names import after_all_that_begin_with
from portal.domain.catalogue.fold import spellings, stem
from portal.domain.catalogue.spelling import best_within_one
from portal.domain.catalogue.words import words_of
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.posting_models import Posting, PostingWord
from portal.domain.jobs.states import PostingState

#: A word with at most so many postings is looked up; of a commoner one, each posting is asked whether it has it.
RARE = 1000
_AT_ONCE = 500
#: A word this short is not guessed at; of those without a hit, so many are, each compared with so many of the index.
_SHORTEST_GUESSED, _MOST_GUESSED, _MOST_COMPARED = 4, 2, 3000
_TOLD = ("state", "title", "tasks", "skills_wanted", "skills_learned", "town", "company_id", "company")


class Word(NamedTuple):
    """A word that was looked for; `ids`: the postings that have it, None where there are too many to name. `typed`:
    what it was read from, where that was another word."""

    word: str
    ids: frozenset[int] | None
    typed: str = ""

    def fits(self) -> ColumnElement[bool]:
        """Of a posting."""
        if self.ids is not None:
            return Posting.id.in_(sorted(self.ids))
        return exists().where(PostingWord.posting_id == Posting.id, _begins(self.word)).correlate(Posting)


def look_up(typed: str) -> list[Word]:
    """Each word of `typed`, as the beginning of a word; one letter may be wrong where nothing else is found."""
    words = _find(words_of(typed))
    lost = [one.word for one in words if one.ids == frozenset()][:_MOST_GUESSED]
    slips = {word: near for word in lost if (near := _near(word))}
    meant = {one.word: one for one in _find(list(dict.fromkeys(slips.values())))}
    return [meant[slips[one.word]]._replace(typed=one.word) if one.word in slips else one for one in words]


def _find(words: list[str]) -> list[Word]:
    """One question, however many words."""
    found: dict[str, set[int]] = {word: set() for word in words}
    rows = db.session.execute(union_all(*(select(_some(word).subquery()) for word in words))) if words else ()
    for word, posting_id in rows:
        found[word].add(posting_id)
    return [Word(word, frozenset(ids) if len(ids) <= RARE else None) for word, ids in found.items()]


def _near(word: str) -> str | None:
    """The word of the index that is one slip away and begins with the same letter: people rarely miss there."""
    return best_within_one(word, _beginning_with(word[0]), len) if len(word) >= _SHORTEST_GUESSED else None


def _beginning_with(letter: str) -> Sequence[str]:
    """Every word once, from one to the next along the index: what very many postings share costs only once."""
    last = after_all_that_begin_with(letter)
    first = select(func.min(PostingWord.word).label("word")).where(PostingWord.word.between(letter, last))
    known = first.cte("known", recursive=True)
    following = select(func.min(PostingWord.word)).where(PostingWord.word > known.c.word, PostingWord.word <= last)
    known = known.union_all(select(following.correlate(known).scalar_subquery()).where(known.c.word.is_not(None)))
    return db.session.scalars(select(known.c.word).where(known.c.word.is_not(None)).limit(_MOST_COMPARED)).all()


def _some(word: str) -> Select[str, int]:
    query = select(literal(word).label("word"), PostingWord.posting_id)
    return query.where(_begins(word)).distinct().limit(RARE + 1)


def _begins(word: str) -> ColumnElement[bool]:
    """A walk along the index; Arabic words with and without what is written onto their head."""
    forms = dict.fromkeys((word, stem(word)))
    return or_(*(PostingWord.word.between(one, after_all_that_begin_with(one)) for one in forms))


def rebuild() -> int:
    """Make the whole index anew; returns how many words it holds."""
    begin_write()
    db.session.execute(delete(PostingWord))
    ids = db.session.scalars(select(Posting.id).where(Posting.state == PostingState.PUBLISHED)).all()
    parts = (ids[first : first + _AT_ONCE] for first in range(0, len(ids), _AT_ONCE))
    return sum(_index(db.session(), part) for part in parts)


def _index(session: Session, ids: Collection[int]) -> int:
    texts = (Posting.title, Posting.tasks, Posting.skills_wanted, Posting.skills_learned, Posting.town, Company.name)
    found = and_(Posting.id.in_(ids), Posting.state == PostingState.PUBLISHED)
    rows = [
        {"posting_id": posting_id, "word": word}
        for posting_id, *content in session.execute(select(Posting.id, *texts).join(Posting.company).where(found))
        for word in spellings(filter(None, content))
    ]
    gone = delete(PostingWord).where(PostingWord.posting_id.in_(ids))
    session.execute(gone.execution_options(synchronize_session=False))
    if rows:
        session.execute(insert(PostingWord), rows)
    return len(rows)


#: In `session.info`, between the parts of a flush: what it changes.
_CHANGED = "postings to index"


@event.listens_for(Session, "before_flush")
def _note_changes(session: Session, flush: UOWTransaction, instances: Any) -> None:
    found = list(_of_concern(session))
    if found:
        session.info[_CHANGED] = found


def _of_concern(session: Session) -> Iterator[Posting | Company]:
    yield from (one for one in session.new if isinstance(one, Posting))
    for one in session.dirty:
        told = _TOLD if isinstance(one, Posting) else ("name",) if isinstance(one, Company) else ()
        if any(inspect(one).attrs[name].history.has_changes() for name in told):
            yield one


@event.listens_for(Session, "after_flush_postexec")
def _index_changes(session: Session, flush: UOWTransaction) -> None:
    """The rows are there, and have their ids."""
    found = session.info.pop(_CHANGED, ())
    postings = {one.id for one in found if isinstance(one, Posting)}
    companies = {one.id for one in found if isinstance(one, Company)}
    if companies:
        theirs = Posting.company_id.in_(companies), Posting.state == PostingState.PUBLISHED
        postings.update(session.scalars(select(Posting.id).where(*theirs)))
    if postings:
        _index(session, postings)
