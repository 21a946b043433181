"""A date with slots is moved or called off, or somebody stops: slots follow, and whoever holds one hears."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.catalogue.models import SessionDate
from portal.domain.catalogue.series import Slot as Hours
from portal.domain.mentoring import slot_dates, slot_fit
from portal.domain.mentoring.slot_models import Slot
from portal.domain.mentoring.slot_shortage import owe
from portal.domain.mentoring.states import VolunteerState
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.domain.signups.attendance_owed import about_date
from portal.domain.signups.changes import cancel_course_session
from portal.domain.signups.rescheduling import move_dates
from tests import make
from tests.conftest import NOW
from tests.domain.mentoring.slotting import THURSDAY, coach, day, told
from tests.domain.mentoring.slotting import slot as new_slot

pytestmark = pytest.mark.usefixtures("app")


def hours(day_of_month, hour):
    return Hours(date(2026, 11, day_of_month), time(hour), time(hour + 2))


def move(course_session, *to):
    was = slot_dates.before(course_session, NOW)
    move_dates(course_session, to, NOW)
    count = slot_dates.after(course_session, was, NOW)
    db.session.commit()
    return count


def held_on_thursday(**facts):
    here = make.place()
    claire = coach(here)
    thursday = day(place=here, **facts)
    return claire, new_slot(thursday, held_by=claire), thursday


def test_a_slot_of_a_date_that_moves_to_another_hour_stays_theirs_and_they_are_told():
    claire, slot, thursday = held_on_thursday()

    assert move(thursday.course_session, hours(26, 10)) == 1

    assert slot_fit.held_by(claire, NOW) == [slot]
    assert told(claire) == [("slot_yours", "moved")]


def test_the_same_dates_again_tell_nobody():
    claire, _slot, thursday = held_on_thursday()

    assert move(thursday.course_session, hours(26, 14)) == 0
    assert told(claire) == []


def test_a_slot_of_a_date_that_goes_goes_with_it_and_they_are_told():
    claire, _slot, thursday = held_on_thursday()

    assert move(thursday.course_session, hours(30, 14)) == 1

    assert told(claire) == [("slot_gone", "moved")]
    assert db.session.query(Slot).count() == 0


def test_moved_to_where_they_do_something_else_it_is_open_again():
    claire, slot, thursday = held_on_thursday()
    new_slot(day(THURSDAY - timedelta(hours=4), place=thursday.course_session.place), held_by=claire)

    move(thursday.course_session, hours(26, 10))

    assert told(claire) == [("slot_gone", "moved")]
    assert slot.volunteer_id is None


def test_what_was_owed_for_the_old_date_is_not_owed_for_the_new_one_until_it_is_near():
    thursday = day()
    new_slot(thursday)
    owe(thursday, NOW)
    db.session.commit()

    move(thursday.course_session, hours(26, 18))
    assert open_about(about_date(thursday), PromiseKind.SLOT_OPEN) is None

    owe(thursday, NOW)
    assert open_about(about_date(thursday), PromiseKind.SLOT_OPEN).reply_by == thursday.starts_at


def call_off(now=NOW):
    count = sum(
        slot_dates.call_off(db.session.get_one(SessionDate, one), now) for one in slot_dates.dates_called_off(now)
    )
    db.session.commit()
    return count


def test_a_cancelled_date_needs_nobody_and_whoever_would_have_come_hears_once():
    claire, slot, thursday = held_on_thursday()
    new_slot(thursday)
    owe(thursday, NOW)
    cancel_course_session(thursday.course_session, NOW)
    db.session.commit()

    assert (call_off(), call_off()) == (1, 0)

    assert told(claire) == [("slot_gone", "cancelled")]
    assert slot.volunteer_id is None
    assert open_about(about_date(thursday), PromiseKind.SLOT_OPEN) is None


def test_the_slots_of_somebody_who_stopped_are_open_again():
    claire, slot, _thursday = held_on_thursday()
    begin_write()
    claire.state = VolunteerState.ENDED
    db.session.commit()

    assert [slot_dates.leave(db.session.get_one(Slot, one), NOW) for one in slot_dates.slots_left(NOW)] == [1]

    assert slot.volunteer_id is None
    assert db.session.scalars(select(Slot.id).where(Slot.id.in_(slot_dates.slots_left(NOW)))).all() == []
