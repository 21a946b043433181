"""Growth: the list of dates and its filter with 100, 10,000 and 100,000 course sessions."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask
from sqlalchemy import event, func, insert, select

from bench.lines import Line, at_most, context
from bench.servers import build_portal, portal_environ
from portal import clock, create_app
from portal.database import begin_write, db
from portal.domain.accounts.models import Person
from portal.domain.catalogue.models import Course, CourseSession, Place, SessionDate, SpokenLanguage
from portal.domain.signups.models import SignUp
from portal.domain.signups.states import State

TITLE = "Growth (SQLite, processor time; half of the course sessions are over, one in 100 has no date)"
SIZES = (100, 10_000, 100_000)
MOST_QUERIES = 12
PAGES = {
    "list": "/fr/sessions",
    "one place": "/fr/sessions?place=bordeaux",
    "kind and language": "/fr/sessions?kind=flash&language=ar",
    "with free seats": "/fr/sessions?free=1",
    "words": "/fr/sessions?q=ordinateur",
    "words and a slip": "/fr/sessions?q=ordinatuer+paris",
    "evenings": "/fr/sessions?when=evening",
    "near a town": "/fr/sessions?town=Montreuil&radius=10",
    "nothing fits": "/fr/sessions?q=cv&when=evening&town=Brest&mode=there",
    "page 5": "/fr/sessions?page=5",
}


class Watch:
    """Queries of one page, by their text: how many, and the seconds each took."""

    def __init__(self) -> None:
        self.counts: list[int] = []
        self.seconds: dict[str, list[float]] = defaultdict(list)


def measure(folder: Path, long: bool) -> Iterator[Line]:
    environ = portal_environ(folder)
    build_portal(environ)
    app = create_app(environ=environ)
    times: dict[str, list[float]] = {name: [] for name in PAGES}
    watches: dict[str, list[Watch]] = {name: [] for name in PAGES}
    with app.app_context():
        only_the_catalogue()
        for size in SIZES:
            _grow(size)
            found = ask(app, PAGES, 41 if long else 15)
            for name, (seconds, watch) in found.items():
                times[name].append(seconds)
                watches[name].append(watch)
        db.session.remove()
        db.engine.dispose()
    yield from compared(times, watches)


def compared(times: dict[str, list[float]], watches: dict[str, list[Watch]]) -> Iterator[Line]:
    """Each page at each size, and how much more it costs at the last."""
    for name, of_page in times.items():
        counts = [count for watch in watches[name] for count in watch.counts]
        sizes = ", ".join(f"{1000 * seconds:.1f}" for seconds in of_page)
        yield context(f"{name}: ms at {', '.join(f'{size:,}' for size in SIZES)}: {sizes}; queries", max(counts))
        ratio = at_most(f"{name}: {SIZES[-1]:,} over {SIZES[0]:,}", of_page[-1] / of_page[0], 1.5, " x", 2)
        yield ratio
        if not ratio.met:
            yield from _what_grew(watches[name][0], watches[name][-1])
    most = max(count for of_page in watches.values() for watch in of_page for count in watch.counts)
    constant = all(len({count for watch in of_page for count in watch.counts}) == 1 for of_page in watches.values())
    yield Line(
        "queries of a page, the same at every size", str(most), f"under {MOST_QUERIES}", most < 12 and constant
    )


def _what_grew(small: Watch, large: Watch) -> Iterator[Line]:
    """The queries of the page that cost most more than before, by what they read and their last words."""
    more = Counter(
        {text: median(taken) - median(small.seconds.get(text, [0.0])) for text, taken in large.seconds.items()}
    )
    for text, seconds in more.most_common(2):
        words = " ".join(text.split())
        shown = f"{words[:34]} ... {words[-56:]}" if len(words) > 96 else words
        yield context(f"    grew: {shown}", 1000 * seconds, " ms more", 1)


def ask(app: Flask, pages: dict[str, str], times: int) -> dict[str, tuple[float, Watch]]:
    """Median processor seconds of each page, SQLite's included, asked in turns; and its queries."""
    client = app.test_client()
    taken: dict[str, list[float]] = {name: [] for name in pages}
    watches = {name: Watch() for name in pages}
    for turn in range(times + 2):
        for name, address in pages.items():
            with watching() as seen:
                start = time.process_time()
                answer = client.get(address, headers={"Accept-Encoding": "br"})
                seconds = time.process_time() - start
            if answer.status_code not in {200, 404}:
                raise RuntimeError(f"{address} answers {answer.status_code}")
            if turn < 2 or answer.status_code == 404:  # warming up; or a page the small list does not have
                continue
            taken[name].append(seconds)
            watches[name].counts.append(len(seen))
            for text, spent in seen:
                watches[name].seconds[text].append(spent)
    return {name: (median(found), watches[name]) for name, found in taken.items()}


@contextmanager
def watching() -> Iterator[list[tuple[str, float]]]:
    """The SELECTs made meanwhile, with the seconds each took to its first row."""
    seen: list[tuple[str, float]] = []
    started: list[float] = []

    def before(*_: Any) -> None:
        started.append(time.perf_counter())

    def after(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        seconds = time.perf_counter() - started.pop()
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            seen.append((statement, seconds))

    event.listen(db.engine, "before_cursor_execute", before)
    event.listen(db.engine, "after_cursor_execute", after)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", before)
        event.remove(db.engine, "after_cursor_execute", after)


_KEPT = {"programme", "course", "course_next", "skill_block", "place", "course_word", "place_word", "public_version"}


def only_the_catalogue() -> None:
    """Courses and places of the demo stay; its course sessions make room."""
    begin_write()
    for table in reversed(db.metadata.sorted_tables):
        if table.name not in _KEPT:
            db.session.execute(table.delete())
    db.session.commit()


def _grow(size: int) -> None:
    """Fill up to `size` course sessions, each with its date, two languages and two sign-ups."""
    begin_write()
    first = (db.session.scalar(select(func.max(CourseSession.id))) or 0) + 1
    courses = db.session.scalars(select(Course.id)).all()
    places = db.session.scalars(select(Place.id)).all()
    numbers = range(first, size + 1)
    db.session.execute(insert(CourseSession), [_course_session(number, courses, places) for number in numbers])
    dated = [number for number in numbers if number % 100]
    db.session.execute(insert(SessionDate), [{"course_session_id": number} | _hours(number) for number in dated])
    db.session.execute(
        insert(SpokenLanguage),
        [{"course_session_id": number, "code": code} for number in numbers for code in _codes(number)],
    )
    people = [
        {"id": number, "first_name": "Nour", "name_folded": "nour", "created_at": clock.now()} for number in numbers
    ]
    db.session.execute(insert(Person), people)
    db.session.execute(insert(SignUp), [_sign_up(number, 1 + number % 3) for number in dated])
    db.session.commit()
    db.session.execute(db.text("ANALYZE"))
    db.session.commit()


def _hours(number: int) -> dict[str, Any]:
    """Every other one is over; the next ones lie an hour apart from tomorrow on."""
    hours = timedelta(hours=24 + number)
    start = _TODAY + hours if number % 2 else _TODAY - hours
    return {"starts_at": start, "ends_at": start + timedelta(hours=2)}


_TODAY = clock.now()


def _course_session(number: int, courses: Any, places: Any) -> dict[str, Any]:
    hours = _hours(number) if number % 100 else {"starts_at": None, "ends_at": None}
    # A factor without a common divisor with the sizes, so that each course comes to each place.
    course, place = courses[number * 7 % len(courses)], places[number * 5 // len(courses) % len(places)]
    # As many evenings and weekends as a week has of them.
    fits = {"evening": number // 2 % 6 == 0, "weekend": number // 2 % 7 == 0}
    return {"ref": f"ref{number:08}", "course_id": course, "place_id": place, "capacity": 3, **hours, **fits}


def _codes(number: int) -> tuple[str, str]:
    return "fr", ("ar", "en", "uk", "fa", "so")[number % 5]


def _sign_up(number: int, party: int) -> dict[str, Any]:
    return {
        "ref": f"sign{number:012}",
        "course_session_id": number,
        "person_id": number,
        "state": State.CONFIRMED,
        "party": party,
        "code": "unused",
        "code_digest": f"{number:032}",
        "consent_version": "bench",
        "language": "fr",
        "consent_at": _TODAY,
        "created_at": _TODAY,
    }
