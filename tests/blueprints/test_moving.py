"""Moving to another date: where the whole party finds seats, in one press; what is refused keeps the old seat."""

from datetime import timedelta

import pytest
import time_machine
import vobject

from portal import clock
from portal.domain.signups.changes import cancel_course_session
from portal.domain.signups.models import SignUp
from tests import make
from tests.blueprints.steps import full, join_line, path, seat_given_back, take_seat
from tests.conftest import NOW
from tests.html import Form, Page, PortalClient

DAY = timedelta(days=1)


def dates_of(client: PortalClient, card: Page, words: str = "Move to another date") -> Page:
    return client.get_page(card.link(words))


def choose(page: Page, session) -> Form:
    """The form as the button of that date sends it."""
    form = page.form("main form")
    assert session.ref in [button.get("value") for button in form.element.cssselect("button[name=to]")]
    form.values["to"] = session.ref
    return form


def shown(page: Page) -> list[str]:
    """The dates to choose from, by the refs of their buttons."""
    return [button.get("value") for button in page.all("main form button[name=to]")]


def state_of(client: PortalClient, session) -> str:
    return client.get_page(f"/en/sessions/{session.ref}").text("#seat-panel .pill")


@pytest.fixture
def session(app):
    """A date with two seats in eight days, and the card of one of them is what the test begins with."""
    return make.course_session(8 * DAY, capacity=2)


def test_the_same_course_comes_first_then_the_same_kind_within_reach(client, session):
    kind = session.course.programme
    same_kind = make.course_session(2 * DAY, course=make.course(programme=kind))
    online = make.place(online=True, country="KE", timezone="Africa/Nairobi")
    by_line = make.course_session(3 * DAY, course=make.course(programme=kind), place=online)
    same_course = make.course_session(20 * DAY, course=session.course)
    make.course_session(2 * DAY, course=make.course(programme=kind), place=make.place(country="MW"))
    make.course_session(2 * DAY, course=make.course(kind="professional"))

    page = dates_of(client, take_seat(client, session))

    assert page.h1 == "Move to another date"
    assert shown(page) == [same_course.ref, same_kind.ref, by_line.ref]
    assert page.texts("#to h2") == ["Same workshop, another date", "Other workshops"]
    assert [len(group.cssselect("button")) for group in page.all("#to section")] == [1, 2]


def test_each_date_has_one_button_that_names_its_day_and_hour(client, session):
    make.course_session(2 * DAY, course=session.course)

    page = dates_of(client, take_seat(client, session))

    assert page.texts("main form .card button") == ["Move to Thursday 26 November at 10:00"]
    assert page.text("main form .card .pill") == "Seats free"


def test_only_dates_with_seats_for_the_whole_party_are_shown(client, session):
    for seats in (1, 2):
        make.course_session(2 * DAY, course=session.course, capacity=seats)
    enough = make.course_session(3 * DAY, course=session.course, capacity=2)

    page = dates_of(client, take_seat(client, session, party="2"))

    assert enough.ref in shown(page)
    assert len(shown(page)) == 2
    assert "Each has free seats for all 2 of you." in page.texts("main p")


def test_where_nothing_else_is_free_the_way_on_is_a_call(client, session):
    full(2 * DAY, course=session.course)

    page = dates_of(client, take_seat(client, session))

    assert shown(page) == []
    assert page.text("main .note") == "No other date has enough free seats now. Call us: we look with you."
    assert client.get_page(page.link("Back to my card")).h1 == "Your seat is booked"


def test_one_press_moves_the_seat_and_gives_the_old_one_back(client, session):
    there = make.course_session(2 * DAY, course=session.course, capacity=2)
    card = take_seat(client, session)

    new = choose(dates_of(client, card), there).send()

    assert (new.h1, new.text(".note.done")) == (
        "Your seat is booked",
        "Your seat is moved. You gave the old one back.",
    )
    assert new.text(".booking .when").startswith("Thursday 26 November")
    assert new.text(".code") != card.text(".code")
    assert (state_of(client, session), state_of(client, there)) == ("2 seats left", "1 seat left")


def test_what_was_said_about_oneself_moves_along(client, session):
    there = make.course_session(2 * DAY, course=session.course)
    card = take_seat(client, session, reach_by="phone", phone="06 12 34 56 78", party="2")
    card.form("#facts-form form").fill(language="ar", needs=["step_free"], note="A pen").send()

    new = choose(dates_of(client, card), there).send()

    assert new.text(".proof .soft") == "Nour · 2 seats"
    assert "•••• 56 78" in new.words
    facts = new.form("#facts-form form")
    assert (facts["language"], facts["needs"], facts["note"]) == ("ar", "step_free", "A pen")


def test_the_old_card_leads_to_the_new_one(client, session):
    there = make.course_session(2 * DAY, course=session.course)
    card = take_seat(client, session)
    new = choose(dates_of(client, card), there).send()

    old = client.get_page(path(card))

    assert (old.h1, old.text(".booking .pill")) == ("You moved to another date", "Moved to another date")
    assert path(client.get_page(old.link("Open my new card"))) == path(new)


def test_whoever_opens_the_old_card_by_its_code_may_see_the_new_one(client, other, session):
    there = make.course_session(2 * DAY, course=session.course)
    card = take_seat(client, session)
    new = choose(dates_of(client, card), there).send()

    form = other.get_page("/en/seats").form("#code-form form")
    old = form.fill(code=card.text(".code"), first_name="Nour").send()

    assert other.get_page(old.link("Open my new card")).text(".code") == new.text(".code")


def test_pressing_twice_moves_once(client, session):
    there = make.course_session(2 * DAY, course=session.course, capacity=4)
    form = choose(dates_of(client, take_seat(client, session)), there)

    first, second = form.send(), form.send()

    assert (path(first), first.text(".code")) == (path(second), second.text(".code"))
    assert state_of(client, there) == "3 seats left"


def test_a_second_tab_is_told_where_the_seat_already_is(client, session):
    here, there = (make.course_session(days * DAY, course=session.course) for days in (2, 3))
    card = take_seat(client, session)
    one, two = choose(dates_of(client, card), here), choose(dates_of(client, card), there)

    first, second = one.send(), two.send()

    assert path(first) == path(second)
    assert second.text("main > .note") == "You already moved to Thursday 26 November at 10:00."
    assert state_of(client, there) == "Seats free"


def test_the_calendar_has_the_new_date_and_the_old_one_cancelled(client, session):
    there = make.course_session(2 * DAY, course=session.course)
    card = take_seat(client, session)
    new = choose(dates_of(client, card), there).send()

    before, after = (
        vobject.readOne(client.get(address).get_data(as_text=True)).vevent
        for address in (card.link("Add to my calendar"), new.link("Add to my calendar"))
    )

    assert (before.status.value, after.status.value) == ("CANCELLED", "CONFIRMED")
    assert after.dtstart.value == there.starts_at
    assert before.uid.value != after.uid.value


@pytest.mark.parametrize("seats", [1, 2])
def test_seats_gone_meanwhile_keep_the_old_one_and_say_so(client, session, seats):
    there = make.course_session(2 * DAY, course=session.course, capacity=2)
    card = take_seat(client, session, party="2")
    form = choose(dates_of(client, card), there)
    make.fill(there, seats)

    page = form.send()

    assert (page.status, page.h1) == (409, "Move to another date")
    assert page.texts(".summary h2") == ["Your date has not changed"]
    assert page.problems == ["Too few seats are left there. You keep what you have."]
    assert page.title.startswith("Error: ")
    assert there.ref not in shown(page)
    assert client.get_page(path(card)).h1 == "Your seat is booked"


def test_whoever_is_signed_up_there_already_keeps_both(client, session):
    there = make.course_session(2 * DAY, course=session.course)
    form = choose(dates_of(client, take_seat(client, session, reach_by="phone", phone="0612345678")), there)
    take_seat(client, there, reach_by="phone", phone="0612345678")

    page = form.send()

    assert (page.status, page.problems) == (409, ["You are signed up there already. You keep both."])
    assert client.get_page("/en/seats").texts("article .pill") == ["Booked", "Booked"]


@pytest.mark.parametrize("to", ["", "abcdefgh", "\x00", "a" * 500])
def test_a_date_that_is_not_there_is_asked_for_again(client, session, to):
    make.course_session(2 * DAY, course=session.course)
    form = dates_of(client, take_seat(client, session)).form("main form")
    form.values["to"] = to

    page = form.send()

    assert (page.status, page.problems) == (422, ["Choose one of the dates shown."])


def test_a_page_that_was_open_too_long_is_one_press_more(client, session):
    there = make.course_session(2 * DAY, course=session.course)
    form = choose(dates_of(client, take_seat(client, session)), there)
    form.values["csrf_token"] = "old"

    again = form.send()

    assert again.status == 422
    assert again.problems == ["This page was open for a long time. Nothing is lost: press the button again."]
    assert choose(again, there).send().h1 == "Your seat is booked"


def test_a_date_cancelled_meanwhile_cannot_be_moved_from(client, session):
    there = make.course_session(2 * DAY, course=session.course)
    form = choose(dates_of(client, take_seat(client, session)), there)
    cancel_course_session(session, clock.now())

    assert form.send().h1 == "This date is cancelled"
    assert state_of(client, there) == "Seats free"


def test_who_waits_may_take_a_free_seat_elsewhere_and_leaves_the_line(client, other):
    session = full()
    there = make.course_session(2 * DAY, course=session.course)
    card = join_line(client, session)
    behind = join_line(other, session, first_name="Adam")

    page = dates_of(client, card, "Take a free seat on another date")
    assert "Choose a date. You leave the waiting list and have a seat there." in page.texts("main p")
    new = choose(page, there).send()

    assert new.text(".note.done") == "You have a seat on this date. You left the waiting list."
    assert other.get_page(path(behind)).text("#waiting .big") == "You are number 1"


def test_the_seat_that_is_left_goes_to_the_line(client, other, session):
    there = make.course_session(20 * DAY, course=session.course)
    card = take_seat(client, session, party="2")
    waits = join_line(other, session, first_name="Adam")

    choose(dates_of(client, card), there).send()

    assert other.get_page(path(waits)).h1 == "Your seat is booked"


def test_an_offered_seat_is_answered_first(client):
    session = full(2 * DAY)
    card = join_line(client, session, reach_by="phone", phone="06 12 34 56 78")
    seat_given_back(session)

    assert client.get_page(f"{path(card)}/move").h1 == "A seat is free for you"


def test_what_has_begun_cannot_be_moved(client):
    card = take_seat(client, make.course_session(timedelta(minutes=5)))

    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        begun = client.get_page(card.link("Move to another date"))

    assert begun.h1 == "Your seat is booked"
    assert "Move to another date" not in begun.texts("a")


def test_the_page_that_asks_to_give_a_seat_back_shows_the_other_way(client, session):
    asked = client.get_page(take_seat(client, session).link("I cannot come"))

    assert client.get_page(asked.link("Move to another date")).h1 == "Move to another date"


def test_nobody_moves_the_seat_of_somebody_else(client, other, session):
    there = make.course_session(2 * DAY, course=session.course)
    form = choose(dates_of(client, take_seat(client, session)), there)
    take_seat(other, make.course_session())

    answer = other.post_page(form.element.get("action"), data=form.values)

    assert answer.status == 404
    assert [one.state for one in make.db.session.scalars(make.db.select(SignUp))] == ["confirmed", "confirmed"]


def test_after_too_many_moves_between_two_dates_the_seat_stays_where_it_is(client, session):
    """Each date of the way is a booking of its own; the number that hears of them is one."""
    there = make.course_session(9 * DAY, course=session.course)
    card = take_seat(client, session, reach_by="phone", phone="06 12 34 56 78")
    for number in range(11):
        card = choose(dates_of(client, card), (there, session)[number % 2]).send()

    refused = choose(dates_of(client, card), session).send()

    assert card.h1 == "Your seat is booked"
    assert (refused.status, refused.problems) == (429, ["Too many changes. Please wait one hour, or call us."])
    assert state_of(client, there) == "Seats free"
    assert client.get_page(path(card)).h1 == "Your seat is booked"
