"""One form for words that people write in many ways: without accents, in any script, with any digits.

What is looked for and what is looked through are folded alike, so that `e-mail`, `EMAIL` and `é-mail` meet.
"""

import re
import unicodedata
from collections.abc import Iterable

#: Letters that Unicode does not take apart, by what people type or read for them. Arabic and Persian write some
#: letters in several ways; Ukrainian and Russian keyboards differ in four.
_LETTERS = str.maketrans(
    {
        **{"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"},
        **{
            "ٱ": "ا",
            "ى": "ي",
            "ی": "ي",
            "ے": "ي",
            "ې": "ي",
            "ک": "ك",
            "ڪ": "ك",
            "ة": "ه",
            "ہ": "ه",
            "ھ": "ه",
            "ە": "ه",
        },
        **{"ۀ": "ه", "ۃ": "ه", "ء": "", "ـ": ""},
        **{"ґ": "г", "і": "и", "є": "е", "ы": "и", "э": "е", "ь": "", "ъ": ""},
    }
)
#: A Ukrainian apostrophe belongs to its word; a French one ends it.
_CYRILLIC_APOSTROPHE = re.compile("(?<=[\u0400-\u04ff])['’ʼ‘`´](?=[\u0400-\u04ff])")
_BETWEEN_WORDS = re.compile("\\s+|(?<![\u0400-\u04ff])['’ʼ‘`´]|['’ʼ‘`´](?![\u0400-\u04ff])")
#: `and`, `in`, `for`, `the`: Arabic writes them onto the word.
_ARABIC_HEAD = re.compile("^(?:[وفبك]?ال|لل)(?=.{3})")


def fold(text: str) -> str:
    """Its words in their plainest form, a space between them: letters and digits only."""
    plain = _CYRILLIC_APOSTROPHE.sub("", text)
    for _ in range(2):  # taking a letter apart may leave capitals, and the small letter may come apart again
        plain = unicodedata.normalize("NFKD", plain.casefold())
    return " ".join("".join(map(_letter, plain)).translate(_LETTERS).split())


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isalnum() else " "
    kind = unicodedata.category(letter)
    if kind in {"Mn", "Me", "Cf"}:  # accents, vowel signs, joiners
        return ""
    if kind == "Nd":
        return str(unicodedata.decimal(letter))
    return letter if kind[0] in "LN" or kind == "Mc" else " "


def stem(word: str) -> str:
    """A folded word without what Arabic writes onto its head; others as they are."""
    return _ARABIC_HEAD.sub("", word)


def spellings(texts: Iterable[str]) -> dict[str, str]:
    """Every word of these texts, folded, with one way to write it: what an index of them holds.

    `e-mail` is found as `e`, `mail` and `email`; an Arabic word with and without its article.
    """
    found: dict[str, str] = {}
    for written in (chunk.strip(_EDGES).lower() for text in texts for chunk in _BETWEEN_WORDS.split(text)):
        parts = fold(written).split()
        shown = written if len(parts) == 1 else ""
        for word in (*parts, "".join(parts)):
            found.setdefault(word[:LONGEST], shown[: 2 * LONGEST] or word[:LONGEST])
            found.setdefault(stem(word)[:LONGEST], stem(word)[:LONGEST])
    found.pop("", None)
    return found


#: Longer words are cut: nobody types so far.
LONGEST = 40
_EDGES = ".,;:!?()[]{}«»\"“”…،؛؟'’-–—/ \u00a0\u200f\u200e"
