"""The list of dates: soonest first, narrowed down by a filter that lives in the address."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from portal.domain.catalogue.models import French
from tests import make
from tests.blueprints.steps import courses, rows


@pytest.fixture
def four_dates(app):
    """One date of each sort, named by what sets it apart."""
    online = make.place(slug="online", city="", name=make.words("Online"), online=True, address=None)
    lille = make.place(slug="lille", city="Lille", name=make.words("The red house"))
    make.course_session(timedelta(days=1), course=make.course(title=make.words("Plain"), french=French.A2))
    make.course_session(timedelta(days=2), course=make.course(title=make.words("Arabic")), languages=("ar", "fr"))
    make.course_session(
        timedelta(days=3),
        place=online,
        course=make.course(title=make.words("Training"), kind="professional", french=4),
    )
    full = make.course_session(
        timedelta(days=4), place=lille, capacity=1, course=make.course(title=make.words("Full"))
    )
    make.fill(full, 1)


def test_dates_stand_soonest_first_and_those_to_come_last(client):
    for title, starts in (("Later", timedelta(days=9)), ("Undated", None), ("Soon", timedelta(days=1))):
        make.course_session(starts, course=make.course(title=make.words(title)))

    found = client.get_page("/en/sessions")

    assert [(row["course"], row["when"]) for row in rows(found)] == [
        ("Soon", "Wednesday 25 November, 10:00 to 12:00"),
        ("Later", "Thursday 3 December, 10:00 to 12:00"),
        ("Undated", "Date to come"),
    ]
    assert found.text("#session-list h2") == "3 dates"


def test_what_is_past_or_has_begun_is_not_offered(client):
    make.course_session(timedelta(days=-3))
    make.course_session(timedelta(minutes=-5))

    assert courses(client.get_page("/en/sessions")) == []


@pytest.mark.parametrize(
    ("choice", "value", "left"),
    [
        ("place", "lille", ["Full"]),
        ("kind", "professional", ["Training"]),
        ("mode", "online", ["Training"]),
        ("mode", "there", ["Plain", "Arabic", "Full"]),
        ("language", "ar", ["Arabic"]),
        ("french", "none", ["Arabic", "Full"]),
        ("french", "a2", ["Plain", "Arabic", "Full"]),
        ("free", "1", ["Plain", "Arabic", "Training"]),
    ],
)
def test_one_choice_narrows_the_list_and_stays_chosen(client, four_dates, choice, value, left):
    form = client.get_page("/en/sessions").form("form.filter")
    form[choice] = value

    found = form.send()

    assert courses(found) == left
    assert found.form("form.filter")[choice] == value
    assert f"{choice}={value}" in found.response.request.query_string.decode()


def test_two_choices_must_both_fit(client, four_dates):
    form = client.get_page("/en/sessions").form("form.filter").fill(mode="there", free="1")

    assert courses(form.send()) == ["Plain", "Arabic"]


def test_a_choice_that_finds_nothing_offers_all_the_dates(client, four_dates):
    nothing = client.get_page("/en/sessions?place=lille&language=uk")

    assert nothing.text("#session-list h2") == "No date fits"
    assert courses(client.get_page(nothing.link("Show all dates"))) == ["Plain", "Arabic", "Training", "Full"]


def test_more_than_twelve_dates_come_in_pages_that_keep_the_filter(client):
    course = make.course()
    for day in range(1, 15):
        make.course_session(timedelta(days=day), course=course)
    make.course_session(timedelta(days=1), languages=("uk",))

    first = client.get_page("/en/sessions?language=fr")
    second = client.get_page(first.link("Later dates"))

    assert (len(rows(first)), len(rows(second))) == (12, 2)
    assert first.text("nav.pages span") == "Page 1 of 2"
    assert second.form("form.filter")["language"] == "fr"
    assert courses(client.get_page(second.link("Earlier dates"))) == courses(first)
    assert not {row["address"] for row in rows(first)} & {row["address"] for row in rows(second)}


def test_far_from_paris_the_card_says_whose_clock_counts(client):
    kakuma = make.place(timezone="Africa/Nairobi", city="Kakuma", country="KE", name=make.words("Kakuma"))
    make.course_session(place=kakuma)

    assert rows(client.get_page("/en/sessions"))[0]["when"] == (
        "Tuesday 1 December, 12:00 to 14:00 (time of Nairobi)"
    )


def test_a_course_of_many_dates_says_how_many_and_how_long(client):
    make.course_session(dates=3, minutes=90)

    assert rows(client.get_page("/en/sessions"))[0]["when"] == "3 × 1 h 30 min, Tuesdays at 10:00, from 1 December"


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_list(app, client):
    make.course_session()
    few = _queries(app, client)
    for day in range(1, 12):
        make.course_session(timedelta(days=day), languages=("fr", "ar"), dates=2)

    assert _queries(app, client) == few < 12


def _queries(app, client) -> int:
    asked = []
    connection = make.db.engine
    client.get("/en/sessions")  # whatever is read once has been read

    def note(connection, cursor, statement, *rest):
        if statement.lstrip().upper().startswith("SELECT"):
            asked.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    try:
        assert client.get("/en/sessions").status_code == 200
    finally:
        event.remove(connection, "before_cursor_execute", note)
    return len(asked)
