"""A walk through the demo: every link from the front door leads to a sound page, in every language."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from flask import Flask
from lxml import etree
from werkzeug.test import TestResponse

from portal import clock
from portal.database import db
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.models import SignUp
from portal.domain.signups.offers import offer
from tests.apps import another
from tests.blueprints.steps import answered, holding, open_seat_form
from tests.databases import with_demo
from tests.html import Page, PortalClient

OURS = "http://portal.test"
#: What may leave the site, and how.
ELSEWHERE = {
    "mailto",
    "tel",
    "sms",
    "geo",
    "webcal://portal.test",
    "https://www.openstreetmap.org",
    "https://www.geonames.org",
    "https://creativecommons.org",
    "https://www.konexio.eu",
    "https://www.cnil.fr",
    "https://www.defenseurdesdroits.fr",
    "https://meet.example.org",
}


@dataclass
class Walk:
    """Follows every link within one language; notes each address once."""

    client: PortalClient
    language: str
    pages: dict[str, Page] = field(default_factory=dict)
    #: Address of each picture, script and style -> the names of the drawings in it.
    files: dict[str, set[str]] = field(default_factory=dict)
    #: What an address must begin with to be followed.
    within: str = ""
    leaving: set[str] = field(default_factory=set)

    def from_(self, start: str) -> "Walk":
        ahead = deque([start])
        while ahead:
            address = ahead.popleft()
            if address in self.pages:
                continue
            page = self.client.get_page(address)
            self.pages[address] = page
            assert page.status < 400 or _is_refusal(page), f"{address} answers {page.status}"
            if page.response.mimetype == "text/html":
                self.look_at(page)
                ahead.extend(self.links(page))
        return self

    def links(self, page: Page) -> list[str]:
        found = []
        here = page.response.request.url
        for link in page.all("a[href]"):
            target, anchor = urldefrag(urljoin(here, link.get("href")))
            parts = urlsplit(target)
            host = f"{parts.scheme}://{parts.netloc}"
            if parts.scheme not in {"http", "https"} or host not in {OURS, "http://localhost"}:
                self.leaving.add(host if parts.netloc else parts.scheme)
            elif target == here and anchor:
                assert page.all(f"#{anchor}"), f"{here} has no #{anchor}"
            elif parts.path.startswith(f"/{self.language}/{self.within}"):
                found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
        return found

    def look_at(self, page: Page) -> None:
        """Pictures, scripts and styles of the page are there, and say what they are."""
        assert page.one("html").get("lang") == self.language
        for element in page.all("script[src], img[src], link[rel=icon], link[rel=stylesheet], use"):
            address, name = urldefrag(element.get("src") or element.get("href"))
            if address not in self.files:
                with self.client.get(address) as answer:
                    assert answer.status_code == 200, address
                    assert "immutable" in answer.headers["Cache-Control"]
                    self.files[address] = names_in(answer)
            assert not name or name in self.files[address], f"{address} has no drawing {name}"


def names_in(answer: TestResponse) -> set[str]:
    if answer.mimetype != "image/svg+xml":
        return set()
    return {str(name) for name in etree.fromstring(answer.get_data()).xpath("//@id")}


def _is_refusal(page: Page) -> bool:
    """A form for a date that gives no seat says so with 409, a sentence and a way on."""
    return page.status == 409 and bool(page.texts("main p")) and bool(page.all("main a"))


@pytest.fixture(scope="module")
def demo_portal(database_kind: str, filled_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A portal filled with the demo."""
    folder = tmp_path_factory.mktemp("demo")
    portal = another(filled_app, folder, with_demo(database_kind, folder, "demo"))
    yield portal
    with portal.app_context():
        db.engine.dispose()


@pytest.fixture
def client(demo_portal: Flask) -> Iterator[PortalClient]:
    with demo_portal.app_context():
        yield demo_portal.test_client()
        db.session.remove()


#: Each language once, each database with both directions of writing; all but the first are long.
CRAWLED_ON = {"sqlite": ("fr", "ar", "uk"), "postgresql": ("en", "fa")}


@pytest.mark.parametrize(
    ("database_kind", "language"),
    [
        pytest.param(kind, one, marks=() if one == "fr" else pytest.mark.sweep, id=f"{kind}-{one}")
        for kind, languages in CRAWLED_ON.items()
        for one in languages
    ],
    indirect=["database_kind"],
    scope="session",
)
def test_every_page_of_the_demo_is_sound(client, language):
    start = client.get("/", headers={"Accept-Language": language}).location

    walk = Walk(client, language).from_(start)

    reached = {urlsplit(address).path for address in walk.pages}
    upcoming = db.session.scalars(db.select(CourseSession).where(CourseSession.starts_at > clock.now()))
    expected = {f"sessions/{one.ref}" for one in upcoming if not one.draft}
    expected |= {
        "courses",
        "seats",
        "volunteering",
        "internships",
        "legal",
        "privacy",
        "start",
        "places",
        "open-data",
    }
    assert {f"/{language}/{name}" for name in expected} <= reached
    assert any("page=2" in address for address in walk.pages)
    assert any("place=" in address for address in walk.pages)
    assert walk.leaving <= ELSEWHERE


@pytest.mark.long_on_postgresql
def test_the_cards_of_the_demo_are_sound_whatever_became_of_the_date(client, database_kind):
    """One card for each state a date can be in once somebody has a seat, and every page that belongs to it."""
    walks = [Walk(client, language, within="seats/") for language in CRAWLED_ON[database_kind]]

    for state, sign_up in one_card_each().items():
        holding(client, sign_up)
        for walk in walks:
            card = f"/{walk.language}/seats/{sign_up.ref}"
            assert walk.from_(card).pages[card].all(".booking"), state

    for walk in walks:
        assert {address.rsplit("/", 1)[1] for address in walk.pages} >= {"calendar.ics", "cancel", "contact"}
        assert walk.leaving <= ELSEWHERE


def one_card_each() -> dict[tuple[str, str, bool], SignUp]:
    """A sign-up for each state of it, of its date, and whether one joins online."""
    found: dict[tuple[str, str, bool], SignUp] = {}
    for sign_up in db.session.scalars(db.select(SignUp)):
        session = sign_up.course_session
        found.setdefault((sign_up.state, offer(session, clock.now()).availability, session.place.online), sign_up)
    assert len(found) > 8
    return found


def test_the_demo_shows_every_state_a_date_can_be_in(client):
    shown = set()
    for ref in db.session.scalars(db.select(CourseSession.ref).where(~CourseSession.draft)):
        shown.add(client.get_page(f"/en/sessions/{ref}").all(".pill")[0].get("class").split("is-")[1])

    assert shown == {
        "open", "few_left", "full", "opens_soon", "closed", "running", "past", "cancelled", "date_to_come"
    }  # fmt: skip


def test_a_seat_of_the_demo_can_be_taken(client):
    offered = client.get_page("/en/").all("article h3 a")[0].get("href")
    ref = offered.rsplit("/", 1)[1]
    session = db.session.scalars(db.select(CourseSession).filter_by(ref=ref)).one()

    assert answered(open_seat_form(client, session)).send().h1 == "Your seat is booked"
