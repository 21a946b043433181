"""The short code of a booking: four letters, three digits, such as KFPR 742.

Letters and digits never share a position and no letter looks like another, so a code can be read aloud,
copied by hand and typed in any case. There are 17^4 x 8^3 = 42.7 million; guesses are limited (see
`portal.web.limits`) and a code alone opens nothing: a first name goes with it.
"""

import secrets
import unicodedata

from portal.vault import vault

LETTERS = "CDFGHJKLMNPRTVWXY"
DIGITS = "23456789"


def new_code() -> str:
    """A fresh code, without its space."""
    letters = (secrets.choice(LETTERS) for _ in range(4))
    digits = (secrets.choice(DIGITS) for _ in range(3))
    return "".join((*letters, *digits))


def show_code(code: str) -> str:
    """A code as it is printed: KFPR 742."""
    return f"{code[:4]} {code[4:]}"


def read_code(text: str) -> str:
    """A code as somebody typed it, made comparable: any case, spaces, dashes, digits of any script."""
    plain = unicodedata.normalize("NFKC", text).upper()
    kept = (_digit(letter) for letter in plain if letter.isalnum())
    return "".join(kept)[:32]


def is_code(text: str) -> bool:
    """Could this be the code of a booking, spelled in whatever way?"""
    code = read_code(text)
    return len(code) == 7 and set(code[:4]) <= set(LETTERS) and set(code[4:]) <= set(DIGITS)


def _digit(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter


def code_digest(code: str) -> str:
    return vault.digest("sign-up code", read_code(code))
