"""Starting: importing the portal and building its app, against importing what it is made of."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.lines import Line, at_most, context
from bench.servers import ROOT, portal_environ

TITLE = "Start-up (fresh processes, in turns, median)"
BASE = "import flask, flask_sqlalchemy, flask_login, flask_wtf, flask_babel, jinja2"
PORTAL = "import portal; portal.create_app()"
TIMED = "import time; start = time.perf_counter(); {}; print(time.perf_counter() - start)"


def measure(folder: Path, long: bool) -> Iterator[Line]:
    environ = {**os.environ, **portal_environ(folder)}
    base, portal = [], []
    for turn in range(16 if long else 8):
        times = _seconds(BASE, environ), _seconds(PORTAL, environ)
        if turn:  # the first turn compiles and warms the disk cache
            base.append(times[0])
            portal.append(times[1])
    yield context("six base packages", 1000 * median(base), " ms")
    yield context("import portal, create_app()", 1000 * median(portal), " ms")
    yield at_most("the portal, times the base", median(portal) / median(base), 4, " x", 2)


def _seconds(statement: str, environ: dict[str, str]) -> float:
    said = subprocess.run(
        [sys.executable, "-c", TIMED.format(statement)],
        cwd=ROOT,
        env=environ,
        check=True,
        capture_output=True,
        text=True,
    )
    return float(said.stdout)
