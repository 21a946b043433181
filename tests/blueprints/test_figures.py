"""What the association did, year by year: each figure with its definition, in charts and tables."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.demo.published_year import bring_in
from portal.domain.accounts.models import Person
from tests import make, make_mentoring
from tests.conftest import NOW
from tests.domain.impact.records import attended


@pytest.fixture
def brought_in(app):
    """The published year, as the demo makes it."""
    for slug in ("paris-20", "montreuil", "online"):
        make.place(slug=slug, online=slug == "online")
    for _number in range(4):
        make.course(kind="soft_skills")
    bring_in(NOW)


def figures(page):
    """Each number by its name."""
    return dict(zip(page.texts(".figures h3"), page.texts(".figures strong"), strict=True))


def test_the_published_year_is_printed_from_the_records(client, brought_in):
    page = client.get_page("/en/figures/2020")

    assert page.h1 == "Our figures for 2020"
    assert figures(page) == {
        "Pairs of a mentor and a learner": "56",
        "Volunteers who are mentors": "53",
        "Hours of mentoring": "460",
        "Soft-skills workshops": "41",
        "Employees and other volunteers": "186",
        "Hours of workshops": "93",
        "Learners": "108",
    }
    assert page.texts(".figures li > p:last-child") == ["All brought in from older records."] * 7


def test_one_more_meeting_moves_the_page_and_history_stays_labelled(client, brought_in):
    august = datetime(2020, 8, 5, 16, tzinfo=UTC)
    client.get_page("/en/figures/2020")
    make_mentoring.meeting(make_mentoring.pair(since=august), august, 90)

    page = client.get_page("/en/figures/2020")

    assert list(figures(page).values())[:3] == ["57", "54", "461.5"]
    assert page.texts(".figures li > p:last-child")[:3] == [
        f"{number} of them brought in from older records." for number in (56, 53, 460)
    ]


def test_the_table_says_what_the_chart_shows(client, brought_in):
    page = client.get_page("/en/figures/2020")
    mentoring, workshops = page.all("figure")

    months = [[cell.text_content() for cell in row] for row in mentoring.cssselect("tbody tr")]
    hours = [float(hours) for _month, hours in months]
    assert [month for month, _hours in months][:2] == ["January", "February"]
    assert len(months) == len(mentoring.cssselect("rect")) == 12
    assert hours.index(max(hours)) == 4
    assert mentoring.cssselect("rect")[4].get("height") == "120"
    assert workshops.cssselect("figcaption")[0].text_content() == "Hours of workshops, month by month"


def test_months_of_an_arabic_chart_are_read_from_the_right(client):
    make_mentoring.meeting(make_mentoring.pair(), datetime(2026, 1, 15, 12, tzinfo=UTC))

    (english,), (arabic,) = (client.get_page(f"/{lang}/figures/2026").all("rect") for lang in ("en", "ar"))

    assert int(english.get("x")) < 100 < 230 < int(arabic.get("x"))


def test_so_few_that_they_could_be_known_are_not_counted_in_public(client):
    make_mentoring.meeting(make_mentoring.pair(), minutes=45)

    page = client.get_page("/en/figures")

    assert page.h1 == "Our figures for 2026"
    assert figures(page) == {
        "Pairs of a mentor and a learner": "fewer than 5",
        "Volunteers who are mentors": "fewer than 5",
        "Hours of mentoring": "0.8",
        "Soft-skills workshops": "0",
        "Employees and other volunteers": "0",
        "Hours of workshops": "0",
        "Learners": "0",
    }


def test_a_year_without_records_says_so_and_shows_the_way_to_the_others(client):
    workshop = make.course_session(NOW - timedelta(days=9), course=make.course(kind="soft_skills"))
    attended(workshop, Person(first_name="Nour", created_at=NOW))

    page = client.get_page("/en/figures/2019")

    assert page.text("main .note") == "We have no records of 2019 here. Please choose another year."
    assert page.link("2026") == "/en/figures/2026"


def test_before_there_is_any_record_the_page_says_so(client):
    assert client.get_page("/en/figures").text("main .note") == "We have no records of 2026 here."


@pytest.mark.parametrize("year", ["1999", "2027", "20200", "nothing"])
def test_a_year_that_cannot_be_is_no_page(client, year):
    assert client.get(f"/en/figures/{year}").status_code == 404


def test_every_page_leads_to_the_figures_at_its_foot(client):
    assert client.get_page("/en/").link("Our figures") == "/en/figures"
