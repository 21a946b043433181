"""What volunteers are told of slots. Date and role are facts of the message: it says what held when it was told."""

from datetime import datetime, timedelta

from portal.domain.mentoring.slot_models import Slot
from portal.domain.mentoring.told import tell_volunteer
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.signups.told import at_this_moment

#: That a slot is gone is worth saying for a while after its date.
_AFTERWARDS = timedelta(days=2)


def facts_of(slot: Slot) -> dict[str, str]:
    day = slot.session_date
    return {
        "slot": slot.ref,
        "role": slot.role,
        "course_session": day.course_session.ref,
        "starts_at": day.starts_at.isoformat(),
        "ends_at": day.ends_at.isoformat(),
    }


def tell_yours(slot: Slot, why: str, now: datetime) -> Message | None:
    """`why`: "taken" by them, "given" to them, "moved" to another date."""
    if slot.volunteer is None:
        return None
    facts = facts_of(slot) | {"why": why}
    key, until = f"{slot.ref}:{at_this_moment(now)}", slot.session_date.ends_at
    return tell_volunteer(slot.volunteer, MessageKind.SLOT_YOURS, now, facts, key, useless_from=until)


def tell_gone(volunteer: Volunteer, facts: dict[str, str], why: str, now: datetime) -> Message:
    """`facts`: those of the slot as it was. `why`: "swapped", "taken_away", "fewer" are needed, the date is
    "cancelled", or "moved" to where they cannot."""
    key, ends_at = f"{facts['slot']}:{at_this_moment(now)}", datetime.fromisoformat(facts["ends_at"])
    until = max(now, ends_at) + _AFTERWARDS
    return tell_volunteer(volunteer, MessageKind.SLOT_GONE, now, facts | {"why": why}, key, useless_from=until)
