"""Files that people hand in: outside the database and the web root, each sealed under a random name.

A file lies under its name only when it is whole and on the disk. What it is called, or whose it is, cannot be read
from the folder.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from portal.vault import vault

#: Ends the name of a file that is being written.
_DRAFT = ".part"


class NotThere(Exception):
    """No file lies under this name."""


class Shelf:
    """A folder of such files. `part`: its name in the folder that `create_app` tells."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._folder: Path | None = None

    def configure(self, folder: Path) -> None:
        self._folder = folder / self._part

    @property
    def folder(self) -> Path:
        if self._folder is None:
            raise RuntimeError("The shelf has no folder yet: create_app() gives it.")
        return self._folder

    def put(self, content: bytes, name: str | None = None) -> str:
        """Keep it sealed under `name`, else under a new one; returns the name."""
        name = name or secrets.token_hex(20)
        self.put_sealed(name, vault.seal_bytes(content))
        return name

    def put_sealed(self, name: str, sealed: bytes) -> None:
        """As it came from `read_sealed`."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.folder / f"{secrets.token_hex(20)}{_DRAFT}"
        try:
            with open(draft, "xb", opener=_for_us_only) as opened:
                opened.write(sealed)
                opened.flush()
                os.fsync(opened.fileno())
            draft.rename(self._path(name))
            _to_disk(self.folder)
        finally:
            draft.unlink(missing_ok=True)

    def read(self, name: str) -> bytes:
        """Raises `NotThere`, or `CannotOpen` when its key is not in the ring."""
        return vault.open_bytes(self.read_sealed(name))

    def read_sealed(self, name: str) -> bytes:
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError as error:
            raise NotThere(name) from error

    def remove(self, name: str) -> None:
        """Twice is once."""
        self._path(name).unlink(missing_ok=True)

    def names(self) -> Iterator[tuple[str, float]]:
        """What lies here, what is left of an interrupted writing included, with the time it was written."""
        if self.folder.is_dir():
            for entry in os.scandir(self.folder):
                with suppress(FileNotFoundError):  # somebody else took it away meanwhile
                    yield entry.name, entry.stat().st_mtime

    def _path(self, name: str) -> Path:
        if not name.removesuffix(_DRAFT).isalnum():
            raise NotThere(name)
        return self.folder / name


def _for_us_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _to_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


#: What is kept for a row of the database; what waits until its form is sent.
kept, waiting = Shelf("kept"), Shelf("waiting")
