"""What browser tests stand on: a running portal, a Chromium, and visitors whose pages never complain."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

from tests.browser import server
from tests.browser.server import Portal
from tests.conftest import lacking

#: A cheap phone.
PHONE = {"width": 360, "height": 740}
#: How long a fact may take to show on a busy machine, in milliseconds; nothing is ever waited for that long.
PATIENCE = 20_000
_ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
#: A page that answers 404, 409 or 422 says so in the console too; that is no fault of the page.
_HARMLESS = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program; `PORTAL_TEST_CHROMIUM` names one that is not on the path."""
    found = shutil.which(os.environ.get("PORTAL_TEST_CHROMIUM") or "chromium")
    if not found:
        lacking("Chromium")
    return str(found)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        started = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database of demo data, built once for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    return server.fill_once(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@pytest.fixture(scope="session")
def portal(chromium: str, filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal that serves its own copy of htmx."""
    started = server.start(filled, tmp_path_factory.mktemp("portal") / "instance", PORTAL_HTMX_SOURCE="local")
    yield started
    started.stop()


@pytest.fixture(scope="session")
def cdn_portal(chromium: str, filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal that takes htmx from the CDN, as it does by default."""
    started = server.start(filled, tmp_path_factory.mktemp("cdn") / "instance", PORTAL_HTMX_SOURCE="cdn")
    yield started
    started.stop()


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """`visit()` is a visitor's page on a phone of their own. At the end no page may have complained in its console,
    but with the words a test says it expects: `visit(expected="ERR_FAILED")`."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def new_visitor(expected: str = "", served_by: Portal | None = None, **options: object) -> Page:
        address = (served_by or request.getfixturevalue("portal")).address
        wanted = {"viewport": PHONE, "base_url": address, "locale": "en-GB", **options}
        context = browser.new_context(**wanted)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)

        def listen(message: ConsoleMessage) -> None:
            harmless = _HARMLESS.search(message.text) or (expected and re.search(expected, message.text))
            if message.type in {"error", "warning"} and not harmless:
                complaints.append(message.text)

        context.on("console", listen)
        context.on("weberror", lambda error: complaints.append(str(error.error)))

        def nobody_else(asked: Request) -> None:
            if not asked.url.startswith((address, "data:", "blob:")):
                complaints.append(f"asked a stranger: {asked.url}")

        if served_by is None:
            context.on("request", nobody_else)
        return context.new_page()

    yield new_visitor
    heard = list(complaints)  # what closing the page breaks off is no complaint
    for context in contexts:
        for page in context.pages:
            page.unroute_all(behavior="ignoreErrors")
        context.close()
    assert not heard, "the browser's console is quiet"


@pytest.fixture
def phone(visit: Visit) -> Page:
    """A visitor's page on a phone, touched by a finger."""
    return visit(has_touch=True, is_mobile=True)


@pytest.fixture
def plain_phone(visit: Visit) -> Page:
    """The same, where JavaScript does not run."""
    return visit(has_touch=True, is_mobile=True, java_script_enabled=False)
