"""Where do I start? Five questions, then a course with a date to take a seat on; never a dead end."""

from datetime import timedelta
from itertools import product

import pytest
import time_machine

from portal import create_app
from portal.database import db
from portal.domain.catalogue.models import Entry, French
from portal.domain.catalogue.placement import Goal, Skill
from tests import conftest, make
from tests.blueprints.steps import full, path, rows, tables
from tests.databases import with_demo
from tests.html import PortalClient

FIVE = ("skill", "french", "place", "when", "goal")


@pytest.fixture
def first_steps(app):
    return make.course(kind="literacy", level=1, title=make.words("First steps"))


def answer(client, **answers):
    """The page one lands on."""
    return client.get_page("/en/start").form("main form").fill(**answers).send()


def test_five_questions_are_asked_each_answer_with_a_picture_and_a_word(client):
    make.place(city="Lille")
    make.place(city="", online=True)

    page = client.get_page("/en/start")

    assert page.h1 == "Where do I start?"
    assert page.texts("fieldset legend") == [
        "1. What can you do on a computer?",
        "2. How much French do you speak?",
        "3. Where can you come?",
        "4. When are you free?",
        "5. What do you want?",
    ]
    choices = page.all("fieldset label")
    assert all(label.cssselect("input[type=radio]") and label.cssselect("svg") for label in choices)
    assert page.texts("fieldset label")[8:11] == ["Lille", "Online, at home", "I do not mind"]


def test_the_answer_is_a_course_with_its_next_date_and_the_way_to_a_seat(client, first_steps):
    lille = make.place(city="Lille", slug="lille")
    session = make.course_session(timedelta(days=7, hours=9), course=first_steps, place=lille)
    make.course_session(timedelta(days=1), course=first_steps)

    page = answer(client, skill="none", french="none", place="lille", when="evening", goal="life")

    assert page.h1 == "Begin here"
    assert [(row["course"], row["when"]) for row in rows(page)] == [
        ("First steps", "Tuesday 1 December, 19:00 to 21:00")
    ]
    assert path(client.get_page(page.link("Take this seat"))) == f"/en/sessions/{session.ref}/seat"
    assert "There is no seat" not in page.words


def test_a_second_choice_and_a_call_stand_beside_it(client, first_steps):
    make.course_session(course=first_steps)
    workshop = make.course(title=make.words("A safe phone"), next_courses=[first_steps])
    make.course_session(course=workshop)

    page = answer(client, skill="none", goal="life")

    assert [row["course"] for row in rows(page)] == ["First steps", "A safe phone"]
    assert page.one("main a[href^=tel]").get("href") == "tel:+33766387496"
    assert page.one("main a[href$='/call']").get("href") == "/en/call"


@pytest.mark.parametrize(
    ("place", "when", "said"),
    [
        ("here", "evening", "There is no seat at your hours. This one comes next."),
        ("lille", "day", "There is no seat where you can come. This is the nearest."),
        ("lille", "evening", "There is no seat where and when you can. This is the nearest."),
    ],
)
def test_what_is_not_as_wished_says_so(client, first_steps, place, when, said):
    make.place(slug="lille", city="Lille")
    make.course_session(course=first_steps, place=make.place(slug="here"))

    assert said in answer(client, skill="none", place=place, when=when).words


def test_online_instead_of_the_town_says_so(client):
    make.place(slug="lille", city="Lille")
    course = make.course(kind="literacy", level=2)
    make.course_session(course=course, place=make.place(online=True, city=""))

    assert "There is no seat in your town. This one is online." in answer(client, skill="mouse", place="lille").words


def test_an_empty_list_of_dates_leads_here_too(client):
    empty = client.get_page("/en/sessions")

    assert client.get_page(empty.link("Not sure where to start? 5 questions")).h1 == "Where do I start?"


def test_without_a_free_seat_one_can_be_told(client, first_steps):
    full(course=first_steps)

    page = answer(client, skill="none")

    assert rows(page) == []
    assert client.get_page(page.link("First steps")).h1 == "First steps"
    assert client.get_page(page.link("Tell me when there is a date")).h1 == "Tell me when there is a date"


def test_where_french_is_lacking_the_course_is_named_and_another_comes_first(client, first_steps):
    make.course_session(course=first_steps)
    make.course(kind="literacy", level=2, title=make.words("Every day"), french=French.A1)

    page = answer(client, skill="mouse", french="none")

    assert [row["course"] for row in rows(page)] == ["First steps"]
    assert page.text("main .note") == "Every day This course needs more French. Call us: we look with you."


def test_a_portal_without_any_course_asks_for_a_call(client):
    page = answer(client, skill="none")

    assert "Call us: we look for a course with you." in page.words
    assert page.all("main a[href^=tel]")


def test_a_course_one_applies_for_leads_to_its_date(client):
    course = make.course(kind="literacy", level=1, entry=Entry.APPLICATION)
    session = make.course_session(course=course)

    page = answer(client, skill="none")

    assert page.link("See this date") == f"/en/sessions/{session.ref}"
    assert "Take this seat" not in page.texts("a")


def test_answers_are_in_the_address_can_be_changed_and_are_kept_nowhere(client, first_steps):
    make.course_session(course=first_steps)
    before = tables()

    page = answer(client, skill="mouse", goal="learn", when="")

    assert page.form("main form")["skill"] == "mouse"
    assert (page.form("main form")["goal"], page.form("main form")["when"]) == ("learn", "")
    assert tables() == before
    assert not page.response.headers.getlist("Set-Cookie")


def test_sent_empty_or_half_empty_there_is_an_answer_or_the_questions_again(client, first_steps):
    make.course_session(course=first_steps)

    assert answer(client).h1 == "Where do I start?"
    assert answer(client, when="evening").h1 == "Begin here"


@pytest.mark.parametrize("question", FIVE)
def test_an_answer_nobody_offers_brings_the_questions_back(client, question):
    page = client.get_page(f"/en/start?{question}=nonsense")

    assert (page.status, page.h1) == (400, "Where do I start?")
    assert page.text(".summary") == "We do not know one of these answers. Please choose again."


@pytest.mark.parametrize("from_page", ["/en/", "/en/courses"])
def test_other_pages_lead_here(client, from_page):
    make.course()

    assert (
        path(client.get_page(client.get_page(from_page).link("Not sure where to start? 5 questions"))) == "/en/start"
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo association as a visitor meets it."""
    folder = tmp_path_factory.mktemp("start")
    url = with_demo("sqlite", folder, "demo")
    app = create_app({"TESTING": True}, conftest.settings(folder, url, **conftest.KEYS))
    app.test_client_class = PortalClient
    with time_machine.travel(conftest.NOW, tick=False), app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


ABOUT_THE_PERSON = [
    dict(zip(("skill", "french", "goal"), found, strict=True))
    for found in product(Skill, ("none", "a1", "a2", "b1"), Goal)
]
ABOUT_TIME_AND_PLACE = [
    dict(zip(("place", "when"), found, strict=True))
    for found in product(("lille", "online", "dzaleka", ""), ("day", "evening", "weekend", ""))
]


@pytest.mark.parametrize("answers", [ABOUT_THE_PERSON, ABOUT_TIME_AND_PLACE], ids=["the person", "time and place"])
def test_in_the_demo_every_answer_ends_at_a_seat(demo, answers):
    client = demo.test_client()

    without = [given for given in answers if not rows(client.get_page("/en/start", query_string=given))]

    assert without == []
