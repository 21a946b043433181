"""What search engines may read (robots.txt, RFC 9309), and every page there is for them (sitemap.xml).

A page is there once in each language, and names itself in the others. A page says when it changed only where that is
known. A large catalogue is told in several parts, of which sitemap.xml is the list.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from flask import Blueprint, Response, abort, current_app, url_for
from werkzeug.routing import Rule

from portal import clock
from portal.domain.catalogue import coming
from portal.domain.catalogue.search import places, programmes
from portal.domain.jobs import fairs
from portal.domain.jobs.board import companies_on_board, refs_on_board
from portal.web.access import Access, access_of, public
from portal.web.dates import iso_utc
from portal.web.links import absolute
from portal.web.organisation import organisation

blueprint = Blueprint("sitemap", __name__)

#: Course sessions in one part: five languages of them are some megabytes.
MOST_DATES = 1000
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"

#: What a phone kept is on that phone.
_OF_ONE_PHONE = "/kept"

#: The address of a page behind its language, and when it changed.
Known = tuple[str, datetime | None]


@blueprint.get("/robots.txt")
@public
def robots() -> Response:
    """Forms and whatever belongs to one visitor is not for search engines; nor is anything invented."""
    closed = ["/"] if organisation().demo else _closed()
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        "",
        f"Sitemap: {absolute('/sitemap.xml')}",
        "",
    ]
    return Response("\n".join(lines), mimetype="text/plain")


@blueprint.get("/sitemap.xml")
@public
def whole() -> Response:
    last = _last_part()
    if last == 1:
        return _as_xml(_urlset(_part(1)))
    parts = (absolute(url_for("sitemap.part", number=number)) for number in range(1, last + 1))
    listed = "\n".join(f"<sitemap><loc>{escape(address)}</loc></sitemap>" for address in parts)
    return _as_xml(f'<sitemapindex xmlns="{_SITEMAPS}">\n{listed}\n</sitemapindex>\n')


@blueprint.get("/sitemap-<int:number>.xml")
@public
def part(number: int) -> Response:
    if not 1 <= number <= _last_part():
        abort(404)
    return _as_xml(_urlset(_part(number)))


def _last_part() -> int:
    return max(1, -(-coming.count_to_come(clock.now()) // MOST_DATES))


def _part(number: int) -> Iterator[Known]:
    """The course sessions of this part; the first one has all other pages, too."""
    if number == 1:
        yield from _other_pages()
    if _is_page("/sessions/<ref:ref>"):
        for ref, changed in coming.refs_to_come(clock.now(), MOST_DATES * (number - 1), MOST_DATES):
            yield f"/sessions/{ref}", changed


def _other_pages() -> Iterator[Known]:
    plain = [_behind_language(rule) for rule in _pages() if rule.arguments == {"lang"}]
    yield from ((path, None) for path in sorted(plain))
    if _is_page("/courses/<slug:slug>"):
        yield from (
            (f"/courses/{one.slug}", one.changed_at) for programme in programmes() for one in programme.courses
        )
    if _is_page("/places/<slug:slug>"):
        yield from ((f"/places/{place.slug}", place.changed_at) for place in places())
    if _is_page("/jobs/<ref:ref>"):
        yield from ((f"/jobs/{ref}", changed) for ref, changed in refs_on_board(clock.now(), MOST_DATES))
    if _is_page("/jobs/companies/<ref:ref>"):
        yield from ((f"/jobs/companies/{ref}", None) for ref in companies_on_board(clock.now(), MOST_DATES))
    if _is_page("/jobs/fairs/<ref:ref>"):
        yield from ((f"/jobs/fairs/{ref}", None) for ref in fairs.refs_to_come(clock.now(), MOST_DATES))


def _pages() -> Iterator[Rule]:
    """Every public page in a language; what ends like a file is there for programs."""
    for rule in current_app.url_map.iter_rules():
        for_all = access_of(rule.endpoint) is Access.PUBLIC and "GET" in (rule.methods or ())
        if for_all and "lang" in rule.arguments and "." not in rule.rule and not rule.rule.endswith(_OF_ONE_PHONE):
            yield rule


def _is_page(path: str) -> bool:
    return any(_behind_language(rule) == path for rule in _pages())


def _behind_language(rule: Rule) -> str:
    return rule.rule.removeprefix("/<lang:lang>")


def _urlset(known: Iterator[Known]) -> str:
    codes = current_app.config["PORTAL_LANGUAGES"]
    entries = []
    for path, changed in known:
        there = {code: absolute(f"/{code}{path}") for code in codes}
        anybody = absolute("/") if path == "/" else there[codes[0]]
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>'
            for code, address in [*there.items(), ("x-default", anybody)]
        )
        lastmod = f"<lastmod>{iso_utc(changed)}</lastmod>" if changed else ""
        entries += [f"<url><loc>{escape(address)}</loc>{lastmod}{links}</url>" for address in there.values()]
    body = "\n".join(entries)
    return f'<urlset xmlns="{_SITEMAPS}" xmlns:xhtml="{_XHTML}">\n{body}\n</urlset>\n'


def _as_xml(content: str) -> Response:
    return Response(_HEAD + content, mimetype="application/xml")


def _closed() -> list[str]:
    """Beginnings of addresses that are not for everybody: `/fr/seats`, `/fr/sessions/*/seat`."""
    found = set()
    for rule in current_app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and access_of(rule.endpoint) is not Access.PUBLIC and rule.rule != "/":
            for code in current_app.config["PORTAL_LANGUAGES"] if "lang" in rule.arguments else [""]:
                path = re.sub(r"<[^>]+>", "*", rule.rule.replace("<lang:lang>", code))
                found.add(path.rstrip("*"))
    return sorted(path for path in found if not any(path != other and path.startswith(other) for other in found))
