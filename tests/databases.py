"""Databases that are ready: migrated, or holding the demo. Each is made once for all workers of a run, and copied.

A copy takes a moment; going through every migration takes seconds, and building the demo half a minute.
"""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import time_machine
from flask import Flask
from flask_migrate import upgrade

from portal import create_app
from portal.database import db
from portal.demo.build import build
from portal.vault import vault
from tests import postgres
from tests.conftest import KEYS, NOW, POSTGRES, SHARED, new_database, settings


def migrated(kind: str, folder: Path, name: str) -> str:
    """The address of a database with every table and nothing in them."""
    return _copy("migrated", upgrade, kind, folder, name)


def with_demo(kind: str, folder: Path, name: str) -> str:
    """The same with the demo as it is at NOW; only a portal with KEYS can read the people in it."""
    return _copy("filled", _fill, kind, folder, name)


def _fill() -> None:
    upgrade()
    with time_machine.travel(NOW, tick=False):
        build(NOW)


def _copy(what: str, make: Callable[[], None], kind: str, folder: Path, name: str) -> str:
    shared = Path(os.environ[SHARED])
    ready = shared / f"{what}-{kind}"
    with (shared / f"{what}-{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the first worker that comes makes it, others wait
        if not ready.exists():
            draft = shared / f"{what}-{kind}.folder"
            draft.mkdir(exist_ok=True)
            with _portal_alone(kind, draft, what) as portal, portal.app_context():
                make()
                db.session.remove()
                db.engine.dispose()
            ready.touch()
        if kind == "postgresql":
            return new_database(kind, folder, name, template=what)
        with (
            closing(sqlite3.connect(shared / f"{what}-{kind}.folder" / f"{what}.sqlite3")) as made,
            closing(sqlite3.connect(folder / f"{name}.sqlite3")) as copied,
        ):
            made.backup(copied)
    return f"sqlite:///{folder / name}.sqlite3"


@contextmanager
def _portal_alone(kind: str, folder: Path, what: str) -> Iterator[Flask]:
    """A portal on an empty database, while the vault of this process keeps the keys it has."""
    if kind == "postgresql":
        url = postgres.create_database(os.environ[POSTGRES], what)
    else:
        url = f"sqlite:///{folder / what}.sqlite3"
    keys_of_the_others = vars(vault).copy()
    try:
        yield create_app({"TESTING": True}, settings(folder, url, **KEYS))
    finally:
        vars(vault).update(keys_of_the_others)
