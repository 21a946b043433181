"""How many requests a second, rung by rung: the server alone, Flask, a template, the ORM, and the portal's pages.

`wrk` asks the rungs in short turns, and a ratio is the median over the rounds: what slows one turn of a shared
machine slows its neighbours.
"""

import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench.client import Client
from bench.lines import Line, at_least, context
from bench.servers import Server, build_bare, build_portal, has, portal_environ, serving

TITLE = "Throughput (granian, 2 workers, wrk with 16 connections, brotli asked for, SQLite)"
#: What the portal's pages are held against.
NAMED = "bare Flask + ORM + counts + Jinja of 20 cards + brotli"
CACHED = "bare Flask, constant compressed bytes"
#: The same list, but as visitors meet it: kept in memory, with a look at the public version for each.
REMEMBERED = "portal: list of dates, from memory"
CONNECTIONS = 16


def measure(folder: Path, long: bool) -> Iterator[Line]:
    if not has("wrk"):
        yield Line("not measured: wrk is not on this machine (Debian: apt-get install wrk)", "")
        return
    with ExitStack() as stack:
        rungs = _rungs(stack, folder)
        for rung in rungs:
            rung.warm_up()
        for _ in range(9 if long else 5):
            for rung in rungs:
                rung.take_turn(2 if long else 1)
    named, cached = (next(rung for rung in rungs if rung.name == name) for name in (NAMED, CACHED))
    for rung in rungs:
        shown = f"{rung.name}  ({rung.milliseconds:.2f} ms of processor each, spread {rung.spread:.0%})"
        yield context(shown, median(rung.rates), " /s")
    yield Line("", "")
    for rung in rungs[rungs.index(named) + 1 : -1]:
        share = 100 * rung.share_of(named)
        if rung.name == "portal: list of dates":
            yield at_least(f"{rung.name}, of: {NAMED}", share, 50, " %")
        else:
            yield context(f"{rung.name}, of the same", share, " %")
        yield context("    by processor time", 100 * named.milliseconds / rung.milliseconds, " %")
    remembered = rungs[-1]
    yield at_least(f"{remembered.name}, of: {cached.name}", 100 * remembered.share_of(cached), 60, " %")
    yield context("    by processor time", 100 * cached.milliseconds / remembered.milliseconds, " %")


class Rung:
    """One address of one server, and what its turns gave."""

    def __init__(self, name: str, server: Server, path: str) -> None:
        self.name, self._server, self._path = name, server, path
        self.rates: list[float] = []
        self._cpu: list[float] = []

    def warm_up(self) -> None:
        """Also: a rung that answers an error would look fast."""
        client = Client(self._server.port)
        status, body = client.get(self._path)
        client.close()
        if status != 200 or not body:
            raise RuntimeError(f"{self.name} answers {status}")
        wrk(self._server.url(self._path), 1)

    def take_turn(self, seconds: int) -> None:
        before = self._server.cpu_seconds()
        requests, rate = wrk(self._server.url(self._path), seconds)
        self._cpu.append((self._server.cpu_seconds() - before) / requests)
        self.rates.append(rate)

    def share_of(self, other: "Rung") -> float:
        """This rung's rate in parts of the other's, turn by turn: what slows one turn slows its neighbours."""
        return median(own / its for own, its in zip(self.rates, other.rates, strict=True))

    @property
    def milliseconds(self) -> float:
        """Processor time of one request: hardly moved by what else the machine does."""
        return 1000 * median(self._cpu)

    @property
    def spread(self) -> float:
        return (max(self.rates) - min(self.rates)) / median(self.rates)


def _rungs(stack: ExitStack, folder: Path) -> list[Rung]:
    """From the lightest to the portal's own pages."""
    constant = stack.enter_context(serving("bench.bare:constant", {}))
    plain = stack.enter_context(serving("bench.bare:plain()", {}))
    database = build_bare(f"sqlite:///{folder / 'bare.sqlite3'}")
    orm = stack.enter_context(serving("bench.bare:with_database()", database))
    full = stack.enter_context(serving("bench.bare:with_database()", database | {"BARE_COMPRESS": "1"}))
    environ = portal_environ(folder)
    build_portal(environ)
    portal = stack.enter_context(serving("wsgi:app", environ))
    session = bookable_session(portal)
    remembering = stack.enter_context(serving("wsgi:app", portal_environ(folder, kept=True)))
    return [
        Rung("constant bytes, bare WSGI", constant, "/"),
        Rung("bare Flask, constant text", plain, "/"),
        Rung(CACHED, plain, "/cached"),
        Rung("bare Flask + Jinja of 20 cards", plain, "/cards"),
        Rung("bare Flask + ORM + Jinja of 20 cards", orm, "/cards"),
        Rung(NAMED, full, "/counted"),
        Rung("portal: list of dates", portal, "/fr/sessions"),
        Rung("portal: home", portal, "/fr/"),
        Rung("portal: course session", portal, session),
        Rung("portal: seat form", portal, f"{session}/seat"),
        Rung(REMEMBERED, remembering, "/fr/sessions"),
    ]


def bookable_session(portal: Server) -> str:
    """The address of the first course session of the list that has free seats."""
    client = Client(portal.port)
    _, page = client.get("/fr/sessions?free=1")
    client.close()
    return re.search(rb'href="(/fr/sessions/[a-z0-9]{8,16})"', page)[1].decode()  # type: ignore[index]


def wrk(url: str, seconds: int) -> tuple[int, float]:
    """(requests answered, requests a second)"""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-H", "Accept-Encoding: br", url]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said:
        raise RuntimeError(f"{url} answered errors:\n{said}")
    requests = int(re.search(r"(\d+) requests in", said)[1])  # type: ignore[index]
    return requests, float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])  # type: ignore[index]
