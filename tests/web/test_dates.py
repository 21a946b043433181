"""Dates and hours as people read them: the clock of the place, the habits of each language."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.database import db
from portal.domain.catalogue.calendar import set_dates
from portal.domain.catalogue.models import SessionDate
from portal.web import dates
from portal.web.languages import KNOWN, speak
from tests import make
from tests.conftest import NOW

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def reader(app):
    """`reader("fr")`: from now on the words are for a reader of French."""
    with app.test_request_context():
        yield lambda code: speak(KNOWN[code])


def plain(words):
    """What is read: a space that does not break is a space."""
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def at(hour, minute=0, day=1, month=12, year=2026, zone=PARIS):
    return datetime(year, month, day, hour, minute, tzinfo=zone)


@pytest.mark.parametrize(
    ("code", "day", "words"),
    [
        ("fr", date(2026, 12, 1), "mardi 1er décembre"),
        ("fr", date(2026, 12, 2), "mercredi 2 décembre"),
        ("fr", date(2026, 12, 21), "lundi 21 décembre"),
        ("en", date(2026, 12, 1), "Tuesday 1 December"),
        ("ar", date(2026, 12, 1), "الثلاثاء، 1 ديسمبر"),
        ("fa", date(2026, 11, 24), "سه‌شنبه، 24 نومبر"),
        ("uk", date(2026, 11, 24), "вівторок, 24 листопада"),
        ("fr", date(2027, 1, 1), "vendredi 1er janvier 2027"),
        ("uk", date(2027, 1, 1), "пʼятниця, 1 січня 2027 року"),
        ("en", date(2027, 1, 1), "Friday 1 January 2027"),
        ("en", date(2025, 12, 31), "Wednesday 31 December 2025"),
    ],
)
def test_the_weekday_comes_first_the_month_in_letters_the_year_only_when_it_is_another(reader, code, day, words):
    reader(code)

    assert plain(dates.day_words(day)) == words


def test_the_year_is_left_out_by_the_day_it_is_read(reader):
    reader("en")

    assert dates.day_words(date(2027, 1, 1), today=date(2027, 3, 1)) == "Friday 1 January"


@pytest.mark.parametrize(
    ("code", "moment", "words"),
    [
        ("fr", at(14), "14 h"),
        ("fr", at(9, 5), "9 h 05"),
        ("fr", at(0), "0 h"),
        ("en", at(14), "14:00"),
        ("en", at(9, 5), "09:05"),
        ("ar", at(14, 30), "14:30"),
        ("fa", at(9, 5), "09:05"),
        ("uk", at(9, 5), "09:05"),
    ],
)
def test_hours_are_those_of_a_clock_of_24_hours(reader, code, moment, words):
    reader(code)

    assert plain(dates.hour_words(moment)) == words


@pytest.mark.parametrize(
    ("code", "minutes", "words"),
    [
        ("en", 45, "45 min"),
        ("en", 120, "2 h"),
        ("en", 90, "1 h 30 min"),
        ("fr", 90, "1 h 30"),
        ("fr", 125, "2 h 05"),
        ("fr", 120, "2 h"),
        ("fr", 24 * 60, "24 h"),
        ("fa", 90, "1 ساعت و 30 دقیقه"),
    ],
)
def test_how_long_something_takes(reader, code, minutes, words):
    reader(code)

    assert plain(dates.duration_words(timedelta(minutes=minutes))) == words


def session_at(*starts, minutes=(120,), zone="Europe/Paris"):
    session = make.course_session(None, place=make.place(timezone=zone))
    lasting = list(minutes) * len(starts)
    days = [
        SessionDate(starts_at=start, ends_at=start + timedelta(minutes=long))
        for start, long in zip(starts, lasting, strict=False)
    ]
    set_dates(session, days)
    db.session.commit()
    return session


def test_one_date_is_said_in_full(reader):
    reader("en")

    assert plain(dates.session_when(session_at(at(14)))) == "Tuesday 1 December, 14:00 to 16:00"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "3 × 2 h, Tuesdays at 14:00, from 1 December"),
        ("fr", "3 × 2 h, le mardi à 14 h, à partir du 1er décembre"),
    ],
)
def test_many_dates_on_one_weekday_name_it_once(reader, code, words):
    reader(code)
    session = session_at(at(14), at(14, day=8), at(14, day=15))

    assert plain(dates.session_when(session)) == words


@pytest.mark.parametrize(
    ("number", "weekly"),
    list(enumerate(("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"))),
)
def test_each_weekday_has_its_word(reader, number, weekly):
    reader("en")
    session = session_at(at(18, day=7 + number), at(18, day=14 + number))

    assert plain(dates.session_when(session)) == f"2 × 2 h, {weekly} at 18:00, from {7 + number} December"


def test_a_course_that_meets_weekly_keeps_its_line_when_the_clocks_change(reader):
    reader("en")
    session = session_at(at(14, day=24, month=3, year=2027), at(14, day=31, month=3, year=2027))

    assert plain(dates.session_when(session)) == "2 × 2 h, Wednesdays at 14:00, from 24 March 2027"


@pytest.mark.parametrize("second", [at(14, day=9), at(16, day=8)])
def test_dates_on_other_days_or_at_other_hours_say_when_the_first_is(reader, second):
    reader("en")

    assert plain(dates.session_when(session_at(at(14), second))) == "2 × 2 h, from Tuesday 1 December at 14:00"


def test_dates_of_different_lengths_are_only_counted(reader):
    reader("en")
    session = session_at(at(14), at(14, day=8), minutes=(120, 90))

    assert plain(dates.session_when(session)) == "2 dates, Tuesdays at 14:00, from 1 December"


def test_a_single_date_takes_as_long_as_it_lasts(reader):
    reader("en")

    assert plain(dates.how_often(session_at(at(14)))) == "2 h"


def test_no_date_is_a_date_to_come(reader):
    reader("en")

    assert dates.session_when(session_at()) == "Date to come"


@pytest.mark.parametrize(
    ("zone", "hours"),
    [
        ("Europe/Paris", "14:00 to 16:00"),
        ("Africa/Blantyre", "15:00 to 17:00"),
        ("Africa/Nairobi", "16:00 to 18:00"),
    ],
)
def test_the_clock_that_counts_hangs_at_the_place(reader, zone, hours):
    reader("en")
    session = session_at(at(14), zone=zone)

    assert plain(dates.card_hour(session)) == hours
    assert plain(dates.session_when(session)) == f"Tuesday 1 December, {hours}"


def test_late_in_paris_is_the_next_day_in_nairobi(reader):
    reader("en")
    late = at(23)

    assert plain(dates.card_day(session_at(late))) == "Tuesday 1 December"
    assert plain(dates.card_day(session_at(late, zone="Africa/Nairobi"))) == "Wednesday 2 December"
    assert plain(dates.moment_words(late, ZoneInfo("Africa/Nairobi"))) == "Wednesday 2 December at 01:00"


def test_a_weekly_course_is_at_the_same_hour_before_and_after_the_clocks_change(reader):
    reader("en")
    session = session_at(at(14, day=24, month=3, year=2027), at(14, day=31, month=3, year=2027))

    assert [plain(dates.date_when(day, PARIS)) for day in session.dates] == [
        "Wednesday 24 March 2027, 14:00 to 16:00",
        "Wednesday 31 March 2027, 14:00 to 16:00",
    ]


@pytest.mark.parametrize(
    ("code", "zone", "city"),
    [
        ("en", "Africa/Nairobi", "Nairobi"),
        ("fr", "Africa/Blantyre", "Blantyre"),
        ("ar", "Africa/Nairobi", "نيروبي"),
        ("fa", "Africa/Nairobi", "نایروبی"),
        ("fr", "Europe/Paris", "Paris"),
    ],
)
def test_the_town_whose_clock_counts_has_its_name_in_the_readers_language(reader, code, zone, city):
    reader(code)

    assert dates.zone_city(ZoneInfo(zone)) == city


def test_machines_read_utc():
    assert dates.iso_utc(at(14)) == "2026-12-01T13:00:00Z"
    assert dates.iso_utc(NOW.astimezone(UTC)) == "2026-11-24T09:00:00Z"


@pytest.mark.parametrize(("code", "words"), [("fr", "1 234,5"), ("en", "1,234.5")])
def test_numbers_are_written_as_each_language_writes_them(reader, code, words):
    reader(code)

    assert plain(dates.number_words(1234.5)) == words


@pytest.mark.parametrize(
    ("code", "soon", "near"),
    [
        ("fr", "mardi 1er décembre 9 h", "mardi 9 h"),
        ("ar", "الثلاثاء 1 ديسمبر 09:00", "الثلاثاء 09:00"),
        ("uk", "вт 1 грудня 09:00", "вт 09:00"),
    ],
)
def test_in_a_text_message_a_moment_is_short(reader, code, soon, near):
    reader(code)

    assert plain(dates.soon_words(at(9), PARIS)) == soon
    assert plain(dates.near_words(at(9), PARIS)) == near
