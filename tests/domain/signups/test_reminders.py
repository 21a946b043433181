"""Reminders: the day before at noon and in the morning at eight, by the clock of the place, and only while true."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.database import begin_write, db
from portal.domain.catalogue.calendar import set_dates, weekly
from portal.domain.catalogue.models import SessionDate
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.queue import claim
from portal.domain.signups.changes import cancel_course_session, move_to
from portal.domain.signups.reminders import dates_to_remind, due_at, remind
from portal.domain.signups.seats import take_seat
from tests import make
from tests.conftest import NOW
from tests.domain.signups.lines import DAY, HOUR, MINUTE, full, give_back, join, messages, news, paris, phone

DAY_BEFORE, MORNING = "reminder_day_before", "reminder_morning"
ZONES = ["Europe/Paris", "Asia/Amman", "Africa/Blantyre", "Africa/Nairobi"]


def look(now):
    """What the worker does every minute; how many reminders it queued."""
    queued = 0
    for day_id in dates_to_remind(now):
        queued += remind(db.session.get_one(SessionDate, day_id), now)
        db.session.commit()
    return queued


def reminders(sign_up):
    return [message for message in messages(sign_up) if message.kind in {DAY_BEFORE, MORNING}]


def look_every_hour(sign_up, begin, hours, zone="Europe/Paris"):
    """The reminders of a sign-up, each with the hour on the wall at which it was queued."""
    for hour in range(hours):
        look(begin + hour * HOUR)
    there = ZoneInfo(zone)
    return [(one.kind, f"{one.created_at.astimezone(there):%a %d %H:%M}") for one in reminders(sign_up)]


def booked(starts, zone="Europe/Paris", **facts):
    """A seat booked long before."""
    session = make.course_session(starts, place=make.place(timezone=zone), **facts)
    sign_up = take_seat(session, make.seat_request(reach=phone()), starts - 9 * DAY)
    db.session.commit()
    return sign_up


@pytest.mark.parametrize("zone", ZONES)
def test_the_day_before_at_noon_and_in_the_morning_at_eight_by_the_clock_of_the_place(app, zone):
    starts = datetime(2026, 12, 2, 14, 0, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    sign_up = booked(starts, zone)

    assert look_every_hour(sign_up, starts - 2 * DAY, 49, zone) == [
        (DAY_BEFORE, "Tue 01 12:00"),
        (MORNING, "Wed 02 08:00"),
    ]
    assert [one.next_try_at == one.created_at for one in reminders(sign_up)] == [True, True]


@pytest.mark.parametrize(
    ("day", "noon", "eight"),
    [
        pytest.param(date(2027, 10, 31), "2027-10-30 10:00", "2027-10-31 07:00", id="summer time ends in between"),
        pytest.param(date(2027, 3, 28), "2027-03-27 11:00", "2027-03-28 06:00", id="summer time begins in between"),
    ],
)
def test_when_the_clocks_change_in_the_night_before_it_is_still_noon_and_eight_on_the_wall(day, noon, eight):
    zone = ZoneInfo("Europe/Paris")
    starts = datetime.combine(day, time(14), zone)

    begins = [
        due_at(kind, starts, zone)[0] for kind in (MessageKind.REMINDER_DAY_BEFORE, MessageKind.REMINDER_MORNING)
    ]

    assert [f"{begin.astimezone(UTC):%Y-%m-%d %H:%M}" for begin in begins] == [noon, eight]


def test_a_course_that_goes_on_after_the_end_of_summer_time_is_reminded_of_at_the_same_hour_on_the_wall(app):
    zone = ZoneInfo("Europe/Paris")
    session = make.course_session(None)
    set_dates(session, weekly(date(2027, 10, 25), time(14), 2 * HOUR, 2, zone))
    db.session.commit()
    sign_up = take_seat(session, make.seat_request(reach=phone()), NOW)
    db.session.commit()

    assert look_every_hour(sign_up, datetime(2027, 10, 23, tzinfo=UTC), 24 * 10) == [
        (DAY_BEFORE, "Sun 24 12:00"),
        (MORNING, "Mon 25 08:00"),
        (DAY_BEFORE, "Sun 31 12:00"),
    ]


def test_of_the_later_dates_of_a_course_the_day_before_is_enough(app):
    sign_up = booked(paris("2026-12-02 14:00"), dates=3)

    assert look_every_hour(sign_up, paris("2026-11-30 12:00"), 24 * 17) == [
        (DAY_BEFORE, "Tue 01 12:00"),
        (MORNING, "Wed 02 08:00"),
        (DAY_BEFORE, "Tue 08 12:00"),
        (DAY_BEFORE, "Tue 15 12:00"),
    ]


def test_a_reminder_says_of_which_meeting_it_is_and_until_when_it_is_of_use(app):
    sign_up = booked(paris("2026-12-02 14:00"))

    look_every_hour(sign_up, paris("2026-12-01 12:00"), 24)

    before, morning = reminders(sign_up)
    assert before.facts == {"starts_at": "2026-12-02T13:00:00+00:00", "ends_at": "2026-12-02T15:00:00+00:00"}
    assert before.useless_from == paris("2026-12-02 08:00")
    assert morning.useless_from == paris("2026-12-02 13:00")


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        ("2026-12-02 08:30", [(DAY_BEFORE, "Tue 01 12:00")]),
        ("2026-12-02 09:00", [(DAY_BEFORE, "Tue 01 12:00")]),
        ("2026-12-02 09:30", [(DAY_BEFORE, "Tue 01 12:00"), (MORNING, "Wed 02 08:00")]),
        ("2026-12-02 19:00", [(DAY_BEFORE, "Tue 01 12:00"), (MORNING, "Wed 02 08:00")]),
    ],
)
def test_a_morning_reminder_comes_an_hour_ahead_or_not_at_all(app, starts, expected):
    sign_up = booked(paris(starts))

    assert look_every_hour(sign_up, paris("2026-12-01 00:00"), 48) == expected


def test_looking_where_nobody_needs_a_reminder_holds_nobody_up(app):
    session = make.course_session(paris("2026-12-02 14:00"))
    take_seat(session, make.seat_request(reach=phone()), paris("2026-12-01 11:00"))
    db.session.commit()
    turns = session.rev

    assert look(paris("2026-12-01 12:00")) == 0
    assert session.rev == turns


def test_however_often_one_looks_each_reminder_comes_once(app):
    sign_up = booked(paris("2026-12-02 14:00"))
    noon = paris("2026-12-01 12:00")

    assert [look(noon - MINUTE), look(noon), look(noon), look(noon + HOUR), look(noon - HOUR)] == [0, 1, 0, 0, 0]
    assert len(reminders(sign_up)) == 1


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ("2026-12-01 08:59", [DAY_BEFORE, MORNING]),
        ("2026-12-01 09:00", [MORNING]),
        ("2026-12-01 20:00", [MORNING]),
        ("2026-12-02 04:59", [MORNING]),
        ("2026-12-02 05:00", []),
    ],
)
def test_whoever_has_just_taken_the_seat_needs_no_reminder_of_it(app, taken, expected):
    session = make.course_session(paris("2026-12-02 14:00"))
    sign_up = take_seat(session, make.seat_request(reach=phone()), paris(taken))
    db.session.commit()

    look_every_hour(sign_up, paris("2026-12-01 12:00"), 24)

    assert [one.kind for one in reminders(sign_up)] == expected


def test_who_waits_was_offered_a_seat_or_gave_it_back_is_not_reminded(app):
    starts = paris("2026-12-02 14:00")
    session, (one, _two) = full(starts, capacity=2)
    offered, waits = join(session), join(session, "Sami")
    give_back(one, starts - 2 * DAY)
    assert (offered.state, waits.state) == ("offered", "waiting")

    assert look(paris("2026-12-01 12:00")) == 1
    assert [reminders(one) for one in (one, offered, waits)] == [[], [], []]


def test_a_reminder_still_waiting_when_the_seat_is_given_back_is_never_sent(app):
    sign_up = booked(paris("2026-12-02 14:00"))
    noon = paris("2026-12-01 12:00")
    look(noon)

    give_back(sign_up, noon)

    assert (DAY_BEFORE, "dropped") in news(sign_up)
    assert DAY_BEFORE not in [message.kind for message in claim("worker", noon)]


def test_who_moved_is_reminded_of_the_new_date_only(app):
    old = booked(paris("2026-12-02 14:00"))
    new = move_to(old, make.course_session(paris("2026-12-09 14:00")), NOW)
    db.session.commit()

    look_every_hour(old, paris("2026-12-01 00:00"), 48)

    assert reminders(old) == []
    assert [kind for kind, _ in look_every_hour(new, paris("2026-12-08 00:00"), 48)] == [DAY_BEFORE, MORNING]


def test_a_date_called_off_is_not_reminded_of(app):
    sign_up = booked(paris("2026-12-02 14:00"))
    cancel_course_session(sign_up.course_session, NOW)
    db.session.commit()

    assert look(paris("2026-12-01 12:00")) == 0
    assert dates_to_remind(paris("2026-12-01 12:00")) == []


def test_a_date_that_was_moved_is_reminded_of_anew(app):
    sign_up = booked(paris("2026-12-02 14:00"))
    look(paris("2026-12-01 12:00"))
    begin_write()
    starts = paris("2026-12-03 14:00")
    set_dates(sign_up.course_session, [SessionDate(starts_at=starts, ends_at=starts + HOUR)])
    db.session.commit()

    assert look_every_hour(sign_up, paris("2026-12-02 00:00"), 40)[1:] == [
        (DAY_BEFORE, "Wed 02 12:00"),
        (MORNING, "Thu 03 08:00"),
    ]
    assert reminders(sign_up)[-1].facts["starts_at"] == starts.isoformat()


def test_a_worker_that_comes_late_reminds_while_it_is_of_use_and_not_after(app):
    sign_up = booked(paris("2026-12-02 14:00"))
    other = booked(paris("2026-12-02 14:00"))
    give_back(other)

    assert look(paris("2026-12-01 19:30")) == 1
    assert look(paris("2026-12-02 13:00")) == 0
    assert [one.kind for one in reminders(sign_up)] == [DAY_BEFORE]


def test_a_reminder_that_comes_up_in_the_evening_would_wait_for_the_morning_and_is_of_no_use_by_then(app):
    sign_up = booked(paris("2026-12-02 14:00"))

    look(paris("2026-12-01 20:30"))

    (late,) = reminders(sign_up)
    assert late.next_try_at == late.useless_from == paris("2026-12-02 08:00")


def test_only_dates_of_the_next_two_days_are_looked_at(app):
    soon, later = make.course_session(NOW + 49 * HOUR), make.course_session(NOW + 51 * HOUR)
    begun = make.course_session(NOW - timedelta(minutes=1))

    assert dates_to_remind(NOW) == [soon.dates[0].id]
    assert later.dates[0].id not in dates_to_remind(NOW)
    assert begun.dates[0].id not in dates_to_remind(NOW)


def test_who_left_no_contact_finds_the_reminder_on_the_card(app):
    session = make.course_session(paris("2026-12-02 14:00"))
    sign_up = make.sign_up(session)

    look(paris("2026-12-01 12:00"))

    assert news(sign_up) == [("seat_confirmed", "card"), (DAY_BEFORE, "card")]
