"""The rounds for slots: what lacks is owed, who fits is told, who holds one is reminded, what falls away is said."""

from datetime import datetime, timedelta

from portal.domain.catalogue.models import SessionDate
from portal.domain.mentoring import slot_alerts, slot_dates, slot_shortage
from portal.domain.mentoring.slot_models import Slot
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.worker.rounds import each


def owe_what_lacks(now: datetime) -> int:
    """Dates near that lack somebody are owed by the team of their place."""

    def owe(day: SessionDate) -> int:
        return int(slot_shortage.owe(day, now) is not None)

    return each(SessionDate, slot_shortage.short_dates(now), owe)


def alert_who_fits(now: datetime) -> int:
    return each(Volunteer, slot_alerts.to_alert(now), lambda volunteer: slot_alerts.alert(volunteer, now))


def remind_who_comes(now: datetime) -> int:
    return each(Slot, slot_alerts.slots_to_remind(now), lambda slot: slot_alerts.remind(slot, now))


def call_off(now: datetime) -> int:
    """Dates that were cancelled: whoever held a slot hears."""
    return each(SessionDate, slot_dates.dates_called_off(now), lambda day: slot_dates.call_off(day, now))


def open_again(now: datetime) -> int:
    """Slots of those who stopped are for others."""
    return each(Slot, slot_dates.slots_left(now), lambda slot: slot_dates.leave(slot, now))


ROUNDS = (
    (timedelta(seconds=60), call_off),
    (timedelta(seconds=60), open_again),
    (timedelta(minutes=5), owe_what_lacks),
    (timedelta(minutes=5), alert_who_fits),
    (timedelta(minutes=5), remind_who_comes),
)
