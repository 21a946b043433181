"""The rush for seats: complete sign-ups a second by 16 clients on one course session, through HTTP.

A sign-up is a POST of the real form: token, idempotency key, a new name, a phone number; it is over when the
303 to the card has come, which is after the durable commit. Held against a bare Flask + ORM insert of one row
on the same server and database, in turns.
"""

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from sqlalchemy import func, select

from bench.client import Client, csrf_token
from bench.lines import Line, at_least, at_most, context
from bench.servers import Server, build_bare, build_portal, portal_environ, serving
from portal import clock, create_app
from portal.database import begin_write, db
from portal.domain.catalogue.calendar import set_dates
from portal.domain.catalogue.models import Course, CourseSession, Place, SessionDate
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import HOLDING
from portal.vault import new_ref
from tests import postgres

TITLE = "The rush for seats (16 clients, one course session, durable commits)"
CLIENTS = 16
#: The course session of the bare app that everybody wants (see `bench.bare.fill`).
HOT_SESSION = 21
SMALL_ROOM = 12


@dataclass(frozen=True)
class Rush:
    """What came of one: seats given, seconds in all, and each client's waits in seconds."""

    given: int
    refused: int
    seconds: float
    waits: list[float]

    @property
    def rate(self) -> float:
        return self.given / self.seconds

    @property
    def p99_over_median(self) -> float:
        return quantiles(self.waits, n=100)[98] / median(self.waits)


def measure(folder: Path, long: bool) -> Iterator[Line]:
    yield from _on("SQLite", folder / "sqlite", "", "", long)
    programs = postgres.find_programs()
    if not programs:
        yield Line("PostgreSQL: not measured, it is not on this machine", "")
        return
    cluster = postgres.Cluster(programs)
    cluster.start()
    try:
        of_portal = postgres.create_database(cluster.url, "bench_portal")
        of_bare = postgres.create_database(cluster.url, "bench_bare")
        yield from _on("PostgreSQL", folder / "postgresql", of_portal, of_bare, long)
    finally:
        cluster.stop()


def _on(name: str, folder: Path, of_portal: str, of_bare: str, long: bool) -> Iterator[Line]:
    folder.mkdir()
    environ = portal_environ(folder, of_portal)
    build_portal(environ)
    bare_url = of_bare.replace("postgresql:", "postgresql+psycopg:") or f"sqlite:///{folder / 'bare.sqlite3'}"
    each, rounds = (60, 5) if long else (25, 3)
    app = create_app(environ=environ)
    with ExitStack() as stack:
        stack.enter_context(app.app_context())
        portal = stack.enter_context(serving("wsgi:app", environ))
        bare = stack.enter_context(serving("bench.bare:with_database()", build_bare(bare_url)))
        bare_rushes, rushes, oversold = [], [], 0
        for turn in range(rounds + 1):
            bare_rush = rush(bare, f"/sessions/{HOT_SESSION}/seat", each, token=False)
            course_session = _open_course_session(CLIENTS * each)
            portal_rush = rush(portal, f"/fr/sessions/{course_session.ref}/seat", each)
            oversold += _oversold(course_session, portal_rush)
            if turn:  # the first turn warms both up
                bare_rushes.append(bare_rush)
                rushes.append(portal_rush)
        small = _open_course_session(SMALL_ROOM)
        crowd = rush(portal, f"/fr/sessions/{small.ref}/seat", 4)
        oversold += _oversold(small, crowd)
        db.session.remove()
        db.engine.dispose()
    bare_rate, rate = median(one.rate for one in bare_rushes), median(one.rate for one in rushes)
    waits = [wait for one in rushes for wait in one.waits]
    yield context(f"{name}: bare Flask + ORM insert", bare_rate, " /s")
    yield context(f"{name}: portal, complete sign-ups", rate, " /s")
    yield at_least(f"{name}: portal, of the bare insert", 100 * rate / bare_rate, 40, " %")
    yield context(f"{name}: median wait", 1000 * median(waits), " ms")
    yield at_most(f"{name}: p99 over median", median(one.p99_over_median for one in rushes), 20, " x", 1)
    yield context(
        f"{name}: bare insert, p99 over median", median(one.p99_over_median for one in bare_rushes), " x", 1
    )
    yield context(f"{name}: {SMALL_ROOM} seats, {CLIENTS * 4} sent: given", crowd.given)
    yield at_most(f"{name}: seats sold beyond the room, or told and not stored", oversold, 0)


def _open_course_session(seats: int) -> CourseSession:
    """A course session tomorrow with so many seats, in the database of the running portal."""
    begin_write()
    start = clock.now() + timedelta(days=1)
    made = CourseSession(
        ref=new_ref(8),
        course=db.session.scalars(select(Course).order_by(Course.id)).first(),
        place=db.session.scalars(select(Place).order_by(Place.id)).first(),
        capacity=seats,
    )
    set_dates(made, [SessionDate(starts_at=start, ends_at=start + timedelta(hours=2))])
    db.session.add(made)
    db.session.commit()
    return made


def _oversold(course_session: CourseSession, outcome: Rush) -> int:
    """Seats held beyond the capacity, and bookings that were acknowledged but are not there."""
    db.session.rollback()
    held = db.session.scalar(
        select(func.coalesce(func.sum(SignUp.party), 0)).where(
            SignUp.course_session_id == course_session.id, SignUp.state.in_(HOLDING)
        )
    )
    return max(0, held - course_session.capacity) + abs(held - outcome.given)


def rush(server: Server, path: str, each: int, token: bool = True) -> Rush:
    """CLIENTS visitors open the form once, wait for each other, then send it `each` times with new names."""
    start_line = threading.Barrier(CLIENTS + 1)
    outcomes: list[list[tuple[int, float]]] = [[] for _ in range(CLIENTS)]
    failures: list[BaseException] = []

    def visit(number: int) -> None:
        try:
            client = Client(server.port)
            _, page = client.get(path)
            known = {"csrf_token": csrf_token(page)} if token else {}
            bodies = [known | _answers(number * each + turn) for turn in range(each)]
            start_line.wait()
            for body in bodies:
                outcomes[number].append(_timed(client.post, path, body))
            client.close()
        except BaseException as failure:
            failures.append(failure)
            start_line.abort()

    visitors = [threading.Thread(target=visit, args=(number,)) for number in range(CLIENTS)]
    for visitor in visitors:
        visitor.start()
    with suppress(threading.BrokenBarrierError):  # a visitor failed, and the reason is raised below
        start_line.wait()
    start = time.perf_counter()
    for visitor in visitors:
        visitor.join()
    seconds = time.perf_counter() - start
    if failures:
        raise failures[0]
    return _summed(outcomes, seconds)


def _summed(outcomes: list[list[tuple[int, float]]], seconds: float) -> Rush:
    answers = [answer for of_one in outcomes for answer in of_one]
    strange = {status for status, _ in answers} - {303, 409}
    if strange:
        raise RuntimeError(f"The rush was answered {strange}.")
    given = sum(status == 303 for status, _ in answers)
    return Rush(given, len(answers) - given, seconds, [wait for _, wait in answers])


def _answers(number: int) -> dict[str, str]:
    """A new learner each time, with a number of the series the form gives as its example."""
    return {
        "first_name": "Nour " + "".join(secrets.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(10)),
        "reach_by": "phone",
        "phone": f"06 12 34 {number // 100 % 100:02} {number % 100:02}",
        "email": "",
        "party": "1",
        "consent": "y",
        "key": secrets.token_urlsafe(16),
    }


def _timed(send: Callable[..., tuple[int, bytes]], *arguments: Any) -> tuple[int, float]:
    start = time.perf_counter()
    status, _ = send(*arguments)
    return status, time.perf_counter() - start
