"""The address carries the language; the front door reads the browser's wish; changing keeps the page."""

import pytest

from portal.web.languages import KNOWN
from tests import make
from tests.blueprints.steps import path, take_seat


@pytest.mark.parametrize(
    ("wish", "home"),
    [
        ("ar", "/ar/"),
        ("en-US,en;q=0.8", "/en/"),
        ("de, ar;q=0.5, en;q=0.4", "/ar/"),
        ("fr-CA", "/fr/"),
        ("ar-SY,fr;q=0.3", "/ar/"),
        ("prs-AF", "/fa/"),
        ("fa-IR,en;q=0.9", "/fa/"),
        ("uk-UA,ru;q=0.8", "/uk/"),
        ("ar;q=0, en;q=0.1", "/en/"),
        ("de", "/fr/"),
        ("", "/fr/"),
        ("*", "/fr/"),
        ("zz;;q=x,,\x7f", "/fr/"),
    ],
)
def test_the_front_door_sends_on_by_the_wish_of_the_browser(client, wish, home):
    answer = client.get("/", headers={"Accept-Language": wish})

    assert (answer.status_code, answer.location) == (302, home)
    assert "Accept-Language" in answer.headers["Vary"]
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("code", "name", "direction"), [(one.code, one.name, one.direction) for one in KNOWN.values()]
)
def test_changing_the_language_keeps_the_page_and_its_filter(client, code, name, direction):
    make.course_session(place=make.place(slug="lille"))

    page = client.get_page(client.get_page("/en/sessions?place=lille&free=1").link(name))

    assert page.response.request.full_path == f"/{code}/sessions?place=lille&free=1"
    assert (page.one("html").get("lang"), page.one("html").get("dir")) == (code, direction)
    assert page.form("form.filter")["place"] == "lille"
    assert page.text("#languages [aria-current]") == name


def test_changing_the_language_keeps_the_course_and_the_card(client):
    session = make.course_session()
    card = take_seat(client, session)

    assert client.get_page(f"/en/sessions/{session.ref}").link("Français") == f"/fr/sessions/{session.ref}"
    assert path(client.get_page(card.link("العربية"))) == path(card).replace("/en/", "/ar/")


def test_changing_the_language_in_the_middle_of_an_error_leads_to_the_form(client):
    form = client.get_page(f"/en/sessions/{make.course_session().ref}/seat").form("#seat-form form")
    refused = form.send()

    there = client.get_page(refused.link("Français"))

    assert (refused.status, there.status) == (422, 200)
    assert there.all("#seat-form form")


def test_a_filter_that_would_break_out_of_an_attribute_stays_inside(client):
    page = client.get_page("/en/sessions", query_string={"place": '"><script>alert(1)</script>'})

    assert page.link("Français").startswith("/fr/sessions")
    assert not [script for script in page.all("script") if script.text]


def test_machines_are_told_where_the_other_languages_are(client):
    page = client.get_page("/fr/courses")

    assert {link.get("hreflang"): link.get("href") for link in page.all("link[rel=alternate][hreflang]")} == {
        "x-default": "http://portal.test/fr/courses",
        **{code: f"http://portal.test/{code}/courses" for code in KNOWN},
    }
    assert not take_seat(client).all("link[rel=alternate]")


def test_a_language_nobody_here_speaks_yet_is_answered_with_those_that_are(client):
    page = client.get_page("/de/courses", headers={"Accept-Language": "de, en;q=0.5"})

    assert (page.status, page.h1) == (404, "This language is not here yet")
    assert page.texts("main li a")[:3] == ["Français", "English", "العربية"]
    assert client.get_page(page.all("main li a")[1].get("href")).status == 200


def test_a_form_that_comes_back_can_be_read_in_another_language(client):
    """Its address only takes a form: the page above it is the one to read."""
    card = take_seat(client)
    refused = card.form("#facts-form form").fill(note="x" * 600).send()

    addresses = [link.get("href") for link in refused.all("#languages a")]

    assert addresses == [path(card).replace("/en/", f"/{code}/") for code in KNOWN]
    assert [client.get(address).status_code for address in addresses] == [200] * len(KNOWN)
