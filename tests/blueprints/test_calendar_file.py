"""The calendar file of a card, read back by another library than the one that wrote it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject

from portal import clock
from portal.domain.catalogue.calendar import set_dates, weekly
from portal.domain.signups.changes import cancel
from tests import make
from tests.blueprints.steps import holding, take_seat


def calendar(client, session):
    """(answer, calendar) behind the button of the card."""
    answer = client.get(take_seat(client, session).link("Add to my calendar"))
    return answer, vobject.readOne(answer.get_data(as_text=True))


def zone_named_by(moment) -> str:
    """The TZID of the file, under the name vobject keeps it by."""
    return moment.params["X-VOBJ-ORIGINAL-TZID"][0]


def test_one_event_for_each_date_at_the_right_instant_in_the_zone_of_the_place(client):
    """Summer time begins between the second and the third date; the hour on the wall stays."""
    session = make.course_session(None)
    set_dates(session, weekly(date(2027, 3, 16), time(14), timedelta(hours=2), 3, ZoneInfo("Europe/Paris")))

    answer, read = calendar(client, session)

    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert [event.dtstart.value.astimezone(UTC) for event in read.vevent_list] == [
        datetime(2027, 3, 16, 13, tzinfo=UTC),
        datetime(2027, 3, 23, 13, tzinfo=UTC),
        datetime(2027, 3, 30, 12, tzinfo=UTC),
    ]
    assert {event.dtend.value - event.dtstart.value for event in read.vevent_list} == {timedelta(hours=2)}
    assert {zone_named_by(event.dtstart) for event in read.vevent_list} == {"Europe/Paris"}
    assert read.vtimezone.tzid.value == "Europe/Paris"
    assert len({event.uid.value for event in read.vevent_list}) == 3


@pytest.mark.parametrize(
    ("zone", "offset"), [("Africa/Nairobi", 3), ("Africa/Blantyre", 2), ("Asia/Amman", 3), ("Europe/Paris", 1)]
)
def test_each_place_keeps_its_own_zone(client, zone, offset):
    session = make.course_session(place=make.place(timezone=zone))

    start = calendar(client, session)[1].vevent.dtstart

    assert zone_named_by(start) == zone
    assert start.value.utcoffset() == timedelta(hours=offset)
    assert start.value.astimezone(UTC) == session.starts_at


def test_the_event_says_what_where_the_code_and_how_to_get_there(client):
    session = make.course_session(place=make.place(directions=make.words("Metro line 9; second floor, left.")))
    card = take_seat(client, session)

    event = vobject.readOne(client.get(card.link("Add to my calendar")).get_data(as_text=True)).vevent

    assert event.summary.value == "A day at work"
    assert event.location.value == "1 rue Bleue, Montreuil"
    assert event.description.value == f"Your code: {card.text('.code')}\nMetro line 9; second floor, left."
    assert event.url.value == f"http://portal.test/en/sessions/{session.ref}"
    assert event.valarm.trigger.value == timedelta(days=-1)


def test_reading_the_card_again_after_giving_the_seat_back_cancels_the_event(client):
    session = make.course_session()
    address = take_seat(client, session).link("Add to my calendar")
    cancel(make.db.session.scalars(make.db.select(make.SignUp)).one(), clock.now())

    read = vobject.readOne(client.get(address).get_data(as_text=True))

    assert read.vevent.status.value == "CANCELLED"


def test_the_joining_link_is_in_it_only_while_the_seat_is_held(client):
    session = make.course_session(place=make.place(online=True), join_url="https://meet.example.org/room-7")
    address = take_seat(client, session).link("Add to my calendar")

    held = vobject.readOne(client.get(address).get_data(as_text=True)).vevent
    cancel(make.db.session.scalars(make.db.select(make.SignUp)).one(), clock.now())
    given_back = vobject.readOne(client.get(address).get_data(as_text=True)).vevent

    assert "https://meet.example.org/room-7" in held.description.value
    assert "meet.example.org" not in given_back.serialize().replace("\r\n ", "")


def test_a_card_without_a_date_has_no_calendar_button(client):
    sign_up = make.sign_up()
    set_dates(sign_up.course_session, [])
    card = holding(client, sign_up)

    assert card.text(".booking .when") == "Date to come"
    assert "Add to my calendar" not in card.texts("a")
