"""The one word for a course session, from its dates and seats, up to the very second and seat."""

from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import insert, select

from portal.database import begin_write, db
from portal.domain.accounts.models import Person
from portal.domain.catalogue.availability import BOOKABLE, Availability, availability
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.models import SignUp
from portal.domain.signups.offers import _has_free_seats
from portal.domain.signups.seats import availability_now, count_seats
from portal.vault import new_ref
from tests import make
from tests.conftest import NOW

TICK = timedelta(microseconds=1)
HOUR = timedelta(hours=1)


def facts(begins=24 * HOUR, lasts=2 * HOUR, opens=None, closes=None, cancelled=None, seats=12):
    """What a course session knows, all times counted from now; `begins` None: no date yet."""
    return {
        "starts_at": None if begins is None else NOW + begins,
        "ends_at": None if begins is None else NOW + begins + lasts,
        "opens_at": None if opens is None else NOW + opens,
        "closes_at": None if closes is None else NOW + closes,
        "cancelled_at": None if cancelled is None else NOW + cancelled,
        "capacity": seats,
    }


TABLE = [
    ("nobody came yet", facts(), 0, "open"),
    ("four seats are free", facts(), 8, "open"),
    ("three seats are free", facts(), 9, "few_left"),
    ("one seat is free", facts(), 11, "few_left"),
    ("no seat is free", facts(), 12, "full"),
    ("more came than there are seats", facts(), 13, "full"),
    ("a small room begins with few", facts(seats=3), 0, "few_left"),
    ("a room without seats", facts(seats=0), 0, "full"),
    ("it begins in a moment", facts(begins=TICK), 0, "open"),
    ("it begins now", facts(begins=0 * HOUR), 0, "running"),
    ("it is in its last moment", facts(begins=TICK - 2 * HOUR), 0, "running"),
    ("it ends now", facts(begins=-2 * HOUR), 0, "past"),
    ("it ended long ago", facts(begins=-900 * HOUR), 12, "past"),
    ("it runs and is full", facts(begins=-HOUR), 12, "running"),
    ("sign-ups open in a moment", facts(opens=TICK), 0, "opens_soon"),
    ("sign-ups open now", facts(opens=0 * HOUR), 0, "open"),
    ("sign-ups open later, all seats given already", facts(opens=HOUR), 12, "opens_soon"),
    ("sign-ups close in a moment", facts(closes=TICK), 0, "open"),
    ("sign-ups close now", facts(closes=0 * HOUR), 0, "closed"),
    ("sign-ups closed, full", facts(closes=-HOUR), 12, "closed"),
    ("sign-ups closed before they opened", facts(opens=HOUR, closes=-HOUR), 0, "closed"),
    ("closed and over", facts(begins=-900 * HOUR, closes=-901 * HOUR), 0, "past"),
    ("no date yet", facts(begins=None), 0, "date_to_come"),
    ("no date yet and full", facts(begins=None), 12, "date_to_come"),
    ("no date yet, opens later", facts(begins=None, opens=HOUR), 0, "date_to_come"),
    ("cancelled", facts(cancelled=-HOUR), 0, "cancelled"),
    ("cancelled, was full", facts(cancelled=-HOUR), 12, "cancelled"),
    ("cancelled without ever a date", facts(begins=None, cancelled=-HOUR), 0, "cancelled"),
    ("cancelled, its day is over", facts(begins=-900 * HOUR, cancelled=-901 * HOUR), 0, "cancelled"),
]


@pytest.mark.parametrize(("known", "taken", "word"), [pytest.param(*row, id=name) for name, *row in TABLE])
def test_the_word_for_a_course_session(known, taken, word):
    assert availability(CourseSession(**known), taken, NOW) == word


def test_the_table_above_knows_every_word():
    assert {word for *_, word in TABLE} == set(Availability)


BEGINS = [None, -2 * HOUR, -HOUR, 0 * HOUR, TICK, 24 * HOUR]
BOUNDS = [None, -HOUR, 0 * HOUR, TICK]
CANCELLED = [None, -HOUR]
#: Seats of the room, and who asked for how many of them: (state, party).
SEATS = [
    (0, []),
    (2, []),
    (2, [("confirmed", 1)]),
    (2, [("offered", 1)]),
    (2, [("confirmed", 2)]),
    (2, [("confirmed", 1), ("offered", 1)]),
    (2, [("confirmed", 3)]),
    (2, [("requested", 2), ("cancelled", 2), ("expired", 2), ("moved", 2)]),
    (2, [("waiting", 2)]),
    (2, [("confirmed", 1), ("waiting", 2)]),
    (2, [("confirmed", 1), ("waiting", 2), ("waiting", 1)]),
]


def test_the_database_finds_the_free_seats_that_the_rule_finds_over_every_combination(app):
    combinations = list(product(BEGINS, BOUNDS, BOUNDS, CANCELLED, SEATS))
    begin_write()
    store(combinations)

    course_sessions = list(db.session.scalars(select(CourseSession)))
    counts = count_seats(one.id for one in course_sessions)
    by_rule = {one.id for one in course_sessions if availability_now(one, counts[one.id], NOW) in BOOKABLE}
    by_database = set(db.session.scalars(select(CourseSession.id).where(_has_free_seats(NOW))))

    assert by_database == by_rule
    # Two beginnings, three openings and two closings let people in. Five of the eleven rooms have a seat for somebody
    # new: where somebody waits for whom the seats are enough, nobody passes the line.
    assert len(by_rule) == 2 * 3 * 2 * 1 * 5


def store(combinations):
    """One course session each, numbered from 1, with its sign-ups."""
    course, place = make.course(), make.place()
    people = [Person(first_name="Nour", created_at=NOW) for _ in range(4)]
    db.session.add_all(people)
    db.session.flush()
    rows, sign_ups = [], []
    for number, (begins, opens, closes, cancelled, (seats, asked)) in enumerate(combinations, start=1):
        known = facts(begins=begins, opens=opens, closes=closes, cancelled=cancelled, seats=seats)
        rows.append(known | {"id": number, "ref": new_ref(8), "course_id": course.id, "place_id": place.id, "rev": 0})
        for person, (state, party) in zip(people, asked, strict=False):
            sign_ups.append(sign_up(number, person.id, state, party))
    db.session.execute(insert(CourseSession), rows)
    db.session.execute(insert(SignUp), sign_ups)


def sign_up(course_session_id, person_id, state, party):
    return {
        "ref": new_ref(16),
        "course_session_id": course_session_id,
        "person_id": person_id,
        "state": state,
        "party": party,
        "code": "KFPR742",
        "code_digest": new_ref(32),
        "consent_version": "test",
        "language": "en",
        "consent_at": NOW,
        "created_at": NOW,
        "needs": [],
    }
