"""All courses and which comes after which; one course with its dates."""

from datetime import timedelta

import pytest

from portal.database import Text
from portal.domain.catalogue.models import French
from tests import make
from tests.blueprints.steps import courses, rows


def test_courses_stand_under_their_programme_with_what_comes_after(client):
    ladder = make.programme(kind="literacy", name=make.words("First steps"))
    second = make.course(programme=ladder, title=make.words("The second step"))
    make.course(programme=ladder, title=make.words("The first step"), position=0, next_courses=[second])

    page = client.get_page("/en/courses")

    assert page.texts("main section h2") == ["First steps"]
    assert page.texts("article h3") == ["The first step", "The second step"]
    assert [text for text in page.texts("article li") if "After" in text] == ["After this: The second step"]


def test_a_course_says_what_you_do_what_to_bring_and_how_much_french(client):
    made = make.course(
        activities=[make.words("Write an e-mail")],
        bring=[make.words("Your phone")],
        french=French.A1,
        prerequisites=make.words("Know the keys"),
        certificate=make.words("A paper that says so"),
    )

    page = client.get_page(f"/en/courses/{made.slug}")

    assert page.h1 == "A day at work"
    assert {"Write an e-mail", "Your phone"} <= set(page.texts("main .list li"))
    assert dict(zip(page.texts("dt"), page.texts("dd"), strict=True)) == {
        "French": "A little French is enough",
        "Before you come": "Know the keys",
        "Certificate": "A paper that says so",
        "Price": "Free",
    }


def test_a_course_leads_to_its_dates_and_to_the_next_course(client):
    after = make.course(title=make.words("The next one"))
    made = make.course(next_courses=[after])
    session = make.course_session(timedelta(days=3), course=made)
    make.course_session(timedelta(days=2))

    page = client.get_page(f"/en/courses/{made.slug}")

    assert [row["address"] for row in rows(page)] == [f"/en/sessions/{session.ref}"]
    assert client.get_page(page.link("The next one")).h1 == "The next one"


def test_a_course_without_a_date_says_so_and_that_one_can_be_told(client):
    made = make.course()
    make.course_session(timedelta(days=-3), course=made)

    page = client.get_page(f"/en/courses/{made.slug}")

    assert courses(page) == []
    assert page.texts("#dates .note p")[0] == "No date is set yet. We can tell you when there is one."
    assert client.get_page(page.link("Tell me when there is a date")).h1 == "Tell me when there is a date"


@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("ar", "rtl")])
def test_a_course_that_is_not_translated_falls_back_and_names_the_language_it_falls_back_to(
    client, language, direction
):
    made = make.course(title=Text(en="Only in English"))

    page = client.get_page(f"/{language}/courses/{made.slug}")

    assert (page.one("html").get("lang"), page.one("html").get("dir")) == (language, direction)
    assert (page.one("h1 span").get("lang"), page.one("h1 span").get("dir")) == ("en", "ltr")
    assert page.h1 == "Only in English"


def test_a_course_nobody_gives_leads_back_to_the_dates(client):
    lost = client.get_page("/en/courses/no-such-course")

    assert (lost.status, lost.h1) == (404, "This page is not here")
    assert client.get_page(lost.link("Find a date")).status == 200
