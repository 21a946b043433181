"""Bytes: every public page in every language, and everything a first visit loads."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from bench.lines import Line, at_most, context
from bench.servers import build_portal, portal_environ
from portal import create_app
from portal.database import db
from portal.domain.catalogue.models import Course, CourseSession, Place
from portal.web.access import Access, access_of
from portal.web.statics import STATIC

TITLE = "Weights (bytes as sent, brotli)"
FIRST_VIEW, GOAL, FIRST_VISIT, REQUESTS, NEXT_PAGE, SCRIPT_LINES = 14_000, 9_000, 45_000, 8, 10_000, 300
_OWN = re.compile(rb'(?:href|src|data-own)="(/static/[^"#]+)')
_SHEET = re.compile(rb'<link[^>]+rel="stylesheet"[^>]+href="(/static/[^"]+)"')


@dataclass(frozen=True)
class Weight:
    """One page: its own bytes, those of its style sheets, and the other files it names."""

    endpoint: str
    address: str
    status: int
    html: int
    css: int
    files: dict[str, int]

    @property
    def first_view(self) -> int:
        return self.html + self.css

    @property
    def first_visit(self) -> int:
        return self.html + sum(self.files.values())


def measure(folder: Path, long: bool) -> Iterator[Line]:
    environ = portal_environ(folder)
    build_portal(environ)
    app = create_app(environ=environ)
    client, files = app.test_client(), {}
    with app.app_context():
        weights = [weigh(client, *page, files) for page in public_pages(app)]
        db.engine.dispose()
    yield context(f"pages weighed, in {', '.join(app.config['PORTAL_LANGUAGES'])}", len(weights))
    for endpoint, refused in dict.fromkeys((weight.endpoint, weight.status >= 400) for weight in weights):
        of_it = [weight for weight in weights if (weight.endpoint, weight.status >= 400) == (endpoint, refused)]
        heaviest = max(of_it, key=lambda weight: weight.first_view)
        shown = f"{endpoint}: heaviest of {len(of_it)}, {heaviest.address}{' (refused)' if refused else ''}"
        yield at_most(shown, heaviest.first_view, FIRST_VIEW)
    heaviest = max(weights, key=lambda weight: weight.first_view)
    yield at_most("heaviest first view against the goal: one answer", heaviest.first_view, GOAL)
    visit = max(weights, key=lambda weight: weight.first_visit)
    yield at_most(f"first visit with all its files, {visit.address}", visit.first_visit, FIRST_VISIT)
    yield at_most("requests of a first visit", 1 + max(len(weight.files) for weight in weights), REQUESTS)
    yield at_most("next page of the visit, files kept", max(weight.html for weight in weights), NEXT_PAGE)
    lines = sum(len(script.read_text().splitlines()) for script in STATIC.glob("*.js"))
    yield at_most("lines of own JavaScript", lines, SCRIPT_LINES)


def public_pages(app: Flask) -> Iterator[tuple[str, str]]:
    """(endpoint, address) of every page a stranger may open, in every language."""
    refs = db.session.scalars(select(CourseSession.ref).order_by(CourseSession.id)).all()
    values = {"ref": refs, "slug": db.session.scalars(select(Course.slug)).all()}
    places = db.session.scalars(select(Place.slug)).all()
    for rule in app.url_map.iter_rules():
        arguments = rule.arguments - {"lang"}
        open_to_all = access_of(rule.endpoint) in {Access.PUBLIC, Access.FORM} and "GET" in (rule.methods or ())
        is_page = "lang" in rule.arguments and "." not in rule.rule
        if not is_page or not open_to_all or not arguments <= values.keys():
            continue
        known = values | ({"slug": places} if "/places/" in rule.rule else {})
        for language in app.config["PORTAL_LANGUAGES"]:
            for filled in _each({name: known[name] for name in arguments}):
                with app.test_request_context():
                    yield rule.endpoint, app.url_for(rule.endpoint, lang=language, **filled)


def _each(values: dict[str, list[str]]) -> Iterator[dict[str, str]]:
    if not values:
        yield {}
    for name, known in values.items():
        for value in known:
            yield {name: value}


def weigh(client: FlaskClient, endpoint: str, address: str, known_files: dict[str, int]) -> Weight:
    """`known_files` remembers what was weighed before: the files are the same for all pages."""
    answer = client.get(address, headers={"Accept-Encoding": "br"})
    plain = brotli.decompress(answer.data) if answer.content_encoding == "br" else answer.data
    named = {found.decode() for found in _OWN.findall(plain)}
    for path in named - known_files.keys():
        known_files[path] = len(client.get(path, headers={"Accept-Encoding": "br"}).data)
    css = sum(known_files[found.decode()] for found in _SHEET.findall(plain))
    return Weight(
        endpoint, address, answer.status_code, len(answer.data), css, {path: known_files[path] for path in named}
    )
