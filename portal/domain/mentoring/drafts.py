"""Drafts of offers that nobody goes on with: a note a week before, then they are deleted."""

from datetime import datetime, timedelta

from sqlalchemy import String, cast, exists, literal, select
from sqlalchemy.orm import aliased

from portal.database import begin_write, db
from portal.domain.mentoring.moves import move_volunteer
from portal.domain.mentoring.offer_links import delete
from portal.domain.mentoring.states import LIVE_VOLUNTEER, VolunteerState
from portal.domain.mentoring.told import tell_volunteer
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Message
from portal.domain.moves import Role

#: A draft stays so long after its last answer, and so long before its end they are told.
KEPT_FOR, NOTE_BEFORE = timedelta(days=30), timedelta(days=7)


def ends_at(draft: Volunteer) -> datetime:
    return draft.changed_at + KEPT_FOR


def to_note(now: datetime, most: int = 100) -> list[int]:
    """Ids of drafts that end soon and whose address does not know yet. An address that has sent an offer, or has gone
    on with another draft, is not written to: the draft may be a stranger's."""
    other = aliased(Volunteer)
    gone_on = exists().where(
        other.email_digest == Volunteer.email_digest,
        other.id != Volunteer.id,
        other.imported.is_(False),
        other.state.in_(LIVE_VOLUNTEER)
        | ((other.state == VolunteerState.DRAFT) & (other.changed_at > Volunteer.changed_at)),
    )
    told = exists().where(
        Message.about == literal("volunteer:") + cast(Volunteer.id, String),
        Message.kind == MessageKind.VOLUNTEER_DRAFT,
        Message.created_at > now - NOTE_BEFORE,
    )
    query = select(Volunteer.id).where(
        Volunteer.state == VolunteerState.DRAFT,
        Volunteer.changed_at <= now - KEPT_FOR + NOTE_BEFORE,
        ~gone_on,
        ~told,
    )
    return list(db.session.scalars(query.order_by(Volunteer.id).limit(most)))


def note(draft: Volunteer, now: datetime) -> int:
    """Tell them when it is deleted, once."""
    begin_write()
    if draft.state != VolunteerState.DRAFT or ends_at(draft) <= now:
        return 0
    ends, key = ends_at(draft), f"ends:{draft.changed_at.isoformat()}"
    facts = {"reply_by": ends.isoformat(), "over": True}
    tell_volunteer(draft, MessageKind.VOLUNTEER_DRAFT, now, facts, key, useless_from=ends)
    return 1


def over(now: datetime, most: int = 100) -> list[int]:
    """Ids of drafts nobody went on with."""
    query = select(Volunteer.id).where(
        Volunteer.state == VolunteerState.DRAFT, Volunteer.changed_at <= now - KEPT_FOR
    )
    return list(db.session.scalars(query.order_by(Volunteer.id).limit(most)))


def lapse(draft: Volunteer, now: datetime) -> int:
    """It ends, and nothing of it stays."""
    begin_write()
    if draft.state != VolunteerState.DRAFT or ends_at(draft) > now:
        return 0
    move_volunteer(draft, VolunteerState.LAPSED, Role.RULE, now, "silence")
    delete(draft)
    return 1
