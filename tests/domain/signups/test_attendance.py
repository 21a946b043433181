"""Ticks arrive twice, late and out of order; what holds is what was ticked last."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from portal.database import db
from portal.domain.moves import HistoryIsAppendOnly
from portal.domain.signups import attendance
from portal.domain.signups.attendance import By, Outcome, Tick, Ticker, marks_of, take, who_is_listed
from portal.domain.signups.attendance_models import AttendanceTick, Half, Mark
from portal.domain.signups.changes import cancel, cancel_course_session, move_to
from portal.domain.signups.rest import mark_rest, undo_rest
from portal.vault import new_ref
from tests import make
from tests.conftest import NOW

TEAM = By(Ticker.TEAM)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def session(app):
    """A date of this morning, from ten past ten to ten past twelve on the wall."""
    return make.course_session(timedelta(minutes=10))


def tick(sign_up, mark=Mark.PRESENT, at=NOW, token="", day=None, half=Half.MORNING, by=TEAM, now=NOW):
    day = day or sign_up.course_session.dates[0]
    outcome = take(Tick(token or new_ref(16), sign_up, day, half, mark, at), by, now)
    db.session.commit()
    return outcome


def mark(sign_up, half=Half.MORNING):
    day = sign_up.course_session.dates[0]
    return marks_of(sign_up.course_session).get(sign_up.id, {}).get((day.id, half))


def ticks():
    return db.session.scalar(select(func.count()).select_from(AttendanceTick))


def test_who_is_ticked_was_there(session):
    nour, ali = make.sign_up(session), make.sign_up(session, first_name="Ali")

    assert tick(nour) == Outcome.TAKEN

    assert (mark(nour), mark(ali)) == ("present", None)


def test_the_same_tick_arrives_twice_and_is_taken_once(session):
    nour = make.sign_up(session)
    tick(nour, token="a" * 16)
    tick(nour, Mark.ABSENT, token="b" * 16)

    assert tick(nour, token="a" * 16) == Outcome.AGAIN

    assert (mark(nour), ticks()) == ("absent", 2)


def test_a_late_tick_does_not_undo_a_later_one(session):
    nour = make.sign_up(session)
    tick(nour, Mark.EXCUSED, at=NOW + 10 * HOUR, now=NOW + 10 * HOUR)

    assert tick(nour, Mark.ABSENT, at=NOW + HOUR, now=NOW + 11 * HOUR) == Outcome.OVERTAKEN

    assert (mark(nour), ticks()) == ("excused", 2)


def test_of_two_ticks_at_the_same_moment_the_one_that_came_last_holds(session):
    nour = make.sign_up(session)
    tick(nour, Mark.ABSENT)
    tick(nour, Mark.PRESENT)
    assert mark(nour) == "present"


def test_a_mark_is_taken_back_and_an_older_tick_does_not_bring_it_back(session):
    nour = make.sign_up(session)
    tick(nour)
    assert tick(nour, None, at=NOW + HOUR, now=NOW + HOUR) == Outcome.TAKEN
    assert mark(nour) is None

    assert tick(nour, Mark.PRESENT, at=NOW + HOUR / 2, now=NOW + 2 * HOUR) == Outcome.OVERTAKEN

    assert mark(nour) is None


@pytest.mark.parametrize(
    ("phone", "believed"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), datetime(2026, 11, 23, 23, tzinfo=UTC)),
        (datetime(2031, 1, 1, tzinfo=UTC), NOW),
        (NOW - HOUR / 2, NOW - HOUR / 2),
    ],
)
def test_a_clock_that_is_wrong_by_years_is_believed_within_the_day(session, phone, believed):
    nour = make.sign_up(session)

    assert tick(nour, at=phone) == Outcome.TAKEN

    line = db.session.scalars(select(AttendanceTick)).one()
    assert (line.ticked_at, line.received_at) == (believed, NOW)


def test_a_clock_that_runs_ahead_does_not_lock_the_mark(session):
    nour = make.sign_up(session)
    tick(nour, Mark.ABSENT, at=NOW + 365 * DAY)

    assert tick(nour, Mark.PRESENT, at=NOW + HOUR, now=NOW + HOUR) == Outcome.TAKEN

    assert mark(nour) == "present"


def test_the_history_is_only_added_to(session):
    nour = make.sign_up(session)
    tick(nour)
    line = db.session.scalars(select(AttendanceTick)).one()
    attendance.touch(session)
    line.mark = Mark.ABSENT
    with pytest.raises(HistoryIsAppendOnly):
        db.session.flush()
    db.session.rollback()


def test_morning_and_afternoon_are_marked_apart(app):
    session = make.course_session(timedelta(minutes=10), minutes=420)
    nour = make.sign_up(session)

    tick(nour)
    tick(nour, Mark.ABSENT, half=Half.AFTERNOON)

    assert (mark(nour), mark(nour, Half.AFTERNOON)) == ("present", "absent")


def test_there_is_no_mark_for_a_half_day_the_date_does_not_have(session):
    nour = make.sign_up(session)
    assert tick(nour, half=Half.EVENING) == Outcome.REFUSED
    assert ticks() == 0


def test_nobody_of_another_course_session_is_ticked(session):
    stranger = make.sign_up(make.course_session(timedelta(minutes=10)))
    assert tick(stranger, day=session.dates[0]) == Outcome.REFUSED
    assert ticks() == 0


def test_whoever_came_although_the_seat_was_given_back_was_there(app):
    session = make.course_session(DAY)
    nour = make.sign_up(session)
    cancel(nour, NOW)
    db.session.commit()

    assert tick(nour, at=NOW + DAY, now=NOW + DAY) == Outcome.CAME_ALL_THE_SAME

    assert mark(nour) == "present"
    assert who_is_listed(session) == [nour]


def test_whoever_gave_the_seat_back_is_not_missing_and_the_tick_is_kept(app):
    session = make.course_session(DAY)
    nour = make.sign_up(session)
    cancel(nour, NOW)
    db.session.commit()

    assert tick(nour, Mark.ABSENT, at=NOW + DAY, now=NOW + DAY) == Outcome.NO_SEAT

    assert (mark(nour), ticks(), who_is_listed(session)) == (None, 1, [])


def test_whoever_moved_to_another_date_is_not_missing_here(app):
    session = make.course_session(DAY)
    nour = make.sign_up(session)
    move_to(nour, make.course_session(3 * DAY), NOW)
    db.session.commit()
    assert tick(nour, Mark.ABSENT, now=NOW + DAY) == Outcome.NO_SEAT


def test_where_the_centre_cancelled_nobody_is_missing(app):
    session = make.course_session(DAY)
    nour = make.sign_up(session)
    cancel_course_session(session, NOW)
    db.session.commit()
    assert tick(nour, Mark.EXCUSED, now=NOW + DAY) == Outcome.NO_SEAT


def test_before_the_day_only_an_excuse_is_taken(app):
    nour = make.sign_up(make.course_session(DAY))

    assert tick(nour) == Outcome.TOO_EARLY
    assert tick(nour, Mark.EXCUSED) == Outcome.TAKEN

    assert (mark(nour), ticks()) == ("excused", 1)


def test_an_excuse_of_before_gives_way_to_who_came(app):
    nour = make.sign_up(make.course_session(DAY))
    tick(nour, Mark.EXCUSED)

    assert tick(nour, at=NOW + DAY, now=NOW + DAY) == Outcome.TAKEN

    assert mark(nour) == "present"


def test_what_was_ticked_before_the_link_ended_is_taken_afterwards_and_nothing_else(session):
    nour, ali = make.sign_up(session), make.sign_up(session, first_name="Ali")
    late = By(Ticker.LATE_LINK, until=NOW + HOUR)

    assert tick(nour, at=NOW, by=late, now=NOW + 2 * HOUR) == Outcome.TAKEN
    assert tick(ali, at=NOW + 2 * HOUR, by=late, now=NOW + 2 * HOUR) == Outcome.REFUSED

    assert (mark(nour), mark(ali), ticks()) == ("present", None, 1)


def test_the_rest_is_absent_at_one_press_and_pressing_twice_is_once(session):
    nour, ali, mina = (make.sign_up(session, first_name=name) for name in ("Nour", "Ali", "Mina"))
    tick(nour)

    assert mark_rest(session.dates[0], Half.MORNING, "key", TEAM, NOW) == 2
    assert mark_rest(session.dates[0], Half.MORNING, "key", TEAM, NOW) == 0

    assert [mark(one) for one in (nour, ali, mina)] == ["present", "absent", "absent"]


def test_a_tick_from_before_that_arrives_after_the_rest_was_marked_holds(session):
    nour = make.sign_up(session)
    mark_rest(session.dates[0], Half.MORNING, "key", TEAM, NOW + HOUR)
    db.session.commit()

    assert tick(nour, Mark.PRESENT, at=NOW, now=NOW + 2 * HOUR) == Outcome.TAKEN

    assert mark(nour) == "present"


def test_marking_the_rest_is_undone_but_for_whoever_was_ticked_since(session):
    nour, ali = make.sign_up(session), make.sign_up(session, first_name="Ali")
    mark_rest(session.dates[0], Half.MORNING, "key", TEAM, NOW)
    tick(nour, Mark.EXCUSED)

    assert undo_rest(session.dates[0], Half.MORNING, "key", TEAM, NOW) == 1

    assert (mark(nour), mark(ali)) == ("excused", None)
    assert mark_rest(session.dates[0], Half.MORNING, "another key", TEAM, NOW) == 1


def test_a_mark_taken_back_by_hand_is_one_of_the_rest(session):
    nour = make.sign_up(session)
    tick(nour)
    tick(nour, None)

    assert mark_rest(session.dates[0], Half.MORNING, "key", TEAM, NOW) == 1

    assert mark(nour) == "absent"


def test_the_marks_go_with_the_sign_up(session):
    nour = make.sign_up(session)
    tick(nour)
    attendance.touch(session)
    db.session.delete(nour.person)
    db.session.commit()
    assert (ticks(), marks_of(session)) == (0, {})
