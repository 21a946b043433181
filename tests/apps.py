"""A second portal beside the one under test: other settings, the same keys."""

from pathlib import Path
from typing import Any

from flask import Flask

from portal import create_app
from tests.conftest import settings
from tests.html import PortalClient


def another(
    app: Flask, folder: Path, database_url: str = "", overrides: dict[str, Any] | None = None, **more: str
) -> Flask:
    """A portal with its own settings. It shares the keys of `app`: the vault is one for the process."""
    keys = {
        "PORTAL_SECRET_KEY": app.config["PORTAL_SECRET_KEY"],
        "PORTAL_DATA_KEYS": ",".join(app.config["PORTAL_DATA_KEYS"]),
        "PORTAL_LOOKUP_KEY": app.config["PORTAL_LOOKUP_KEY"],
    }
    made = create_app({"TESTING": True} | (overrides or {}), settings(folder, database_url, **keys, **more))
    made.test_client_class = PortalClient
    return made
