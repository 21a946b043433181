"""The front door: what this is, three doors, what is soon, and where."""

from datetime import timedelta

import pytest

from portal.database import Text
from tests import make
from tests.blueprints.steps import courses, rows


def test_four_doors_lead_to_learning_helping_work_and_offering_an_internship(client):
    home = client.get_page("/en/")

    doors = {link.text_content(): link.get("href") for link in home.all(".door a")}

    assert {words: client.get_page(address).h1 for words, address in doors.items()} == {
        "I want to learn": "Find a date",
        "I want to help": "Help somebody learn",
        "I look for work": "Find work",
        "I offer an internship": "Offer an internship",
    }


def test_who_does_not_know_where_to_start_is_asked_five_questions(client):
    asked = client.get_page(client.get_page("/en/").link("Not sure where to start? 5 questions"))

    assert asked.h1 == "Where do I start?"
    assert len(asked.all("main fieldset")) == 5


def test_what_is_soon_comes_first_and_each_course_once(client):
    email, phone = make.course(title=make.words("First e-mail")), make.course(title=make.words("A safe phone"))
    make.course_session(timedelta(days=5), course=email)
    make.course_session(timedelta(days=2), course=phone)
    make.course_session(timedelta(days=3), course=phone)

    assert courses(client.get_page("/en/")) == ["A safe phone", "First e-mail"]


def test_only_dates_with_a_free_seat_are_soon(client):
    full = make.course_session(timedelta(days=1), capacity=1, course=make.course(title=make.words("Full")))
    make.fill(full, 1)
    make.course_session(timedelta(days=-1), course=make.course(title=make.words("Past")))
    make.course_session(None, course=make.course(title=make.words("Undated")))
    make.course_session(timedelta(days=2), capacity=2, course=make.course(title=make.words("Nearly full")))

    assert [(row["course"], row["state"]) for row in rows(client.get_page("/en/"))] == [
        ("Nearly full", "2 seats left")
    ]


def test_a_home_without_any_free_seat_says_whom_to_call(client):
    home = client.get_page("/en/")

    assert home.text("main .note") == "No seat is free right now. Please call us: we find one with you."
    assert home.text(".band a[href^=tel]")


def test_a_place_near_you_shows_the_dates_there(client):
    lille = make.place(slug="lille", city="Lille", name=make.words("The red house"))
    make.course_session(place=lille, course=make.course(title=make.words("In Lille")))
    make.course_session(course=make.course(title=make.words("Elsewhere")))

    found = client.get_page(client.get_page("/en/").link("Lille"))

    assert courses(found) == ["In Lille"]


def test_a_town_is_written_as_its_readers_write_it(client):
    make.place(city="Lille", town=Text(fr="Lille", ar="ليل"))
    make.place(city="Bondy")
    make.place(city="", online=True, name=make.words("Online"))

    assert client.get_page("/fr/").texts(".chips a") == ["Lille", "Bondy", "Online (fr)"]
    assert client.get_page("/ar/").texts(".chips a") == ["ليل", "Bondy", "Online (ar)"]


@pytest.mark.parametrize(
    ("words", "h1"),
    [
        ("Legal notice", "Legal notice"),
        ("Your data", "Your data is yours"),
        ("Accessibility", "A site for everybody"),
        ("My seats", "My seats"),
        ("Learn", "Find a date"),
        ("Help", "Help somebody learn"),
        ("Jobs", "Find work"),
    ],
)
def test_every_page_leads_to_the_pages_that_explain(client, words, h1):
    assert client.get_page(client.get_page("/en/courses").link(words)).h1 == h1


def test_the_privacy_page_says_for_each_piece_of_data_why_and_how_long(client):
    page = client.get_page("/en/privacy")

    cells = [[cell.text_content() for cell in row.cssselect("td")] for row in page.all("tbody tr")]

    assert [
        "Your phone or e-mail, if you give one",
        "To confirm your seat, remind you, and tell you of changes.",
        "6 months",
        "You say yes",
    ] in cells
    assert all(all(cell.strip() for cell in row) for row in cells)


def test_the_legal_notice_names_who_runs_the_site(client):
    notice = client.get_page("/en/legal")

    assert "Konexio" in notice.words
    assert "15 rue de la Réunion, 75020 Paris, France" in notice.words
    assert "contact@konexio.eu" in notice.words
