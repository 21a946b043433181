"""On the waiting list: the place in it, and what becomes of it as seats free and time passes."""

from datetime import timedelta

import pytest
import time_machine

from portal import clock
from portal.domain.accounts.models import Person
from portal.domain.promises.keeping import take_step
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.domain.signups.changes import cancel_course_session, change_capacity
from portal.domain.signups.line import end_waiting, let_offer_lapse, say_last_word
from portal.domain.signups.models import SignUp
from portal.domain.signups.told import about
from tests import make
from tests.blueprints.steps import (
    full,
    holding,
    join_line,
    path,
    rows,
    seat_given_back,
)
from tests.conftest import NOW
from tests.domain.signups.lines import heard
from tests.html import Page, PortalClient

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def newest() -> SignUp:
    return make.db.session.scalars(make.db.select(SignUp).order_by(SignUp.id.desc())).first()


def offered(client: PortalClient, **answers) -> tuple[Page, SignUp]:
    """(card, sign-up) of somebody who was offered a seat two days before the start."""
    session = full(2 * DAY)
    card = join_line(client, session, **{"reach_by": "phone", "phone": "06 12 34 56 78"} | answers)
    sign_up = newest()
    seat_given_back(session)
    return client.get_page(path(card)), sign_up


def test_who_waits_has_no_calendar_no_questions_and_no_way_into_the_online_room(client):
    session = full(place=make.place(online=True, address=None), join_url="https://meet.example.org/abc")

    card = join_line(client, session)

    assert not {"Add to my calendar", "I cannot come", "Join online"} & set(card.texts("a"))
    assert not card.all("#facts-form")
    assert client.get_page(f"{path(card)}/calendar.ics").h1 == "You are on the waiting list"


def test_when_those_before_leave_the_place_moves_up(client, other):
    session = full()
    first = join_line(other, session, first_name="Adam")
    card = join_line(client, session)

    asked = other.get_page(first.link("Leave the waiting list"))
    assert asked.h1 == "Leave the waiting list?"
    assert other.get_page(asked.link("No, I stay on the list")).h1 == "You are on the waiting list"
    assert asked.form().send().h1 == "You left the waiting list"

    assert client.get_page(path(card)).text("#waiting .big") == "You are number 1"


def test_more_than_three_days_before_a_freed_seat_is_theirs(client):
    session = full(4 * DAY)
    card = join_line(client, session)

    seat_given_back(session)

    card = client.get_page(path(card))
    assert card.h1 == "Your seat is booked"
    assert "Add to my calendar" in card.texts("a")
    assert client.get_page("/en/seats").text("article .pill") == "Booked"


def test_from_three_days_on_it_is_offered_until_a_named_hour_and_yes_makes_it_theirs(client):
    card, _ = offered(client)

    assert card.h1 == "A seat is free for you"
    assert card.text("#offered .big") == "Answer by Tuesday 24 November at 14:00"
    assert "After that we ask the next person." in card.texts("#offered p")
    assert not {"Add to my calendar", "I cannot come"} & set(card.texts("a"))

    yes = card.form("#offered form")
    assert (yes.send().h1, yes.send().h1) == ("Your seat is booked", "Your seat is booked")


def test_no_leaves_it_to_the_next_in_line(client, other):
    session = full(2 * DAY)
    first = join_line(client, session, reach_by="phone", phone="06 12 34 56 78")
    second = join_line(other, session, first_name="Adam", reach_by="email", email="adam@example.org")
    seat_given_back(session)

    asked = client.get_page(client.get_page(path(first)).link("No, thank you"))
    assert asked.h1 == "Leave this seat to somebody else?"
    assert other.get_page(path(second)).h1 == "You are on the waiting list"
    assert asked.form().send().h1 == "You left the seat to somebody else"

    assert other.get_page(path(second)).h1 == "A seat is free for you"


def test_yes_after_the_offer_went_to_somebody_else_says_so_and_shows_where_seats_are(client):
    card, sign_up = offered(client)
    elsewhere = make.course_session(course=sign_up.course_session.course)
    heard(sign_up)
    let_offer_lapse(sign_up, clock.now())

    late = card.form("#offered form").send()

    assert (late.status, late.h1) == (200, "You have no seat here")
    assert late.text("main .note") == "Your answer did not come in time. We asked the next person."
    assert [row["address"] for row in rows(late)] == [f"/en/sessions/{elsewhere.ref}"]


def test_yes_after_no_stays_no(client):
    card, _ = offered(client)
    yes = card.form("#offered form")
    client.get_page(card.link("No, thank you")).form().send()

    assert yes.send().h1 == "You left the seat to somebody else"


def test_yes_to_a_date_the_centre_cancelled_meanwhile_says_that_it_is_cancelled(client):
    card, sign_up = offered(client)
    cancel_course_session(sign_up.course_session, clock.now())

    late = card.form("#offered form").send()

    assert (late.status, late.h1) == (200, "This date is cancelled")


def test_yes_with_a_page_that_was_open_too_long_is_one_press_more(client):
    card, _ = offered(client)
    form = card.form("#offered form")
    form.values["csrf_token"] = "old"

    again = form.send()

    assert (again.status, again.h1) == (422, "A seat is free for you")
    assert again.problems == ["This page was open for a long time. Nothing is lost: press the button again."]
    assert again.form("#offered form").send().h1 == "Your seat is booked"


def test_who_waits_cannot_take_a_seat_by_sending_the_yes_to_an_offer(client, other):
    asked, _ = offered(other)
    session = full()
    card = join_line(client, session)
    form = client.get_page(f"{path(card)}/party").form("#party-form form")

    sent = client.post_page(f"{path(card)}/accept", data={"csrf_token": form["csrf_token"]})

    assert (asked.h1, sent.h1) == ("A seat is free for you", "You are on the waiting list")


def test_another_contact_does_not_end_the_offer(client):
    card, _ = offered(client)
    form = client.get_page(card.link("Change this")).form("#contact-form form")

    changed = form.fill(reach_by="email", email="nour@example.org").send()

    assert changed.text("#offered .big") == "Answer by Tuesday 24 November at 14:00"


def test_after_the_last_word_the_card_says_that_we_may_phone(client):
    join_line(client, full(), reach_by="phone", phone="06 12 34 56 78")
    sign_up = newest()
    promised = open_about(about(sign_up), PromiseKind.WAITING)

    with time_machine.travel(promised.reply_by, tick=False):
        take_step(promised.id, clock.now())
        say_last_word(sign_up, clock.now())
        card = holding(client, sign_up)

    assert card.text("#waiting .big") == "You are number 1"
    assert "No seat so far. We may phone you." in card.texts("#waiting p")


def test_whoever_left_no_way_to_be_reached_is_asked_for_one(client):
    card = join_line(client, full(), reach_by="none")
    assert "We have no way to ask you. Leave a phone number or an e-mail." in card.texts("#waiting .note p")

    form = client.get_page(card.link("Say how to reach me")).form("#contact-form form")
    reached = form.fill(reach_by="email", email="nour@example.org").send()

    assert reached.h1 == "You are on the waiting list"
    assert not reached.all("#waiting .note")
    assert "You hear from us by Monday 30 November at 19:30." in reached.texts("#waiting p")


def test_when_it_has_begun_without_a_seat_the_card_says_so(client):
    card = join_line(client, full(2 * DAY))
    sign_up = newest()

    with time_machine.travel(NOW + 2 * DAY + HOUR, tick=False):
        end_waiting(sign_up, clock.now())
        make.db.session.commit()
        over = holding(client, sign_up)

    assert (card.h1, over.h1) == ("You are on the waiting list", "You have no seat here")
    assert over.text("main .note") == "It has begun, and no seat was free. We are sorry."


def test_newcomers_find_no_seat_while_somebody_waits_for_it(client, other):
    """A seat offered to the first in line is held: whoever comes next joins behind."""
    _, sign_up = offered(client)

    page = other.get_page(f"/en/sessions/{sign_up.course_session.ref}")

    assert page.text("#seat-panel .pill") == "Full, with a waiting list"


def test_my_seats_name_those_waited_for_too(client):
    offered(client)
    join_line(client, full(course=make.course(title=make.words("First e-mail"))))

    page = client.get_page("/en/seats")

    assert dict(zip(page.texts("article h3"), page.texts("article .pill"), strict=True)) == {
        "First e-mail": "On the waiting list",
        "A day at work": "A seat is free for you",
    }


@pytest.mark.parametrize("seats", [0, 1])
def test_more_seats_let_the_line_move_up(client, seats):
    session = full()
    card = join_line(client, session)

    change_capacity(session, 1 + seats, clock.now())

    assert client.get_page(path(card)).h1 == ("Your seat is booked" if seats else "You are on the waiting list")


def test_as_the_start_draws_near_each_freed_seat_finds_its_way(client, other):
    """Four days before: theirs. Two days before: asked; after a no, the next one. Ten hours before: by phone only."""
    session = full(4 * DAY, seats=3)
    reached = {"reach_by": "phone", "phone": "06 12 34 56 78"}
    for name in ("Amal", "Bilal", "Chada", "Dina"):
        join_line(other, session, first_name=name, **reached)

    def freed_at(moment) -> list[str]:
        with time_machine.travel(moment, tick=False):
            seat_given_back(session)
            return states()

    def states() -> list[str]:
        waited = make.db.select(SignUp).join(SignUp.person).where(SignUp.course_session_id == session.id)
        named = waited.where(Person.first_name != "Somebody").order_by(SignUp.id)
        return [holding(client, sign_up).text("h1") for sign_up in make.db.session.scalars(named).all()]

    booked, asked, waits = "Your seat is booked", "A seat is free for you", "You are on the waiting list"
    assert freed_at(NOW) == [booked, waits, waits, waits]
    assert freed_at(NOW + 2 * DAY) == [booked, asked, waits, waits]
    with time_machine.travel(NOW + 2 * DAY + HOUR, tick=False):
        bilal = make.db.session.scalars(make.db.select(SignUp).where(SignUp.state == "offered")).one()
        client.get_page(holding(client, bilal).link("No, thank you")).form().send()
        assert states() == [booked, "You left the seat to somebody else", asked, waits]
    assert freed_at(NOW + 4 * DAY - 10 * HOUR)[-1] == waits
