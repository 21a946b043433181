"""What a file is called: as whoever sent it called it, without what could mislead or harm whoever saves it."""

import re
import unicodedata

from portal.domain.jobs.file_kinds import ENDINGS, Media

MOST_LETTERS = 100
_NAMELESS = "cv"
#: Controls, marks that turn text around, line ends, what no font has.
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_IN_NO_NAME = re.compile(r'[<>:"|?*/\\]')
_OUR_ENDING = re.compile(rf"\.({'|'.join([*ENDINGS.values(), 'jpeg'])})$", re.IGNORECASE)


def safe_name(given: str, media: Media) -> str:
    """Without path, controls and marks; it ends as its content says, and is at most `MOST_LETTERS` long."""
    last = re.split(r"[/\\]", given)[-1]
    seen = (" " if letter.isspace() else letter for letter in unicodedata.normalize("NFC", last))
    stem = "".join(letter for letter in seen if unicodedata.category(letter) not in _REFUSED)
    stem = " ".join(_IN_NO_NAME.sub("-", stem).split())
    while _OUR_ENDING.search(stem):
        stem = _OUR_ENDING.sub("", stem).rstrip()
    ending = f".{ENDINGS[media]}"
    return (stem.strip(". ")[: MOST_LETTERS - len(ending)].rstrip(". ") or _NAMELESS) + ending
