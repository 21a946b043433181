"""Input is cleaned once, here: one Unicode form, no control characters, nothing a database would refuse."""

import io
import unicodedata
from functools import cached_property
from typing import IO, Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from portal.domain.jobs.file_kinds import MOST_BYTES

#: Kept although they are control characters: people write on several lines.
_KEPT = {"\n", "\t"}
#: Marks without a width that turn or join text: harmless in a sentence, poison in a code or a name.
_REFUSED = {"Cc", "Cs"}


def clean(text: str) -> str:
    """NFC, line ends as one newline, no NUL, no other control character, no lone surrogate."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (letter for letter in text if letter in _KEPT or unicodedata.category(letter) not in _REFUSED)
    return unicodedata.normalize("NFC", "".join(kept))


class _Files:
    """The files of one request, in memory: one byte more than any form takes, so that it is known to be too large.
    What comes after is let go, and the other answers of the form still arrive."""

    def __init__(self) -> None:
        self.room = MOST_BYTES + 1

    def new(self) -> IO[bytes]:
        return _File(self)


class _File(io.BytesIO):
    def __init__(self, files: _Files) -> None:
        super().__init__()
        self._files = files

    def write(self, data: Any) -> int:
        kept = super().write(data[: self._files.room])
        self._files.room -= kept
        return len(data)


class CleanRequest(Request):
    """A request whose `args` and `form` hold clean text only. No file in it is written to the disk."""

    @cached_property
    def _sent_files(self) -> _Files:
        return _Files()

    def _get_file_stream(self, *_facts: Any, **_more: Any) -> IO[bytes]:
        return self._sent_files.new()

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
