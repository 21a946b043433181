"""Answering the offer of a seat by the link of the message: "Yes, I take it", "No, thank you"."""

from datetime import timedelta

import pytest
import time_machine

from portal import clock
from portal.domain.accounts.contacts import read_email
from portal.domain.signups.changes import cancel_course_session, move_to
from portal.domain.signups.line import join_line, let_offer_lapse
from portal.domain.signups.lookup import by_ref
from tests import make
from tests.blueprints.letters import buttons, follow, offered, press
from tests.blueprints.steps import courses, path, tables
from tests.conftest import NOW
from tests.domain.signups.lines import heard


def say_no(client, page):
    """No, and yes to the question whether that is meant."""
    asked = client.get_page(page.link("No, thank you"))
    return press(asked, "Yes, leave it") if "Yes, leave it" in buttons(asked) else asked


def lapse(sign_up):
    """The offer went out, and no answer came."""
    heard(sign_up)
    let_offer_lapse(sign_up, clock.now())


def test_an_offer_says_what_until_when_and_how_many_seats(client):
    _sign_up, message = offered()

    page = follow(client, message)

    assert page.h1 == "A seat is free for you"
    assert "A day at work" in page.text(".workshop")
    assert "Please answer by Tuesday 24 November at 14:00. Then the seat goes to the next person." in page.words
    assert "We keep 1 seat for you." in page.words
    assert buttons(page) == ["Yes, I take it", "No, thank you"]


def test_yes_in_time_makes_the_seat_theirs(client):
    sign_up, message = offered()

    page = press(follow(client, message), "Yes, I take it")

    assert (page.h1, path(page)) == ("The seat is yours", f"/en/offers/{message.ref}")
    assert by_ref(sign_up.ref).state == "confirmed"
    assert client.get_page(page.link("Open my seat with my code")).h1 == "My seats"


def test_yes_twice_is_yes_once(client):
    _sign_up, message = offered()
    asked = follow(client, message)
    press(asked, "Yes, I take it")
    before = tables("course_session")

    again = press(asked, "Yes, I take it")

    assert again.h1 == "The seat is yours"
    assert tables("course_session") == before


def test_a_taken_seat_is_not_lost_by_an_old_no(client):
    """The page with both buttons may still be open in another window."""
    sign_up, message = offered()
    asked = follow(client, message)
    press(asked, "Yes, I take it")

    page = say_no(client, asked)

    assert (page.h1, by_ref(sign_up.ref).state) == ("The seat is yours", "confirmed")


def test_no_lets_the_next_in_line_be_asked(client):
    sign_up, message = offered()
    behind = join_line(sign_up.course_session, make.seat_request("Adam", read_email("adam@example.org")), clock.now())

    page = say_no(client, follow(client, message))

    assert page.h1 == "You left the seat to somebody else"
    assert (by_ref(sign_up.ref).state, by_ref(behind.ref).state) == ("cancelled", "offered")


def test_no_is_asked_about_once_more_and_the_seat_can_be_kept(client):
    sign_up, message = offered()
    offer = follow(client, message)

    asked = client.get_page(offer.link("No, thank you"))

    assert (asked.h1, by_ref(sign_up.ref).state) == ("Leave this seat to somebody else?", "offered")
    assert buttons(asked) == ["Yes, leave it", "No, I keep it"]
    assert path(client.get_page(asked.link("No, I keep it"))) == path(offer)


def test_no_twice_is_no_once(client):
    _sign_up, message = offered()
    asked = client.get_page(follow(client, message).link("No, thank you"))
    press(asked, "Yes, leave it")
    before = tables("course_session")

    assert press(asked, "Yes, leave it").h1 == "You left the seat to somebody else"
    assert tables("course_session") == before


@pytest.mark.parametrize(
    ("end", "h1"),
    [
        (lapse, "This offer is over"),
        (lambda sign_up: cancel_course_session(sign_up.course_session, clock.now()), "This date is cancelled"),
    ],
    ids=["no answer in time", "cancelled by the centre"],
)
def test_an_offer_that_is_over_says_so_and_shows_other_dates(client, end, h1):
    sign_up, message = offered()
    asked = follow(client, message)
    make.course_session(course=make.course(title=make.words("Another workshop")))
    end(sign_up)
    make.db.session.commit()
    state = by_ref(sign_up.ref).state

    pages = [client.get_page(path(asked)), press(asked, "Yes, I take it"), say_no(client, asked)]

    assert [page.h1 for page in pages] == [h1] * 3
    assert "Another workshop" in courses(pages[0])
    assert not pages[0].all("main form")
    assert by_ref(sign_up.ref).state == state


def test_once_it_has_begun_the_offer_is_over(client):
    _sign_up, message = offered()

    with time_machine.travel(NOW + timedelta(hours=49), tick=False):
        assert follow(client, message).h1 == "This offer is over"


def test_a_party_is_told_that_all_its_seats_are_kept(client):
    _sign_up, message = offered(make.course_session(timedelta(hours=48), capacity=2), party=2)

    assert "We keep 2 seats for you." in follow(client, message).words


def test_pressed_after_a_long_time_the_page_comes_back(client):
    sign_up, message = offered()
    page = follow(client, message)

    refused = client.post_page(f"{path(page)}/yes", data={"csrf_token": "old"})

    assert (refused.status, refused.h1, by_ref(sign_up.ref).state) == (422, "A seat is free for you", "offered")
    assert press(refused, "Yes, I take it").h1 == "The seat is yours"


def test_a_yes_that_comes_too_late_is_told_who_has_the_seat_and_how_to_wait_again(client):
    sign_up, message = offered()
    next_in_line = make.seat_request("Adam", read_email("adam@example.org"))
    join_line(sign_up.course_session, next_in_line, clock.now())
    asked = follow(client, message)
    lapse(sign_up)
    make.db.session.commit()

    late = press(asked, "Yes, I take it")

    assert late.h1 == "This offer is over"
    words = "Your answer did not come in time. We asked the next person. You are no longer on the waiting list."
    assert words in late.texts("main p")
    assert client.get_page(late.link("Join the waiting list")).h1 == "Join the waiting list"


def test_an_offer_that_never_arrived_says_that_they_are_in_line_still(client):
    sign_up, message = offered()
    asked = follow(client, message)
    let_offer_lapse(sign_up, clock.now())
    make.db.session.commit()

    assert press(asked, "Yes, I take it").h1 == "You are on the waiting list"


def test_an_accepted_seat_that_was_moved_leads_to_its_new_card(client):
    sign_up, message = offered()
    press(follow(client, message), "Yes, I take it")
    move_to(by_ref(sign_up.ref), make.course_session(timedelta(days=9)), clock.now())
    make.db.session.commit()

    page = follow(client, message)

    assert page.h1 == "You moved to another date"
    assert page.texts(".workshop .facts li")[0] == "Thursday 3 December, 10:00 to 12:00"
    assert client.get_page(page.link("Open my new card")).h1 == "Is this your seat?"
