"""Every test in this folder drives a real browser."""

from pathlib import Path

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """The fixtures are shared with the sweep: one Chromium and one portal a worker."""
    config.pluginmanager.import_plugin("tests.browser.fixtures")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
