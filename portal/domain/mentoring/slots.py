"""A slot changes hands: taken, given back, swapped; given or taken away by the team. Two never take the same one.

The rule of seats holds here, too: touch the course session's row first, then the volunteer's, then look.
"""

from datetime import datetime, timedelta

from sqlalchemy import select

from portal.database import db
from portal.domain.catalogue.models import SessionDate
from portal.domain.mentoring.moves import touch_volunteer
from portal.domain.mentoring.slot_fit import clash, dates_taken, fit, near
from portal.domain.mentoring.slot_models import Slot, SlotChange, SlotMove
from portal.domain.mentoring.slot_shortage import answer_if_filled
from portal.domain.mentoring.slots_told import facts_of, tell_gone, tell_yours
from portal.domain.mentoring.states import VolunteerState
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.moves import Role
from portal.domain.signups.seats import touch

#: Whoever gives a slot back this shortly before leaves people alone.
LATE = timedelta(days=3)


class NotOpen(Exception):
    """Somebody else was faster, or nobody is needed any more."""


class TooLate(Exception):
    """The date has begun, or is cancelled."""


class NotForThem(Exception):
    """It does not fit them, or they take no slots now."""


class NotTheirs(Exception):
    """Somebody else holds it, or nobody."""


class TwoAtOnce(Exception):
    """They do something else at that time."""

    def __init__(self, other: SessionDate) -> None:
        super().__init__("two at once")
        self.other = other


class HardlyApart(TwoAtOnce):
    """Less than an hour lies between this date and another of theirs, at another place."""


def by_ref(ref: str) -> Slot | None:
    return db.session.scalar(select(Slot).where(Slot.ref == ref))


def take(slot: Slot, volunteer: Volunteer, now: datetime, near_is_fine: bool = False) -> None:
    """It is theirs; who looked for somebody is freed by it. Taken twice it is taken once.

    Raises `TooLate`, `NotOpen`, `NotForThem`, `TwoAtOnce`, or `HardlyApart` unless that is fine with them.
    """
    _queue_up(slot, volunteer)
    if slot.volunteer_id == volunteer.id:
        return
    _check_ahead(slot, now)
    if slot.volunteer_id is not None and slot.swap_wanted_at is None:
        raise NotOpen
    if volunteer.state != VolunteerState.APPROVED or not fit(slot, volunteer).whole:
        raise NotForThem
    _check_free(slot.session_date, volunteer, now, near_is_fine)
    _hand_over(slot, volunteer, Role.VOLUNTEER, now)


def give(slot: Slot, volunteer: Volunteer, now: datetime) -> None:
    """The team gives it to somebody, who is told; whoever held it is freed. Raises as `take`; whether it fits them
    the team decides."""
    _queue_up(slot, volunteer)
    if slot.volunteer_id == volunteer.id:
        return
    _check_ahead(slot, now)
    if volunteer.state != VolunteerState.APPROVED:
        raise NotForThem
    _check_free(slot.session_date, volunteer, now, near_is_fine=True)
    _hand_over(slot, volunteer, Role.STAFF, now)


def give_back(slot: Slot, volunteer: Volunteer, now: datetime) -> None:
    """They cannot come after all. Raises `NotTheirs`, `TooLate`."""
    _queue_up(slot, volunteer)
    _check_theirs(slot, volunteer, now)
    free(slot, SlotChange.GIVEN_BACK, Role.VOLUNTEER, now)


def want_swap(slot: Slot, volunteer: Volunteer, wanted: bool, now: datetime) -> None:
    """They look for somebody to take it, or keep it after all; until somebody does it stays theirs. Raises
    `NotTheirs`, `TooLate`."""
    _queue_up(slot, volunteer)
    _check_theirs(slot, volunteer, now)
    if (slot.swap_wanted_at is not None) == wanted:
        return
    slot.swap_wanted_at = now if wanted else None
    _note(slot, SlotChange.SWAP_WANTED if wanted else SlotChange.SWAP_TAKEN_BACK, Role.VOLUNTEER, now)


def take_away(slot: Slot, now: datetime) -> None:
    """The team frees it, and whoever held it is told. Raises `NotTheirs` when nobody does."""
    _queue_up(slot)
    if slot.volunteer is None:
        raise NotTheirs
    tell_gone(slot.volunteer, facts_of(slot), "taken_away", now)
    free(slot, SlotChange.TAKEN_AWAY, Role.STAFF, now)


def say_absent(slot: Slot, absent: bool, now: datetime) -> None:
    """Who held it did not come, or came after all; said once the date has begun. Raises `NotTheirs`, `TooLate`
    before."""
    _queue_up(slot)
    if slot.volunteer_id is None:
        raise NotTheirs
    if slot.session_date.starts_at > now:
        raise TooLate
    if absent and not slot.absent:
        _note(slot, SlotChange.DID_NOT_COME, Role.STAFF, now)
    slot.absent = absent
    db.session.flush()


def free(slot: Slot, change: SlotChange, role: Role, now: datetime) -> None:
    """Nobody holds it any more. The verb that frees it has queued up, and tells whom it must."""
    _note(slot, change, role, now)
    slot.volunteer, slot.taken_at, slot.swap_wanted_at = None, None, None
    db.session.flush()


def is_late(slot: Slot, now: datetime) -> bool:
    """Would giving it back leave people alone?"""
    return slot.session_date.starts_at - now < LATE


def _queue_up(slot: Slot, volunteer: Volunteer | None = None) -> None:
    """From here to the commit nobody else takes this slot, moves its date, or hands this volunteer another one."""
    touch(slot.session_date.course_session)
    if volunteer is not None:
        touch_volunteer(volunteer)
    db.session.refresh(slot)


def _check_ahead(slot: Slot, now: datetime) -> None:
    course_session = slot.session_date.course_session
    if slot.session_date.starts_at <= now or course_session.cancelled_at or course_session.draft:
        raise TooLate


def _check_theirs(slot: Slot, volunteer: Volunteer, now: datetime) -> None:
    if slot.volunteer_id != volunteer.id:
        raise NotTheirs
    if slot.session_date.starts_at <= now:
        raise TooLate


def _check_free(day: SessionDate, volunteer: Volunteer, now: datetime, near_is_fine: bool) -> None:
    taken = dates_taken(volunteer, now)
    other = clash(day, taken)
    if other is not None:
        raise TwoAtOnce(other)
    other = near(day, taken)
    if other is not None and not near_is_fine:
        raise HardlyApart(other)


def _hand_over(slot: Slot, volunteer: Volunteer, role: Role, now: datetime) -> None:
    before, asked_for = slot.volunteer, slot.swap_wanted_at is not None
    if before is not None:
        tell_gone(before, facts_of(slot), "swapped" if asked_for else "taken_away", now)
        _note(slot, SlotChange.SWAPPED if asked_for else SlotChange.TAKEN_AWAY, role, now)
    slot.volunteer, slot.taken_at, slot.swap_wanted_at, slot.absent = volunteer, now, None, False
    _note(slot, SlotChange.TAKEN if role is Role.VOLUNTEER else SlotChange.GIVEN, role, now)
    tell_yours(slot, "taken" if role is Role.VOLUNTEER else "given", now)
    answer_if_filled(slot.session_date, role, now)


def _note(slot: Slot, change: SlotChange, role: Role, now: datetime) -> None:
    who = slot.volunteer.id if slot.volunteer else None
    slot.history.append(SlotMove(at=now, role=role, change=change, volunteer_id=who))
    db.session.flush()
