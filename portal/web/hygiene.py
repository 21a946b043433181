"""Input is cleaned once, here: one Unicode form, no control characters, nothing a database would refuse."""

import unicodedata
from functools import cached_property

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

#: Kept although they are control characters: people write on several lines.
_KEPT = {"\n", "\t"}
#: Marks without a width that turn or join text: harmless in a sentence, poison in a code or a name.
_REFUSED = {"Cc", "Cs"}


def clean(text: str) -> str:
    """NFC, line ends as one newline, no NUL, no other control character, no lone surrogate."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (letter for letter in text if letter in _KEPT or unicodedata.category(letter) not in _REFUSED)
    return unicodedata.normalize("NFC", "".join(kept))


class CleanRequest(Request):
    """A request whose `args` and `form` hold clean text only."""

    @cached_property
    def args(self) -> MultiDict[str, str]:
        return _cleaned(super().args)

    def _load_form_data(self) -> None:
        """Every way to the form leads through here, asking for files first (as Flask-WTF does) included."""
        if "form" in self.__dict__:
            return
        super()._load_form_data()
        self.__dict__["form"] = _cleaned(self.form)


def _cleaned(values: MultiDict[str, str]) -> ImmutableMultiDict[str, str]:
    return ImmutableMultiDict([(clean(key), clean(value)) for key, value in values.items(multi=True)])
