"""The board for programs: news as Atom, read back by feedparser; the map of the site."""

from datetime import timedelta

import feedparser
import pytest

from portal.domain.jobs.states import PostingState
from tests import make_jobs
from tests.conftest import NOW
from tests.make_jobs import db


def news(client, code: str = "en"):
    db.session.commit()
    answer = client.get(f"/{code}/jobs.atom")
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    found = feedparser.parse(answer.data)
    assert not found.bozo, found.get("bozo_exception")
    return found


@pytest.mark.parametrize("code", ["fr", "en", "ar", "fa", "uk"])
def test_new_jobs_as_atom_in_the_language_of_the_address(client, code):
    job = make_jobs.posting()

    (entry,) = news(client, code).entries

    assert entry.id == entry.link == f"http://portal.test/{code}/jobs/{job.ref}"
    assert entry.updated_parsed[:6] == NOW.timetuple()[:6]


def test_an_entry_says_what_the_card_says(client):
    make_jobs.posting(title="Web pages", company=make_jobs.company(name="Pixel"))
    make_jobs.posting(PostingState.PAUSED)

    (entry,) = news(client).entries

    assert entry.title == "Web pages – Pixel"
    assert entry.summary.splitlines()[:2] == ["Montreuil", "€700 a month"]
    assert [tag.term for tag in entry.tags] == ["Internship"]


def test_a_board_without_jobs_is_a_feed_all_the_same(client):
    assert news(client).entries == []


def test_the_list_names_its_feed_and_the_page_about_open_data_does_too(client):
    assert client.get_page("/fr/jobs").one("link[title='Nouvelles offres']").get("href").endswith("/fr/jobs.atom")
    assert client.get_page("/en/open-data").link("http://portal.test/en/jobs.atom") == "/en/jobs.atom"


def test_the_map_of_the_site_has_every_job_on_the_board_in_every_language(client):
    job = make_jobs.posting(refreshed_at=NOW + timedelta(hours=1))
    over = make_jobs.posting(PostingState.EXPIRED)
    db.session.commit()

    source = client.get("/sitemap.xml").get_data(as_text=True)

    for code in ("fr", "en", "ar", "fa", "uk"):
        assert f"<loc>http://portal.test/{code}/jobs/{job.ref}</loc><lastmod>2026-11-24T10:00:00Z" in source
        assert f"<loc>http://portal.test/{code}/jobs</loc>" in source
    assert over.ref not in source


def test_a_job_is_told_to_readers_of_every_language(client):
    job = make_jobs.posting()
    db.session.commit()

    page = client.get_page(f"/en/jobs/{job.ref}")

    links = {one.get("hreflang"): one.get("href") for one in page.all("link[rel=alternate][hreflang]")}
    assert links["uk"] == f"http://portal.test/uk/jobs/{job.ref}"
    assert page.one("meta[property='og:title']").get("content") == job.title
    assert job.company.name in page.one("meta[name=description]").get("content")
