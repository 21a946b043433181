"""Who is told of open slots, and who is reminded of theirs.

Three days before a date that lacks somebody, those whom it fits hear of it: approved, not on a break, free then, and
glad of such news. One message names all that fits; nobody gets two in a week, and none is made at night.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.domain.mentoring.moves import touch_volunteer
from portal.domain.mentoring.slot_fit import open_for, slots_ahead
from portal.domain.mentoring.slot_models import Slot, SlotAlert
from portal.domain.mentoring.slot_shortage import SHORTAGE
from portal.domain.mentoring.slots_told import facts_of
from portal.domain.mentoring.states import VolunteerState
from portal.domain.mentoring.told import tell_volunteer
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.promises.hours import is_waking
from portal.domain.signups.asked import home_zone
from portal.domain.signups.reminders import FRESH, due_at
from portal.domain.signups.seats import touch

#: The same person hears of open slots once in this time.
ONCE_IN = timedelta(days=7)
#: So many slots are named in one message; the page behind its link shows them all.
_MOST_NAMED = 5
#: No reminder is due earlier than this before a date.
_AHEAD = timedelta(hours=50)


def to_alert(now: datetime) -> list[int]:
    """Numbers of the volunteers to look at: something lacks soon in a role of theirs, and they may be told."""
    if not is_waking(now, home_zone()):
        return []
    soon = slots_ahead(now, now + SHORTAGE).where(Slot.volunteer_id.is_(None))
    roles = {slot.role for slot in db.session.scalars(soon)}
    if not roles:
        return []
    query = select(Volunteer).where(*_may_hear(now)).order_by(Volunteer.id)
    return [one.id for one in db.session.scalars(query) if roles.intersection(one.roles)]


def _may_hear(now: datetime) -> tuple[ColumnElement[bool], ...]:
    told = exists().where(SlotAlert.volunteer_id == Volunteer.id, SlotAlert.at > now - ONCE_IN)
    return (
        Volunteer.state == VolunteerState.APPROVED,
        Volunteer.no_alerts.is_(False),
        Volunteer.imported.is_(False),
        Volunteer.email.is_not(None),
        ~told,
    )


def alert(volunteer: Volunteer, now: datetime) -> int:
    """Tell them what lacks soon and fits, with what else fits; 1 when they were told."""
    touch_volunteer(volunteer)  # another worker with the same idea waits here, and finds them told
    if db.session.scalar(select(Volunteer.id).where(Volunteer.id == volunteer.id, *_may_hear(now))) is None:
        return 0
    lacks = [one.slot for one in open_for(volunteer, now, until=now + SHORTAGE) if one.slot.volunteer_id is None]
    if not lacks:
        return 0
    others = [one.slot for one in open_for(volunteer, now)]
    named = list(dict.fromkeys(slot.ref for slot in (*lacks, *others)))[:_MOST_NAMED]
    db.session.add(SlotAlert(volunteer_id=volunteer.id, at=now))
    until = max(slot.session_date.starts_at for slot in lacks)
    tell_volunteer(volunteer, MessageKind.SLOTS_OPEN, now, {"slots": named}, f"{now:%Y%m%d}", useless_from=until)
    db.session.flush()
    return 1


def slots_to_remind(now: datetime) -> list[int]:
    """Numbers of the slots of dates so near that a reminder may be due, and was not told."""
    query = slots_ahead(now, now + _AHEAD).where(Slot.volunteer_id.is_not(None))
    due = [slot for slot in db.session.scalars(query.options(joinedload(Slot.volunteer))) if _until(slot, now)]
    keys = {_key(slot): slot.id for slot in due}
    told = select(Message.dedupe_key).where(Message.dedupe_key.in_(keys), Message.kind == MessageKind.SLOT_REMINDER)
    for key in db.session.scalars(told).all():
        keys.pop(key)
    return list(keys.values())


def remind(slot: Slot, now: datetime) -> int:
    """The day before, whoever holds it hears of it once more; who took it just now needs no reminder."""
    touch(slot.session_date.course_session)
    db.session.refresh(slot)
    until = _until(slot, now)
    if slot.volunteer is None or until is None:
        return 0
    key = f"{slot.ref}:{slot.session_date.starts_at:%Y%m%d%H%M}"
    tell_volunteer(slot.volunteer, MessageKind.SLOT_REMINDER, now, facts_of(slot), key, useless_from=until)
    return 1


def _until(slot: Slot, now: datetime) -> datetime | None:
    """Until when the reminder that is due now may go out; None: none is due."""
    day = slot.session_date
    begin, until = due_at(MessageKind.REMINDER_DAY_BEFORE, day.starts_at, day.course_session.place.zone)
    fresh = slot.taken_at is not None and slot.taken_at > begin - FRESH
    return until if begin <= now < until and not fresh else None


def _key(slot: Slot) -> str:
    """The key under which `tell_volunteer` tells it."""
    whose = slot.volunteer.ref if slot.volunteer else ""
    return f"{MessageKind.SLOT_REMINDER}:{whose}:{slot.ref}:{slot.session_date.starts_at:%Y%m%d%H%M}"
