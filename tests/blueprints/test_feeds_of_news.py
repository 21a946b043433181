"""News as Atom, read back by feedparser; and the page that tells people how to follow the dates."""

from datetime import timedelta

import feedparser
import pytest
import time_machine

from portal import clock
from portal.domain.signups.changes import cancel_course_session
from tests import make
from tests.domain.queries import queries_counted


def news(client, address: str):
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    found = feedparser.parse(answer.data)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


@pytest.mark.parametrize("code", ["fr", "en", "ar", "fa", "uk"])
def test_dates_to_come_in_the_language_of_the_address(client, code):
    session = make.course_session()

    found = news(client, f"/{code}/dates.atom")

    (entry,) = found.entries
    assert found.feed.language == code
    assert found.feed.id == f"http://portal.test/{code}/dates.atom"
    assert found.feed.author == "Konexio"
    assert entry.id == entry.link == f"http://portal.test/{code}/sessions/{session.ref}"
    assert {link.rel: link.hreflang for link in found.feed.links} == {"self": code, "alternate": code}
    assert entry.updated_parsed[:6] == clock.now().timetuple()[:6]


def test_an_entry_says_when_where_and_how_much_french(client):
    make.course_session()

    (entry,) = news(client, "/en/dates.atom").entries

    assert entry.title == "A day at work – Tuesday 1 December, 10:00 to 12:00"
    assert entry.summary.splitlines() == [
        "Tuesday 1 December, 10:00 to 12:00",
        "The blue house",
        "No French needed",
        "Somebody tells of a day at work.",
    ]
    assert [tag.term for tag in entry.tags] == ["Flash workshop"]


def test_a_date_that_is_called_off_says_so_and_is_news(client):
    session = make.course_session()
    before = news(client, "/en/dates.atom").entries[0]

    with time_machine.travel(clock.now() + timedelta(hours=1), tick=False):
        cancel_course_session(session, clock.now())
        make.db.session.commit()
        after = news(client, "/en/dates.atom").entries[0]

    assert after.id == before.id
    assert after.updated > before.updated
    assert after.title == "A day at work – Cancelled"
    assert after.summary.startswith("This date is cancelled.")


def test_nothing_changed_means_not_one_letter_changed(client):
    make.course_session()
    before = client.get("/en/dates.atom").data

    with time_machine.travel(clock.now() + timedelta(hours=6), tick=False):
        assert client.get("/en/dates.atom").data == before


def test_what_has_begun_or_has_no_date_is_no_news(client):
    make.course_session(timedelta(days=-1), dates=2)
    make.course_session(None)

    found = news(client, "/en/dates.atom")

    assert (found.entries, found.feed.updated) == ([], "2020-01-01T00:00:00Z")


def test_courses_newest_first(client):
    old, new = make.course(title=make.words("Old & <b>bold</b>")), make.course(title=make.words("New"))

    found = news(client, "/ar/courses.atom")

    assert [entry.title for entry in found.entries] == ["New (ar)", "Old & <b>bold</b> (ar)"]
    assert [entry.link.rsplit("/", 1)[1] for entry in found.entries] == [new.slug, old.slug]


@pytest.mark.parametrize("feed", ["dates", "courses"])
def test_news_of_many_costs_as_many_questions_to_the_database(client, feed):
    make.course_session()
    with queries_counted() as few:
        client.get(f"/en/{feed}.atom")
    for _number in range(12):
        make.course_session()

    with queries_counted() as many:
        assert len(news(client, f"/en/{feed}.atom").entries) == 13

    assert len(many) == len(few) <= 5


def test_the_page_leads_to_every_calendar_and_feed(client):
    session = make.course_session()

    page = client.get_page("/en/open-data")

    assert page.h1 == "Our dates in your calendar"
    assert page.link("All dates in my calendar") == "webcal://portal.test/en/calendar.ics"
    places = f"webcal://portal.test/en/places/{session.place.slug}/calendar.ics"
    assert page.link("The blue house") == places
    assert page.link("A day at work") == f"webcal://portal.test/en/courses/{session.course.slug}/calendar.ics"
    for feed in ("/en/dates.atom", "/en/courses.atom", "/data-inclusion/v1/structures.json"):
        assert client.get(page.link(f"http://portal.test{feed}")).status_code == 200


def test_the_foot_of_each_page_leads_there(client):
    assert client.get_page(client.get_page("/en/").link("Dates in your calendar")).h1 == "Our dates in your calendar"
