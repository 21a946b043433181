"""How many trainers, coaches and speakers a date needs: as many slots as that, open until somebody takes them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.domain.catalogue.models import SessionDate
from portal.domain.mentoring.choices import VolunteerRole
from portal.domain.mentoring.slot_models import Slot, SlotChange
from portal.domain.mentoring.slot_shortage import answer_if_filled
from portal.domain.mentoring.slots import free
from portal.domain.mentoring.slots_told import facts_of, tell_gone
from portal.domain.moves import Role
from portal.domain.signups.seats import touch
from portal.vault import new_ref

#: Who a date may need; a mentor belongs to a pair.
NEEDED = (VolunteerRole.TRAINER, VolunteerRole.COACH, VolunteerRole.SPEAKER)
#: More of one kind than this no date needs: it is a slip of the keyboard.
MOST = 20


class WhomToFree(Exception):
    """More hold such a slot than are needed: somebody must say who is freed, and exactly so many."""

    def __init__(self, held: list[Slot], how_many: int) -> None:
        super().__init__(f"{how_many} of {len(held)}")
        self.held, self.how_many = held, how_many


class Over(Exception):
    """The date is over: who came, came."""


@dataclass(frozen=True)
class Need:
    """Of one role on one date: how many are wanted, and the slots of those who come."""

    wanted: int
    held: tuple[Slot, ...] = ()

    @property
    def lacks(self) -> int:
        return self.wanted - len(self.held)


def needs_of(days: Iterable[SessionDate]) -> dict[int, dict[VolunteerRole, Need]]:
    """What each date needs, by its number; one query for all."""
    days = list(days)
    query = select(Slot).where(Slot.session_date_id.in_([day.id for day in days])).order_by(Slot.id)
    slots: dict[tuple[int, str], list[Slot]] = defaultdict(list)
    for slot in db.session.scalars(query.options(joinedload(Slot.volunteer))):
        slots[slot.session_date_id, slot.role].append(slot)
    return {day.id: {role: _need(slots[day.id, role]) for role in NEEDED} for day in days}


def _need(slots: list[Slot]) -> Need:
    return Need(len(slots), tuple(slot for slot in slots if slot.volunteer_id is not None))


def set_needs(
    day: SessionDate, wanted: Mapping[VolunteerRole, int], freed: Collection[str], now: datetime
) -> list[Slot]:
    """So many are needed from now on; returns the slots of those who are freed, and told. `freed`: their refs.

    Raises `WhomToFree` where fewer are needed than come, and `Over` once the date is over.
    """
    touch(day.course_session)
    if day.ends_at <= now:
        raise Over
    going = [slot for role, number in wanted.items() for slot in _set_need(day, role, min(number, MOST), freed)]
    for slot in going:
        if slot.volunteer is not None:
            tell_gone(slot.volunteer, facts_of(slot), "fewer", now)
        free(slot, SlotChange.TAKEN_AWAY, Role.STAFF, now)
        db.session.delete(slot)
    db.session.flush()
    answer_if_filled(day, Role.STAFF, now)
    return going


def _set_need(day: SessionDate, role: VolunteerRole, number: int, freed: Collection[str]) -> list[Slot]:
    """Add what lacks, drop what nobody holds; returns the held ones that go."""
    query = select(Slot).where(Slot.session_date_id == day.id, Slot.role == role).order_by(Slot.id)
    slots = db.session.scalars(query.execution_options(populate_existing=True)).all()
    held = [slot for slot in slots if slot.volunteer_id is not None]
    nobodys = [slot for slot in slots if slot.volunteer_id is None]
    too_many = max(0, len(held) - number)
    going = [slot for slot in held if slot.ref in freed] if too_many else []
    if len(going) != too_many:
        raise WhomToFree(held, too_many)
    for slot in nobodys[max(0, number - len(held)) :]:
        db.session.delete(slot)
    for _more in range(number - len(slots)):
        db.session.add(Slot(ref=new_ref(16), session_date_id=day.id, role=role))
    return going
