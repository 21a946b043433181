"""What a text message costs: segments of GSM-7 or UCS-2, and Latin words written so that they stay GSM-7.

The alphabet is the default one of 3GPP TS 23.038 (6.2.1) with its extension table, whose characters take two
places. One letter outside it and the whole message travels in UCS-2, which holds less than half as much.
"""

import re
import unicodedata

#: Columns 0 to 7 of the table; the escape to the extension table is no character of its own.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")
_GSM7 = _BASIC | _EXTENSION

#: Places in a message alone, and in each part of a longer one (its header takes the rest).
_GSM7_PLACES = (160, 153)
_UCS2_PLACES = (70, 67)

_PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛′ʼ´`‹›", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("\t\u00a0\u2007\u2009\u200a\u202f", " ")
    | dict.fromkeys("‐‑‒–—―−•", "-")
    | {"…": "...", "œ": "oe", "Œ": "OE", "·": ".", "×": "x", "°": "o", "№": "No"}
    | {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"}
)
#: Direction marks, joiners and hyphenation hints: needed in Arabic, dear and useless in Latin script.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\u2066-\u2069\ufeff]")
_GUILLEMETS = re.compile("«[ \u00a0\u202f]?|[ \u00a0\u202f]?»")


def is_gsm7(text: str) -> bool:
    return _GSM7.issuperset(text)


def segments(text: str) -> int:
    """How many parts the message travels in, which is how often it is paid. Nothing to say is one part too."""
    if is_gsm7(text):
        return _parts([2 if letter in _EXTENSION else 1 for letter in text], *_GSM7_PLACES)
    return _parts([2 if letter > "\uffff" else 1 for letter in text], *_UCS2_PLACES)


def _parts(widths: list[int], alone: int, each: int) -> int:
    if sum(widths) <= alone:
        return 1
    parts, used = 1, 0
    for width in widths:
        if used + width > each:  # what takes two places is never cut in two
            parts, used = parts + 1, 0
        used += width
    return parts


def to_gsm7(text: str) -> str:
    """The text in letters of GSM-7 where a reader of Latin script loses nothing; other scripts stay as they are."""
    text = unicodedata.normalize("NFC", text)
    if is_gsm7(text):
        return text
    plain = "".join(map(_plain_letter, _GUILLEMETS.sub('"', text).translate(_PLAIN)))
    seen = _UNSEEN.sub("", plain)
    return seen if is_gsm7(seen) else plain.replace("...", "…")  # elsewhere one sign costs less than three


def _plain_letter(letter: str) -> str:
    """ê is e; é, which the alphabet has, stays."""
    if letter in _GSM7:
        return letter
    bare = unicodedata.normalize("NFD", letter)[0]
    return bare if bare in _BASIC else letter
