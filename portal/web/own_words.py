"""The words of letters: the team's own where it wrote some, else the portal's, looked up where a sentence is said.

Letters take `gettext` and `ngettext` from here, not from `portal.web.languages`. Outside a letter these say what the
portal's do.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask, current_app
from flask_babel import get_translations

from portal.domain.messages.own_words import COUNTER, Said, Sentence, all_own_words, fingerprint
from portal.web import languages
from portal.web.languages import language, speaking

Params = ParamSpec("Params")
Result = TypeVar("Result")


@dataclass
class _Saying:
    """What is being said: words of the team by (fingerprint, form); and each sentence, where somebody listens."""

    kind: str
    words: Mapping[tuple[str, int], str]
    heard: dict[Sentence, None] | None = field(default=None)


_saying: ContextVar[_Saying | None] = ContextVar("saying", default=None)


@contextmanager
def saying(kind: str) -> Iterator[None]:
    """Say a letter of this kind, in the language being spoken."""
    outer = _saying.get()
    if outer is not None and outer.kind == kind:  # a rehearsal: its words stay
        yield
        return
    known: Said = current_app.extensions["own_words"]
    token = _saying.set(_Saying(kind, known.get((kind, language().code), {})))
    try:
        yield
    finally:
        _saying.reset(token)


@contextmanager
def rehearsing(kind: str, words: Mapping[tuple[str, int], str]) -> Iterator[dict[Sentence, None]]:
    """Say letters of this kind as if the team had written `words`; gives the sentences that are said, in order."""
    heard: dict[Sentence, None] = {}
    token = _saying.set(_Saying(kind, words, heard))
    try:
        yield heard
    finally:
        _saying.reset(token)


def said_within(kind: str, do: Callable[Params, Result]) -> Callable[Params, Result]:
    """The same function, which says what it says in a letter of this kind, whenever it is called."""

    @wraps(do)
    def within(*args: Params.args, **values: Params.kwargs) -> Result:
        with saying(kind):
            return do(*args, **values)

    return within


def gettext(message: str, **values: Any) -> str:
    """As `languages.gettext`, in the team's words where it has some."""
    own = _own(Sentence(message), lambda: 0)
    return languages.gettext(message, **values) if own is None else own % values if values else own


def ngettext(one: str, many: str, num: int, **values: Any) -> str:
    """As `languages.ngettext`, in the team's words where it has some."""
    own = _own(Sentence(one, many), lambda: form_of(num))
    return languages.ngettext(one, many, num, **values) if own is None else own % {"num": num, **values}


def _own(sentence: Sentence, form: Callable[[], int]) -> str | None:
    now = _saying.get()
    if now is None:
        return None
    if now.heard is not None:
        now.heard[sentence] = None
    return now.words.get((fingerprint(sentence.source), form())) if now.words else None


def form_of(num: int) -> int:
    """Which plural form of the language being spoken goes with this number."""
    plural = getattr(get_translations(), "plural", None)
    return int(plural(num)) if plural else int(num != 1)


def examples(code: str) -> list[int]:
    """A number for each plural form of this language, in their order."""
    with speaking(code):
        found: dict[int, int] = {}
        for num in (1, 2, 3, 5, 11, 0, 100):
            found.setdefault(form_of(num), num)
        return [found[form] for form in sorted(found)]


def usual(sentence: Sentence, code: str) -> list[str]:
    """The portal's own words, one for each plural form of a counted sentence, else one."""
    with speaking(code):
        if not sentence.many:
            return [languages.gettext(sentence.source)]
        bound = languages._bound()
        return [bound.ngettext(sentence.source, sentence.many, num) for num in examples(code)]


def init_own_words(app: Flask) -> None:
    """Read them again only when the team changed one: the counter is among the settings every process follows."""
    heard: list[str | None] = [None]
    app.extensions["own_words"] = {}

    def read(app: Flask) -> None:
        count = app.extensions["in_force"].changed.get(COUNTER)
        if count != heard[0]:
            app.extensions["own_words"] = all_own_words() if count else {}
            heard[0] = count

    app.extensions["in_force"].then(read)
