"""What a catalogue of words must keep: `faults(message, catalog)` says in sentences what it does not."""

import gettext
import re
from collections import Counter

from babel.messages.catalog import Catalog, Message

from portal.i18n import forms, path_of, read

#: More words than this in one sentence fail; more than that many are counted.
LONGEST, LONG = 15, 12

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+")
_QUOTED = re.compile(r"“([^”]+)”")


def catalogue(code: str) -> Catalog:
    """The words of a language as they lie in the project."""
    return read(path_of(code), code)


def faults(message: Message, catalog: Catalog) -> list[str]:
    """What is wrong with the translation of one message."""
    found = []
    if len(forms(message)) != (catalog.num_plurals if message.pluralizable else 1):
        found.append(f"has {len(forms(message))} forms")
    for number, words in enumerate(forms(message)):
        if not words:
            found.append("is not translated")
            continue
        if not _same_placeholders(message, words, number, catalog):
            found.append("has other placeholders")
        if _edges(words) != _edges(english(message)[0]):
            found.append("begins or ends with other spaces")
        found += [f"has a sentence of {length} words" for length in sentence_lengths(words) if length > LONGEST]
        found += of_language(words, str(catalog.locale_identifier))
        found += [f"names “{name}” by another name" for name in _renamed(message, words, catalog)]
    return [f"{english(message)[0]!r} {fault}" for fault in found]


def english(message: Message) -> list[str]:
    """The source words: one text, or singular and plural."""
    return list(message.id) if isinstance(message.id, list | tuple) else [message.id]


def sentence_lengths(text: str) -> list[int]:
    """How many words each sentence of a text has; signs that stand alone are no words."""
    sentences = _SENTENCE_END.split(text)
    return [sum(any(sign.isalnum() for sign in word) for word in sentence.split()) for sentence in sentences]


def only_number(catalog: Catalog, form: int) -> int | None:
    """The number a plural form is for, when there is just one: such a form may say it in words."""
    rule = gettext.c2py(catalog.plural_expr)
    numbers = [number for number in range(1001) if rule(number) == form]
    return numbers[0] if len(numbers) == 1 else None


def _same_placeholders(message: Message, words: str, form: int, catalog: Catalog) -> bool:
    wanted = Counter(_PLACEHOLDER.findall(english(message)[-1]))
    given = Counter(_PLACEHOLDER.findall(words))
    if message.pluralizable and "num" not in given and only_number(catalog, form) is not None:
        del wanted["num"]
    return wanted == given and "%" not in _PLACEHOLDER.sub("", words).replace("%%", "")


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def of_language(words: str, code: str) -> list[str]:
    """The habits of a script."""
    plain = _PLACEHOLDER.sub("x", words)
    found = []
    if code == "fr":
        if re.search(r"\w'\w", plain):
            found.append("has a straight apostrophe")
        if re.search(r"(?<!\u00a0)(?:[;:?!](?=\s|$)|»)|«(?!\u00a0)", plain):
            found.append("lacks a no-break space at a sign of two parts")
    if code == "ar":
        if re.search(r"[,;?]|[٠-٩]", plain):
            found.append("has a sign that is not Arabic, or digits that are")
        if plain.count("\u2066") != plain.count("\u2069"):
            found.append("opens an isolate and does not close it")
    if code == "fa":
        if re.search(r"[,;?]|[٠-٩۰-۹]", plain):
            found.append("has a sign that is not Persian, or digits that are not Latin")
        if re.search(r"[كيىة]", plain):
            found.append("has an Arabic letter where Persian has its own")
        if plain.count("\u2066") != plain.count("\u2069"):
            found.append("opens an isolate and does not close it")
    if code == "uk":
        if re.search(r"\w'\w", plain):
            found.append("has a straight apostrophe")
        if re.search(r"[“”\"]|\s[:;?!]|«\s|\s»", plain):
            found.append("has a sign that Ukrainian writes otherwise")
        if re.search(r"[ыэъё]", plain, re.IGNORECASE):
            found.append("has a letter that Ukrainian does not have")
        if re.search(r"[a-z][а-яіїєґ]|[а-яіїєґ][a-z]", plain, re.IGNORECASE):
            found.append("has a Latin letter within a word")
    return found


def _renamed(message: Message, words: str, catalog: Catalog) -> list[str]:
    """The buttons and pages a text names between quotes must carry that very name in this language."""
    named = [name for name in _QUOTED.findall(english(message)[0]) if name in catalog]
    return [name for name in named if str(catalog[name].string) not in words]
