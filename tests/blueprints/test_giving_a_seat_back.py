"""Giving a seat back: asked once more, always possible, late or not, twice is once."""

from datetime import timedelta

import pytest

from portal import clock
from portal.domain.signups.changes import cancel_course_session
from portal.domain.signups.models import SignUp, SignUpMove
from tests import make
from tests.blueprints.steps import path, take_seat


def history() -> list[tuple[str | None, str, str | None]]:
    moves = make.db.session.scalars(make.db.select(SignUpMove).order_by(SignUpMove.id))
    return [(move.from_state, move.to_state, move.why) for move in moves]


def test_it_is_asked_once_more_and_the_seat_is_free_again(client):
    session = make.course_session(capacity=2)
    card = take_seat(client, session)

    ask = client.get_page(card.link("I cannot come"))
    assert ask.h1 == "Give your seat back?"
    assert client.get_page(f"/en/sessions/{session.ref}").text(".pill") == "1 seat left"
    done = ask.form().send()

    assert (done.h1, path(done)) == ("You gave your seat back", path(card))
    assert client.get_page(f"/en/sessions/{session.ref}").text(".pill") == "2 seats left"
    assert history() == [(None, "confirmed", None), ("confirmed", "cancelled", None)]


def test_whoever_thinks_again_keeps_it(client):
    card = take_seat(client)
    ask = client.get_page(card.link("I cannot come"))

    assert client.get_page(ask.link("No, I keep it")).h1 == "Your seat is booked"


@pytest.mark.parametrize(("hours", "late"), [(23, True), (25, False)])
def test_within_a_day_of_the_start_it_is_late_and_welcome_all_the_same(client, hours, late):
    card = take_seat(client, make.course_session(timedelta(hours=hours)))

    ask = client.get_page(card.link("I cannot come"))
    assert ("It starts soon. Thank you for telling us." in ask.texts("p")) is late
    assert ask.form().send().h1 == "You gave your seat back"

    assert history()[-1] == ("confirmed", "cancelled", "late" if late else None)


def test_pressing_twice_gives_it_back_once(client):
    form = client.get_page(take_seat(client).link("I cannot come")).form()

    first, second = form.send(), form.send()

    assert (first.h1, second.h1) == ("You gave your seat back", "You gave your seat back")
    assert len(history()) == 2


def test_asking_again_once_it_is_given_back_says_so(client):
    ask = path(client.get_page(take_seat(client).link("I cannot come")))
    client.get_page(ask).form().send()

    again = client.get_page(ask)

    assert "You already gave this seat back." in again.texts("p")
    assert client.get_page(again.link("Back to my card")).h1 == "You gave your seat back"


def test_when_the_centre_was_faster_the_card_says_what_happened(client):
    session = make.course_session()
    form = client.get_page(take_seat(client, session).link("I cannot come")).form()
    cancel_course_session(session, clock.now())

    done = form.send()

    assert (done.status, done.h1) == (200, "This date is cancelled")
    assert make.db.session.scalars(make.db.select(SignUp.state)).one() == "cancelled_by_centre"


def test_a_card_given_back_offers_another_date_and_no_calendar(client):
    session = make.course_session()
    other = make.course_session(timedelta(days=9), course=session.course)
    done = client.get_page(take_seat(client, session).link("I cannot come")).form().send()

    assert [link.get("href") for link in done.all("main h3 a")] == [
        f"/en/sessions/{one.ref}" for one in (session, other) if one is not session
    ]
    assert "Add to my calendar" not in done.texts("a")
