"""What every test stands on: both databases, a savepoint per test, a client that reads each page it gets."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from portal import create_app
from portal.database import db
from portal.public_version import PublicVersion
from portal.web.limits import limiter
from tests import postgres
from tests.html import PortalClient

#: When the tests happen: a Tuesday morning in Paris, summer time over.
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

#: The keys of portals under test, so that what one of them wrote another can read.
KEYS = {
    "PORTAL_SECRET_KEY": "s" * 64,
    "PORTAL_DATA_KEYS": "dGhlIGtleSBvZiB0aGUgdGVzdHMsIG9mIDMyIGJ5dGU=",
    "PORTAL_LOOKUP_KEY": "l" * 64,
}

#: By these names the first process tells the workers where its server and its folder are.
POSTGRES, SHARED = "PORTAL_TEST_POSTGRES", "PORTAL_TEST_SHARED"
_cluster: postgres.Cluster | None = None
_shared: str | None = None


def pytest_configure(config: pytest.Config) -> None:
    """The first process starts PostgreSQL, if the machine has it, and makes a folder, both for all workers."""
    global _cluster, _shared
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    _shared = os.environ[SHARED] = tempfile.mkdtemp(prefix="portal-tests-")
    programs = postgres.find_programs()
    if programs and not os.environ.get(POSTGRES):
        _cluster = postgres.Cluster(programs)
        _cluster.start()
        os.environ[POSTGRES] = _cluster.url


def pytest_unconfigure(config: pytest.Config) -> None:
    if _cluster:
        _cluster.stop()
    if _shared:
        shutil.rmtree(_shared, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long belongs to the sweep on PostgreSQL, and to every run on SQLite."""
    for item in items:
        parameters = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        if item.get_closest_marker("long_on_postgresql") and parameters.get("database_kind") == "postgresql":
            item.add_marker("sweep")


def pytest_collection_finish(session: pytest.Session) -> None:
    """Ten thousand tests and all that was imported stay: the garbage collector need not look at them again."""
    gc.collect()
    gc.freeze()


def lacking(what: str) -> None:
    """Say what the machine lacks; where everything is required (CI), that is a failure."""
    if os.environ.get("PORTAL_TEST_REQUIRE") == "all":
        pytest.fail(f"{what} is required here and missing")
    pytest.skip(f"{what} is not on this machine")


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Which database the tests run on: each test that needs one runs on both."""
    if request.param == "postgresql" and not os.environ.get(POSTGRES):
        lacking("PostgreSQL")
    return str(request.param)


def new_database(kind: str, folder: Path, name: str, template: str = "") -> str:
    """The address of an empty database of this kind; on PostgreSQL it may begin as a copy of another."""
    if kind == "sqlite":
        return f"sqlite:///{folder / name}.sqlite3"
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return postgres.create_database(os.environ[POSTGRES], f"{name}_{worker}", template)


def settings(folder: Path, database_url: str, **more: str) -> dict[str, str]:
    """The environment of a portal under test."""
    base = {
        "PORTAL_INSTANCE": str(folder),
        "PORTAL_DATABASE_URL": database_url,
        "PORTAL_BASE_URL": "http://portal.test",
        "PORTAL_LIMITS_URL": "memory://",
        "PORTAL_HTMX_SOURCE": "local",
        "PORTAL_PASSWORD_MEMORY_MB": "1",
    }
    return base | more


@pytest.fixture(scope="session")
def filled_app(database_kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An app on a migrated, empty database; tests use it through `app`."""
    from tests.databases import migrated

    folder = tmp_path_factory.mktemp(database_kind)
    url = migrated(database_kind, folder, "tests")
    app = create_app({"TESTING": True}, settings(folder, url, **KEYS))
    app.extensions["its own limits"] = limiter._storage, limiter._limiter
    app.test_client_class = PortalClient
    app.after_request(_nothing_left_unsaved)
    yield app
    with app.app_context():
        db.engine.dispose()


def _nothing_left_unsaved(response):
    """A view that writes must commit, or roll back, before it answers."""
    assert not db.session.info.get("writing"), "the view left its changes unsaved"
    return response


@contextmanager
def in_one_transaction(app: Flask) -> Iterator[Flask]:
    """The app on a database in which nothing that happens in here remains."""
    limiter_state_free(app)
    with app.app_context():
        engines = db.engines
        engine = engines[None]
        with engine.connect() as connection:
            outer = connection.begin()
            engines[None] = connection
            db.session.configure(join_transaction_mode="create_savepoint")
            pages = app.extensions["page_cache"]
            pages.clear()
            pages.version = lambda: connection.scalar(select(PublicVersion.number))
            try:
                yield app
            finally:
                db.session.remove()
                app.extensions["in_force"].forget()
                engines[None] = engine
                outer.rollback()


@contextmanager
def undone(app: Flask) -> Iterator[None]:
    """A part of such a transaction after which all is as before it, also what the app remembers.

    For walks that come to one scene by many ways: what was made before stays. A record that was deleted in here is
    there again, but the object that stood for it is not: read before what is needed after.
    """
    db.session.commit()
    point = db.engines[None].begin_nested()
    try:
        yield
    finally:
        db.session.rollback()
        point.rollback()
        db.session.expire_all()
        app.extensions["page_cache"].clear()  # the number under which pages are kept goes back too
        app.extensions["in_force"].forget()
        limiter_state_free(app)


@pytest.fixture
def app(filled_app: Flask) -> Iterator[Flask]:
    """The app on a database in which nothing that this test does remains."""
    with in_one_transaction(filled_app):
        yield filled_app


def limiter_state_free(app: Flask) -> None:
    # The limiter counts where the app made last told it to; here several are made in one process.
    limiter._storage, limiter._limiter = app.extensions["its own limits"]
    with app.app_context():
        limiter.reset()


@pytest.fixture
def client(app: Flask) -> PortalClient:
    """A visitor. Every page it gets is checked: one h1, a title that begins with it, no duplicate id ..."""
    return app.test_client()


@pytest.fixture
def other(app: Flask) -> PortalClient:
    """Another visitor, on another phone."""
    return app.test_client()


@pytest.fixture(autouse=True)
def still_clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """Time stands still at NOW, but for tests that drive real servers and browsers."""
    if {"live", "browser"} & {mark.name for mark in request.node.iter_markers()}:
        yield
        return
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def java() -> str:
    found = shutil.which("java")
    if not found:
        lacking("Java")
    return found
