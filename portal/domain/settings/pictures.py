"""A picture that somebody hands in, judged by what it holds: never by its name, nor by what a browser says it is."""

import hashlib
import struct
from datetime import datetime

from portal.database import begin_write, db
from portal.domain.settings.models import Picture

#: Every visitor loads it, on any phone: 100 kB.
MOST_BYTES = 100_000
#: Pixels on each side.
MOST_SIDE, LEAST_SIDE = 2000, 16


class NotAPicture(Exception):
    """Neither PNG, JPEG nor WebP, or a broken one."""


class TooHeavy(Exception):
    """More bytes than `MOST_BYTES`."""


class WrongSize(Exception):
    """A side is shorter than `LEAST_SIDE` or longer than `MOST_SIDE` pixels."""


def judge(content: bytes) -> tuple[str, int, int]:
    """(mimetype, width, height in pixels). Raises what is wrong with it."""
    if len(content) > MOST_BYTES:
        raise TooHeavy(len(content))
    try:
        found = _png(content) or jpeg(content) or _webp(content)
    except (struct.error, IndexError) as error:
        raise NotAPicture from error
    if found is None:
        raise NotAPicture
    if not all(LEAST_SIDE <= side <= MOST_SIDE for side in found[1:]):
        raise WrongSize(*found[1:])
    return found


def keep(content: bytes, now: datetime) -> Picture:
    """Put it into the database, once, under its digest. Raises what `judge` does."""
    mimetype, width, height = judge(content)
    begin_write()
    digest = hashlib.sha256(content).hexdigest()
    known = db.session.get(Picture, digest)
    if known:
        return known
    made = Picture(digest=digest, mimetype=mimetype, width=width, height=height, content=content, added_at=now)
    db.session.add(made)
    db.session.flush()
    return made


def _png(content: bytes) -> tuple[str, int, int] | None:
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or content[12:16] != b"IHDR" or b"IEND" not in content[-12:]:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return "image/png", width, height


#: Where a JPEG says how large it is: the start of a frame, of any coding but tables (C4, C8, CC).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def jpeg(content: bytes) -> tuple[str, int, int] | None:
    """(mimetype, width, height) by its first frame; None: it is none. Raises `struct.error` or `IndexError`."""
    if not content.startswith(b"\xff\xd8\xff"):
        return None
    at = 2
    while content[at] == 0xFF:
        marker, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return "image/jpeg", width, height
        at += 2 + length
    return None


def _webp(content: bytes) -> tuple[str, int, int] | None:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        return None
    kind = content[12:16]
    if kind == b"VP8X":
        return "image/webp", 1 + _three(content[24:27]), 1 + _three(content[27:30])
    if kind == b"VP8L":
        bits = struct.unpack("<I", content[21:25])[0]
        return "image/webp", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and content[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", content[26:30])
        return "image/webp", width & 0x3FFF, height & 0x3FFF
    return None


def _three(content: bytes) -> int:
    if len(content) < 3:
        raise IndexError
    return int.from_bytes(content, "little")
