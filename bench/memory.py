"""Memory of one worker process after thousands of mixed requests, and whether it grows."""

import threading
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from bench.client import Client
from bench.ladder import bookable_session
from bench.lines import Line, at_most, context
from bench.servers import build_portal, portal_environ, serving

TITLE = "Memory (resident, one worker; clean shared pages of libraries included)"
CLIENTS = 4
FIRST, LAST = 10_000, 50_000
PATHS = (
    "/{}/",
    "/{}/sessions",
    "/{}/sessions?place=paris-20",
    "/{}/sessions?free=1&page=2",
    "/{}/courses",
    "/{}/privacy",
    "/{}/seats",
    "/{}/no-such-page",
    "/static/icons.svg",
)


def measure(folder: Path, long: bool) -> Iterator[Line]:
    environ = portal_environ(folder, kept=True)
    build_portal(environ)
    with serving("wsgi:app", environ, workers=1) as server:
        (worker,) = server.workers
        session = bookable_session(server).removeprefix("/fr")
        paths = [
            path.format(language)
            for path in (*PATHS, "/{}" + session, "/{}" + session + "/seat")
            for language in ("fr", "en", "ar", "fa", "uk")
        ]
        yield context("after start", resident(worker), " MB", 1)
        ask(server.port, paths, FIRST)
        first = resident(worker)
        yield at_most(f"after {FIRST:,} mixed requests", first, 150, " MB", 1)
        if not long:
            yield Line(f"growth from {FIRST:,} to {LAST:,} requests", "only with --long", "at most 5 %")
            return
        ask(server.port, paths, LAST - FIRST)
        yield at_most(f"growth from {FIRST:,} to {LAST:,} requests", 100 * (resident(worker) / first - 1), 5, " %", 1)


def ask(port: int, paths: list[str], count: int) -> None:
    """`count` requests by a few visitors at once, each a new visitor every time."""

    def visit(offset: int) -> None:
        client = Client(port)
        for path in islice(cycle(paths[offset:] + paths[:offset]), count // CLIENTS):
            client.get(path)
            client.forget_cookies()
        client.close()

    visitors = [threading.Thread(target=visit, args=(7 * number,)) for number in range(CLIENTS)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()


def resident(pid: int) -> float:
    """Megabytes (10^6 bytes) a process keeps in memory."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
    return kilobytes * 1024 / 1e6
