"""The page that invites to a job fair, and the board that speaks of it."""

from datetime import timedelta

from extruct.jsonld import JsonLdExtractor

from portal.database import db
from portal.domain.jobs import fairs
from tests import make, make_jobs
from tests.conftest import NOW


def opened(client, fair):
    db.session.commit()
    return client.get_page(f"/en/jobs/fairs/{fair.ref}")


def coming(*companies, **facts):
    return make_jobs.fair(NOW + timedelta(days=7), *companies, **facts)


def test_it_says_when_and_where_who_comes_and_what_they_look_for(client):
    company = make_jobs.company(name="Canal")
    make_jobs.posting(title="Web internship", company=company)
    place = make.place()

    page = opened(client, coming(company, name="Job fair of autumn", place=place))

    assert page.h1 == "Job fair of autumn"
    assert "Tuesday 1 December, 10:00 to 15:00" in page.words
    assert page.texts(".chips li") == ["Canal"]
    assert page.texts(".card h3") == ["Web internship"]
    assert f"/en/places/{place.slug}" in {one.get("href") for one in page.all("main a")}


def test_search_engines_read_it_as_an_event(client):
    page = opened(client, coming(name="Job fair of autumn"))

    (block,) = JsonLdExtractor().extract(page.response.get_data(as_text=True))
    (event,) = block["@graph"]
    assert (event["@type"], event["startDate"]) == ("Event", "2026-12-01T10:00:00+01:00")
    assert event["eventStatus"] == "https://schema.org/EventScheduled"


def test_a_fair_that_is_over_or_called_off_says_so_and_invites_nobody(client):
    over, called_off = make_jobs.fair(NOW - timedelta(days=2)), coming(cancelled_at=NOW)

    assert "This fair is over." in opened(client, over).words
    page = opened(client, called_off)
    assert "This fair is called off." in page.words
    assert "You need no seat" not in page.words


def test_the_board_leads_to_a_fair_that_is_near_until_it_is_called_off(client):
    fair = coming(name="Job fair of autumn")
    db.session.commit()
    page = client.get_page("/en/jobs")
    assert client.get_page(page.link("Job fair of autumn")).h1 == "Job fair of autumn"

    fairs.call_off(fair, NOW)
    db.session.commit()

    assert "Job fair of autumn" not in client.get_page("/en/jobs").words


def test_a_company_that_is_added_stands_on_the_page_at_once(client):
    fair, company = coming(), make_jobs.company(name="Canal")
    assert "Canal" not in opened(client, fair).words

    fairs.add_company(fair, company)

    assert "Canal" in opened(client, fair).words
