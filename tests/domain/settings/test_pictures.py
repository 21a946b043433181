"""A picture is judged by what it holds."""

import struct
import zlib

import pytest

from portal.database import db
from portal.domain.settings.models import Picture
from portal.domain.settings.pictures import MOST_BYTES, NotAPicture, TooHeavy, WrongSize, judge, keep
from tests.conftest import NOW


def png(width=120, height=40):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + b"\x0b\x4a\x4a" * width for _row in range(height)))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x28\x00\x78\x03" + b"\0" * 20
WEBP = {
    "VP8 ": b"\0\0\0\0" + b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 120, 40),
    "VP8L": b"\0\0\0\0" + b"\x2f" + struct.pack("<I", 119 | 39 << 14),
    "VP8X": b"\0\0\0\0" + b"\0\0\0\0" + (119).to_bytes(3, "little") + (39).to_bytes(3, "little"),
}


def test_each_kind_says_how_large_it_is():
    assert judge(png()) == ("image/png", 120, 40)
    assert judge(JPEG) == ("image/jpeg", 120, 40)
    for kind, rest in WEBP.items():
        assert judge(b"RIFF\0\0\0\0WEBP" + kind.encode() + rest) == ("image/webp", 120, 40), kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a\x78\x00\x28\x00",
        png()[:-12],
        JPEG[:12],
        b"\xff\xd8\xff",
        b"RIFF\0\0\0\0WEBPVP8X",
        b"<html>" + png(),
    ],
)
def test_what_is_no_picture_is_refused_whatever_it_is_called(content):
    with pytest.raises(NotAPicture):
        judge(content)


def test_too_heavy_too_small_and_too_large_ones_are_refused():
    with pytest.raises(TooHeavy):
        judge(png() + b"\0" * MOST_BYTES)
    for sides in ((8, 40), (120, 2001)):
        with pytest.raises(WrongSize):
            judge(png(*sides))


def test_the_same_picture_is_kept_once(app):
    first, second = keep(png(), NOW), keep(png(), NOW)

    assert first is second
    assert (first.mimetype, first.width, first.height) == ("image/png", 120, 40)
    assert db.session.scalar(db.select(db.func.count()).select_from(Picture)) == 1
