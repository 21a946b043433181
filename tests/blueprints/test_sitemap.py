"""What search engines are told to read and to leave: sitemap read by lxml, robots.txt by protego."""

from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree
from protego import Protego

from portal import clock
from portal.blueprints.pages.sitemap import MOST_DATES
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.calendar import calendar_token
from portal.domain.signups.changes import cancel_course_session
from portal.web.access import Access
from tests import make, make_jobs
from tests.apps import another
from tests.conftest import NOW
from tests.domain.queries import queries_counted

OURS = "http://portal.test"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
CODES = {"fr", "en", "ar", "fa", "uk"}


def tree(client, address: str = "/sitemap.xml"):
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    return etree.fromstring(answer.data)


def entries(client, address: str = "/sitemap.xml") -> dict[str, dict[str, str]]:
    """Address of each page -> its addresses in every language."""
    return {
        url.findtext("s:loc", namespaces=NAMES): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link[@rel='alternate']", NAMES)
        }
        for url in tree(client, address).findall("s:url", NAMES)
    }


def robots(client) -> Protego:
    answer = client.get("/robots.txt")
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    return Protego.parse(answer.get_data(as_text=True))


def test_every_page_in_it_is_there_for_everybody_and_calls_that_address_its_own(client):
    make.course_session()

    found = entries(client)

    assert len(found) > 60
    for address in found:
        page = client.get_page(address.removeprefix(OURS))
        assert page.status == 200, address
        assert [link.get("href") for link in page.all("link[rel=canonical]")] == [address]
        links = page.all("link[rel=alternate][hreflang]")
        assert {link.get("hreflang"): link.get("href") for link in links} == found[address]


def test_every_public_page_is_in_it_in_every_language(app, client):
    session, posting = make.course_session(), make_jobs.posting()
    fair = make_jobs.fair(NOW + timedelta(days=40))
    filled = {
        "/jobs/<ref:ref>": f"/jobs/{posting.ref}",
        "/jobs/companies/<ref:ref>": f"/jobs/companies/{posting.company.ref}",
        "/jobs/fairs/<ref:ref>": f"/jobs/fairs/{fair.ref}",
        "/courses/<slug:slug>": f"/courses/{session.course.slug}",
        "/places/<slug:slug>": f"/places/{session.place.slug}",
        "/sessions/<ref:ref>": f"/sessions/{session.ref}",
        # A year that has no records is no page to find.
        "/figures/<int(max=9999):number>": "/figures",
    }

    found = entries(client)

    for rule in app.url_map.iter_rules():
        is_public = app.view_functions[rule.endpoint].access is Access.PUBLIC and "lang" in rule.arguments
        to_read = "." not in rule.rule and not rule.endpoint.startswith(("prints.", "kept.", "jobs.sheet"))
        if is_public and to_read:
            path = rule.rule.removeprefix("/<lang:lang>")
            path = filled.get(path, path)
            assert {f"{OURS}/{code}{path}" for code in CODES} <= found.keys(), rule


@pytest.mark.parametrize("path", ["kept", "places/blue/programme", "courses/first/sheet", "jobs/abcd2345/sheet"])
def test_paper_and_what_a_phone_kept_are_for_no_search_engine(client, path):
    make.place(slug="blue")
    make.course(slug="first")
    make_jobs.posting(ref="abcd2345")
    make.db.session.commit()

    page = client.get_page(f"/en/{path}")

    assert page.one("meta[name=robots]").get("content") == "noindex"
    assert f"{OURS}/en/{path}" not in entries(client)


def test_a_page_names_itself_in_every_language_and_for_readers_of_another(client):
    session = make.course_session()

    found = entries(client)

    own = found[f"{OURS}/ar/sessions/{session.ref}"]
    assert own == {code: f"{OURS}/{code}/sessions/{session.ref}" for code in CODES} | {
        "x-default": f"{OURS}/fr/sessions/{session.ref}"
    }
    assert found[f"{OURS}/fr/"]["x-default"] == f"{OURS}/"


def test_it_says_when_a_page_changed_only_where_that_is_known(client):
    session = make.course_session()

    changed = {
        url.findtext("s:loc", namespaces=NAMES): url.findtext("s:lastmod", namespaces=NAMES)
        for url in tree(client).findall("s:url", NAMES)
    }

    moment = changed[f"{OURS}/fr/sessions/{session.ref}"]
    assert datetime.fromisoformat(moment) == clock.now().replace(tzinfo=UTC)
    assert changed[f"{OURS}/fr/courses/{session.course.slug}"] == moment
    assert changed[f"{OURS}/fr/legal"] is None


def test_dates_that_are_over_or_called_off_are_not_in_it(client):
    past, gone = make.course_session(timedelta(days=-9)), make.course_session()
    cancel_course_session(gone, clock.now())
    to_come, under_way = make.course_session(None), make.course_session(timedelta(days=-1), dates=2)

    found = entries(client)

    there = {one.ref for one in (past, gone, to_come, under_way) if f"{OURS}/fr/sessions/{one.ref}" in found}
    assert there == {to_come.ref, under_way.ref}


def test_a_large_catalogue_is_told_in_parts_that_lose_no_date(client):
    one = make.course_session()
    facts = {"course_id": one.course_id, "place_id": one.place_id, "capacity": 12, "changed_at": clock.now()}
    rows = [facts | {"ref": f"date{number:05}"} for number in range(MOST_DATES)]
    make.begin_write()
    make.db.session.execute(make.db.insert(CourseSession), rows)

    parts = [loc.text for loc in tree(client).findall("s:sitemap/s:loc", NAMES)]

    assert parts == [f"{OURS}/sitemap-1.xml", f"{OURS}/sitemap-2.xml"]
    first, second = (entries(client, part.removeprefix(OURS)).keys() for part in parts)
    assert not first & second
    refs = {one.ref, *(row["ref"] for row in rows)}
    assert {f"{OURS}/uk/sessions/{ref}" for ref in refs} <= first | second
    assert f"{OURS}/fr/legal" in first
    for number in (3, 0, 9**40):
        assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_many_dates_cost_as_many_questions_to_the_database(client):
    make.course_session()
    with queries_counted() as few:
        client.get("/sitemap.xml")
    for _number in range(15):
        make.course_session()

    with queries_counted() as many:
        client.get("/sitemap.xml")

    assert len(many) == len(few) <= 12


def test_search_engines_are_led_to_all_that_is_public(client):
    make.course_session()

    rules = robots(client)

    assert list(rules.sitemaps) == [f"{OURS}/sitemap.xml"]
    shut = [address for address in entries(client) if not rules.can_fetch(address, "anything")]
    assert shut == []
    for open_to_all in ("/", "/fr/calendar.ics", "/data-inclusion/v1/services.json", "/fr/sessions?page=2"):
        assert rules.can_fetch(f"{OURS}{open_to_all}", "anything")


@pytest.mark.parametrize("code", sorted(CODES))
def test_search_engines_are_kept_from_what_belongs_to_one_visitor(client, code):
    sign_up = make.sign_up()
    session = sign_up.course_session

    rules = robots(client)

    for path in (
        "seats",
        f"seats/{sign_up.ref}",
        f"l/{calendar_token(sign_up)}/calendar.ics",
        f"sessions/{session.ref}/seat",
        f"sessions/{session.ref}/wait",
        f"courses/{session.course.slug}/tell-me",
        "call",
    ):
        assert not rules.can_fetch(f"{OURS}/{code}/{path}", "anything"), path


def test_a_demonstration_is_for_no_search_engine(app, tmp_path):
    demo = another(app, tmp_path, PORTAL_DEMO="1")

    rules = robots(demo.test_client())

    assert not rules.can_fetch(f"{OURS}/fr/", "anything")
