"""An address that is not right gets a sentence in the visitor's language, a way on, and a 4xx status."""

import pytest
from flask_babel import force_locale, gettext

from portal.web.languages import KNOWN
from tests import make
from tests.apps import another
from tests.blueprints.steps import courses
from tests.html import Page

NO_LINK = "We cannot open this here"
LOST, WRONG = "This page is not here", "This filter or page does not exist. Here are all the dates."
BOOKING, UNKNOWN_LANGUAGE = "We cannot show this seat here", "This language is not here yet"
HUGE = "9" * 30


def way_on(page: Page) -> None:
    """What every refusal offers: something to do here, and somebody to call."""
    assert page.texts("main p")[0]
    assert [link for link in page.all("main a") if link.get("href").startswith("/")]
    assert page.one(".band a[href^=tel]").get("href") == "tel:+33766387496"


@pytest.mark.parametrize("language", KNOWN)
@pytest.mark.parametrize(
    ("address", "h1"),
    [
        ("nothing", LOST),
        ("sessions/abcdefgh", LOST),
        ("sessions/ABC", LOST),
        (f"sessions/{HUGE}", LOST),
        ("sessions/abcdefgh/seat", LOST),
        ("sessions/%00", LOST),
        ("sessions/abcdefg%00", LOST),
        ("sessions/%ED%A0%80", LOST),
        ("sessions/%FF%FE", LOST),
        ("sessions/a%0D%0ASet-Cookie:%20x=y", LOST),
        ("courses/no-such-course", LOST),
        (f"courses/{'a' * 65}", LOST),
        ("courses/%D9%86%D9%88%D8%B1", LOST),
        ("courses/..%2F..%2Fetc%2Fpasswd", LOST),
        ("seats/abcdefghabcdefgh", BOOKING),
        ("seats/abcdefghabcdefgh/open", BOOKING),
        ("seats/abcdefghabcdefgh/calendar.ics", BOOKING),
        (f"seats/{HUGE}", LOST),
        (f"l/{'a' * 38}", BOOKING),
        ("l/short", NO_LINK),
        ("l/%00", NO_LINK),
        ("static/../../secrets", LOST),
    ],
)
def test_an_address_that_leads_nowhere_says_so_in_its_own_language(app, client, language, address, h1):
    page = client.get_page(f"/{language}/{address}", headers={"Accept-Language": "en"})

    with app.test_request_context(), force_locale(language):
        assert (page.status, page.h1) == (404, gettext(h1))
    assert page.one("html").get("lang") == language
    way_on(page)


@pytest.mark.parametrize("address", ["/de/", "/de/sessions", "/xx", "/es/seats/abcdefghabcdefgh"])
def test_a_language_that_is_not_offered_lists_those_that_are(client, address):
    page = client.get_page(address, headers={"Accept-Language": "en"})

    assert (page.status, page.h1) == (404, UNKNOWN_LANGUAGE)
    assert page.texts("main .chips a")[:3] == ["Français", "English", "العربية"]
    way_on(page)


@pytest.mark.parametrize("address", ["/nothing", "/favicon.ico", "/EN/", "/en-GB/", "/e", "/%00", "/%ED%A0%80"])
def test_an_address_without_a_language_is_answered_in_the_language_the_browser_wishes(client, address):
    page = client.get_page(address, headers={"Accept-Language": "ar"})

    assert page.status == 404
    assert page.one("html").get("lang") == "ar"
    way_on(page)


@pytest.mark.parametrize(
    "query",
    [
        "place=nowhere",
        "kind=flash&kind=professional",
        "mode=upside-down",
        "language=klingon",
        "language=FR",
        "french=c2",
        "free=yes",
        "free=0",
        "place=%00",
        "place=%ED%A0%80",
        f"place={'a' * 3000}",
    ],
)
def test_a_filter_that_does_not_exist_shows_all_the_dates_and_says_so(client, query):
    make.course_session()

    page = client.get_page(f"/en/sessions?{query}")

    if query == "place=%00":  # nothing is left of it, and nothing was asked
        assert page.status == 200
        return
    assert (page.status, page.h1, page.text(".summary")) == (400, "Find a date", WRONG)
    assert courses(page) == ["A day at work"]
    assert page.form("form.filter")["place"] == ""
    assert client.get_page(page.form("form.filter").element.get("action")).status == 200


@pytest.mark.parametrize("page_asked", ["0", "-1", "2", "1000000000", HUGE, "abc", "1.5", "1e3", "٢", "+1", "0x1"])
def test_a_page_that_does_not_exist_shows_the_first_and_says_so(client, page_asked):
    make.course_session()

    page = client.get_page("/en/sessions", query_string={"page": page_asked})

    assert (page.status, page.text(".summary")) == (404, WRONG)
    assert courses(page) == ["A day at work"]


@pytest.mark.parametrize(
    "query", ["place=&kind=&page=", "page=1", "page=01", "utm_source=x", "free=1&free=1", "kind="]
)
def test_what_asks_for_nothing_unusual_is_no_mistake(client, query):
    make.course_session()

    page = client.get_page(f"/en/sessions?{query}")

    assert (page.status, page.all(".summary"), courses(page)) == (200, [], ["A day at work"])


def test_a_wrong_method_is_told_what_the_page_can_do(client):
    page = client.post_page("/en/courses")

    assert (page.status, page.h1) == (405, "That does not work on this page")
    assert set(page.response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    way_on(page)


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
@pytest.mark.parametrize("address", ["seats", "sessions/{ref}/seat"])
def test_far_too_much_text_is_refused_before_it_is_read(client, kind, address):
    session = make.course_session()

    page = client.post_page(
        f"/ar/{address.format(ref=session.ref)}", data={"first_name": "a" * 70_000, "code": "x"}, content_type=kind
    )

    assert page.status == 413
    assert page.one("html").get("lang") == "ar"
    way_on(page)


def test_a_thousand_fields_are_too_many(client):
    page = client.post_page(
        "/en/seats", data={f"f{number}": "x" for number in range(2000)}, content_type="multipart/form-data"
    )

    assert page.status in {413, 422}
    assert page.h1


@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x"]
)
def test_a_body_that_is_no_form_is_an_empty_form(client, kind):
    page = client.post_page("/en/seats", data=b'{"code": "KFPR 742"', content_type=kind)

    assert page.status == 422
    assert "Write your first name." in page.problems


@pytest.mark.parametrize("name", ["evil.example", "portal.test.evil.example", "[::1", "a b"])
def test_a_host_that_is_not_ours_is_told_where_the_portal_is(tmp_path, app, name):
    elsewhere = another(app, tmp_path, PORTAL_TRUSTED_HOSTS="portal.test").test_client()

    answer = elsewhere.get("/en/", headers={"Host": name, "Accept-Language": "en"})

    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert answer.text.splitlines()[-1] == "http://portal.test"
    assert elsewhere.get("/healthz", headers={"Host": "portal.test"}).status_code == 200
