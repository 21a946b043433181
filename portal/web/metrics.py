"""Figures for Prometheus at `/metrics`: requests of all web processes of this server, and how the queue stands.

Needs the extra `metrics`. Only who knows `PORTAL_METRICS_TOKEN` reads them.
"""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from portal.database import db
from portal.domain.messages.outbox import due
from portal.domain.promises.lists import count_overdue
from portal.domain.settings.alive import BACKUP, WORKER, last_seen
from portal.domain.signups.models import SignUp
from portal.web.observed import Listener, Seen

if TYPE_CHECKING:
    from prometheus_client.core import Metric

#: Seconds; the bars of the slow phone and of the office lie among them.
_STEPS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


def gather_in(instance: Path) -> None:
    """Where the processes of one server add up; to be said before anything of Prometheus is imported.

    Each start of the server has a folder of its own, by the process that started this one; those of servers that are
    gone are taken away.
    """
    root = instance / "metrics"
    mine = root / str(os.getppid())
    mine.mkdir(parents=True, exist_ok=True)
    for other in root.iterdir():
        if other.name.isdigit() and not _lives(int(other.name)):
            shutil.rmtree(other, ignore_errors=True)
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(mine))


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def counting() -> Listener:
    """A listener that counts each request and how long it took, by view."""
    from prometheus_client import CollectorRegistry, Counter, Histogram

    own = CollectorRegistry()
    requests = Counter("portal_requests", "Requests answered.", ("view", "method", "status"), registry=own)
    seconds = Histogram("portal_request_seconds", "Time to answer.", ("view",), buckets=_STEPS, registry=own)

    def count(seen: Seen) -> None:
        requests.labels(seen.view, seen.method, str(seen.status)).inc()
        seconds.labels(seen.view).observe(seen.seconds)

    return count


def text(now: datetime) -> bytes:
    """All figures, in the text format of Prometheus."""
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    registry.register(_Standing(now))
    return generate_latest(registry)


class _Standing:
    """What the database says at this moment."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def collect(self) -> "Iterator[Metric]":
        from prometheus_client.core import GaugeMetricFamily

        waiting, since = due(self._now)
        figures = {
            "portal_messages_waiting": ("Messages that could go out now.", waiting),
            "portal_messages_waiting_seconds": ("How long the oldest of them waits.", self._since(since)),
            "portal_promises_overdue": ("Answers owed past their date.", count_overdue(self._now)),
            "portal_sign_ups": ("Sign-ups stored.", db.session.scalar(select(func.count()).select_from(SignUp))),
            "portal_worker_silent_seconds": ("Since the worker was at work.", self._since(last_seen(WORKER))),
            "portal_backup_age_seconds": ("Since the last backup.", self._since(last_seen(BACKUP))),
        }
        for name, (words, value) in figures.items():
            if value is not None:
                yield GaugeMetricFamily(name, words, value)

    def _since(self, at: datetime | None) -> float | None:
        return None if at is None else (self._now - at).total_seconds()
