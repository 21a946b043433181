"""Places: where they are, how to get there, what happens next."""

from datetime import timedelta

import pytest

from tests import make
from tests.blueprints.steps import courses


def test_all_places_lead_to_their_pages(client):
    make.place(slug="blue", name=make.words("The blue house"))
    make.place(slug="red", name=make.words("The red house"))
    make.db.session.commit()

    page = client.get_page("/en/places")

    assert page.h1 == "Our places"
    assert client.get_page(page.link("The red house")).h1 == "The red house"


@pytest.mark.parametrize("address", ["sessions", "courses", "start", "places", "places/blue"])
def test_whatever_helps_to_find_a_course_stands_under_learn(client, address):
    make.place(slug="blue")
    make.db.session.commit()

    assert client.get_page(f"/en/{address}").texts("nav[aria-label='Main menu'] [aria-current]") == ["Learn"]


def test_a_place_says_where_it_is_and_how_to_come(client):
    make.place(slug="blue", step_free=False)
    make.db.session.commit()

    page = client.get_page("/en/places/blue")

    assert page.texts("dd") == ["1 rue Bleue, Montreuil", "Metro line 9.", "With steps. Call us: we find a way."]
    assert page.link("See it on a map").startswith("https://www.openstreetmap.org/?mlat=48.86000&mlon=2.44000")
    assert page.link("Open the map of my phone") == "geo:48.86000,2.44000?q=48.86000,2.44000"


def test_an_online_place_has_no_map_and_no_entrance(client):
    make.place(slug="online", online=True, address=None, latitude=None, longitude=None)
    make.db.session.commit()

    page = client.get_page("/en/places/online")

    assert page.texts("dt") == ["How to join"]
    assert not page.all("a[href*='openstreetmap'], a[href^='geo:']")


def test_a_place_shows_its_own_next_dates(client):
    place = make.place(slug="blue")
    make.course_session(place=place, course=make.course(title=make.words("Here")))
    make.course_session(course=make.course(title=make.words("Elsewhere")))
    make.db.session.commit()

    page = client.get_page("/en/places/blue")

    assert courses(page) == ["Here"]
    assert "All dates here" not in page.words


def test_with_many_dates_a_place_leads_to_the_list(client):
    place, course = make.place(slug="blue"), make.course()
    for day in range(1, 15):
        make.course_session(timedelta(days=day), place=place, course=course)
    make.db.session.commit()

    page = client.get_page("/en/places/blue")

    assert len(courses(page)) == 12
    assert page.link("All dates here") == "/en/sessions?place=blue"


def test_a_place_without_dates_says_to_call(client):
    make.place(slug="blue")
    make.db.session.commit()

    assert "No date is set yet. Please call us." in client.get_page("/en/places/blue").texts("main p")


def test_an_unknown_place_is_not_here(client):
    assert client.get("/en/places/nowhere").status_code == 404
    assert client.get("/en/places/nowhere/programme").status_code == 404


def test_a_date_leads_to_its_place(client):
    session = make.course_session(place=make.place(slug="blue"))
    make.db.session.commit()

    assert client.get_page(f"/en/sessions/{session.ref}").link("More about this place") == "/en/places/blue"
