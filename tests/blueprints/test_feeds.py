"""Calendars one subscribes to, read back by another library than the one that wrote them."""

from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import dateutil.tz
import icalendar
import pytest
import time_machine
import vobject

from portal import clock
from portal.domain.catalogue.calendar import set_dates, weekly
from portal.domain.catalogue.coming import MOST_DATES
from portal.domain.signups.calendar import calendar_token
from portal.domain.signups.changes import cancel, cancel_course_session, move_to
from portal.domain.signups.line import join_line
from portal.domain.signups.lookup import link_token
from portal.web.calendars import zone_rules
from tests import make
from tests.blueprints.steps import holding, take_seat
from tests.domain.queries import queries_counted

SECRET = "https://meet.example.org/secret-room"
EVERYWHERE = "/en/calendar.ics"


def read(client, address: str = EVERYWHERE):
    """The calendar behind `address`, as vobject reads it."""
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    vars(vobject.icalendar)["__tzidMap"].clear()  # it knows the rules of a zone from the calendar before
    return vobject.readOne(answer.get_data(as_text=True))


def events(client, address: str = EVERYWHERE) -> list:
    """Its events in order of time, none where it is empty."""
    return sorted(read(client, address).contents.get("vevent", []), key=lambda event: event.dtstart.value)


def refs(client, address: str) -> set[str]:
    return {event.uid.value.split("-")[0] for event in events(client, address)}


def test_each_date_to_come_is_an_event_at_its_hour_in_the_zone_of_its_place(client):
    """Summer time begins between the second and the third date; the hour on the wall stays."""
    session = make.course_session(None)
    set_dates(session, weekly(date(2027, 3, 16), time(14), timedelta(hours=2), 3, ZoneInfo("Europe/Paris")))
    far = make.course_session(place=make.place(timezone="Africa/Nairobi"))

    found = read(client)

    starts = [event.dtstart.value.astimezone(UTC) for event in events(client)]
    assert starts == [
        far.starts_at,
        datetime(2027, 3, 16, 13, tzinfo=UTC),
        datetime(2027, 3, 23, 13, tzinfo=UTC),
        datetime(2027, 3, 30, 12, tzinfo=UTC),
    ]
    assert {zone.tzid.value for zone in found.vtimezone_list} == {"Europe/Paris", "Africa/Nairobi"}
    assert len({event.uid.value for event in found.vevent_list}) == 4


@pytest.mark.parametrize(
    "zone", ["Europe/Paris", "Africa/Nairobi", "Africa/Blantyre", "Asia/Amman", "Europe/Dublin", "America/New_York"]
)
def test_the_rules_of_a_zone_give_every_hour_of_the_year_its_place(zone):
    """Read by dateutil. The hour that comes twice in autumn says the same in none of them: it is left out."""
    rules = zone_rules(zone, date(2026, 1, 1), date(2027, 1, 1)).to_ical().decode()
    theirs = dateutil.tz.tzical(StringIO(rules)).get()

    start = datetime(2026, 1, 1, tzinfo=UTC)
    for hour in range(2 * 365 * 24):
        ours = (start + timedelta(hours=hour)).astimezone(ZoneInfo(zone))
        local = ours.replace(tzinfo=None)
        if ours.utcoffset() == ours.replace(fold=1 - ours.fold).utcoffset():
            assert theirs.utcoffset(local) == ours.utcoffset(), local


def test_an_event_says_what_where_how_much_french_and_where_to_take_a_seat(client):
    session = make.course_session(place=make.place(directions=make.words("Metro line 9; second floor, left.")))

    (event,) = events(client)

    address = f"http://portal.test/en/sessions/{session.ref}"
    assert event.summary.value == "A day at work"
    assert event.summary.params["LANGUAGE"] == ["en"]
    assert event.location.value == "The blue house, 1 rue Bleue, Montreuil"
    assert event.geo.value == "48.86;2.44"
    assert event.url.value == address
    assert event.description.value.splitlines() == [
        f"Take a seat: {address}",
        "Somebody tells of a day at work.",
        "No French needed",
        "Metro line 9; second floor, left.",
    ]
    assert (event.status.value, event.transp.value) == ("CONFIRMED", "TRANSPARENT")


def test_where_the_team_chooses_it_says_where_to_apply(client):
    session = make.course_session(course=make.course(entry="application"))

    (event,) = events(client)

    assert event.description.value.startswith(f"Apply: http://portal.test/en/sessions/{session.ref}\n")


def test_programs_are_told_its_name_where_it_comes_from_and_how_often_to_ask(client):
    make.course_session()

    found = icalendar.Calendar.from_ical(client.get("/fr/calendar.ics").data)

    assert (found["name"], found["x-wr-calname"]) == ("Konexio", "Konexio")
    assert found["source"] == "http://portal.test/fr/calendar.ics"
    assert found["refresh-interval"].dt == timedelta(hours=4)
    assert "method" not in found


def test_the_words_are_those_of_the_address(client):
    make.course_session()

    assert [events(client, f"/{code}/calendar.ics")[0].summary.value for code in ("fr", "ar", "uk")] == [
        "A day at work (fr)",
        "A day at work (ar)",
        "A day at work (fr)",
    ]
    assert events(client, "/uk/calendar.ics")[0].summary.params["LANGUAGE"] == ["fr"]


def test_read_again_when_nothing_changed_it_is_the_same_to_the_letter(client):
    make.course_session()
    first = client.get(EVERYWHERE).data

    with time_machine.travel(clock.now() + timedelta(hours=6), tick=False):
        assert client.get(EVERYWHERE).data == first


def test_a_date_that_moves_stays_the_same_event_and_says_it_changed(client):
    session = make.course_session()
    (before,) = events(client)

    with time_machine.travel(clock.now() + timedelta(hours=1), tick=False):
        set_dates(session, weekly(date(2026, 12, 9), time(10), timedelta(hours=3), 1, ZoneInfo("Europe/Paris")))
        (after,) = events(client)

    assert after.uid.value == before.uid.value
    assert after.dtstart.value == datetime(2026, 12, 9, 9, tzinfo=UTC)
    assert int(after.sequence.value) == int(before.sequence.value) + 3600
    assert after.last_modified.value - before.last_modified.value == timedelta(hours=1)
    assert after.dtstamp.value == after.last_modified.value


def test_a_seat_taken_changes_nothing_of_the_event(client):
    session = make.course_session()
    before = client.get(EVERYWHERE).data

    with time_machine.travel(clock.now() + timedelta(hours=1), tick=False):
        make.fill(session, 3)
        assert client.get(EVERYWHERE).data == before


def test_a_date_that_is_called_off_stays_and_says_so(client):
    session = make.course_session()
    cancel_course_session(session, clock.now())

    assert [event.status.value for event in events(client)] == ["CANCELLED"]


def test_what_is_over_or_has_no_date_is_not_in_it(client):
    make.course_session(timedelta(days=-3))
    make.course_session(None)
    under_way = make.course_session(timedelta(days=-8), dates=3)

    assert [event.uid.value for event in events(client)] == [f"{under_way.ref}-3@portal.test"]


def test_a_place_and_a_course_have_calendars_of_their_own(client):
    here, there = make.place(), make.place()
    one, other = make.course_session(place=here), make.course_session(place=there)
    same_course = make.course_session(course=one.course, place=there)

    assert refs(client, f"/en/places/{here.slug}/calendar.ics") == {one.ref}
    assert refs(client, f"/en/places/{there.slug}/calendar.ics") == {other.ref, same_course.ref}
    assert refs(client, f"/en/courses/{one.course.slug}/calendar.ics") == {one.ref, same_course.ref}
    assert (
        read(client, f"/en/places/{here.slug}/calendar.ics").contents["name"][0].value == "The blue house – Konexio"
    )
    assert client.get("/en/places/nowhere/calendar.ics").status_code == 404
    assert client.get("/en/courses/nothing/calendar.ics").status_code == 404


def test_a_calendar_holds_the_next_dates_and_asks_the_database_as_often_for_many(client):
    course, place = make.course(), make.place()
    make.course_session(course=course, place=place)
    with queries_counted() as few:
        client.get(EVERYWHERE)
    make.course_session(timedelta(days=30), dates=MOST_DATES, course=course, place=place)
    for day in range(20):
        make.course_session(timedelta(days=8 + day))

    with queries_counted() as many:
        found = events(client)

    assert len(found) == MOST_DATES
    assert found[0].dtstart.value == clock.now() + timedelta(days=7)
    assert len(many) == len(few) <= 5


@pytest.mark.parametrize("kind", ["calendar.ics", "dates.atom", "courses.atom", "open-data"])
def test_no_feed_gives_the_link_to_join_away(client, kind):
    session = make.course_session(place=make.place(online=True, address=None), join_url=SECRET)
    sign_up = make.sign_up(session)

    assert SECRET not in client.get(f"/en/{kind}").get_data(as_text=True)
    assert SECRET not in client.get(f"/en/l/{calendar_token(sign_up)}/calendar.ics").get_data(as_text=True)


def own(sign_up) -> str:
    return f"/en/l/{calendar_token(sign_up)}/calendar.ics"


def test_the_card_offers_a_calendar_that_follows_the_booking(client):
    session = make.course_session()
    card = take_seat(client, session)

    address = card.link("Follow it in my calendar")

    assert address.startswith("webcal://portal.test/en/l/")
    (event,) = events(client, address.removeprefix("webcal://portal.test"))
    assert event.summary.value == "A day at work"
    assert (event.status.value, event.transp.value) == ("CONFIRMED", "OPAQUE")
    assert event.description.value.startswith("Booked\n")
    assert event.url.value == f"http://portal.test/en/sessions/{session.ref}"


def test_passed_on_it_names_no_person_and_no_code(client):
    sign_up = make.sign_up(first_name="Nour")

    answer = client.get(own(sign_up))

    content = answer.get_data(as_text=True)
    assert "Nour" not in content
    assert sign_up.code not in content
    assert link_token(sign_up) not in content
    assert (answer.headers["Cache-Control"], "Set-Cookie" in answer.headers) == ("no-store", False)


def test_neither_the_private_link_nor_the_calendar_opens_what_the_other_does(client):
    sign_up = make.sign_up()

    assert client.get(f"/en/l/{link_token(sign_up)}/calendar.ics").status_code == 404
    assert client.get(f"/en/l/{calendar_token(sign_up)}").status_code == 404
    assert client.get(f"/en/l/{'a' * 38}/calendar.ics").status_code == 404


def test_a_booking_given_back_is_called_off_in_its_calendar(client):
    sign_up = make.sign_up()
    before = int(events(client, own(sign_up))[0].sequence.value)

    with time_machine.travel(clock.now() + timedelta(minutes=2), tick=False):
        cancel(sign_up, clock.now())
        (event,) = events(client, own(sign_up))

    assert event.status.value == "CANCELLED"
    assert int(event.sequence.value) == before + 120


def test_a_booking_that_moves_takes_its_calendar_along(client):
    sign_up = make.sign_up()
    other = make.course_session(timedelta(days=14), course=sign_up.course_session.course)
    move_to(sign_up, other, clock.now())

    gone, now_held = events(client, own(sign_up))

    assert (gone.status.value, now_held.status.value) == ("CANCELLED", "CONFIRMED")
    assert now_held.dtstart.value == other.starts_at


def test_who_waits_for_a_seat_has_it_in_pencil(client):
    session = make.course_session(capacity=1)
    make.fill(session, 1)
    waiting = join_line(session, make.seat_request(), clock.now())
    make.db.session.commit()

    (event,) = events(client, own(waiting))

    assert (event.status.value, event.transp.value) == ("TENTATIVE", "TRANSPARENT")
    assert event.description.value.startswith("On the waiting list\n")


def test_the_card_of_a_booking_that_is_over_offers_no_calendar(client):
    sign_up = make.sign_up()
    cancel(sign_up, clock.now())
    make.db.session.commit()

    assert "Follow it in my calendar" not in holding(client, sign_up).texts("a")
