"""Taking a date, looking for somebody, giving it back, as a volunteer who is signed in."""

from datetime import timedelta

import pytest

from portal.database import db
from portal.domain.mentoring import slot_fit, slots
from tests import make
from tests.blueprints.slots.steps import at_desk, cards
from tests.conftest import NOW
from tests.domain.mentoring.slotting import SPEAKER, THURSDAY, coach, day
from tests.domain.mentoring.slotting import slot as new_slot
from tests.domain.queries import queries_counted

LIST = "/en/desk/slots"


def here():
    made = make.place()
    db.session.commit()
    return made


def open_slot(place, starts=THURSDAY, **facts):
    return new_slot(day(starts, place=place, **facts))


def test_the_list_shows_what_fits_and_says_why(client):
    place = here()
    at_desk(client, place)
    open_slot(place)
    new_slot(day(place=place), SPEAKER)

    assert cards(client.get_page(LIST)) == [
        "A day at work Thursday 26 November, 14:00 to 16:00 The blue house Soft-skills coach"
        " Fits you: Thursday, afternoon, The blue house, French"
    ]


def test_with_nothing_open_the_list_says_that_we_write(client):
    at_desk(client)

    assert "No date that fits you needs anybody now. We write to you when one does." in client.get_page(LIST).words


def test_a_press_takes_the_date_and_it_stands_among_theirs(client):
    place = here()
    claire, slot = at_desk(client, place), open_slot(place)

    page = client.get_page(f"{LIST}/{slot.ref}").form().send()

    assert page.h1 == "You come to this date"
    assert page.texts("main .note") == ["Thank you. This date is yours. We wrote it to you."]
    assert slot_fit.held_by(claire, NOW) == [slot]
    assert "You come to" in client.get_page(LIST).texts("main h2")


def test_who_was_slower_is_told_so(client):
    place = here()
    at_desk(client, place)
    slot = open_slot(place)
    form = client.get_page(f"{LIST}/{slot.ref}").form()
    slots.take(slot, coach(place), NOW)
    db.session.commit()

    page = form.send()

    assert page.status == 409
    assert page.texts("main [role=alert] h2") == ["Somebody else was faster. Please choose another one."]
    assert page.all("main form") == []


def test_who_else_comes_is_never_named(client):
    place = here()
    at_desk(client, place)
    karim = coach(place, first_name="Karim")
    slot = open_slot(place)
    slots.take(slot, karim, NOW)
    db.session.commit()

    page = client.get_page(f"{LIST}/{slot.ref}")

    assert page.h1 == "Somebody else comes"
    assert "Karim" not in page.words


def test_two_dates_at_once_are_refused_in_words(client):
    place = here()
    claire = at_desk(client, place)
    slot = open_slot(place, THURSDAY + timedelta(hours=1))
    form = client.get_page(f"{LIST}/{slot.ref}").form()
    slots.take(open_slot(place), claire, NOW)
    db.session.commit()

    page = form.send()

    assert page.status == 409
    assert page.texts("main [role=alert] h2") == [
        "You have another date then: A day at work, Thursday 26 November, 14:00 to 16:00."
    ]


def test_hardly_an_hour_to_another_place_asks_for_a_tick(client):
    place, there = here(), here()
    claire = at_desk(client, place, there)
    slots.take(open_slot(place), claire, NOW)
    slot = open_slot(there, THURSDAY + timedelta(minutes=150))

    form = client.get_page(f"{LIST}/{slot.ref}").form()
    refused = form.send()
    assert refused.status == 409
    form = client.get_page(f"{LIST}/{slot.ref}").form()
    form["near"] = True
    form.send()

    assert slot in slot_fit.held_by(claire, NOW)


def test_who_looks_for_somebody_is_told_that_they_come_until_then(client):
    place = here()
    claire, slot = at_desk(client, place), open_slot(place)
    slots.take(slot, claire, NOW)
    db.session.commit()

    page = client.get_page(f"{LIST}/{slot.ref}").form("form[action$=swap]").send()
    assert "We show it to others first. Until somebody takes it, you come." in page.words

    page = page.form("form[action$=keep]").send()
    assert page.texts("main .note.done") == ["Good. You come to this date."]


@pytest.mark.parametrize(
    ("days", "said"), [(2, "This date is very near. 1 person has a seat and counts on you."), (9, "Others who fit")]
)
def test_giving_back_says_whom_it_leaves_alone_and_asks_first(client, days, said):
    place = here()
    claire, slot = at_desk(client, place), open_slot(place, NOW + timedelta(days=days))
    make.sign_up(slot.session_date.course_session)
    slots.take(slot, claire, NOW)
    db.session.commit()

    question = client.get_page(f"{LIST}/{slot.ref}/give-back")
    assert said in question.words
    assert slot_fit.held_by(claire, NOW) == [slot]

    page = question.form().send()
    assert page.texts("main .note") == ["Thank you for telling us. Others can take this date now."]
    assert slot_fit.held_by(claire, NOW) == []


def test_the_calendar_file_holds_the_date_for_whoever_comes_and_nobody_else(client, other):
    place = here()
    claire, slot = at_desk(client, place), open_slot(place, join_url="https://meet.example.org/a")
    at_desk(other, place)
    slots.take(slot, claire, NOW)
    db.session.commit()

    file = client.get(f"{LIST}/{slot.ref}/calendar.ics")

    assert file.mimetype == "text/calendar"
    assert "DTSTART;TZID=Europe/Paris:20261126T140000" in file.text
    assert "https://meet.example.org/a" in file.text
    assert other.get(f"{LIST}/{slot.ref}/calendar.ics").status_code == 404


def test_the_joining_link_is_for_whoever_comes(client):
    place = here()
    at_desk(client, place)
    slot = open_slot(place, join_url="https://meet.example.org/a")

    page = client.get_page(f"{LIST}/{slot.ref}")
    assert "meet.example.org" not in page.words
    assert "meet.example.org" in page.form().send().words


def test_somebody_on_a_break_is_offered_nothing_to_press(client):
    place = here()
    at_desk(client, place, state="paused")
    slot = open_slot(place)

    page = client.get_page(f"{LIST}/{slot.ref}")

    assert page.texts("main .note") == ["You are on a break. New dates come when you go on."]
    assert page.all("main form") == []


def test_the_list_asks_as_much_for_ten_dates_as_for_one(client):
    place = here()
    at_desk(client, place)
    open_slot(place)
    with queries_counted() as for_one:
        client.get_page(LIST)
    for number in range(9):
        open_slot(place, THURSDAY + timedelta(days=number + 1))
    with queries_counted() as for_ten:
        page = client.get_page(LIST)

    assert len(cards(page)) == 10
    assert len(for_ten) == len(for_one) <= 12
