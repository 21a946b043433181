"""The settings as they are in force: the environment's, and before them what the team changed in the back office.

They lie in `app.config`, where everything reads them. Every change of a setting moves the number of what the public
sees (`portal.public_version`), so a process that knows the number has nothing to ask: only when it moved are the few
rows read again. Each request follows before its address is looked at (a language may have come or gone), the worker
before each round.
"""

import logging
import threading
from collections.abc import Callable, Iterable
from datetime import time
from typing import Any

from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from portal.config import SETTINGS
from portal.domain.settings.changes import changed
from portal.domain.settings.ours import Ours, decide
from portal.web.page_cache import NUMBER

logger = logging.getLogger(__name__)

#: What the team may change, by the name it has in the configuration.
OF_THE_TEAM = {f"PORTAL_{setting.name}": setting for setting in SETTINGS if setting.team}


class InForce:
    """What the team changed, as far as this process knows."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._lock = threading.Lock()
        self._then: list[Callable[[Flask], None]] = [_decide]
        #: As the environment has them, of those that are changed.
        self._of_environment: dict[str, Any] = {}
        self._number: int | None = None
        #: Everything the team changed, as it is written; also what is no setting of the environment.
        self.changed: dict[str, str] = {}
        _decide(app)

    def then(self, do: Callable[[Flask], None]) -> None:
        """After each change, and now: make anew what was made of the settings."""
        self._then.append(do)
        do(self._app)

    def follow(self, number: int | None) -> None:
        """Be at least as new as this number; None: nothing can be known now, so all stays as it is."""
        if number is None or number == self._number:
            return
        with self._lock, self._app.app_context():
            try:
                now = changed()
            except SQLAlchemyError:
                logger.exception("settings: read at the next request")
                return
            self._number = number
            if now != self.changed:
                self._apply(now)

    def usual(self, name: str) -> Any:
        """What the environment says of the setting `name` of the configuration, whatever the team changed."""
        return self._of_environment.get(name, self._app.config[name])

    def written(self, name: str) -> str:
        """What holds, as text."""
        value = self._app.config[name]
        if isinstance(value, dict):
            return ", ".join(f"{key}={one}" for key, one in value.items())
        if isinstance(value, time):
            return f"{value:%H:%M}"
        return ",".join(value) if isinstance(value, list) else str(value)

    def forget(self) -> None:
        """As after the start."""
        with self._lock, self._app.app_context():
            self._number = None
            if self.changed:
                self._apply({})

    def _apply(self, now: dict[str, str]) -> None:
        config = self._app.config
        config.update(self._of_environment)
        self._of_environment, self.changed = {}, now
        for name, setting in OF_THE_TEAM.items():
            if name in now:
                try:
                    value = setting.read(now[name])
                except ValueError:  # written by an older portal, with other bounds
                    logger.error("settings: %s of the database cannot be read", name)
                    continue
                self._of_environment[name] = config[name]
                config[name] = value
        for do in self._then:
            do(self._app)


def _decide(app: Flask) -> None:
    """Give the rules of the domain what is theirs."""
    settings = app.config
    decide(
        Ours(
            waking_from=settings["PORTAL_WAKING_FROM"],
            waking_until=settings["PORTAL_WAKING_UNTIL"],
            office_closes=settings["PORTAL_OFFICE_CLOSES"],
            remind_day_before_at=settings["PORTAL_REMIND_DAY_BEFORE"],
            remind_morning_at=settings["PORTAL_REMIND_MORNING"],
            months=settings["PORTAL_KEEP_MONTHS"],
        )
    )


def in_force() -> InForce:
    found: InForce = current_app.extensions["in_force"]
    return found


def follow() -> None:
    """Read again what the team changed, if anything did: before a round of the worker, after a change."""
    in_force().follow(current_app.extensions["page_cache"].version())


class Following:
    """WSGI middleware between the pages in memory, which know the number already, and the app."""

    def __init__(self, inner: Callable[..., Iterable[bytes]], app: Flask) -> None:
        self._inner, self._app = inner, app

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        number = environ[NUMBER] if NUMBER in environ else self._app.extensions["page_cache"].version()
        self._app.extensions["in_force"].follow(number)
        return self._inner(environ, start_response)


def init_in_force(app: Flask) -> None:
    """Before the page cache is: it stands in front of this."""
    app.extensions["in_force"] = InForce(app)
    app.wsgi_app = Following(app.wsgi_app, app)  # type: ignore[method-assign]
