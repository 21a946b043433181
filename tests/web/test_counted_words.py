"""Words beside numbers: each language counts in its own way."""

from datetime import timedelta

import pytest
from flask import Flask

from portal.web.dates import duration_words
from portal.web.languages import KNOWN, speak
from tests import make
from tests.html import tidy


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (45, {"en": "45 min", "fr": "45 min", "ar": "45 دقيقة", "fa": "45 دقیقه", "uk": "45 хв"}),
        (60, {"en": "1 h", "fr": "1 h", "ar": "ساعة واحدة", "fa": "1 ساعت", "uk": "1 год"}),
        (120, {"en": "2 h", "fr": "2 h", "ar": "ساعتان", "fa": "2 ساعت", "uk": "2 год"}),
        (180, {"en": "3 h", "fr": "3 h", "ar": "3 ساعات", "fa": "3 ساعت", "uk": "3 год"}),
        (
            125,
            {
                "en": "2 h 5 min",
                "fr": "2 h 05",
                "ar": "ساعتان و5 دقائق",
                "fa": "2 ساعت و 5 دقیقه",
                "uk": "2 год 5 хв",
            },
        ),
        (
            810,
            {
                "en": "13 h 30 min",
                "fr": "13 h 30",
                "ar": "13 ساعة و30 دقيقة",
                "fa": "13 ساعت و 30 دقیقه",
                "uk": "13 год 30 хв",
            },
        ),
    ],
)
def test_a_duration_is_counted_as_each_language_counts(app: Flask, minutes: int, words: dict[str, str]):
    said = {}
    for code in words:
        with app.test_request_context():
            speak(KNOWN[code])
            said[code] = tidy(duration_words(timedelta(minutes=minutes)))
    assert said == words


def test_the_form_counts_people_as_arabic_does(client):
    session = make.course_session()
    page = client.get_page(f"/ar/sessions/{session.ref}/seat")
    assert page.texts("#party option") == ["أنا فقط", "شخصان", "3 أشخاص", "4 أشخاص"]


def test_after_a_number_a_dari_noun_stays_as_it_is(client):
    session = make.course_session()
    page = client.get_page(f"/fa/sessions/{session.ref}/seat")
    assert page.texts("#party option") == ["فقط من", "2 نفر", "3 نفر", "4 نفر"]


def test_the_form_counts_people_as_ukrainian_does(client):
    session = make.course_session()
    page = client.get_page(f"/uk/sessions/{session.ref}/seat")
    assert page.texts("#party option") == ["Лише я", "2 людини", "3 людини", "4 людини"]


@pytest.mark.parametrize(("number", "words"), [(1, "Ще 1 місце"), (3, "Ще 3 місця")])
def test_seats_that_are_left_are_counted_as_ukrainian_does(client, number: int, words: str):
    make.course_session(timedelta(days=3), capacity=number)
    make.db.session.commit()
    assert words in client.get_page("/uk/sessions").texts(".pill")


def test_the_level_follows_the_programme_after_the_comma_of_the_language(client):
    course = make.course(level=1)
    make.db.session.commit()
    heads = [client.get_page(f"/{code}/courses/{course.slug}").text(".kind") for code in ("en", "fr", "ar")]
    assert heads == [
        "Flash workshop, level 1",
        "Flash workshop (fr), niveau 1 Atelier flash",
        "Flash workshop (ar)، المستوى 1 ورشة سريعة",
    ]


@pytest.mark.parametrize("code", ["ar", "fa"])
def test_an_example_in_arabic_letters_keeps_its_groups_of_digits_in_order(client, code):
    form = client.get_page(f"/{code}/sessions/{make.course_session().ref}/seat").form("#seat-form form")
    refused = form.fill(first_name="Nour", reach_by="phone", phone="06", consent="y").send()
    assert ["\u206606 12 34 56 78\u2069" in problem for problem in refused.problems] == [True]
