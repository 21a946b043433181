"""Unexpected errors, reported to a server that speaks the protocol of Sentry. Needs the extra `reports`.

A report says what broke and where in the code; like a line of the log it holds nothing of anybody.
"""

import logging
import traceback
from typing import Any

from portal.web.observed import request_number


def report_errors(address: str, release: str) -> None:
    """From here on what is logged as an error, with its exception, is reported to `address` (a DSN)."""
    import sentry_sdk

    sentry_sdk.init(
        dsn=address,
        release=release,
        default_integrations=False,
        auto_enabling_integrations=False,
        send_default_pii=False,
        include_local_variables=False,
        max_breadcrumbs=0,
        server_name="portal",
    )
    log = logging.getLogger("portal")
    log.handlers[:] = [one for one in log.handlers if not isinstance(one, _Reports)]  # the worker begins twice
    log.addHandler(_Reports(logging.ERROR))


class _Reports(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        import sentry_sdk

        event: dict[str, Any] = {"level": "error", "logger": record.name, "message": str(record.msg)}
        if number := request_number():
            event["tags"] = {"number": number}
        if record.exc_info and record.exc_info[0] is not None:
            event["exception"] = {"values": [_told(*record.exc_info[::2])]}
        sentry_sdk.capture_event(event)  # type: ignore[arg-type]


def _told(kind: Any, raised: Any) -> dict[str, Any]:
    frames = [
        {
            "filename": frame.filename,
            "function": frame.name,
            "lineno": frame.lineno,
            "in_app": "portal" in frame.filename,
        }
        for frame in traceback.extract_tb(raised)
    ]
    return {"type": kind.__name__, "value": "", "stacktrace": {"frames": frames}}
