"""The jobs board: its list, its filters and one posting with 100, 10,000 and 100,000 postings."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select

from bench.growth import SIZES, Watch, ask, compared
from bench.lines import Line
from bench.servers import build_portal, portal_environ
from portal import clock, create_app
from portal.database import begin_write, db
from portal.domain.jobs import found_by
from portal.domain.jobs.choices import JobKind, PayPer, Presence
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.states import CompanyState, PostingState

TITLE = "The jobs board (SQLite, processor time; half of the postings are over)"
PAGES = {
    "list": "/fr/jobs",
    "one kind": "/fr/jobs?kind=immersion",
    "my French, beginners": "/fr/jobs?french=none&beginner=1",
    "pay": "/fr/jobs?pay=1500",
    "new": "/fr/jobs?new=1",
    "a common word": "/fr/jobs?q=stage",
    "two words": "/fr/jobs?q=stage+reseaux",
    "a rare word": "/fr/jobs?q=soudure",
    "near a large town": "/fr/jobs?town=Lyon",
    "near a small town": "/fr/jobs?town=Guingamp",
    "nothing fits": "/fr/jobs?q=astronaute&town=Brest&kind=permanent",
    "one posting": "/fr/jobs/post00000001",
    "a company": "/fr/jobs/companies/firm000000000001",
}
_TOWNS = (("Paris", 48.857, 2.352), ("Lyon", 45.764, 4.836), ("Lille", 50.63, 3.06), ("Nantes", 47.218, -1.554))
_GUINGAMP = ("Guingamp", 48.56, -3.15)
_WORK = ("développement web", "réseaux", "accueil", "support informatique", "données", "cuisine", "vente")
_COMPANIES = 40
_NOW = clock.now()


def measure(folder: Path, long: bool) -> Iterator[Line]:
    environ = portal_environ(folder)
    build_portal(environ, demo=False)
    app = create_app(environ=environ)
    times: dict[str, list[float]] = {name: [] for name in PAGES}
    watches: dict[str, list[Watch]] = {name: [] for name in PAGES}
    with app.app_context():
        for size in SIZES:
            _grow(size)
            for name, (seconds, watch) in ask(app, PAGES, 41 if long else 15).items():
                times[name].append(seconds)
                watches[name].append(watch)
        db.session.remove()
        db.engine.dispose()
    yield from compared(times, watches)


def _grow(size: int) -> None:
    """Fill up to `size` postings of forty companies, and their words."""
    begin_write()
    first = (db.session.scalar(select(func.max(Posting.id))) or 0) + 1
    if first == 1:
        db.session.execute(insert(Company), [_company(number) for number in range(1, _COMPANIES + 1)])
    db.session.execute(insert(Posting), [_posting(number) for number in range(first, size + 1)])
    found_by.rebuild()
    db.session.commit()
    db.session.execute(db.text("ANALYZE"))
    db.session.commit()


def _company(number: int) -> dict[str, Any]:
    name = f"Entreprise {number}"
    facts = {"state": CompanyState.APPROVED, "kind": "company", "country": "FR", "trusted": False}
    dates = {"created_at": _NOW, "changed_at": _NOW}
    return {"id": number, "ref": f"firm{number:012}", "name": name, "name_folded": name.lower(), **facts, **dates}


def _posting(number: int) -> dict[str, Any]:
    """One a minute, back from now; one in 40 in a small town; one in 500, and the newest, with a word of its own."""
    town, latitude, longitude = _GUINGAMP if number % 40 == 0 else _TOWNS[number % len(_TOWNS)]
    since = _NOW - timedelta(minutes=number)
    special = " soudure" if number % 500 == 1 or number < 30 else ""
    return {
        "ref": f"post{number:08}",
        "state": PostingState.PUBLISHED if number % 2 else PostingState.EXPIRED,
        "company_id": 1 if number <= SIZES[0] else 1 + number % _COMPANIES,
        "kind": list(JobKind)[number // 2 % len(JobKind)],
        "language": "fr",
        "title": f"{'Stage' if number % 3 else 'Emploi'} {_WORK[number % len(_WORK)]}{special}",
        "tasks": "Travailler avec l’équipe.",
        "presence": list(Presence)[number // 2 % 3],
        **{"town": town, "country": "FR", "latitude": latitude, "longitude": longitude},
        **{"weekly_hours": 35, "pay_per": PayPer.MONTH, "pay_from": 60000 + number % 20 * 10000, "currency": "EUR"},
        **{"french": number // 2 % 5, "beginner": number % 3 == 0, "papers": [], "questions": []},
        "expires_on": (_NOW + timedelta(days=30)).date(),
        **{"created_at": since, "changed_at": since, "published_at": since, "refreshed_at": since},
    }
