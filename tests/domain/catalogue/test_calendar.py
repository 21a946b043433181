"""Dates are made from the clock on the wall of the place, and stay true to it."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from portal.database import begin_write, db
from portal.domain.catalogue.calendar import NoSuchLocalTime, local_instant, set_dates, weekly
from portal.domain.catalogue.models import SessionDate
from tests import make

PARIS = ZoneInfo("Europe/Paris")
TWO_HOURS = timedelta(hours=2)


def hours_on_the_wall(dates, zone):
    return [f"{day.starts_at.astimezone(zone):%H:%M} to {day.ends_at.astimezone(zone):%H:%M}" for day in dates]


def hours_in_utc(dates):
    return [day.starts_at.astimezone(UTC).hour for day in dates]


@pytest.mark.parametrize(
    ("first", "in_utc"),
    [
        pytest.param(date(2026, 10, 19), [12, 13, 13], id="when summer time ends"),
        pytest.param(date(2027, 3, 22), [13, 12, 12], id="when summer time begins"),
    ],
)
def test_weekly_at_14_stays_at_14_in_paris(first, in_utc):
    dates = weekly(first, time(14), TWO_HOURS, 3, PARIS)

    assert hours_on_the_wall(dates, PARIS) == ["14:00 to 16:00"] * 3
    assert hours_in_utc(dates) == in_utc


@pytest.mark.parametrize(
    ("name", "in_utc"), [("Africa/Blantyre", 12), ("Africa/Nairobi", 11), ("Asia/Amman", 11), ("Europe/Paris", 13)]
)
def test_14_at_the_place_is_another_instant_in_each_zone(name, in_utc):
    dates = weekly(date(2026, 12, 1), time(14), TWO_HOURS, 1, ZoneInfo(name))

    assert hours_in_utc(dates) == [in_utc]
    assert hours_on_the_wall(dates, ZoneInfo(name)) == ["14:00 to 16:00"]


@pytest.mark.parametrize("name", ["Africa/Blantyre", "Africa/Nairobi"])
def test_where_clocks_never_change_the_instants_are_a_week_apart_all_year(name):
    dates = weekly(date(2026, 10, 19), time(14), TWO_HOURS, 30, ZoneInfo(name))

    instants = [day.starts_at.astimezone(UTC) for day in dates]

    assert {later - sooner for sooner, later in pairwise(instants)} == {timedelta(weeks=1)}


@pytest.mark.parametrize("hour", [time(2), time(2, 30), time(2, 59)])
def test_a_local_time_that_the_clocks_skip_is_refused(hour):
    with pytest.raises(NoSuchLocalTime):
        local_instant(date(2027, 3, 28), hour, PARIS)


@pytest.mark.parametrize("hour", [time(1, 59), time(3)])
def test_the_minutes_around_the_skipped_hour_exist(hour):
    assert local_instant(date(2027, 3, 28), hour, PARIS).time() == hour


def test_a_weekly_course_that_would_meet_in_the_skipped_hour_is_refused():
    with pytest.raises(NoSuchLocalTime):
        weekly(date(2027, 3, 21), time(2, 30), TWO_HOURS, 2, PARIS)


def test_an_hour_that_comes_twice_is_the_first_of_the_two():
    assert local_instant(date(2026, 10, 25), time(2, 30), PARIS).astimezone(UTC) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


@pytest.mark.parametrize("evening", [date(2026, 10, 24), date(2027, 3, 27)])
def test_five_hours_are_five_hours_through_the_night_of_the_change(evening):
    (night,) = weekly(evening, time(23), timedelta(hours=5), 1, PARIS)

    assert night.ends_at.astimezone(UTC) - night.starts_at.astimezone(UTC) == timedelta(hours=5)


def test_a_course_session_knows_its_first_and_last_instant_whatever_the_order_of_its_dates(app):
    session = make.course_session(None)
    begin_write()
    days = [datetime(2026, 12, day, 13, tzinfo=UTC) for day in (15, 1, 8)]

    set_dates(session, [SessionDate(starts_at=day, ends_at=day + TWO_HOURS) for day in days])
    db.session.commit()

    assert session.starts_at == datetime(2026, 12, 1, 13, tzinfo=UTC)
    assert session.ends_at == datetime(2026, 12, 15, 15, tzinfo=UTC)
    assert [day.starts_at.day for day in session.dates] == [1, 8, 15]


def test_taking_all_dates_away_leaves_a_date_to_come(app):
    session = make.course_session(dates=3)

    set_dates(session, [])
    db.session.commit()

    assert (session.starts_at, session.ends_at, session.dates) == (None, None, [])
