"""For development: what would go out is laid into a folder, one file each, in the order of time."""

import os
import tempfile
from pathlib import Path

from portal import clock
from portal.delivery.compose import as_sent, compose
from portal.delivery.letters import Away, Mail, TextMessage
from portal.domain.messages.segments import segments


class FileCarrier:
    """Takes e-mail and text messages alike. Only the owner of the process may read the files."""

    def __init__(self, folder: Path, sender: str = "portal@localhost", name: str = "") -> None:
        self._folder, self._sender, self._name = folder, sender, name

    def send(self, letter: Mail | TextMessage) -> None:
        if isinstance(letter, Mail):
            message = compose(letter, letter.to, self._sender, self._name)
            self._write(letter.ref, ".eml", as_sent(message, utf8=True))
        else:
            parts = segments(letter.text)
            text = f"To: {letter.to}\nRef: {letter.ref}\nSegments: {parts}\n\n{letter.text}\n"
            self._write(letter.ref, ".txt", text.encode("utf-8", "replace"))

    def reach(self) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            raise Away("file") from None

    def close(self) -> None:
        """Nothing is kept open between letters."""

    def _write(self, ref: str, suffix: str, content: bytes) -> None:
        """Written aside and moved: who looks into the folder never reads half a letter."""
        name = f"{clock.now():%Y%m%dT%H%M%S.%f}-{ref}{suffix}"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=self._folder, prefix=".")
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(draft).replace(self._folder / name)
        except OSError:
            raise Away("file") from None
