"""The one install step for third-party code of the page: `python -m portal.assets`.

Brings the pinned htmx from its npm package where npm is there, else from the CDN, checks its hash, and puts it in
`static/vendor/`, which git ignores. Without it the portal still runs: by CDN, or without JavaScript. Static files get
compressed siblings that WhiteNoise serves.
"""

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
from pathlib import Path

from whitenoise.compress import Compressor

from portal.web.htmx import CDN_PATH, INTEGRITY, OWN_COPY, VERSION
from portal.web.statics import STATIC


class WrongHash(Exception):
    """What came is not what was pinned."""


def integrity(content: bytes) -> str:
    """The SRI of `content`."""
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


def bring_htmx() -> Path:
    """Put the pinned htmx in its place, unless it is there already."""
    target = STATIC / OWN_COPY
    if target.is_file() and integrity(target.read_bytes()) == INTEGRITY:
        return target
    content = (_from_npm() if shutil.which("npm") else None) or _from_cdn()
    if integrity(content) != INTEGRITY:
        raise WrongHash(f"htmx {VERSION} does not have the pinned hash")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return target


def _from_npm() -> bytes | None:
    npm = shutil.which("npm") or "npm"
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(  # noqa: S603
            [npm, "pack", "--silent", f"htmx.org@{VERSION}"], cwd=folder, capture_output=True, check=False
        )
        archives = list(Path(folder).glob("*.tgz"))
        if packed.returncode or not archives:
            return None
        with tarfile.open(archives[0]) as archive:
            member = archive.extractfile("package/dist/htmx.min.js")
            return member.read() if member else None


def _from_cdn() -> bytes:
    with urllib.request.urlopen(CDN_PATH, timeout=30) as answer:  # noqa: S310  (a constant https address)
        return bytes(answer.read())


def compress() -> None:
    """Brotli and gzip siblings of every static file that gets smaller."""
    compressor = Compressor(quiet=True)
    for path in STATIC.rglob("*"):
        if path.is_file() and compressor.should_compress(path.name):
            for _ in compressor.compress(str(path)):
                pass


if __name__ == "__main__":
    try:
        bring_htmx()
    except (OSError, WrongHash) as problem:
        print(f"htmx could not be brought ({problem}): pages take it from the CDN.", file=sys.stderr)  # noqa: T201
    compress()
