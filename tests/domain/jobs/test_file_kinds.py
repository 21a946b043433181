"""A file is judged by what it holds: honest ones are taken, whatever could harm whoever opens it is not."""

import struct
import zlib

import pytest

from portal.domain.jobs.file_kinds import MOST_BYTES, Media, judge
from portal.domain.jobs.file_names import safe_name
from portal.domain.jobs.wrong_files import NotTaken, Wrong
from tests import make_files

SCRIPT = b"<html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
PROGRAM = b"MZ\x90\x00" + bytes(2000)
FAR = (
    b'<Relationships><Relationship Id="1" Type="http://x/relationships/%s" '
    b'Target="%s" TargetMode="External"/></Relationships>'
)
RUNS = b"<</S/JavaScript/JS(app.alert(1))>>"


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (make_files.pdf(), Media.PDF),
        (make_files.pdf(20), Media.PDF),
        (make_files.pdf(packed=True), Media.PDF),
        # Somebody knows JavaScript; and a Europass CV carries its own data with it.
        (make_files.pdf(extra=b"<</Title(HTML/JavaScript \\( and /Launch\\))>>"), Media.PDF),
        (make_files.pdf(extra=b"<</Type/Filespec/EF<</F 9 0 R>>>>"), Media.PDF),
        (make_files.docx(), Media.DOCX),
        (make_files.docx(word___rels__settings_xml_rels=FAR % (b"hyperlink", b"https://me.example")), Media.DOCX),
        (
            make_files.docx(word___rels__settings_xml_rels=FAR % (b"attachedTemplate", b"file:///C:\\a.dotx")),
            Media.DOCX,
        ),
        (make_files.odt(), Media.ODT),
        (make_files.doc(), Media.DOC),
        (make_files.jpg(), Media.JPEG),
        (make_files.jpg() + b"a film of the moment, as phones add it", Media.JPEG),
    ],
)
def test_an_honest_file_is_taken_for_what_it_is(content, media):
    assert judge(content) is media


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Wrong.EMPTY),
        (make_files.jpg().ljust(MOST_BYTES + 1, b"\0"), Wrong.TOO_LARGE),
        (PROGRAM, Wrong.UNKNOWN),
        (SCRIPT, Wrong.UNKNOWN),
        (SVG, Wrong.UNKNOWN),
        (b"Nour, 2019: I sold fruit.", Wrong.UNKNOWN),
        (make_files.zipped({"cv.exe": PROGRAM}), Wrong.UNKNOWN),
        # A PDF: cut off, without a page, too long, locked, with a program; another file behind it.
        (make_files.pdf()[:-30], Wrong.BROKEN),
        (make_files.pdf(0), Wrong.BROKEN),
        (make_files.pdf(21), Wrong.TOO_MANY_PAGES),
        (make_files.pdf(200, packed=True), Wrong.TOO_MANY_PAGES),
        (make_files.pdf(trailer=b"/Encrypt 9 0 R"), Wrong.LOCKED),
        (make_files.pdf(extra=RUNS), Wrong.ACTIVE),
        (make_files.pdf(extra=RUNS, packed=True), Wrong.ACTIVE),
        (make_files.pdf(extra=b"<</S/J#61vaScript/JS(app.alert(1))>>"), Wrong.ACTIVE),
        (make_files.pdf(extra=b"<</S/Launch/F(cmd.exe)>>"), Wrong.ACTIVE),
        (make_files.pdf(extra=b"<</A(\n9 0 obj<</S/Launch/F(cmd.exe)>>endobj\n)>>"), Wrong.ACTIVE),
        (make_files.pdf(extra=b"<</A(never closed>>"), Wrong.BROKEN),
        (make_files.pdf() + SCRIPT, Wrong.BROKEN),
        (make_files.pdf().replace(b"%%EOF", b"%" + make_files.docx() + b"\n%%EOF"), Wrong.BROKEN),
        (b"\xff\xd8\xff" + make_files.docx(), Wrong.BROKEN),
        (make_files.docx() + make_files.pdf(), Wrong.BROKEN),
        # A text of Word.
        (make_files.docx()[:-30], Wrong.BROKEN),
        (make_files.docx(word__vbaProject_bin=b"\xd0\xcf"), Wrong.ACTIVE),
        (make_files.docx("application/vnd.ms-word.document.macroEnabled.main+xml"), Wrong.ACTIVE),
        (make_files.docx(word___rels__settings_xml_rels=FAR % (b"attachedTemplate", b"http://evil/a")), Wrong.ACTIVE),
        (make_files.docx(word___rels__settings_xml_rels=FAR % (b"attachedTemplate", b"\\\\evil\\a")), Wrong.ACTIVE),
        (make_files.docx(word___rels__document_xml_rels=FAR % (b"frame", b"&#104;ttp://evil/a")), Wrong.ACTIVE),
        (make_files.docx("application/vnd.ms-excel.sheet.main+xml"), Wrong.UNKNOWN),
        # A bomb, by size and by number; a text of LibreOffice; one of an older Word.
        (make_files.docx(word__a_xml=bytes(51_000_000)), Wrong.PACKED),
        (make_files.zipped({f"word/{number}.xml": b"" for number in range(1001)}), Wrong.PACKED),
        (make_files.odt(Basic__Standard__script_xml=b"<script/>"), Wrong.ACTIVE),
        (make_files.odt(**{"META-INF__manifest_xml": b"<manifest:encryption-data/>"}), Wrong.LOCKED),
        (make_files.odt("application/vnd.oasis.opendocument.spreadsheet"), Wrong.UNKNOWN),
        (make_files.doc("Macros", "_VBA_PROJECT"), Wrong.ACTIVE),
        (make_files.doc("EncryptedPackage"), Wrong.LOCKED),
        (make_files.doc().replace("Word".encode("utf-16-le"), "Lotr".encode("utf-16-le")), Wrong.UNKNOWN),
        (make_files.doc()[:600], Wrong.BROKEN),
        (make_files.jpg(30_000, 30_000), Wrong.TOO_MANY_POINTS),
        (make_files.jpg(19_999, 19_999), Wrong.TOO_MANY_POINTS),
        (make_files.jpg(0, 10), Wrong.BROKEN),
        (make_files.jpg()[:30], Wrong.BROKEN),
    ],
)
def test_anything_else_is_refused_and_it_is_known_why(content, why):
    with pytest.raises(NotTaken) as refused:
        judge(content)
    assert refused.value.why is why


def test_a_zip_that_lies_about_its_size_is_refused():
    honest = make_files.docx(word__media__image1_png=bytes(100_000))
    lying = honest.replace(struct.pack("<I", 100_000), struct.pack("<I", 10))
    assert lying != honest
    with pytest.raises(NotTaken) as refused:
        judge(lying)
    assert refused.value.why is Wrong.BROKEN


def test_what_is_packed_in_a_pdf_is_read_up_to_a_limit():
    data = zlib.compress(bytes(11_000_000))
    bomb = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\n" + data + b"\nendstream"
    with pytest.raises(NotTaken) as refused:
        judge(make_files.pdf(extra=bomb))
    assert refused.value.why is Wrong.PACKED


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("CV Nour.pdf", "CV Nour.pdf"),
        ("سيرة نور.pdf", "سيرة نور.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Nour\\cv.pdf", "cv.pdf"),
        ("cv\u202efdp.exe", "cvfdp.exe.pdf"),
        ("cv.exe", "cv.exe.pdf"),
        ("cv.docx.PDF", "cv.pdf"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "ab Set-Cookie- x.pdf"),
        ('"; rm -rf <*>.pdf', "-; rm -rf ---.pdf"),
        ("...", "cv.pdf"),
        ("", "cv.pdf"),
        ("\u200f \u2066.pdf", "cv.pdf"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
    ],
)
def test_a_name_keeps_its_letters_and_loses_what_could_mislead(given, shown):
    assert safe_name(given, Media.PDF) == shown
