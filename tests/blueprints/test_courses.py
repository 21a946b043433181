"""All courses and which comes after which; one course with its dates."""

from datetime import timedelta
from pathlib import Path

import pytest
from lxml import etree

from portal import assets, clock
from portal.database import Text
from portal.domain.catalogue.models import Competence, French, SkillBlock
from tests import make
from tests.blueprints.steps import courses, rows
from tests.domain.queries import queries_counted
from tests.html import tidy


def facts(page, course):
    """What the ladder says of a course, line by line."""
    return next(
        [tidy(fact.text_content()) for fact in card.cssselect(".facts li")]
        for card in page.all("article.card")
        if tidy(card.cssselect("h3")[0].text_content()) == course
    )


def test_levels_stand_in_their_order_each_with_what_comes_after(client):
    ladder = make.programme(kind="literacy", name=make.words("DigitAll"))
    second = make.course(programme=ladder, level=2, title=make.words("The second step"))
    make.course(programme=ladder, level=1, title=make.words("The first step"), next_courses=[second])

    page = client.get_page("/en/courses")

    assert page.texts("main section h2") == ["DigitAll First digital steps"]
    assert page.texts("ol.ladder > li h3") == ["The first step", "The second step"]
    assert page.texts("ol.ladder .kind") == [
        "DigitAll, level 1 First digital steps",
        "DigitAll, level 2 First digital steps",
    ]
    assert "After this you can: The second step" in facts(page, "The first step")


def test_the_way_to_a_job_has_three_steps_and_a_choice_at_the_end(client):
    learn = make.programme(kind="professional", name=make.words("Web"))
    ends = [make.course(programme=learn, title=make.words(title)) for title in ("Web development", "Networks")]
    code = make.course(kind="discovery", title=make.words("DigiStart"), next_courses=ends)
    make.course(title=make.words("A day at work"), next_courses=[code])
    make.course(title=make.words("A safe phone"))

    page = client.get_page("/en/courses")

    steps = [[tidy(title.text_content()) for title in step.cssselect("h3")] for step in page.all("ol.ladder > li")]
    assert steps == [["A day at work"], ["DigiStart"], ["Web development", "Networks"]]
    assert page.texts("ol.ladder > li > p") == ["Choose one of these:"]
    assert page.texts(".shelves h3") == ["A safe phone"]


def test_each_course_says_its_next_date_how_much_french_and_where(client):
    course = make.course(title=make.words("First steps"), french=French.A2)
    make.course_session(timedelta(days=2), course=course, cancelled_at=clock.now())
    make.course_session(timedelta(days=7), course=course, dates=6, place=make.place(city="Lille"))

    page = client.get_page("/en/courses")

    assert facts(page, "First steps") == [
        "6 × 2 h, Tuesdays at 10:00, from 1 December, Lille",
        "Simple French (A2)",
    ]


def test_a_free_seat_later_comes_before_a_full_date_and_a_full_one_before_none(client):
    course = make.course(title=make.words("First steps"))
    full = make.course_session(timedelta(days=2), course=course, capacity=1)
    make.fill(full, 1)

    assert facts(client.get_page("/en/courses"), "First steps")[0] == (
        "Thursday 26 November, 10:00 to 12:00, Montreuil (Full, with a waiting list)"
    )

    make.course_session(timedelta(days=9), course=course)
    assert facts(client.get_page("/en/courses"), "First steps")[0] == "Thursday 3 December, 10:00 to 12:00, Montreuil"


def test_a_course_without_a_date_says_how_long_it_usually_is(client):
    course = make.course(title=make.words("First steps"))
    make.course_session(timedelta(days=-90), course=course, dates=3, minutes=90)
    make.course(title=make.words("Never given"))

    page = client.get_page("/en/courses")

    assert facts(page, "First steps")[0] == "Date to come (usually 3 × 1 h 30 min)"
    assert facts(page, "Never given")[0] == "Date to come"


def test_the_ladder_is_read_as_lists_in_order(client):
    make.course(kind="literacy", level=1)

    page = client.get_page("/en/courses")

    assert page.all("ol.ladder > li article h3")
    assert not page.all("main img"), "the picture is drawn by lists and style alone"
    assert all(icon.get("aria-hidden") == "true" for icon in page.all("main svg"))


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_courses(client):
    def asked(more):
        for _number in range(more):
            make.course_session(course=make.course(next_courses=[make.course()]))
        with queries_counted() as sent:
            client.get_page(f"/en/courses?{more}")
        return len(sent)

    # One of them reads what the team has set: it is read again after each change of what the public sees.
    assert asked(2) == asked(6) < 15


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


def test_a_course_that_is_given_in_two_ways_says_both(client):
    made = make.course()
    make.course_session(timedelta(days=-9), course=made)
    make.course_session(timedelta(days=3), course=made, dates=6)
    make.course_session(timedelta(days=4), course=made, dates=8, minutes=90)
    make.course_session(timedelta(days=5), course=made, dates=6)

    page = client.get_page(f"/en/courses/{made.slug}")

    assert "6 × 2 h or 8 × 1 h 30 min" in page.texts("dd")


def test_a_course_says_how_long_it_is_and_who_pays(client):
    made = make.course(financing=make.words("Your company pays."))
    make.course_session(timedelta(days=3), course=made, dates=6)

    page = client.get_page(f"/en/courses/{made.slug}")

    said = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert said["How long"] == "6 × 2 h"
    assert said["Price"] == "Free Your company pays."


@pytest.mark.parametrize(
    ("level", "picture"), [(French.NONE, "french-0"), (French.A2, "french-2"), (French.B2, "french-4")]
)
def test_how_much_french_is_a_picture_beside_its_words(client, level, picture):
    made = make.course(french=level)

    page = client.get_page(f"/en/courses/{made.slug}")

    french = next(term for term in page.all("dt") if tidy(term.text_content()) == "French")
    assert french.cssselect("use")[0].get("href").endswith(f"#{picture}")
    assert icon_ids() >= {picture}


def test_a_course_shows_the_parts_it_falls_into(client):
    made = make.course(
        blocks=[
            SkillBlock(position=1, title=make.words("E-mail"), skills=[make.words("Write"), make.words("Answer")]),
            SkillBlock(position=0, title=make.words("Internet"), skills=[make.words("Search")]),
        ]
    )

    page = client.get_page(f"/en/courses/{made.slug}")

    assert "What you learn, in 2 parts" in page.texts("h2")
    assert page.texts("ol.parts h3") == ["Internet", "E-mail"]
    assert page.texts("ol.parts li li") == ["Search", "Write", "Answer"]


def test_a_course_names_its_skills_for_schools_and_employers_and_explains_the_list(client):
    made = make.course(
        competences=[
            Competence(framework="DigComp", version="2.2", code="2.1"),
            Competence(framework="DigComp", version="2.2", code="1.1"),
        ]
    )

    page = client.get_page(f"/en/courses/{made.slug}")

    assert page.text("main summary") == "For schools and employers: the skills of DigComp 2.2"
    assert page.texts("main details li") == [
        "1.1 Browsing, searching and filtering data, information and digital content",
        "2.1 Interacting through digital technologies",
    ]
    assert page.text("main details p").startswith("DigComp is the European list of digital skills.")


def test_the_name_of_a_programme_has_its_plain_word_once(client):
    named = make.course(programme=make.programme(kind="literacy", name=make.words("DigitAll")), level=1)
    plain = make.course(programme=make.programme(kind="flash", name=make.words("Flash workshop")))

    assert client.get_page(f"/en/courses/{named.slug}").text("main .kind") == "DigitAll, level 1 First digital steps"
    assert client.get_page(f"/en/courses/{plain.slug}").text("main .kind") == "Flash workshop"


def icon_ids():
    """The pictures the portal has."""
    drawn = etree.parse(Path(assets.__file__).parent / "static" / "icons.svg")
    return {symbol.get("id") for symbol in drawn.getroot()}


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
