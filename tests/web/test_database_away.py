"""When the database is gone, people get a calm page with a phone number, in their language."""

import socket

import pytest

from portal.vault import vault
from portal.web.access import public
from portal.web.languages import KNOWN
from tests.apps import another


def refusing_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(params=["refused", "empty"])
def without_database(request, app, tmp_path):
    """A visitor of a portal whose PostgreSQL refuses, or whose SQLite file has lost its tables."""
    url = f"postgresql://portal@127.0.0.1:{refusing_port()}/gone" if request.param == "refused" else ""
    return another(app, tmp_path, url).test_client()


@pytest.mark.parametrize("language", KNOWN)
@pytest.mark.parametrize("address", ["", "sessions", "courses/anything", "sessions/abcdefgh/seat", "l/{token}"])
def test_pages_that_need_it_say_so_calmly(without_database, language, address):
    token = "a" * 16 + vault.signature("booking link", "a" * 16)

    page = without_database.get_page(f"/{language}/{address.format(token=token)}")

    assert page.status == 503
    assert page.one("html").get("lang") == language
    assert page.one(".band a[href^=tel]").get("href") == "tel:+33766387496"
    assert (page.response.headers["Retry-After"], page.response.headers["Cache-Control"]) == ("30", "no-store")


def test_in_english_the_page_says(without_database):
    page = without_database.get_page("/en/sessions")

    assert page.h1 == "The site is not available right now"
    assert page.texts("main p")[0] == "Please try again in some minutes, or call us."


def test_pages_that_do_not_need_it_go_on(without_database):
    assert [
        without_database.get_page(f"/en/{name}").status for name in ("volunteering", "legal", "privacy", "seats")
    ] == [200] * 4


def test_machines_learn_that_the_process_lives_and_is_not_ready(without_database):
    assert without_database.get("/healthz").status_code == 200
    assert without_database.get("/readyz").status_code == 503


def test_a_form_sent_meanwhile_is_answered_in_the_same_way(without_database):
    page = without_database.post_page("/en/sessions/abcdefgh/seat", data={"first_name": "Nour"})

    assert page.status == 503


def test_a_mistake_of_ours_is_a_calm_page_too_and_is_logged_without_what_was_typed(app, tmp_path, caplog):
    broken = another(app, tmp_path)

    @public
    def stumble():
        raise ZeroDivisionError

    broken.add_url_rule("/<lang:lang>/stumble", "stumble", stumble)

    page = broken.test_client().get_page("/en/stumble?name=Nour")

    assert (page.status, page.h1) == (500, "Something went wrong here")
    assert page.texts("main p")[0] == "It is not your fault. Please try again, or call us."
    assert "ZeroDivisionError" in caplog.text
    assert "Nour" not in caplog.text
