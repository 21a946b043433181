"""A real portal for the browser: granian, as `make run` starts it, over a migrated SQLite file of demo data."""

import fcntl
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from portal import create_app
from portal.database import begin_write, db
from portal.domain.catalogue.availability import FEW_SEATS
from portal.domain.catalogue.models import CourseSession
from portal.domain.catalogue.search import course_sessions
from portal.domain.signups.seats import seats_taken
from portal.vault import vault

_PROGRAMS = Path(sys.executable).parent
_START_MOST = 60


@dataclass
class Portal:
    """One running portal. `address` is where it answers, `folder` holds its database."""

    address: str
    folder: Path
    process: subprocess.Popen[bytes]

    def ask(self, query: str, *facts: object) -> list[tuple]:
        """Rows of its database, to see what was stored."""
        connection = sqlite3.connect(f"file:{self.folder / 'portal.sqlite3'}?mode=ro", uri=True)
        try:
            return connection.execute(query, facts).fetchall()
        finally:
            connection.close()

    def sign_ups(self, first_name: str) -> int:
        """How many bookings are stored under this first name."""
        query = "SELECT count(*) FROM sign_up JOIN person ON person.id = sign_up.person_id WHERE first_name = ?"
        return int(self.ask(query, first_name)[0][0])

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def inside(folder: Path) -> Iterator[Flask]:
    """The app of the portal that runs in `folder`, to put something into its database or to look at it."""
    keys_of_the_others = vars(vault).copy()
    app = create_app(None, {"PORTAL_INSTANCE": str(folder)})
    with app.app_context():
        try:
            begin_write()
            yield app
            db.session.commit()
        finally:
            db.session.remove()
            db.engine.dispose()
            vars(vault).update(keys_of_the_others)


def fill_once(shared: Path) -> Path:
    """The instance every portal of this run begins with; the first worker that comes builds it, others wait."""
    ready = shared / "demo"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            draft = shared / "demo.draft"
            shutil.rmtree(draft, ignore_errors=True)
            for command in (["db", "upgrade"], ["portal", "demo"]):
                done = subprocess.run([_PROGRAMS / "flask", *command], capture_output=True, env=environment(draft))
                assert done.returncode == 0, done.stderr.decode()
            _widen(draft)
            draft.rename(ready)
    return ready


def _widen(folder: Path) -> None:
    """Give the online dates with many seats left so many more that no run of tests takes them all."""
    with inside(folder):
        dates = course_sessions(select(CourseSession.id))
        taken = seats_taken(date.id for date in dates)
        for date in dates:
            if date.place.online and date.capacity - taken.get(date.id, 0) > FEW_SEATS:
                date.capacity += 500


def start(
    filled: Path, folder: Path, workers: int = 1, app: str = "wsgi:app", where: Path | None = None, **settings: str
) -> Portal:
    """Serve a copy of `filled` in `folder`; a folder that is there already is served as it is.

    `app`: what the server imports, seen from the folder `where`; from the source when none is named.
    """
    if not folder.exists():
        shutil.copytree(filled, folder)
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    command = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)]
    command += ["--blocking-threads", "4", "--no-ws", "--log-level", "warning", app]
    log = folder / f"{port}.log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            [_PROGRAMS / "granian", *command],
            env=environment(folder, PORTAL_BASE_URL=address, **settings),
            cwd=where,
            stdout=written,
            stderr=written,
        )
    portal = Portal(address, folder, process)
    _wait_until_ready(portal, log)
    return portal


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """Of a process that has the portal of `folder`, and nothing of ours."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    return inherited | {"FLASK_APP": "wsgi", "PORTAL_INSTANCE": str(folder)} | settings


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(portal: Portal, log: Path) -> None:
    give_up = time.monotonic() + _START_MOST
    while time.monotonic() < give_up and portal.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{portal.address}/readyz", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    portal.stop()
    raise AssertionError(f"the portal did not start: {log.read_text()}")
