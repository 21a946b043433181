"""Hours are counted from what was held: meetings of pairs, and slots that somebody came to."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from portal.domain.mentoring.hours import Given, employers, hours_of, own_hours, years
from portal.domain.mentoring.periods import Period, months, year
from portal.domain.mentoring.states import VolunteerState
from portal.domain.signups.changes import cancel_course_session
from tests import make, make_mentoring
from tests.conftest import NOW
from tests.domain.queries import queries_counted


def this_year():
    return year(2026)


def workshop(minutes=120, **facts):
    """A date that is over."""
    return make.course_session(NOW - timedelta(days=9), minutes=minutes, **facts).dates[0]


def test_a_meeting_counts_once_it_is_held(app):
    pair = make_mentoring.pair()
    make_mentoring.meeting(pair, minutes=45)
    make_mentoring.meeting(pair, NOW + timedelta(days=3), minutes=90)
    make_mentoring.meeting(pair, NOW - timedelta(days=5), minutes=90, held_at=None, called_off_at=NOW)

    assert own_hours(pair.volunteer, this_year(), NOW).minutes == 45


def test_a_slot_counts_once_its_date_is_over_and_whoever_held_it_came(app):
    claire = make_mentoring.volunteer()
    make_mentoring.slot(workshop(90), held_by=claire)
    make_mentoring.slot(workshop()).volunteer = None
    make_mentoring.slot(workshop(), held_by=claire).absent = True
    make_mentoring.slot(make.course_session().dates[0], held_by=claire)
    called_off = make.course_session(timedelta(hours=3))
    make_mentoring.slot(called_off.dates[0], held_by=claire)
    cancel_course_session(called_off, NOW)

    later = NOW + timedelta(days=1)

    assert own_hours(claire, this_year(), later) == Given(slots=90, helpers=1, people=1)


def test_a_draft_that_nobody_saw_gives_no_hours(app):
    claire = make_mentoring.volunteer()
    make_mentoring.slot(workshop(draft=True), held_by=claire)

    assert own_hours(claire, this_year(), NOW).minutes == 0


def test_a_period_begins_and_ends_at_midnight_on_the_wall(app):
    make.place(timezone="Europe/Paris")
    pair = make_mentoring.pair()
    make_mentoring.meeting(pair, datetime(2025, 12, 31, 22, 59, tzinfo=UTC), minutes=10)
    make_mentoring.meeting(pair, datetime(2025, 12, 31, 23, 0, tzinfo=UTC), minutes=20)

    found = [own_hours(pair.volunteer, year(number), NOW).minutes for number in (2025, 2026)]

    assert found == [10, 20]


def test_the_months_of_a_year_are_the_whole_year_and_nothing_twice(app):
    parts = months(2024)

    assert (parts[0].first, parts[-1].last) == (date(2024, 1, 1), date(2024, 12, 31))
    assert parts[1] == Period(date(2024, 2, 1), date(2024, 2, 29))
    assert all(one.before == two.since for one, two in pairwise(parts))


def test_hours_of_an_employer_are_those_of_all_its_volunteers(app):
    first, second = (make_mentoring.volunteer(employer=name) for name in ("Atelier Nord", "ATELIER NORD"))
    elsewhere = make_mentoring.volunteer(employer="Rive Sud", employer_key="rive sud")
    for mentor, minutes in ((first, 60), (second, 30), (elsewhere, 45)):
        make_mentoring.meeting(make_mentoring.pair(volunteer=mentor), minutes=minutes)
    make_mentoring.slot(workshop(60), held_by=first)
    make_mentoring.volunteer()

    found = employers(this_year(), NOW)

    assert [(one.name, one.given) for one in found] == [
        ("Atelier Nord", Given(meetings=90, slots=60, mentors=2, helpers=1, people=2)),
        ("Rive Sud", Given(meetings=45, mentors=1, people=1)),
    ]


def test_who_stopped_and_offered_help_again_is_one_person(app):
    before = make_mentoring.volunteer(VolunteerState.ENDED, account=make.account("volunteer"))
    again = make_mentoring.volunteer(account=before.account)
    for mentor, minutes in ((before, 60), (again, 30)):
        make_mentoring.meeting(make_mentoring.pair(volunteer=mentor), minutes=minutes)
    make_mentoring.slot(workshop(60), held_by=again)

    (employer,) = employers(this_year(), NOW)

    assert employer.given == Given(meetings=90, slots=60, mentors=1, helpers=1, people=1)


def test_hours_of_many_volunteers_take_two_queries(app):
    for _number in range(3):
        make_mentoring.meeting(make_mentoring.pair())

    with queries_counted() as queries:
        found = hours_of(None, this_year(), NOW)

    assert len(found) == 3
    assert len([query for query in queries if "meeting" in query or "slot" in query]) == 2


def test_years_go_from_the_last_hour_to_the_first(app):
    assert years(NOW) == []
    make_mentoring.meeting(make_mentoring.pair(), datetime(2024, 5, 5, tzinfo=UTC))
    make_mentoring.slot(workshop(), held_by=make_mentoring.volunteer())

    assert years(NOW) == [2026, 2025, 2024]
