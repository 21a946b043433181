"""Sentences of messages as the team would rather say them: kept by kind, language, and the portal's own.

When the portal's own sentence changes in a later version, its fingerprint does, and what the team wrote for the old
one is said no more: their words always fit the facts they are given.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select

from portal.database import begin_write, db
from portal.domain.messages.models import OwnWords
from portal.domain.settings.changes import change
from portal.domain.settings.models import Setting

#: The setting that counts the changes, so that every process hears of them with the number it asks for anyway.
COUNTER = "own_words"
#: Words of one sentence, at most: more and somebody who reads with difficulty is lost.
MOST_WORDS = 15
#: A fact within a sentence.
_FACT = re.compile(r"%\((\w+)\)[sd]")
#: One that is said as a number: with any other fact in it no message of the kind could be written.
_NUMBER = re.compile(r"%\(\w+\)d")

#: {(kind, language): {(fingerprint, form): words}}
Said = dict[tuple[str, str], dict[tuple[str, int], str]]


@dataclass(frozen=True)
class Sentence:
    """A sentence the portal says in a kind of message, in English; `many` where it is counted."""

    source: str
    many: str = ""

    @property
    def digest(self) -> str:
        return fingerprint(self.source)


def fingerprint(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()[:32]


def facts_in(text: str) -> set[str]:
    """The names of the facts that a sentence says."""
    return set(_FACT.findall(text))


def all_own_words() -> Said:
    """Everything the team says in its own words."""
    said: Said = {}
    for row in db.session.scalars(select(OwnWords)):
        said.setdefault((row.kind, row.language), {})[row.source_digest, row.form] = row.words
    return said


def own_words_of(kind: str, language: str) -> dict[tuple[str, int], str]:
    """What the team says in one kind and language, as it is saved now: {(fingerprint, form): words}."""
    rows = db.session.scalars(select(OwnWords).where(OwnWords.kind == kind, OwnWords.language == language))
    return {(row.source_digest, row.form): row.words for row in rows}


def wrong_with(words: str, usual: str) -> list[str]:
    """What is wrong with the team's words for a sentence whose usual ones are `usual`, as short keys: "facts" (not
    the same), "percent" (a sign that is no fact), "long" (a sentence of more than `MOST_WORDS` words)."""
    problems = []
    if facts_in(words) != facts_in(usual) or not set(_NUMBER.findall(words)) <= set(_NUMBER.findall(usual)):
        problems.append("facts")
    if "%" in _FACT.sub("", words):
        problems.append("percent")
    if any(len(sentence.split()) > MOST_WORDS for sentence in re.split(r"[.!?؟:]\s", words + " ")):
        problems.append("long")
    return problems


def say(
    kind: str,
    language: str,
    sentences: Iterable[tuple[Sentence, dict[int, str]]],
    now: datetime,
    by: int | None = None,
) -> int:
    """Say these sentences in these words, by plural form; the forms left out are the portal's own again. Returns how
    many words are others now than before."""
    begin_write()
    rows = db.session.scalars(select(OwnWords).where(OwnWords.kind == kind, OwnWords.language == language))
    known = {(row.source_digest, row.form): row for row in rows}
    moved = 0
    for sentence, forms in sentences:
        for form in {form for digest, form in known if digest == sentence.digest} - set(forms):
            db.session.delete(known[sentence.digest, form])
            moved += 1
        for form, words in forms.items():
            row = known.get((sentence.digest, form))
            if row is not None and row.words == words:
                continue
            moved += 1
            if row is None:
                row = OwnWords(kind=kind, language=language, source_digest=sentence.digest, form=form)
                db.session.add(row)
            row.source, row.words, row.changed_at, row.account_id = sentence.source, words, now, by
    db.session.flush()
    if moved:
        _count(now, by)
    return moved


def as_usual(kind: str, language: str, now: datetime, by: int | None = None) -> None:
    """Back to the portal's own words."""
    begin_write()
    db.session.execute(delete(OwnWords).where(OwnWords.kind == kind, OwnWords.language == language))
    _count(now, by)


def how_many() -> dict[tuple[str, str], int]:
    """{(kind, language): sentences in own words}"""
    query = select(OwnWords.kind, OwnWords.language, func.count(func.distinct(OwnWords.source_digest)))
    rows = db.session.execute(query.group_by(OwnWords.kind, OwnWords.language))
    return {(kind, language): count for kind, language, count in rows}


def _count(now: datetime, by: int | None) -> None:
    before = db.session.get(Setting, COUNTER)
    change({COUNTER: str(int(before.value) + 1 if before else 1)}, now, by)
