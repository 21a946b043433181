"""Which half-days a date has, by the clock on the wall of its place."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.domain.catalogue.models import CourseSession, Place, SessionDate
from portal.domain.signups.attendance_models import Half
from portal.domain.signups.halves import date_now, half_now, halves_of

PARIS = ZoneInfo("Europe/Paris")
M, A, E = Half.MORNING, Half.AFTERNOON, Half.EVENING


def held(start: str, end: str, zone: ZoneInfo = PARIS, day: date = date(2026, 11, 24)) -> SessionDate:
    begin = datetime.combine(day, time.fromisoformat(start), zone)
    stop = datetime.combine(day, time.fromisoformat(end), zone)
    return SessionDate(starts_at=begin, ends_at=stop if stop > begin else stop + timedelta(days=1))


@pytest.mark.parametrize(
    ("start", "end", "halves"),
    [
        ("09:00", "12:00", (M,)),
        ("09:00", "12:30", (M,)),
        ("12:30", "15:00", (A,)),
        ("09:00", "17:00", (M, A)),
        ("12:00", "14:00", (M, A)),
        ("14:00", "17:30", (A,)),
        ("14:00", "18:00", (A,)),
        ("16:00", "19:00", (A, E)),
        ("17:00", "18:30", (E,)),
        ("17:00", "18:00", (A,)),
        ("17:30", "19:30", (E,)),
        ("09:00", "20:00", (M, A, E)),
        ("22:00", "01:00", (E,)),
    ],
)
def test_a_date_has_the_half_days_it_lies_in(start, end, halves):
    assert halves_of(held(start, end), PARIS) == halves


def test_the_clock_of_the_place_counts():
    nairobi = ZoneInfo("Africa/Nairobi")
    day = SessionDate(
        starts_at=datetime(2026, 11, 24, 8, tzinfo=UTC), ends_at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    )
    assert (halves_of(day, PARIS), halves_of(day, nairobi)) == ((M,), (M,))
    later = SessionDate(
        starts_at=datetime(2026, 11, 24, 10, tzinfo=UTC), ends_at=datetime(2026, 11, 24, 11, tzinfo=UTC)
    )
    assert (halves_of(later, PARIS), halves_of(later, nairobi)) == ((M,), (A,))


@pytest.mark.parametrize(
    ("clock", "half"),
    [("08:00", M), ("10:00", M), ("12:29", M), ("12:30", A), ("17:00", A), ("18:00", A), ("23:00", A)],
)
def test_the_half_day_to_tick_is_the_one_that_runs(clock, half):
    day = held("09:00", "17:00")
    now = datetime.combine(date(2026, 11, 24), time.fromisoformat(clock), PARIS)
    assert half_now(day, PARIS, now) == half


def test_before_the_day_it_is_the_first_and_after_it_the_last():
    day = held("09:00", "17:00")
    assert half_now(day, PARIS, datetime(2026, 11, 23, 20, tzinfo=PARIS)) == M
    assert half_now(day, PARIS, datetime(2026, 11, 25, 7, tzinfo=PARIS)) == A


def test_an_evening_is_ticked_as_an_evening_also_before_it_begins():
    assert half_now(held("18:00", "20:00"), PARIS, datetime(2026, 11, 24, 9, tzinfo=PARIS)) == E


@pytest.mark.parametrize(
    ("day", "clock", "number"),
    [(23, "10:00", 0), (24, "08:00", 0), (24, "13:00", 1), (24, "22:00", 1), (25, "10:00", 1), (26, "10:00", 2)],
)
def test_the_date_to_tick_is_that_of_today_else_the_last_one(day, clock, number):
    dates = [held("09:00", "12:00"), held("14:00", "16:00"), held("09:00", "12:00", day=date(2026, 11, 26))]
    session = CourseSession(place=Place(timezone="Europe/Paris"), dates=dates)
    now = datetime.combine(date(2026, 11, day), time.fromisoformat(clock), PARIS)
    assert date_now(session, now) is dates[number]
