"""Hours on the wall: nobody is written to at night, and the team works from Monday to Friday."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.promises.hours import (
    is_waking,
    last_waking,
    next_waking,
    waking_later,
    working_day_at,
    working_days_later,
)

ZONES = ["Europe/Paris", "Asia/Amman", "Africa/Blantyre", "Africa/Nairobi"]
#: Years in which Amman still changed its clocks, and years in which it does no more.
MOMENTS = st.datetimes(datetime(2021, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
SPANS = st.timedeltas(timedelta(minutes=1), timedelta(hours=30))
ANYWHERE = st.sampled_from(ZONES).map(ZoneInfo)
TICK = timedelta(microseconds=1)


def at(wall, zone="Europe/Paris"):
    """The instant at which the clock on the wall shows this, as UTC."""
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def wall(moment, zone="Europe/Paris"):
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize("zone", ZONES)
def test_the_day_begins_at_eight_and_ends_before_twenty_by_the_clock_of_the_place(zone):
    begins, ends = at("2026-11-24 08:00", zone), at("2026-11-24 20:00", zone)
    there = ZoneInfo(zone)

    assert [is_waking(moment, there) for moment in (begins - TICK, begins, ends - TICK, ends)] == [
        False,
        True,
        True,
        False,
    ]


def test_one_instant_is_day_in_nairobi_and_still_night_in_blantyre():
    half_past_five_utc = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)

    assert is_waking(half_past_five_utc, ZoneInfo("Africa/Nairobi"))
    assert not is_waking(half_past_five_utc, ZoneInfo("Africa/Blantyre"))
    assert wall(next_waking(half_past_five_utc, ZoneInfo("Africa/Blantyre")), "Africa/Blantyre") == "2026-11-24 08:00"


@pytest.mark.parametrize(
    ("night", "morning"),
    [
        ("2026-11-24 20:00", "2026-11-25 08:00"),
        ("2026-11-24 23:59", "2026-11-25 08:00"),
        ("2026-11-25 00:00", "2026-11-25 08:00"),
        ("2026-11-25 07:59", "2026-11-25 08:00"),
        ("2026-12-31 22:00", "2027-01-01 08:00"),
        pytest.param("2026-03-28 23:00", "2026-03-29 08:00", id="the night that is an hour short"),
        pytest.param("2026-10-24 23:00", "2026-10-25 08:00", id="the night that is an hour long"),
    ],
)
def test_what_comes_up_at_night_waits_for_eight_in_the_morning(night, morning):
    assert wall(next_waking(at(night), ZoneInfo("Europe/Paris"))) == morning


def test_the_night_in_which_the_clocks_of_amman_jump_at_midnight_ends_at_eight_too():
    evening_before = at("2022-02-24 21:00", "Asia/Amman")

    morning = next_waking(evening_before, ZoneInfo("Asia/Amman"))

    assert wall(morning, "Asia/Amman") == "2022-02-25 08:00"
    assert morning - evening_before == timedelta(hours=10)


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("2026-11-24 14:30", "2026-11-24 14:30"),
        ("2026-11-24 08:00", "2026-11-24 08:00"),
        ("2026-11-24 20:00", "2026-11-24 19:30"),
        ("2026-11-25 02:00", "2026-11-24 19:30"),
        ("2026-11-25 07:59", "2026-11-24 19:30"),
        pytest.param("2026-10-25 06:00", "2026-10-24 19:30", id="after the night that is an hour long"),
    ],
)
def test_the_last_moment_to_tell_somebody_is_before_the_night(until, last):
    assert wall(last_waking(at(until), ZoneInfo("Europe/Paris"))) == last


@pytest.mark.parametrize(
    ("begin", "hours", "end"),
    [
        ("2026-11-24 10:00", 4, "2026-11-24 14:00"),
        ("2026-11-24 16:00", 4, "2026-11-24 20:00"),
        ("2026-11-24 18:00", 4, "2026-11-25 10:00"),
        ("2026-11-24 22:00", 4, "2026-11-25 12:00"),
        ("2026-11-24 18:00", 15, "2026-11-26 09:00"),
        pytest.param("2026-03-28 18:00", 4, "2026-03-29 10:00", id="over the night that is an hour short"),
        pytest.param("2026-10-24 18:00", 4, "2026-10-25 10:00", id="over the night that is an hour long"),
    ],
)
def test_the_night_does_not_count_as_time_to_answer(begin, hours, end):
    assert wall(waking_later(at(begin), timedelta(hours=hours), ZoneInfo("Europe/Paris"))) == end


@pytest.mark.parametrize(
    ("asked", "days", "by"),
    [
        pytest.param("2026-11-24 10:00", 1, "2026-11-25 18:00", id="on Tuesday"),
        pytest.param("2026-11-27 10:00", 2, "2026-12-01 18:00", id="on Friday, over a month's end"),
        pytest.param("2026-11-28 10:00", 1, "2026-11-30 18:00", id="on Saturday"),
        pytest.param("2026-11-29 23:59", 1, "2026-11-30 18:00", id="late on Sunday"),
        pytest.param("2026-12-31 10:00", 1, "2027-01-01 18:00", id="at the year's end"),
        pytest.param("2026-03-27 10:00", 1, "2026-03-30 18:00", id="before summer time begins"),
    ],
)
def test_the_team_answers_by_eighteen_of_a_working_day(asked, days, by):
    assert wall(working_days_later(at(asked), days, ZoneInfo("Europe/Paris"))) == by


def test_whose_working_day_it_is_is_a_matter_of_the_place():
    sunday_night_utc = datetime(2026, 11, 29, 22, 30, tzinfo=UTC)  # Monday, half past one, in Nairobi

    assert wall(working_days_later(sunday_night_utc, 1, ZoneInfo("Africa/Nairobi")), "Africa/Nairobi").startswith(
        "2026-12-01"
    )
    assert wall(working_days_later(sunday_night_utc, 1, ZoneInfo("Europe/Paris"))).startswith("2026-11-30")


@pytest.mark.parametrize(
    ("day", "by"),
    [("2026-11-27", "2026-11-27 18:00"), ("2026-11-28", "2026-11-30 18:00"), ("2026-11-29", "2026-11-30 18:00")],
)
def test_a_promise_for_a_weekend_is_kept_on_monday(day, by):
    assert wall(working_day_at(date.fromisoformat(day), ZoneInfo("Europe/Paris"))) == by


@given(MOMENTS, ANYWHERE)
def test_the_next_waking_moment_is_a_waking_one_and_never_earlier(moment, zone):
    found = next_waking(moment, zone)

    assert is_waking(found, zone)
    assert moment <= found <= moment + timedelta(hours=13)
    assert (found == moment) == is_waking(moment, zone)


@given(MOMENTS, ANYWHERE)
def test_the_last_waking_moment_is_a_waking_one_and_never_later(moment, zone):
    found = last_waking(moment, zone)

    assert is_waking(found, zone)
    assert moment - timedelta(hours=13, minutes=1) <= found <= moment


@given(MOMENTS, SPANS, ANYWHERE)
def test_time_to_answer_ends_in_daytime_and_is_never_shorter_than_promised(moment, span, zone):
    end = waking_later(moment, span, zone)

    assert is_waking(end - TICK, zone)
    assert end >= moment + span
    assert waking_later(moment, span + timedelta(minutes=1), zone) > end


@given(MOMENTS, st.integers(1, 10), ANYWHERE)
def test_an_answer_is_due_on_a_weekday_at_eighteen_and_each_day_counts(moment, days, zone):
    by = working_days_later(moment, days, zone).astimezone(zone)

    assert (by.weekday() < 5, by.hour, by.minute) == (True, 18, 0)
    assert by.date() > moment.astimezone(zone).date()
    assert working_days_later(moment, days + 1, zone) > by
