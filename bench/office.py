"""The lists of the back office with 1,000 and 100,000 sign-ups, each with its message and a line of the audit log.

With 1,000 their pages are full: what grows from there on is the cost of the table, not of the page.
"""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, insert, select

from bench.growth import MOST_QUERIES, only_the_catalogue, watching
from bench.lines import Line, at_most, context
from bench.servers import build_portal, portal_environ
from portal import clock, create_app
from portal.database import begin_write, db
from portal.domain.accounts import sign_ins
from portal.domain.accounts.account_models import Account, Grant, OfficeRole
from portal.domain.accounts.models import Person
from portal.domain.auditlog.models import AuditLine
from portal.domain.catalogue.models import Course, CourseSession, Place, SessionDate
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.promises.models import Promise
from portal.domain.signups.models import SignUp

TITLE = "Back office (SQLite, processor time of one page; staff of all places, and of one)"
SIZES = (1000, 100_000)
#: Sign-ups of one course session.
EACH = 10
PAGES = {
    "home": "/fr/office",
    "dates": "/fr/office/sessions",
    "sign-ups of a date": "/fr/office/sessions/ref00000001/sign-ups",
    "people": "/fr/office/people",
    "people by name": "/fr/office/people?q=nour",
    "answers owed": "/fr/office/promises",
    "answers given": "/fr/office/promises?ended=1",
    "messages": "/fr/office/messages",
    "messages of one kind": "/fr/office/messages?kind=seat_given_back",
    "who did what": "/fr/office/audit",
    "who did one thing": "/fr/office/audit?action=promise.kept",
    "is all well": "/fr/office/health",
}
_NOW = clock.now()


def measure(folder: Path, long: bool) -> Iterator[Line]:
    environ = portal_environ(folder)
    build_portal(environ)
    app = create_app(environ=environ)
    found: dict[tuple[str, str], list[tuple[float, int]]] = {}
    with app.app_context():
        only_the_catalogue()
        who = {"all places": _account(None), "one place": _account(db.session.scalar(select(func.min(Place.id))))}
        for size in SIZES:
            _grow(size)
            for name, account in who.items():
                for page, figures in _ask(app, account, 21 if long else 7).items():
                    found.setdefault((name, page), []).append(figures)
        db.session.remove()
        db.engine.dispose()
    for (name, page), of_page in found.items():
        sizes = ", ".join(f"{1000 * seconds:.1f}" for seconds, _count in of_page)
        queries = max(count for _seconds, count in of_page)
        yield context(f"{page} ({name}): ms at {', '.join(f'{size:,}' for size in SIZES)}: {sizes}; queries", queries)
        yield at_most(f"{page} ({name}): {SIZES[-1]:,} over {SIZES[0]:,}", of_page[-1][0] / of_page[0][0], 2, " x", 2)
    most = max(count for figures in found.values() for _seconds, count in figures)
    yield context(f"most queries of a page (a public one has under {MOST_QUERIES})", most)


def _account(place_id: int | None) -> int:
    begin_write()
    name = f"bench{place_id or ''}"
    account = Account(ref=name, name=name, email=name, email_digest=name, language="fr", created_at=_NOW)
    db.session.add(account)
    db.session.flush()
    db.session.add(Grant(account_id=account.id, role=OfficeRole.STAFF, place_id=place_id, granted_at=_NOW))
    if place_id is None:
        db.session.add(Grant(account_id=account.id, role=OfficeRole.ADMIN, granted_at=_NOW))
    db.session.commit()
    return account.id


def _signed_in(app: Flask, account_id: int) -> FlaskClient:
    client = app.test_client()
    token = sign_ins.begin(db.session.get_one(Account, account_id), "bench", True, clock.now())
    db.session.commit()
    with client.session_transaction() as session:
        session["_user_id"] = token
    return client


def _ask(app: Flask, account_id: int, times: int) -> dict[str, tuple[float, int]]:
    """Median processor seconds, and queries, of each page."""
    client = _signed_in(app, account_id)
    found: dict[str, tuple[float, int]] = {}
    for name, address in PAGES.items():
        taken, counts = [], []
        for turn in range(times + 1):
            db.session.remove()
            with watching() as seen:
                start = time.process_time()
                answer = client.get(address)
                seconds = time.process_time() - start
            if answer.status_code not in {200, 404}:
                raise RuntimeError(f"{address} answers {answer.status_code}")
            if turn:
                taken.append(seconds)
                counts.append(len(seen))
        found[name] = median(taken), max(counts)
    return found


def _grow(size: int) -> None:
    """Fill up to `size` sign-ups."""
    begin_write()
    first = (db.session.scalar(select(func.max(SignUp.id))) or 0) + 1
    numbers = range(first, size + 1)
    sessions = sorted({1 + number // EACH for number in numbers} - set(db.session.scalars(select(CourseSession.id))))
    courses = db.session.scalars(select(Course.id)).all()
    places = db.session.scalars(select(Place)).all()
    rows = [_course_session(number, courses, [place.id for place in places]) for number in sessions]
    db.session.execute(insert(CourseSession), rows)
    hours = [{"course_session_id": number} | _hours(number) for number in sessions]
    db.session.execute(insert(SessionDate), hours)
    people = [_person(number) for number in numbers]
    for part in _parts(people):
        db.session.execute(insert(Person), part)
    for model, row in ((SignUp, _sign_up), (Message, _message), (AuditLine, _audit_line), (Promise, _promise)):
        for part in _parts([row(number, places) for number in numbers]):
            db.session.execute(insert(model), part)
    db.session.commit()
    db.session.execute(db.text("ANALYZE"))
    db.session.commit()


def _parts(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    yield from (rows[start : start + 5000] for start in range(0, len(rows), 5000))


def _hours(number: int) -> dict[str, Any]:
    """Nearly all are over; one of a day goes on for ever."""
    start = _NOW + timedelta(days=1 + number % 7) if number % 100 == 0 else _NOW - timedelta(hours=24 + number)
    return {"starts_at": start, "ends_at": start + timedelta(hours=2)}


def _course_session(number: int, courses: Any, places: list[int]) -> dict[str, Any]:
    facts = {"id": number, "ref": f"ref{number:08}", "capacity": 12} | _hours(number)
    return facts | {"course_id": courses[number % len(courses)], "place_id": places[number % len(places)]}


def _person(number: int) -> dict[str, Any]:
    return {"id": number, "first_name": f"Nour {number}", "name_folded": f"nour {number}", "created_at": _NOW}


def _sign_up(number: int, _places: Any) -> dict[str, Any]:
    return {
        "id": number,
        "ref": f"sign{number:012}",
        "course_session_id": 1 + number // EACH,
        "person_id": number,
        "state": "confirmed",
        "party": 1,
        "code": "unused",
        "code_digest": f"{number:032}",
        "consent_version": "bench",
        "language": "fr",
        "consent_at": _NOW,
        "created_at": _NOW,
    }


def _message(number: int, _places: Any) -> dict[str, Any]:
    return {
        "id": number,
        "ref": f"mess{number:012}",
        "kind": MessageKind.SEAT_CONFIRMED if number % 20 else MessageKind.SEAT_GIVEN_BACK,
        "about": f"sign_up:{number}",
        "facts": {},
        "language": "fr",
        "person_id": number,
        "channel": "text",
        "dedupe_key": f"bench:{number}",
        "timezone": "Europe/Paris",
        "state": "sent",
        "created_at": _NOW - timedelta(minutes=number),
        "next_try_at": _NOW,
        "sent_at": _NOW - timedelta(minutes=number),
    }


def _audit_line(number: int, places: Any) -> dict[str, Any]:
    return {
        "at": _NOW - timedelta(minutes=number),
        "way": "office",
        "action": "sign_up.read" if number % 20 else "promise.kept",
        "about": f"sign_up:{number}",
        "person_id": number,
        "place_id": places[number % len(places)].id,
        "facts": {},
    }


def _promise(number: int, places: Any) -> dict[str, Any]:
    """Nearly all were answered; a hundred wait."""
    waits = number <= 100
    return {
        "ref": f"p{number:07}",
        "kind": "call_back",
        "about": f"sign_up:{number}",
        "person_id": number,
        "language": "fr",
        "owner": f"place:{places[number % len(places)].slug}",
        "state": "open" if waits else "answered",
        "made_at": _NOW,
        "reply_by": _NOW + timedelta(days=2),
        "timezone": "Europe/Paris",
        "next_step_at": _NOW + timedelta(days=1) if waits else None,
    }
