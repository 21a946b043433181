"""How many pages a PDF has, and whether something in it would run.

Only its objects are read, those that are packed into object streams too, never what is drawn on a page: each object
from its number to its end, wherever it lies, so that none hides behind a wrong length. Texts and comments are passed
over: that somebody writes JavaScript is no program. All that is read is counted, and has a limit.
"""

import re
import zlib
from itertools import pairwise

from portal.domain.jobs.wrong_files import NotTaken, Wrong

MOST_PAGES = 20
#: So many bytes of objects are read at most, unpacked ones included; a CV has a hundredth. A name costs more to read.
_MOST_READ, _A_NAME = 10_000_000, 20
#: Names of what runs when the file is opened or clicked. (A file that lies in it, as Europass puts one, does not.)
_RUNS = frozenset({b"JavaScript", b"Launch", b"Rendition", b"RichMedia", b"XFA"})

_OBJECT = re.compile(rb"(\d{1,10})\s{1,20}\d{1,5}\s{1,20}obj(?![A-Za-z])")
_TRAILER = re.compile(rb"\btrailer\b")
#: A comment, a text in hex, the beginning of a text, a name, or the end of an object or a trailer.
_TOKEN = re.compile(rb"%[^\r\n]*|<[0-9A-Fa-f\s]*>|\(|/([^\x00\t\n\f\r ()<>\[\]{}/%]*)|\b(endobj|stream|startxref)\b")
_IN_TEXT = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def look_into(content: bytes) -> None:
    """Raises `NotTaken` unless it is whole, short, opens without a password, and nothing in it runs."""
    _, mark, after = content.rpartition(b"%%EOF")
    if not mark or after.strip(b"\x00\t\n\f\r ") or b"startxref" not in content[-2048:]:
        raise NotTaken(Wrong.BROKEN)
    pages = _Objects(content).pages()
    if pages == 0:
        raise NotTaken(Wrong.BROKEN)
    if pages > MOST_PAGES:
        raise NotTaken(Wrong.TOO_MANY_PAGES)


class _Objects:
    def __init__(self, content: bytes) -> None:
        self._content, self._left = content, _MOST_READ

    def pages(self) -> int:
        """A page that was changed and saved again has the same number: it counts once. Raises `NotTaken`."""
        for found in _TRAILER.finditer(self._content):
            if b"Encrypt" in self._read(self._content, found.end())[0]:
                raise NotTaken(Wrong.LOCKED)
        pages, packed = set(), 0
        for found in _OBJECT.finditer(self._content):
            names, data_at = self._read(self._content, found.end())
            if b"Encrypt" in names and b"XRef" in names:
                raise NotTaken(Wrong.LOCKED)
            if b"ObjStm" in names and data_at is not None:
                packed += self._unpack(names, data_at)
            if _pages_in(names):
                pages.add(found[1])
        return len(pages) + packed

    def _unpack(self, names: list[bytes], data_at: int) -> int:
        """Read what is packed; returns how many pages are in it."""
        if b"FlateDecode" not in names:
            content = self._content[data_at : self._content.find(b"endstream", data_at)]
        elif names.count(b"FlateDecode") > 1 or b"DecodeParms" in names or b"DP" in names:
            raise NotTaken(Wrong.BROKEN)
        else:
            unpacker = zlib.decompressobj()
            try:
                content = unpacker.decompress(memoryview(self._content)[data_at:], self._left + 1)
            except zlib.error as error:
                raise NotTaken(Wrong.BROKEN) from error
        if len(content) > self._left:
            raise NotTaken(Wrong.PACKED)
        return _pages_in(self._read(content, 0, whole=True)[0])

    def _read(self, content: bytes, start: int, whole: bool = False) -> tuple[list[bytes], int | None]:
        """The names in one object, and where its data begin if it has some; `whole`: to the end of the content."""
        names, at = [], start
        while found := _TOKEN.search(content, at):
            at = _end_of_text(content, found.end()) if found[0] == b"(" else found.end()
            if found[1] is not None:
                names.append(_ESCAPED.sub(lambda one: bytes([int(one[1], 16)]), found[1]))
            elif found[2] is not None and not whole:
                break
            self._spend(at - start + _A_NAME)
            start = at
        self._spend((at if found else len(content)) - start)
        if _RUNS.intersection(names):
            raise NotTaken(Wrong.ACTIVE)
        return names, _data_after(content, at) if found and found[2] == b"stream" else None

    def _spend(self, read: int) -> None:
        self._left -= read
        if self._left < 0:
            raise NotTaken(Wrong.PACKED)


def _pages_in(names: list[bytes]) -> int:
    return sum(one == b"Type" and following == b"Page" for one, following in pairwise(names))


def _end_of_text(content: bytes, at: int) -> int:
    """A text ends with its own bracket: those in it come in pairs, or behind a backslash."""
    depth = 1
    for found in _IN_TEXT.finditer(content, at):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if not depth:
            return found.end()
    raise NotTaken(Wrong.BROKEN)


def _data_after(content: bytes, at: int) -> int:
    return at + (2 if content[at : at + 2] == b"\r\n" else 1)
