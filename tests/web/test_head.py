"""What the head of a page says: its own address, itself in other languages, how it looks where it is shared."""

import pytest

from tests import make
from tests.blueprints.steps import take_seat


def head(page) -> dict[str, str]:
    """The metadata of the page by name, and the address it calls its own."""
    found = {
        name: meta.get("content")
        for meta in page.all("head meta")
        for name in (meta.get("name"), meta.get("property"))
        if name
    }
    return found | {link.get("rel"): link.get("href") for link in page.all("link[rel=canonical]")}


@pytest.mark.parametrize(
    ("asked", "own"),
    [
        ("courses", "courses"),
        ("sessions?place=nowhere&free=1", "sessions"),
        ("sessions?kind=flash&page=1", "sessions"),
        ("sessions?kind=flash&page=2", "sessions?page=2"),
        ("sessions?page=0x2", "sessions"),
        ("?closed=1", ""),
    ],
)
def test_a_page_has_one_address_whatever_filter_led_there(client, asked, own):
    session = make.course_session()
    for _number in range(12):
        make.course_session(course=session.course, place=session.place)

    found = head(client.get_page(f"/ar/{asked}"))

    assert found["canonical"] == f"http://portal.test/ar/{own}"


def test_the_same_page_in_every_language_and_one_for_readers_of_another(client):
    session = make.course_session()

    for path in ("", f"sessions/{session.ref}"):
        page = client.get_page(f"/uk/{path}")
        links = {link.get("hreflang"): link.get("href") for link in page.all("link[rel=alternate][hreflang]")}
        there = {code: f"http://portal.test/{code}/{path}" for code in ("fr", "en", "ar", "fa", "uk")}
        assert links == there | {"x-default": f"http://portal.test/fr/{path}" if path else "http://portal.test/"}


@pytest.mark.parametrize(("code", "locale"), [("fr", "fr_FR"), ("ar", "ar"), ("fa", "fa_AF"), ("uk", "uk_UA")])
def test_shared_it_shows_its_title_what_it_is_about_and_a_picture(client, code, locale):
    session = make.course_session()

    page = client.get_page(f"/{code}/courses/{session.course.slug}")

    found = head(page)
    words = {"ar": " (ar)"}.get(code, " (fr)")
    assert found["og:title"] == page.h1
    assert found["description"] == found["og:description"] == f"Somebody tells of a day at work.{words}"
    assert found["og:url"] == found["canonical"]
    assert (found["og:type"], found["og:site_name"], found["og:locale"]) == ("website", "Konexio", locale)
    with client.get(found["og:image"].removeprefix("http://portal.test")) as picture:
        assert picture.mimetype == "image/png"
        assert len(picture.data) < 40_000


def test_a_date_says_when_and_where(client):
    session = make.course_session()

    found = head(client.get_page(f"/en/sessions/{session.ref}"))

    assert found["description"] == (
        "Tuesday 1 December, 10:00 to 12:00 · The blue house · Somebody tells of a day at work."
    )


def test_each_page_is_described_by_words_of_its_own(client):
    paths = (
        "",
        "sessions",
        "courses",
        "volunteering",
        "internships",
        "legal",
        "privacy",
        "accessibility",
        "open-data",
    )

    described = {head(client.get_page(f"/fr/{path}"))["description"] for path in paths}

    assert len(described) == len(paths)


def test_the_page_of_one_visitor_has_no_place_in_a_search_engine(client):
    session = make.course_session()
    for page in (take_seat(client, session), client.get_page("/en/seats"), client.get_page("/en/nothing")):
        found = head(page)
        assert found["robots"] == "noindex"
        assert not found.keys() & {"canonical", "og:title", "description"}
        assert not page.all("link[rel=alternate]")
