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


def _queries(app, client, address="/en/sessions") -> int:
    asked = []
    connection = make.db.engine
    client.get(address)  # whatever is read once has been read

    def note(connection, cursor, statement, *rest):
        if statement.lstrip().upper().startswith("SELECT"):
            asked.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    try:
        assert client.get(address).status_code == 200
    finally:
        event.remove(connection, "before_cursor_execute", note)
    return len(asked)


@pytest.fixture
def in_three_towns(app):
    """A workshop in Montreuil, one in Lille, one online; on weekday mornings but for Lille's."""
    pre = make.place(slug="pre", city="Le Pré-Saint-Gervais", latitude=48.885, longitude=2.404)
    lille = make.place(slug="lille", city="Lille", latitude=50.622, longitude=3.05, name=make.words("The red house"))
    online = make.place(slug="online", city="", online=True, address=None, latitude=None, longitude=None)
    make.course_session(timedelta(days=1), place=pre, course=make.course(title=make.words("My computer"), level=1))
    evening = timedelta(days=4, hours=9)  # a Saturday
    make.course_session(evening, place=lille, course=make.course(title=make.words("Networks"), level=2))
    make.course_session(timedelta(days=9), place=online, course=make.course(title=make.words("E-mail"), level=3))


ALL_THREE = ["My computer", "Networks", "E-mail"]


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("q=computer", ["My computer"]),
        ("q=COMPUTERS", ["My computer"]),
        ("q=lille", ["Networks"]),
        ("q=red+networks", ["Networks"]),
        ("q=email", ["E-mail"]),
        ("q=%00", ALL_THREE),
        ("when=week", ["My computer", "Networks"]),
        ("when=evening", ["Networks"]),
        ("when=weekend", ["Networks"]),
        ("level=1", ["My computer"]),
        ("level=3", ["E-mail"]),
        ("town=pantin", ["My computer", "E-mail"]),
        ("town=Lille&mode=there", ["Networks"]),
        ("town=montreuil&radius=5", ["My computer", "E-mail"]),
        ("radius=5", ALL_THREE),
    ],
)
def test_words_times_levels_and_towns_narrow_the_list(client, in_three_towns, query, left):
    assert courses(client.get_page(f"/en/sessions?{query}")) == left


@pytest.mark.parametrize("wrong", ["when=never", "level=9", "radius=7&town=Lille", "when=week&when=evening"])
def test_a_choice_that_does_not_exist_shows_all_the_dates(client, in_three_towns, wrong):
    page = client.get_page(f"/en/sessions?{wrong}")

    assert (page.status, courses(page)) == (400, ALL_THREE)


def test_cards_say_how_far_it_is_from_my_town(client, in_three_towns):
    near = client.get_page("/en/sessions?town=Pantin")
    here = client.get_page("/fr/sessions?town=Le+Pré-Saint-Gervais")

    assert [row["where"] for row in rows(near)] == ["The blue house (about 1 km)", "The blue house"]
    assert rows(here)[0]["where"] == "The blue house (fr) (moins de 1 km)"


def test_an_unknown_town_is_said_and_its_nearest_spelling_offered(client, in_three_towns):
    page = client.get_page("/en/sessions?town=Lylle&when=week")

    assert page.text("#session-list .note p") == "We do not know the town “Lylle”. Is it one of these?"
    assert courses(page) == ["My computer", "Networks"]
    assert page.form("form.filter")["town"] == "Lylle"
    mended = client.get_page(page.link("Lille"))
    assert courses(mended) == ["Networks"]
    assert mended.form("form.filter")["when"] == "week"


def test_a_town_nobody_knows_asks_for_a_larger_one(client, in_three_towns):
    page = client.get_page("/en/sessions?town=xyzzy")

    assert page.text("#session-list .note").endswith("Please check its name, or write a larger town nearby.")


def test_of_towns_of_one_name_another_can_be_chosen(client, in_three_towns):
    page = client.get_page("/en/sessions?town=montreuil")
    assert "Near Montreuil (Île-de-France), up to 20 km" in page.texts("#session-list .chips bdi")

    other = client.get_page(page.link("Montreuil (Hauts-de-France)"))

    assert courses(other) == ["E-mail"]


@pytest.mark.parametrize(
    ("typed", "chip"),
    [
        ("pantin", "Near Pantin, up to 20 km"),
        ("باريس", "Near باريس, up to 20 km"),
        ("xyzzy", "“xyzzy”"),
        ("montreuil", "Near Montreuil (Île-de-France), up to 20 km"),
    ],
)
def test_my_town_is_said_in_the_script_i_typed_it_in(client, in_three_towns, typed, chip):
    assert client.get_page(f"/en/sessions?town={typed}").texts("#session-list .chips bdi")[0] == chip


def test_where_no_place_is_near_the_nearest_is_named(client, in_three_towns):
    page = client.get_page("/en/sessions?town=Brest&mode=there")

    assert "Our nearest place is Le Pré-Saint-Gervais, about 509 km away." in page.words
    assert courses(client.get_page(page.link("See the dates there"))) == ["My computer"]


def test_a_slip_of_the_hand_is_forgiven_and_said(client, in_three_towns):
    page = client.get_page("/en/sessions?q=compuetr")

    assert courses(page) == ["My computer"]
    assert "We looked for “computer” instead of “compuetr”." in page.texts("#session-list p")


def test_what_is_chosen_is_said_and_each_choice_can_be_taken_away(client, in_three_towns):
    page = client.get_page("/en/sessions?q=computer&when=week&town=Pantin&radius=5&level=1&free=1")

    assert page.texts("#session-list .chips bdi") == [
        "“computer”",
        "This week",
        "Near Pantin, up to 5 km",
        "For beginners",
        "Only with free seats",
    ]
    less = client.get_page(page.link("Take away: Near Pantin, up to 5 km"))
    assert less.response.request.query_string == b"q=computer&when=week&level=1&free=1"


def test_where_nothing_fits_the_nearest_dates_say_what_was_left_out(client, in_three_towns):
    page = client.get_page("/en/sessions?q=computer&when=evening")

    assert page.text("#session-list h2") == "No date fits"
    assert page.text("#session-list .lead") == "These dates come close. We left out: In the evening"
    assert courses(page) == ["My computer"]
    assert page.all("#session-list .note a[href^='tel:']")


def test_wishes_that_are_not_made_do_not_stand_in_the_address(client, in_three_towns):
    form = client.get_page("/en/sessions").form("form.filter").fill(when="week")
    found = form.send()
    part = client.fragment("/en/sessions?q=&when=week&town=&kind=")

    assert found.response.request.query_string == b"when=week"
    assert part.response.headers["HX-Push-Url"] == "/en/sessions?when=week"


def test_an_address_cannot_lead_elsewhere_by_odd_parameters(client, in_three_towns):
    page = client.get_page("/en/sessions?_external=1&lang=xx&_anchor=y&endpoint=z&when=")

    assert courses(page) == ALL_THREE
    assert page.response.request.path == "/en/sessions"


def test_subjects_are_called_as_the_programmes_on_the_cards(client):
    digitall = make.programme(kind="literacy", name=make.words("DigitAll"))
    make.course_session(course=make.course(programme=digitall))
    make.course_session()

    options = client.get_page("/en/sessions").texts("#kind option")

    assert options[:3] == ["Everything", "Flash workshop", "First digital steps: DigitAll"]


def test_many_wishes_ask_the_database_no_more_often_than_twelve_times(app, client, in_three_towns):
    full = (
        "/en/sessions?q=compuetr+ntworks+lile&when=week&town=Lille&level=1&language=ar&french=none&kind=flash&free=1"
    )

    assert _queries(app, client, full) < 12
