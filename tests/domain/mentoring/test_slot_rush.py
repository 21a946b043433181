"""Many want the same date at the same moment, and one wants two at once: real connections, both databases."""

from threading import Barrier, Thread

import pytest

from portal.database import db
from portal.domain.mentoring import slots
from portal.domain.mentoring.slot_models import Slot, SlotMove
from portal.domain.mentoring.volunteer_models import Volunteer
from tests import make
from tests.conftest import NOW
from tests.domain.mentoring.slotting import coach, day
from tests.domain.mentoring.slotting import slot as new_slot

CROWD = 6
FOR_EVER = 60


@pytest.fixture(scope="module")
def own(database_kind, tmp_path_factory):
    with make.portal_of_its_own(database_kind, tmp_path_factory.mktemp("slots"), "slot_rush") as own:
        yield own


def rush(own, wishes):
    """All at once: (number of the slot, number of the volunteer) each on a connection of its own. The answers."""
    gate, answers = Barrier(len(wishes)), []

    def want(slot_id, volunteer_id):
        with own.app_context():
            try:
                slot, volunteer = db.session.get_one(Slot, slot_id), db.session.get_one(Volunteer, volunteer_id)
                gate.wait(FOR_EVER)
                slots.take(slot, volunteer, NOW)
                db.session.commit()
                answers.append("theirs")
            except slots.NotOpen:
                answers.append("not open")
            except slots.TwoAtOnce:
                answers.append("two at once")
            finally:
                db.session.remove()

    crowd = [Thread(target=want, args=wish, daemon=True) for wish in wishes]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join(FOR_EVER)
    db.session.rollback()
    return sorted(answers)


def test_of_many_who_want_one_date_exactly_one_gets_it(own):
    place = make.place()
    slot_id, people = new_slot(day(place=place)).id, [coach(place).id for _ in range(CROWD)]

    answers = rush(own, [(slot_id, number) for number in people])

    assert answers == ["not open"] * (CROWD - 1) + ["theirs"]
    assert db.session.query(SlotMove).where(SlotMove.slot_id == slot_id).count() == 1


def test_of_many_dates_at_the_same_time_somebody_gets_exactly_one(own):
    place = make.place()
    dates, claire_id = [new_slot(day(place=place)).id for _ in range(CROWD)], coach(place).id

    answers = rush(own, [(number, claire_id) for number in dates])

    assert answers == ["theirs"] + ["two at once"] * (CROWD - 1)
    assert db.session.query(Slot).where(Slot.volunteer_id == claire_id).count() == 1
