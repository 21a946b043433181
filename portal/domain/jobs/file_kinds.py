"""A file that somebody hands in, judged by what it holds: never by its name, nor by what a browser says it is.

Whoever opens it does so on their own machine: what a file may carry there (programs, a thousand pages, another kind
of file behind the first one) is refused here. Nothing is unpacked to the disk, and of what is packed only so much is
read as any honest file holds.
"""

import io
import struct
import zipfile
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.jobs import office_files, pdf_files
from portal.domain.jobs.wrong_files import NotTaken, Wrong
from portal.domain.settings.pictures import jpeg

#: What the page calls 5 MB.
MOST_BYTES = 5 * 1024 * 1024
#: Of a picture: points on a side, and in all; a viewer needs four bytes for each.
_MOST_SIDE, _MOST_POINTS = 20_000, 120_000_000


class Media(StrEnum):
    PDF = "application/pdf"
    DOC = "application/msword"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    JPEG = "image/jpeg"


#: How the name of such a file ends, whatever it ended with when it came.
ENDINGS = {Media.PDF: "pdf", Media.DOC: "doc", Media.DOCX: "docx", Media.ODT: "odt", Media.JPEG: "jpg"}


@dataclass(frozen=True)
class Upload:
    """A file that was judged and is taken. `name`: safe to show and to save under."""

    name: str
    media: Media
    content: bytes


def judge(content: bytes) -> Media:
    """What kind of file it is. Raises `NotTaken`."""
    if not content:
        raise NotTaken(Wrong.EMPTY)
    if len(content) > MOST_BYTES:
        raise NotTaken(Wrong.TOO_LARGE)
    if content.startswith(b"PK\x03\x04"):
        is_word = office_files.look_into_zip(content)
        return Media.DOCX if is_word else Media.ODT
    if zipfile.is_zipfile(io.BytesIO(content)):  # a second file stands behind what it seems to be
        raise NotTaken(Wrong.BROKEN)
    if content.startswith(b"%PDF-"):
        pdf_files.look_into(content)
        return Media.PDF
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        office_files.look_into_doc(content)
        return Media.DOC
    if content.startswith(b"\xff\xd8\xff"):
        _look_into_picture(content)
        return Media.JPEG
    raise NotTaken(Wrong.UNKNOWN)


def _look_into_picture(content: bytes) -> None:
    try:
        found = jpeg(content)
    except (struct.error, IndexError) as error:
        raise NotTaken(Wrong.BROKEN) from error
    if found is None or b"\xff\xd9" not in content:
        raise NotTaken(Wrong.BROKEN)
    width, height = found[1:]
    if not (width and height):
        raise NotTaken(Wrong.BROKEN)
    if max(width, height) > _MOST_SIDE or width * height > _MOST_POINTS:
        raise NotTaken(Wrong.TOO_MANY_POINTS)
