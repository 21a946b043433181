"""A first name as it is compared and looked for, however somebody spells it."""

import unicodedata

#: Letters of Latin alphabets that no decomposition brings back to their plain form, and those that an Arabic and a
#: Persian keyboard write differently.
_PLAIN = str.maketrans(
    {
        **{"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"},
        **{"ی": "ي", "ى": "ي", "ک": "ك", "ہ": "ه", "ة": "ه"},
    }
)
#: So many letters are enough for the small check.
_LETTERS = 3
#: Longer ones are cut where they are looked for.
LONGEST = 80


def fold_name(name: str) -> str:
    """A first name as it is compared: without case, accents, Arabic marks or spaces around.

    The vowel signs of Bengali, Hindi or Tamil stay: without them two names become one.
    """
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    kept = "".join(letter for letter in spread if letter.isalnum() or _is_vowel(letter))
    return kept.translate(_PLAIN)


def begins_with(name: str, typed: str) -> bool:
    """The small check by a first name: its first three letters, or all of a shorter one; more of them fit as well."""
    folded, given = fold_name(name), fold_name(typed)
    return len(given) >= min(_LETTERS, len(folded)) > 0 and folded.startswith(given)


def _is_vowel(mark: str) -> bool:
    return "VOWEL SIGN" in unicodedata.name(mark, "")


def after_all_that_begin_with(folded: str) -> str:
    """The first text that sorts behind every name beginning so: an index is walked from the one to the other."""
    return folded + "\U0010ffff"
