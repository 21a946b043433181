"""The long walk: every kind of page in every language, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.server import Portal
from tests.sweep.walk import Holder, book


def pytest_configure(config: pytest.Config) -> None:
    """The fixtures are those of the browser tests: one Chromium and one portal a worker."""
    config.pluginmanager.import_plugin("tests.browser.fixtures")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            item.add_marker("sweep")


@pytest.fixture(scope="session")
def holder(browser: Browser, portal: Portal) -> Iterator[Holder]:
    """Somebody who holds a live booking and one given back, and came by a private link to a third."""
    context = browser.new_context(base_url=portal.address, viewport={"width": 1280, "height": 800})
    yield book(context, portal)
    context.close()


@pytest.fixture
def page(visit, holder: Holder) -> Page:
    """The holder's browser on a desk."""
    opened = visit(viewport={"width": 1280, "height": 800})
    opened.context.add_cookies(holder.cookies)
    return opened


@pytest.fixture
def plain_page(visit, holder: Holder) -> Page:
    """The same without JavaScript: every answer is a whole page."""
    opened = visit(java_script_enabled=False)
    opened.context.add_cookies(holder.cookies)
    return opened
