"""The files that people sent, beside the copy of the database: sealed as they lie on the shelf.

They are written after the database was copied: what its rows name is there, unless it went meanwhile. A file that no
row names, and a row without its file, do no harm: the worker takes the one away, the doctor counts the other.
"""

import io
import os
import tarfile
from pathlib import Path

from portal import shelf
from portal.backup.problems import BadBackup


def beside(file: Path) -> Path:
    """Where the files of this backup lie."""
    return file.with_name(f"{file.name}.files")


def write(file: Path) -> int:
    """Returns how many; without any there is no file beside it."""
    names = sorted(name for name, _at in shelf.kept.names() if name.isalnum())
    if not names:
        return 0
    draft = beside(file).with_name(f"{beside(file).name}.part")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    written = 0
    try:
        with draft.open("wb") as opened:
            with tarfile.open(fileobj=opened, mode="w") as archive:
                written = sum(_add(archive, name) for name in names)
            opened.flush()
            os.fsync(opened.fileno())
        draft.rename(beside(file))
    finally:
        draft.unlink(missing_ok=True)
    return written


def _add(archive: tarfile.TarFile, name: str) -> int:
    try:
        sealed = shelf.kept.read_sealed(name)
    except shelf.NotThere:  # it went meanwhile
        return 0
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(sealed), 0o600
    archive.addfile(entry, io.BytesIO(sealed))
    return 1


def put_back(file: Path) -> int:
    """Those that are not there any more; returns how many. Raises `BadBackup`."""
    if not beside(file).exists():
        return 0
    here = {name for name, _at in shelf.kept.names()}
    put = 0
    try:
        with tarfile.open(beside(file), "r:") as archive:
            for entry in archive:
                content = archive.extractfile(entry) if entry.isfile() and entry.name not in here else None
                if content is not None:
                    shelf.kept.put_sealed(entry.name, content.read())
                    put += 1
    except (tarfile.TarError, shelf.NotThere) as error:
        raise BadBackup(f"{beside(file)} is damaged: the database is back, not all files are.") from error
    return put
