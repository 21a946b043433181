"""Sending an offer to help, which makes us owe an answer, and taking it back."""

from datetime import datetime
from zoneinfo import ZoneInfo

from portal.database import begin_write, queue_for
from portal.domain.mentoring.moves import move_volunteer
from portal.domain.mentoring.offer_links import delete, sent_by, still_draft, tell_link
from portal.domain.mentoring.offering import Step, next_step
from portal.domain.mentoring.states import VOLUNTEER_MOVES, VolunteerState
from portal.domain.mentoring.told import about_volunteer, owner_for, tell_volunteer
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.outbox import drop_about
from portal.domain.moves import Role, may_move
from portal.domain.promises.hours import working_days_later
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import Owed, all_open_about, open_about, promise, withdraw
from portal.domain.signups.asked import home_zone

#: Working days until the answer.
ANSWER_WITHIN_DAYS = 10


class NotComplete(Exception):
    """A step before the last one has no answer yet."""


def send(draft: Volunteer, now: datetime) -> datetime:
    """Send it, and owe the answer; returns by when. Sent twice it is sent once.

    Where the address has an offer already, that one stays, the draft goes, and a mail says so: the page must not.
    Raises `NotADraft`, `NotComplete`.
    """
    still_draft(draft)
    if next_step(draft) is not Step.CHECK:
        raise NotComplete
    queue_for(draft.email_digest or "0")
    zone, by = zone_of(draft), due(draft, now)
    known = sent_by(draft.email_digest)
    if known:
        tell_link(known, now)
        move_volunteer(draft, VolunteerState.LAPSED, Role.RULE, now, "known")
        delete(draft)
        return by
    draft.sent_at = draft.changed_at = now
    move_volunteer(draft, VolunteerState.RECEIVED, Role.VOLUNTEER, now)
    about, owner = about_volunteer(draft), owner_for(draft)
    promise(Owed(PromiseKind.VOLUNTEER, about, owner, by, zone, language=draft.language), Role.VOLUNTEER, now)
    drop_about(about, "sent", (MessageKind.VOLUNTEER_DRAFT,))
    tell_volunteer(draft, MessageKind.VOLUNTEER_RECEIVED, now, {"reply_by": by.isoformat()})
    return by


def zone_of(volunteer: Volunteer) -> ZoneInfo:
    """By whose clock they are answered: that of their place, where they offer to come to one only."""
    return volunteer.places[0].zone if len(volunteer.places) == 1 else home_zone()


def due(draft: Volunteer, now: datetime) -> datetime:
    """By when they have the answer, if it is sent now."""
    return working_days_later(now, ANSWER_WITHIN_DAYS, zone_of(draft))


def answer_by(volunteer: Volunteer) -> datetime | None:
    """Until when the answer is owed; None: it is owed no more, or not yet."""
    owed = open_about(about_volunteer(volunteer), PromiseKind.VOLUNTEER)
    return owed.reply_by if owed else None


def take_back(volunteer: Volunteer, now: datetime) -> None:
    """They changed their mind: nobody waits for an answer any more, and a draft is deleted at once. Twice is once.
    Raises `MoveNotAllowed` for what was answered."""
    begin_write()
    if volunteer.state == VolunteerState.WITHDRAWN:
        return
    about, was_draft = about_volunteer(volunteer), volunteer.state == VolunteerState.DRAFT
    move_volunteer(volunteer, VolunteerState.WITHDRAWN, Role.VOLUNTEER, now)
    for owed in all_open_about(about):
        withdraw(owed, Role.VOLUNTEER, now, "taken_back")
    drop_about(about, "taken_back")
    if was_draft:
        delete(volunteer)


def can_take_back(volunteer: Volunteer) -> bool:
    """May they say by themselves that they do not offer it any more?"""
    return may_move(VOLUNTEER_MOVES, VolunteerState(volunteer.state), VolunteerState.WITHDRAWN, Role.VOLUNTEER)
