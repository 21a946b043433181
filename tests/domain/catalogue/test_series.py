"""Dates as people write them: on the wall of the place, one by one or by a rule."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from portal.domain.catalogue.drafts import copy, new_session, series
from portal.domain.catalogue.series import BadDate, Fault, Slot, begun_on, dates_at, slots_of, weekly
from tests import make

PARIS = ZoneInfo("Europe/Paris")


def slot(day: int, start: int = 14, end: int = 16, month: int = 12) -> Slot:
    return Slot(date(2026, month, day), time(start), time(end))


def test_dates_come_in_their_order_whatever_order_they_are_written_in():
    made = dates_at([slot(8), slot(1)], PARIS)

    assert [one.starts_at.astimezone(UTC) for one in made] == [
        datetime(2026, 12, 1, 13, tzinfo=UTC),
        datetime(2026, 12, 8, 13, tzinfo=UTC),
    ]


@pytest.mark.parametrize(
    ("slots", "fault"),
    [
        ([slot(1, 16, 14)], Fault.ENDS_FIRST),
        ([slot(1, 14, 14)], Fault.ENDS_FIRST),
        ([slot(1, 7, 20)], Fault.TOO_LONG),
        ([slot(1, 14, 16), slot(1, 15, 17)], Fault.OVERLAPS),
        ([Slot(date(2027, 3, 28), time(2, 30), time(5))], Fault.NO_SUCH_TIME),
    ],
)
def test_a_date_that_cannot_be_held_is_refused_with_its_reason(slots, fault):
    with pytest.raises(BadDate) as refused:
        dates_at(slots, PARIS)

    assert refused.value.fault is fault


def test_one_date_may_begin_when_the_one_before_is_over():
    assert len(dates_at([slot(1, 9, 12), slot(1, 12, 17)], PARIS)) == 2


def test_a_series_keeps_its_hour_on_the_wall_when_the_clocks_change():
    slots = weekly(Slot(date(2027, 3, 23), time(18), time(20)), 2)

    assert [one.starts_at.astimezone(UTC).hour for one in dates_at(slots, PARIS)] == [17, 16]


def test_a_series_may_come_every_other_week():
    assert [one.day.day for one in weekly(slot(1), 3, weeks=2)] == [1, 15, 29]


def test_the_dates_of_a_course_session_read_as_they_were_written(app):
    session = new_session(make.course(), make.place(timezone="Africa/Nairobi"), 8, [slot(3), slot(1)])

    assert slots_of(session) == [slot(1), slot(3)]
    assert session.draft


def test_dates_that_begin_on_another_day_keep_their_distance():
    assert begun_on([slot(3), slot(1)], date(2026, 12, 10)) == [slot(12), slot(10)]


def test_a_copy_is_a_draft_with_the_facts_of_the_first_and_nobody_in_it(app):
    place = make.place(online=True)
    first = make.course_session(
        place=place, dates=2, languages=("ar", "fr"), childcare=True, join_url="https://meet.example.org/a"
    )
    make.sign_up(first)

    made = copy(first, date(2027, 1, 5))

    assert made.draft
    assert made.ref != first.ref
    assert (made.course, made.place, made.capacity) == (first.course, place, first.capacity)
    assert [one.code for one in made.spoken] == ["ar", "fr"]
    assert (made.childcare, made.join_url) == (True, "https://meet.example.org/a")
    assert [one.day for one in slots_of(made)] == [date(2027, 1, 5), date(2027, 1, 12)]
    assert [one.start for one in slots_of(made)] == [one.start for one in slots_of(first)]


def test_a_copy_may_wait_for_its_date(app):
    assert copy(make.course_session()).starts_at is None


def test_a_series_is_one_course_session_with_many_dates_or_many_with_one(app):
    first = make.course_session()

    (together,) = series(first, weekly(slot(1), 3), together=True)
    apart = series(first, weekly(slot(2), 3), together=False)

    assert len(together.dates) == 3
    assert [len(one.dates) for one in apart] == [1, 1, 1]
    assert {one.draft for one in (together, *apart)} == {True}
    assert len({one.ref for one in apart}) == 3
