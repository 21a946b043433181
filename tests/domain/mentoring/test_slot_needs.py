"""How many a date needs: slots appear and go, and nobody is freed without being chosen, and told."""

import pytest
from sqlalchemy import select

from portal.database import db
from portal.domain.mentoring import slots
from portal.domain.mentoring.slot_models import Slot
from portal.domain.mentoring.slot_needs import Over, WhomToFree, needs_of, set_needs
from portal.domain.mentoring.slot_shortage import owe
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.domain.signups.attendance_owed import about_date
from tests import make
from tests.conftest import NOW
from tests.domain.mentoring.slotting import COACH, THURSDAY, TRAINER, coach, day, hours, told
from tests.domain.mentoring.slotting import slot as new_slot
from tests.domain.queries import queries_counted

pytestmark = pytest.mark.usefixtures("app")


def need(of, wanted, freed=()):
    gone = set_needs(of, wanted, freed, NOW)
    db.session.commit()
    return gone


def rows(of):
    return db.session.scalars(select(Slot).where(Slot.session_date_id == of.id)).all()


def test_a_date_that_needs_two_trainers_and_a_coach_has_three_open_slots():
    thursday = day()

    need(thursday, {TRAINER: 2, COACH: 1})

    assert sorted(one.role for one in rows(thursday)) == ["coach", "trainer", "trainer"]
    needs = needs_of([thursday])[thursday.id]
    assert [(role, one.wanted, one.lacks) for role, one in needs.items() if one.wanted] == [
        ("trainer", 2, 2),
        ("coach", 1, 1),
    ]


def test_fewer_needed_drops_what_nobody_holds_first():
    here = make.place()
    thursday, claire = day(place=here), coach(here)
    need(thursday, {COACH: 3})
    slots.take(rows(thursday)[1], claire, NOW)

    need(thursday, {COACH: 1})

    (left,) = rows(thursday)
    assert left.volunteer_id == claire.id


def test_fewer_than_come_asks_whom_to_free_and_frees_nobody_by_itself():
    here = make.place()
    thursday, claire, karim = day(place=here), coach(here), coach(here)
    held = [new_slot(thursday, COACH, one) for one in (claire, karim)]

    with pytest.raises(WhomToFree) as asked:
        need(thursday, {COACH: 1})
    db.session.rollback()
    assert (asked.value.held, asked.value.how_many) == (held, 1)
    with pytest.raises(WhomToFree):
        need(thursday, {COACH: 1}, freed=[one.ref for one in held])
    db.session.rollback()

    need(thursday, {COACH: 1}, freed=[held[1].ref])
    assert [one.volunteer_id for one in rows(thursday)] == [claire.id]
    assert told(karim) == [("slot_gone", "fewer")]
    assert told(claire) == []


def test_what_was_needed_cannot_be_changed_once_the_date_is_over():
    thursday = day(THURSDAY - hours(96))

    with pytest.raises(Over):
        need(thursday, {COACH: 1})


def test_a_slip_of_the_keyboard_makes_twenty_slots_at_most():
    thursday = day()

    need(thursday, {COACH: 2000})

    assert len(rows(thursday)) == 20


def test_needing_nobody_any_more_answers_what_was_owed():
    thursday = day()
    need(thursday, {COACH: 1})
    owe(thursday, NOW)

    need(thursday, {COACH: 0})

    assert open_about(about_date(thursday), PromiseKind.SLOT_OPEN) is None


def test_the_needs_of_many_dates_are_one_query():
    days = [day() for _ in range(4)]
    for one in days:
        need(one, {COACH: 1})
    ids = [one.id for one in days]

    with queries_counted() as sent:
        again = [db.session.get(type(days[0]), number) for number in ids]
        before = len(sent)
        needs_of(again)

    assert len(sent) - before == 1
