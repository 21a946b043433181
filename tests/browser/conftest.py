"""Every test in this folder drives a real browser."""

from pathlib import Path

import pytest

from tests.browser.fixtures import browser, cdn_portal, chromium, filled, phone, plain_phone, portal, visit

__all__ = ["browser", "cdn_portal", "chromium", "filled", "phone", "plain_phone", "portal", "visit"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
