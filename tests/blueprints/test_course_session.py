"""One course session, in every state it can be in: what it is, whether a seat is free, and where else one is."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal import clock
from portal.domain.catalogue.calendar import set_dates, weekly
from portal.domain.signups.changes import cancel_course_session
from tests import make
from tests.blueprints.steps import rows, seat_address


def full(starts=timedelta(days=7)):
    session = make.course_session(starts, capacity=1)
    make.fill(session, 1)
    return session


def cancelled():
    session = make.course_session()
    cancel_course_session(session, clock.now())
    return session


#: For each state without a seat: how it comes about, its pill, and the sentence that says why.
STATES = {
    "full, too late to wait": (
        lambda: full(timedelta(hours=11)),
        "Full",
        "All seats are taken. It starts soon. Call us: a seat may be free.",
    ),
    "cancelled": (cancelled, "Cancelled", "This date is cancelled. We are sorry."),
    "past": (lambda: make.course_session(timedelta(days=-2)), "Finished", "This date is over."),
    "running": (lambda: make.course_session(timedelta(minutes=-5)), "Has begun", "This course has begun."),
    "closed": (
        lambda: make.course_session(closes_at=clock.now() - timedelta(hours=1)),
        "Sign-up closed",
        "Sign-up for this date is closed. Call us: a seat may be free.",
    ),
    "opens soon": (
        lambda: make.course_session(opens_at=clock.now() + timedelta(days=2)),
        "Opens soon",
        "You can take a seat from Thursday 26 November at 10:00.",
    ),
    "date to come": (
        lambda: make.course_session(None),
        "Date to come",
        "The date is not set yet. We can tell you when it is.",
    ),
}


@pytest.fixture(params=STATES)
def without_a_seat(request, app):
    """(a course session that gives no seat, its pill, why)."""
    begin, pill, why = STATES[request.param]
    return begin(), pill, why


def test_an_open_session_says_all_there_is_to_know_and_leads_to_the_form(client):
    session = make.course_session(languages=("ar", "fr"), place=make.place(step_free=False))

    page = client.get_page(f"/en/sessions/{session.ref}")

    assert page.h1 == "A day at work"
    for fact in (
        "Tuesday 1 December, 10:00 to 12:00",
        "The blue house 1 rue Bleue, Montreuil",
        "Metro line 9.",
        "No French needed",
        "Arabic, French",
        "With steps. Call us: we find a way.",
        "It is free. You need no account.",
    ):
        assert fact in page.words
    assert page.text("#seat-panel .pill") == "Seats free"
    assert client.get_page(page.link("Take a seat")).h1 == "Take a seat"


def test_the_last_seats_are_counted(client):
    session = make.course_session(capacity=3)
    make.fill(session, 2)

    assert client.get_page(f"/en/sessions/{session.ref}").text("#seat-panel .pill") == "1 seat left"


def test_a_seat_taken_shows_on_the_next_look(client):
    session = make.course_session(capacity=4)
    make.sign_up(session)
    before = client.get_page(f"/en/sessions/{session.ref}").text(".pill")

    make.sign_up(session)

    assert (before, client.get_page(f"/en/sessions/{session.ref}").text(".pill")) == ("3 seats left", "2 seats left")


def test_all_dates_of_a_long_course_are_listed_at_the_hour_on_the_wall(client):
    """Summer time begins on 28 March 2027: the hour in Montreuil stays."""
    session = make.course_session(None)
    set_dates(session, weekly(date(2027, 3, 23), time(14), timedelta(hours=2), 2, ZoneInfo("Europe/Paris")))

    page = client.get_page(f"/en/sessions/{session.ref}")

    assert page.texts("dd ol li") == [
        "Tuesday 23 March 2027, 14:00 to 16:00",
        "Tuesday 30 March 2027, 14:00 to 16:00",
    ]


def test_a_session_without_a_seat_says_why_and_offers_the_next_date(client, without_a_seat):
    session, pill, why = without_a_seat
    instead = make.course_session(timedelta(days=20), course=session.course)

    page = client.get_page(f"/en/sessions/{session.ref}")

    assert page.status == 200
    assert page.texts("#seat-panel .pill")[0] == pill
    assert why in page.texts("#seat-panel p")
    assert [row["address"] for row in rows(page)] == [f"/en/sessions/{instead.ref}"]
    assert "Take a seat" not in page.texts("a")


def test_its_form_gives_no_seat_either_and_offers_the_next_date(client, without_a_seat):
    session, pill, why = without_a_seat
    instead = make.course_session(timedelta(days=20), course=session.course)

    page = client.get_page(seat_address(session))

    assert (page.status, page.h1) == (409, "No seat can be taken here")
    assert page.texts("#seat-form .pill")[0] == pill
    assert why in page.texts("#seat-form p")
    assert not page.all("#seat-form form")
    assert client.get_page(rows(page, "#seat-form")[0]["address"]).status == 200
    assert [row["address"] for row in rows(page, "#seat-form")] == [f"/en/sessions/{instead.ref}"]


def test_where_no_other_date_is_open_people_are_asked_to_call(client, without_a_seat):
    session, _, _ = without_a_seat

    page = client.get_page(f"/en/sessions/{session.ref}")

    assert "No other date is open yet. Call us: we look with you." in page.texts("main p")


def test_the_same_course_is_offered_before_the_same_kind(client):
    session = full()
    same_kind = make.course_session(timedelta(days=1), course=make.course(programme=session.course.programme))
    same_course = make.course_session(timedelta(days=9), course=session.course)
    make.course_session(timedelta(days=1), course=make.course(kind="professional"))

    page = client.get_page(f"/en/sessions/{session.ref}")

    assert [row["address"] for row in rows(page)] == [f"/en/sessions/{one.ref}" for one in (same_course, same_kind)]


def test_how_to_join_online_is_for_those_with_a_seat_only(client):
    session = make.course_session(
        join_url="https://meet.example.org/abc", place=make.place(online=True, address=None)
    )

    make.db.session.commit()
    for public in (
        f"sessions/{session.ref}",
        "sessions",
        f"courses/{session.course.slug}",
        "courses",
        "",
        "start?skill=none",
    ):
        assert "meet.example.org" not in client.get_page(f"/en/{public}").response.get_data(as_text=True), public


def test_online_says_how_much_data_it_takes_and_where_the_link_is(client):
    session = make.course_session(data_mb_hour=250, place=make.place(online=True, address=None))

    page = client.get_page(f"/en/sessions/{session.ref}")

    said = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert said["The joining link"] == "It is on your card, when you have a seat."
    assert said["Mobile data"] == "An hour takes about 250 MB of data. Wi-Fi is better."


def test_on_site_nothing_is_said_of_links_and_data(client):
    page = client.get_page(f"/en/sessions/{make.course_session().ref}")

    assert not {"The joining link", "Mobile data", "Children"} & set(page.texts("dt"))


def test_where_children_are_looked_after_the_page_and_the_card_say_so(client):
    session = make.course_session(childcare=True)

    page = client.get_page(f"/en/sessions/{session.ref}")
    card = client.get_page("/en/").texts("article.card .facts li")

    said = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert said["Children"] == "Bring them. Somebody looks after them during the course."
    assert "Somebody looks after children" in card


def test_a_card_names_the_languages_of_a_team_that_speaks_several(client):
    make.course_session(languages=("fr", "ar"))

    assert "The team speaks Arabic, French" in client.get_page("/en/").texts("article.card .facts li")


def test_sharing_shares_the_configured_address_of_the_workshop(client):
    session = make.course_session()

    page = client.get_page(f"/en/sessions/{session.ref}", headers={"Host": "portal.test"})

    assert page.one("[data-do=share]").get("data-url") == f"http://portal.test/en/sessions/{session.ref}"


def test_an_unknown_session_leads_back_to_the_dates(client):
    lost = client.get_page("/en/sessions/abcdefgh")

    assert (lost.status, lost.h1) == (404, "This page is not here")
    assert client.get_page(lost.link("Find a date")).status == 200


def test_full_and_starting_soon_the_number_to_call_stands_beside_the_words(client):
    session = full(timedelta(hours=5))
    make.db.session.commit()

    page = client.get_page(f"/en/sessions/{session.ref}")

    assert page.one("#seat-panel a[href^=tel]").get("href") == "tel:+33766387496"
    asked = client.get_page(page.one("#seat-panel a[href$='/call']").get("href"))
    assert "A day at work" in asked.text(".workshop")


def test_with_a_seat_or_a_line_nobody_need_call(client):
    for session in (make.course_session(), full()):
        make.db.session.commit()
        assert not client.get_page(f"/en/sessions/{session.ref}").all("#seat-panel a[href^=tel]")
