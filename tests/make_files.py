"""Files as people send them, honest and hostile, small and made by hand."""

import io
import struct
import zipfile
import zlib

WORD_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ODT_KIND = "application/vnd.oasis.opendocument.text"


def pdf(pages: int = 1, extra: bytes = b"", packed: bool = False, trailer: bytes = b"") -> bytes:
    """A PDF with so many pages. `extra`: one more object; `packed`: in an object stream, as most programs write."""
    kids = b" ".join(b"%d 0 R" % number for number in range(10, 10 + pages))
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages)}
    objects |= dict.fromkeys(range(10, 10 + pages), b"<</Type /Page/Parent 2 0 R>>")
    if extra:
        objects[3] = extra
    if packed:
        objects = {4: _packed(objects)}
    body = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    body += b"".join(b"%d 0 obj\n%s\nendobj\n" % one for one in objects.items())
    end = b"trailer<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (10 + pages, trailer, len(body))
    return body + b"xref\n0 1\n0000000000 65535 f \n" + end


def _packed(objects: dict[int, bytes]) -> bytes:
    head, body = b"", b""
    for number, content in objects.items():
        head += b"%d %d " % (number, len(body))
        body += content + b"\n"
    data = zlib.compress(head + body)
    facts = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (len(objects), len(head), len(data))
    return facts + b"stream\n" + data + b"\nendstream"


def zipped(members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return made.getvalue()


def docx(kind: str = WORD_KIND, **more: bytes) -> bytes:
    """`more`: other members, their slashes written as two underscores, dots as one."""
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'.encode()
    text = b"<w:document><w:body><w:p><w:t>Nour</w:t></w:p></w:body></w:document>"
    others = {name.replace("__", "/").replace("_", "."): content for name, content in more.items()}
    return zipped({"[Content_Types].xml": types, "word/document.xml": text} | others)


def odt(kind: str = ODT_KIND, **more: bytes) -> bytes:
    others = {name.replace("__", "/").replace("_", "."): content for name, content in more.items()}
    return zipped({"mimetype": kind.encode(), "content.xml": b"<office:document-content/>"} | others)


def doc(*parts: str) -> bytes:
    """A text of an older Word, as far as it is looked at: its header, and the names of its parts."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHH", 62, 3, 0xFFFE, 9)
    names = ["Root Entry", "WordDocument", "1Table", *parts]
    return head.ljust(512, b"\0") + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names).ljust(
        1536, b"\0"
    )


def jpg(width: int = 1200, height: int = 1600) -> bytes:
    frame = b"\xff\xc0" + struct.pack(">HBHH", 11, 8, height, width) + b"\x01\x01\x11\x00"
    return (
        b"\xff\xd8"
        + b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
        + frame
        + bytes(64)
        + b"\xff\xd9"
    )
