"""Passwords: argon2id, made again when its cost changes, and the same work for an account that is not there."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from portal.domain.accounts.names import fold_name

#: The one rule of length. No rule on which signs: those make people write passwords down, or end them in "1!".
LEAST, MOST = 12, 200

#: What everybody thinks of first, in the languages of the portal.
_FIRST_THOUGHTS = """
password passwort motdepasse contrasena parole parol secret admin administrator root login welcome bienvenue
bonjour hello salut salam marhaba ukraine ukraina paris france football soleil iloveyou jetaime princess
dragon monkey master letmein change changeme default guest test user portal пароль привіт кохання слава
україні україна
""".split()  # noqa: SIM905  (read as a text)
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "qazwsxedcrfvtgbyhnujmikolp",
    "йцукенгшщзхїфівапролджєячсмитьбю",
    "!@#$%^&*()_+",
    '!"§$%&/()=?',
)
#: Digits and signs that stand for letters since there are passwords.
_STANDING_FOR = str.maketrans("@40$5137", "aaosslet")
#: Four keys side by side count as one thought; fewer different signs than four beside such thoughts are nothing.
_RUN, _FEWEST_SIGNS = 4, 4


class Passwords:
    """How passwords are kept. One for the process, filled once by `create_app`."""

    def __init__(self) -> None:
        self.configure(64)

    def configure(self, memory_mb: int) -> None:
        """The defaults of the library, which are those of RFC 9106; `memory_mb`: for machines that have less."""
        self._hasher = PasswordHasher(memory_cost=memory_mb * 1024)
        # Costs as much to check as a real one, and nothing matches it.
        self._nobodys = f"$argon2id$v=19$m={memory_mb * 1024},t=3,p=4$bm9ib2R5bm9ib2R5bm9ibw$" + "bm9i" * 10 + "bm8"

    def keep(self, password: str) -> str:
        return self._hasher.hash(password)

    def match(self, kept: str | None, password: str) -> bool:
        """One check, also where there is nothing to check against: who tries cannot tell."""
        try:
            return self._hasher.verify(kept or self._nobodys, password) and kept is not None
        except (VerifyMismatchError, InvalidHashError):
            return False

    def outdated(self, kept: str) -> bool:
        """It was made at another cost than today's."""
        return self._hasher.check_needs_rehash(kept)


passwords = Passwords()


def too_common(password: str, *own: str) -> bool:
    """Would it be among the first that somebody tries? `own`: name, e-mail and association of whoever chooses it."""
    said = {part for text in own for part in _words_of(text)}
    thoughts = sorted({*_FIRST_THOUGHTS, *said}, key=len, reverse=True)
    typed = password.casefold()
    return any(_little_left(text, thoughts) for text in (typed, typed.translate(_STANDING_FOR)))


def _words_of(text: str) -> set[str]:
    """The words of a name or an address that somebody might build a password of."""
    words = text.replace("@", " ").replace(".", " ").split()
    return {folded for word in (*words, "".join(words)) if len(folded := fold_name(word)) > 2}


def _little_left(text: str, thoughts: list[str]) -> bool:
    """Take away first thoughts, keys side by side and digits: is anything left that had to be thought of?"""
    for thought in thoughts:
        text = text.replace(thought, "")
    left = "".join(sign for sign in _without_runs(text) if not sign.isdigit())
    return len(set(left)) < _FEWEST_SIGNS


def _without_runs(text: str) -> str:
    kept, at = "", 0
    while at < len(text):
        run = text[at : at + _RUN]
        if len(run) == _RUN and any(run in row or run in row[::-1] for row in _ROWS):
            at += _RUN
        else:
            kept, at = kept + text[at], at + 1
    return kept
