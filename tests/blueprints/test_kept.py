"""The portal on the phone: the copy of a card, the page that opens without network, the icon on the home screen."""

from itertools import pairwise

import pytest

from portal.web.statics import STATIC
from tests import make
from tests.blueprints.steps import full, join_line, path, take_seat


def test_the_copy_of_a_card_is_all_one_needs_without_network(client):
    card = take_seat(client, make.course_session(dates=3))

    copy = client.get_page(path(card) + "/kept")

    assert copy.h1 == "Your card"
    for part in (".code", ".booking .when", ".booking h2"):
        assert copy.text(part) == card.text(part)
    assert copy.all(".booking .qr")
    assert len(copy.texts("ol.list li")) == 3
    assert not copy.all("main form"), "nothing on it asks for an answer"


def test_the_copy_of_a_place_in_line_says_that_it_is_no_seat(client):
    card = join_line(client, full())

    assert client.get_page(path(card) + "/kept").text(".pill") == "On the waiting list"


def test_a_card_with_nothing_left_to_come_offers_no_keeping(client):
    card = take_seat(client)
    assert "data-over" not in card.one("[data-keep]").attrib

    over = client.get_page(f"{path(card)}/cancel").form().send()

    assert over.one("[data-keep]").get("data-over") is not None
    assert not over.all("[data-hold]")


def test_without_javascript_nothing_about_keeping_shows(client):
    card = take_seat(client)

    for page in (card, client.get_page("/en/seats")):
        assert all(part.get("hidden") is not None for part in page.all("[data-keep], [data-kept]"))


@pytest.mark.parametrize(("lang", "offline"), [("en", "You are offline."), ("fr", "Vous êtes hors ligne.")])
def test_the_page_for_no_network_has_the_phone_number_and_the_words_of_the_worker(client, lang, offline):
    shelf = client.get_page(f"/{lang}/kept")

    words = shelf.one("[data-offline]")
    assert words.get("data-offline") == offline
    assert "{when}" in words.get("data-since")
    assert shelf.all("main a[href='tel:+33766387496']")


def test_leaving_tells_the_browser_to_empty_itself(client):
    answer = client.post("/en/leave")

    assert (answer.status_code, answer.headers["Clear-Site-Data"]) == (303, '"cache", "storage"')


def test_the_worker_may_serve_every_address_and_is_asked_for_anew(client):
    answer = client.get("/sw.js")

    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("lang", "direction"), [("fr", "ltr"), ("ar", "rtl")])
def test_the_home_screen_opens_the_site_in_its_language(client, lang, direction):
    page = client.get_page(f"/{lang}/")
    answer = client.get(page.one("link[rel=manifest]").get("href"))

    assert answer.mimetype == "application/manifest+json"
    manifest = answer.get_json()
    assert (manifest["name"], manifest["short_name"]) == ("Konexio", "Konexio")
    assert (manifest["lang"], manifest["dir"], manifest["start_url"]) == (lang, direction, f"/{lang}/")
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}


def size_of(name: str) -> tuple[int, int]:
    """Width and height of a PNG, as its header says."""
    head = (STATIC / name).read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    width, height = (int.from_bytes(head[start:end]) for start, end in pairwise((16, 20, 24)))
    return width, height


def test_every_icon_is_there_and_as_large_as_it_says(client):
    home = client.get_page("/en/")
    manifest = client.get(home.one("link[rel=manifest]").get("href")).get_json()

    for icon in manifest["icons"]:
        with client.get(icon["src"]) as answer:
            assert (answer.status_code, answer.mimetype) == (200, icon["type"])
        if icon["type"] == "image/png":
            width, height = size_of(icon["src"].split("?")[0].rsplit("/", 1)[1])
            assert f"{width}x{height}" == icon["sizes"]
    assert size_of("icon-180.png") == (180, 180)
    assert "icon-180.png" in home.one("link[rel=apple-touch-icon]").get("href")
