"""Texts of Word and of LibreOffice: whether they are whole, bounded, and without programs."""

import html
import io
import re
import zipfile
import zlib

from portal.domain.jobs.wrong_files import NotTaken, Wrong

#: Files in one text, and bytes they unpack to in all; a CV with photographs has a tenth.
_MOST_MEMBERS, _MOST_UNPACKED = 1000, 50_000_000
#: What says what the text is made of is small.
_MOST_LIST = 1_000_000
_CHUNK = 256 * 1024
_WORD = "wordprocessingml.document.main+xml"
_ODT = b"application/vnd.oasis.opendocument.text"
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
#: Parts that Word fetches when it opens the text. A template on the writer's own machine does no harm.
_FETCHED = re.compile(r"/(attachedTemplate|oleObject|frame|subDocument|aFChunk)[\"']", re.IGNORECASE)
_FAR = re.compile(r"Target\s*=\s*[\"']\s*(?!file:/{0,3}[A-Za-z]:)(\w+:|//|\\\\)", re.IGNORECASE)


def look_into_zip(content: bytes) -> bool:
    """Is it Word's kind (else LibreOffice's)? Raises `NotTaken` when it is neither, or something is wrong with it."""
    if content[-22:-18] != b"PK\x05\x06":  # something stands behind its end
        raise NotTaken(Wrong.BROKEN)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _look_into(packed)
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise NotTaken(Wrong.BROKEN) from error


def _look_into(packed: zipfile.ZipFile) -> bool:
    members = packed.infolist()
    names = [one.filename for one in members]
    if len(members) > _MOST_MEMBERS or sum(one.file_size for one in members) > _MOST_UNPACKED:
        raise NotTaken(Wrong.PACKED)
    if any(one.flag_bits & 1 for one in members):
        raise NotTaken(Wrong.LOCKED)
    if len(set(names)) < len(names) or any(one.compress_type not in (0, 8) for one in members):
        raise NotTaken(Wrong.BROKEN)
    is_word = "[Content_Types].xml" in names
    if not is_word and ("mimetype" not in names or "content.xml" not in names):
        raise NotTaken(Wrong.UNKNOWN)
    lists = _read_all(packed, members)
    if is_word:
        _look_into_word(names, lists)
    else:
        _look_into_odt(names, lists)
    return is_word


def _read_all(packed: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Unpack every member, keep the lists of what the text is made of. A damaged one raises `BadZipFile`."""
    lists, left = {}, _MOST_UNPACKED
    for one in members:
        kept: list[bytes] | None = [] if _is_list(one.filename) else None
        with packed.open(one) as opened:
            while chunk := opened.read(_CHUNK):
                left -= len(chunk)
                if left < 0 or (kept is not None and one.file_size > _MOST_LIST):
                    raise NotTaken(Wrong.PACKED)
                if kept is not None:
                    kept.append(chunk)
        if kept is not None:
            lists[one.filename] = b"".join(kept)
    return lists


def _is_list(name: str) -> bool:
    return name in {"[Content_Types].xml", "mimetype", "META-INF/manifest.xml"} or name.endswith(".rels")


def _look_into_word(names: list[str], lists: dict[str, bytes]) -> None:
    kinds = _text(lists["[Content_Types].xml"])
    if "macroenabled" in kinds.lower() or any(
        name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names
    ):
        raise NotTaken(Wrong.ACTIVE)
    if _WORD not in kinds or not any(name.startswith("word/") for name in names):
        raise NotTaken(Wrong.UNKNOWN)
    for name, relations in lists.items():
        if name.endswith(".rels") and any(_is_fetched(one) for one in _RELATION.findall(_text(relations))):
            raise NotTaken(Wrong.ACTIVE)


def _is_fetched(relation: str) -> bool:
    plain = html.unescape(relation)
    return "External" in plain and bool(_FETCHED.search(plain) and _FAR.search(plain))


def _look_into_odt(names: list[str], lists: dict[str, bytes]) -> None:
    if lists["mimetype"].strip() != _ODT:
        raise NotTaken(Wrong.UNKNOWN)
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names):
        raise NotTaken(Wrong.ACTIVE)
    if b"encryption-data" in lists.get("META-INF/manifest.xml", b""):
        raise NotTaken(Wrong.LOCKED)


def _text(xml: bytes) -> str:
    return xml.decode("utf-16" if xml[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")


def _named(name: str) -> bytes:
    """How the directory of such a file writes the name of a part."""
    return name.encode("utf-16-le")


def look_into_doc(content: bytes) -> None:
    """Raises `NotTaken` unless it is a text of an older Word, without programs."""
    if _named("EncryptedPackage") in content:
        raise NotTaken(Wrong.LOCKED)
    if len(content) < 1536 or content[28:30] != b"\xfe\xff":
        raise NotTaken(Wrong.BROKEN)
    if _named("WordDocument") not in content:
        raise NotTaken(Wrong.UNKNOWN)
    if _named("_VBA_PROJECT") in content:
        raise NotTaken(Wrong.ACTIVE)
