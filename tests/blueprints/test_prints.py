"""What the pages for paper say. How they come out of a printer is tried in `tests/browser/test_prints.py`."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.domain.catalogue.models import Entry, French, SkillBlock
from tests import make
from tests.domain.queries import queries_counted


def committed(session):
    make.db.session.commit()
    return session


def rows(page) -> list[list[str]]:
    """The programme as it reads: the head of each week alone, then its rows."""
    return [[" ".join(cell.text_content().split()) for cell in row] for row in page.all(".weeks tbody tr")]


def test_the_poster_says_what_when_where_how_much_french_and_that_it_is_free(client):
    session = committed(make.course_session(course=make.course(french=French.A1)))

    poster = client.get_page(f"/en/sessions/{session.ref}/poster")

    assert poster.h1 == "Poster: A day at work"
    assert poster.text(".poster h2") == "A day at work"
    assert poster.text(".poster .when") == "Tuesday 1 December10:00 to 12:00"
    assert poster.text(".poster .kind .pill") == "Free"
    assert "A little French is enough" in poster.texts(".poster .facts li")
    assert poster.text(".number") == "07 66 38 74 96"


def test_each_strip_to_tear_off_says_enough_alone(client):
    session = committed(make.course_session())

    poster = client.get_page(f"/fr/sessions/{session.ref}/poster")

    strips = poster.all(".strips li")
    assert len(strips) == 8
    for strip in strips:
        words = " ".join(strip.itertext())
        assert "mardi 1er décembre" in words
        assert "07 66 38 74 96" in words
        assert f"portal.test/s/{session.ref}" in words


def test_a_poster_speaks_two_languages_each_in_its_own_direction(client):
    session = committed(make.course_session())

    poster = client.get_page(f"/fr/sessions/{session.ref}/poster?also=ar")

    faces = [(face.get("lang"), face.get("dir")) for face in poster.all(".face")]
    assert faces == [("fr", "ltr"), ("ar", "rtl")]
    assert poster.texts(".face h2") == ["A day at work (fr)", "A day at work (ar)"]
    assert [strip.get("lang") for strip in poster.all(".strips li")] == ["fr", "ar"] * 4
    assert poster.text("nav [aria-current]:not([href='/fr/sessions'])") == "العربية"


@pytest.mark.parametrize("also", ["", "fr"])
def test_the_language_of_the_page_is_not_said_twice(client, also):
    session = committed(make.course_session())

    assert len(client.get_page(f"/fr/sessions/{session.ref}/poster?also={also}").all(".face")) == 1


def test_a_poster_in_a_language_that_is_not_offered_is_not_here(client):
    session = committed(make.course_session())

    assert client.get(f"/fr/sessions/{session.ref}/poster?also=xx").status_code == 404


@pytest.mark.parametrize("accepted", ["ar-SY, fr;q=0.5", "en"])
def test_the_short_address_opens_in_the_language_of_the_browser(client, accepted):
    session = committed(make.course_session())

    answer = client.get(f"/s/{session.ref}", headers={"Accept-Language": accepted})

    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/{accepted[:2]}/sessions/{session.ref}"
    assert client.get("/s/aaaaaaaa").status_code == 404


def test_a_date_that_is_cancelled_or_over_is_no_longer_advertised(client):
    over = make.course_session(timedelta(days=-2))
    cancelled = make.course_session(cancelled_at=datetime(2026, 11, 20, tzinfo=UTC))
    make.db.session.commit()

    for session in (over, cancelled):
        assert "poster" not in str(client.get(f"/en/sessions/{session.ref}").data)
        poster = client.get_page(f"/en/sessions/{session.ref}/poster")
        assert poster.text("main .note").endswith("Please do not put this poster up.")


def test_a_course_on_one_sheet_has_what_one_asks_about_it(client):
    course = make.course(bring=[make.words("A pen")], certificate=make.words("A paper"), slug="work")
    course.blocks = [SkillBlock(position=1, title=make.words("Internet"), skills=[make.words("Search")])]
    make.course_session(course=course)
    make.db.session.commit()

    sheet = client.get_page("/en/courses/work/sheet")

    for words in ("Listen", "Search", "A pen", "A paper", "No French needed", "07 66 38 74 96"):
        assert words in sheet.text(".sheet")
    assert any("Tuesday 1 December" in one for one in sheet.texts(".sheet li"))
    assert "portal.test/en/courses/work" in sheet.text(".reach")


def test_a_date_that_is_cancelled_stands_on_no_sheet(client):
    course = make.course(slug="work")
    make.course_session(timedelta(days=6), course=course, cancelled_at=datetime(2026, 11, 20, tzinfo=UTC))
    make.course_session(timedelta(days=7), course=course)
    make.db.session.commit()

    sheet = client.get_page("/en/courses/work/sheet")

    assert "Tuesday 1 December" in sheet.text(".sheet")
    assert "Monday 30 November" not in sheet.text(".sheet")


def test_where_the_team_chooses_the_poster_says_to_apply(client):
    session = committed(make.course_session(course=make.course(entry=Entry.APPLICATION)))

    poster = client.get_page(f"/en/sessions/{session.ref}/poster")

    assert poster.text(".call") == "Apply: show this code to your camera, or call us."


def test_the_programme_of_a_place_goes_week_by_week_meeting_by_meeting(client):
    place = make.place(slug="blue")
    start = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)
    make.course_session(start, dates=2, place=place, course=make.course(title=make.words("Weekly")))
    make.course_session(start + timedelta(hours=3), place=place, course=make.course(title=make.words("Once")))
    make.course_session(start, course=make.course(title=make.words("Elsewhere")))
    make.course_session(start, place=place, cancelled_at=start - timedelta(days=9))
    make.course_session(start + timedelta(weeks=9), place=place)
    make.db.session.commit()

    programme = client.get_page("/en/places/blue/programme")

    assert [row[:3] for row in rows(programme)] == [
        ["Week of Monday 23 November"],
        ["Thursday 26 November", "14:00 to 16:00", "Weekly"],
        ["Thursday 26 November", "17:00 to 19:00", "Once"],
        ["Week of Monday 30 November"],
        ["Thursday 3 December", "14:00 to 16:00", "Weekly"],
    ]


def test_a_week_begins_on_monday_by_the_clock_of_the_place(client):
    """Sunday evening in Paris is Monday in Amman."""
    place = make.place(slug="far", timezone="Asia/Amman", country="JO")
    make.course_session(datetime(2026, 11, 29, 21, 30, tzinfo=UTC), place=place)
    make.db.session.commit()

    assert rows(client.get_page("/en/places/far/programme"))[0] == ["Week of Monday 30 November"]


def test_a_programme_without_a_date_says_to_call(client):
    make.place(slug="blue")
    make.db.session.commit()

    assert "No date is set yet. Please call us." in client.get_page("/en/places/blue/programme").texts(".paper p")


def test_a_long_programme_asks_the_database_no_more_than_a_short_one(client):
    place = make.place(slug="blue")
    make.course_session(place=place)
    make.db.session.commit()
    with queries_counted() as short:
        client.get_page("/en/places/blue/programme")
    for _ in range(20):
        make.course_session(place=place)
    make.db.session.commit()

    with queries_counted() as long:
        client.get_page("/en/places/blue/programme")

    assert len(long) == len(short) <= 6


def test_pages_for_paper_are_not_for_search_engines_and_say_how_to_print(client):
    session = committed(make.course_session(place=make.place(slug="blue"), course=make.course(slug="work")))

    for path in (f"sessions/{session.ref}/poster", "courses/work/sheet", "places/blue/programme"):
        page = client.get_page(f"/en/{path}")
        assert page.one("meta[name=robots]").get("content") == "noindex"
        assert "To print this page, use the menu of your browser." in page.texts("p.no-js")
