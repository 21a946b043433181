"""Three days before a date that lacks somebody it is owed, and told to those who could come."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.catalogue.models import SessionDate
from portal.domain.mentoring import slots
from portal.domain.mentoring.slot_alerts import alert, remind, slots_to_remind, to_alert
from portal.domain.mentoring.slot_models import Slot, SlotAlert
from portal.domain.mentoring.slot_shortage import owe, short_dates
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.models import Message
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind, place_owner
from portal.domain.promises.made import answer, open_about
from portal.domain.signups.attendance_owed import about_date
from tests import make
from tests.conftest import NOW
from tests.domain.mentoring.slotting import SPEAKER, THURSDAY, coach, day, hours, told
from tests.domain.mentoring.slotting import slot as new_slot

pytestmark = pytest.mark.usefixtures("app")

NIGHT = datetime(2026, 11, 24, 23, 0, tzinfo=UTC)
#: The day before Thursday at noon in Paris: reminders are due.
REMINDERS = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)


def owed(of):
    return open_about(about_date(of), PromiseKind.SLOT_OPEN)


def short(now=NOW):
    """A round of the worker: what comes soon and lacks somebody is owed."""
    for number in short_dates(now):
        owe(db.session.get_one(SessionDate, number), now)
    db.session.commit()


def alerts(now=NOW):
    """A round of the worker: who is told. First names."""
    found = [db.session.get_one(Volunteer, number) for number in to_alert(now)]
    names = [one.first_name for one in found if alert(one, now)]
    db.session.commit()
    return names


@pytest.mark.parametrize(("before", "is_owed"), [(timedelta(days=3), True), (timedelta(days=3, minutes=1), False)])
def test_three_days_before_a_date_the_team_of_its_place_owes_what_it_lacks(before, is_owed):
    here = make.place()
    soon = day(NOW + before, place=here)
    new_slot(soon)

    short()

    assert (owed(soon) is not None) == is_owed
    if is_owed:
        assert (owed(soon).owner, owed(soon).reply_by) == (place_owner(here.slug), soon.starts_at)


def test_what_is_filled_is_answered_and_owed_again_when_it_is_given_back():
    here = make.place()
    thursday, claire = day(place=here), coach(here)
    slot = new_slot(thursday)
    short()
    first = owed(thursday)

    slots.take(slot, claire, NOW)
    db.session.commit()
    assert (first.state, owed(thursday)) == ("answered", None)

    slots.give_back(slot, claire, NOW)
    short()
    assert owed(thursday) is not None


def test_what_the_team_settled_in_another_way_is_not_asked_again():
    thursday = day()
    new_slot(thursday)
    short()
    answer(owed(thursday), Role.STAFF, NOW, "done")
    db.session.commit()

    short()

    assert owed(thursday) is None


def test_drafts_cancelled_dates_and_dates_that_lack_nobody_are_not_owed():
    here = make.place()
    new_slot(day(draft=True))
    new_slot(day(cancelled_at=NOW))
    new_slot(day(place=here), held_by=coach(here))

    assert short_dates(NOW) == []


def test_those_whom_it_fits_are_told_once_with_all_that_fits():
    here = make.place()
    claire, _elsewhere = coach(here), coach(make.place())
    lacking, later = new_slot(day(place=here)), new_slot(day(NOW + timedelta(days=20), place=here))
    new_slot(day(THURSDAY + hours(3), place=here), SPEAKER)

    assert alerts() == [claire.first_name]

    message = db.session.scalars(select(Message).where(Message.kind == "slots_open")).one()
    assert message.facts["slots"] == [lacking.ref, later.ref]


def test_nobody_is_told_of_a_date_that_is_still_far():
    here = make.place()
    coach(here)
    new_slot(day(NOW + timedelta(days=20), place=here))

    assert alerts() == []


@pytest.mark.parametrize("facts", [{"no_alerts": True}, {"state": "paused"}, {"imported": True}])
def test_who_wants_no_such_news_or_is_on_a_break_is_not_told(facts):
    here = make.place()
    coach(here, **facts)
    new_slot(day(place=here))

    assert alerts() == []


def test_who_does_something_else_then_is_not_told():
    here = make.place()
    claire = coach(here)
    new_slot(day(THURSDAY + hours(1), place=here), held_by=claire)
    new_slot(day(place=here))

    assert alerts() == []


def test_nobody_is_told_twice_within_seven_days():
    here = make.place()
    claire = coach(here)
    new_slot(day(place=here))
    alerts()
    begin_write()
    for after in (2, 6, 7):
        new_slot(day(NOW + timedelta(days=after, hours=5), place=here))

    assert alerts(NOW + timedelta(days=1)) == []
    assert alerts(NOW + timedelta(days=7) - timedelta(minutes=1)) == []
    assert alerts(NOW + timedelta(days=7)) == [claire.first_name]
    assert db.session.query(SlotAlert).count() == 2


def test_no_alert_is_made_at_night():
    here = make.place()
    coach(here)
    new_slot(day(place=here))

    assert alerts(NIGHT) == []


def reminded(now):
    count = sum(remind(db.session.get_one(Slot, number), now) for number in slots_to_remind(now))
    db.session.commit()
    return count


def test_the_day_before_whoever_holds_a_slot_is_reminded_once():
    here = make.place()
    claire = coach(here)
    new_slot(day(place=here), held_by=claire)

    assert reminded(REMINDERS - timedelta(minutes=1)) == 0
    assert reminded(REMINDERS) == 1
    assert reminded(REMINDERS + timedelta(hours=1)) == 0
    assert [kind for kind, _why in told(claire)] == ["slot_reminder"]


def test_who_took_it_just_now_needs_no_reminder():
    here = make.place()
    claire = coach(here)
    slot = new_slot(day(place=here))
    slots.take(slot, claire, REMINDERS - timedelta(hours=1))
    db.session.commit()

    assert reminded(REMINDERS) == 0
