"""What a web process or the worker lets be seen of it from outside: as the settings say, else nothing."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from flask import Flask

from portal.web.metrics import counting, gather_in
from portal.web.observed import Listener, log_as_lines, watch, write_line
from portal.web.reports import report_errors


def watch_server(app: Flask) -> None:
    """For a web process: lines of log, figures, reports of errors."""
    listeners: list[Listener] = []
    if watch_process(app):
        listeners.append(write_line)
    if app.config["PORTAL_METRICS_TOKEN"]:
        gather_in(Path(app.instance_path))
        listeners.append(counting())
    if listeners:
        watch(app, *listeners)


def watch_process(app: Flask) -> bool:
    """For any process: reports of errors; whether it logs as lines of JSON."""
    as_lines: bool = app.config["PORTAL_LOG"] == "json"
    if as_lines:
        log_as_lines()
    if app.config["PORTAL_REPORTS_URL"]:
        report_errors(app.config["PORTAL_REPORTS_URL"], release())
    return as_lines


def release() -> str:
    """The version of this portal; "source" where it is not installed."""
    try:
        return version("portal")
    except PackageNotFoundError:
        return "source"
