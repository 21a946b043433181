"""The links by which whoever offers help comes back to it, sent to their e-mail address only.

Nobody who begins a draft, or asks for a link, learns whether the address is known: an address may begin as many
drafts as it likes, and one of them is sent. Whoever reads the mails of the address hears it there.
"""

from datetime import datetime

import sqlalchemy as sql
from sqlalchemy import select

from portal.database import begin_write, db
from portal.domain.accounts.contacts import Reach
from portal.domain.mentoring.states import LIVE_VOLUNTEER, VolunteerState
from portal.domain.mentoring.told import about_volunteer, tell_volunteer
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.links import void_links
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import drop_about
from portal.vault import new_ref


class NotADraft(Exception):
    """It was sent, taken back or deleted meanwhile."""


def by_ref(ref: str) -> Volunteer | None:
    return db.session.scalar(select(Volunteer).where(Volunteer.ref == ref))


def still_draft(draft: Volunteer) -> None:
    """Queue up for it and look again. Raises `NotADraft`."""
    number = draft.id
    begin_write()
    found = db.session.get(Volunteer, number, populate_existing=True, with_for_update=True)
    if found is None or found.state != VolunteerState.DRAFT:
        raise NotADraft


def send_link(email: Reach, now: datetime) -> None:
    """A link to what this address sent or began; where there is nothing, nothing is sent."""
    begin_write()
    found = sent_by(email.digest) or _draft_of(email.digest)
    if found:
        tell_link(found, now)


def send_link_to(draft: Volunteer, now: datetime) -> None:
    """A link to go on with this very draft; where the address has sent an offer, to that one. Raises `NotADraft`."""
    still_draft(draft)
    tell_link(sent_by(draft.email_digest) or draft, now)


def tell_link(volunteer: Volunteer, now: datetime) -> None:
    """One link at a time waits to go out."""
    drop_about(about_volunteer(volunteer), "changed_again", (MessageKind.VOLUNTEER_DRAFT,))
    facts = {} if volunteer.state == VolunteerState.DRAFT else {"asked": True}
    tell_volunteer(volunteer, MessageKind.VOLUNTEER_DRAFT, now, facts, new_ref(8))


def sent_by(email_digest: str | None) -> Volunteer | None:
    """The offer of this address that was sent and has not ended."""
    mine = Volunteer.email_digest == email_digest, Volunteer.imported.is_(False)
    return db.session.scalar(select(Volunteer).where(*mine, Volunteer.state.in_(LIVE_VOLUNTEER)))


def _draft_of(email_digest: str) -> Volunteer | None:
    """The draft of this address that got furthest; of those the one changed last."""
    mine = Volunteer.email_digest == email_digest, Volunteer.state == VolunteerState.DRAFT
    furthest = select(Volunteer).where(*mine).order_by(Volunteer.steps_done.desc(), Volunteer.changed_at.desc())
    return db.session.scalar(furthest.limit(1))


def delete(draft: Volunteer) -> None:
    """Nothing stays of what was never sent, nor of its mails: its number may be another's one day, whose mails they
    would be. Its links open nothing."""
    about_it = Message.about == about_volunteer(draft)
    db.session.execute(sql.delete(Message).where(about_it), execution_options={"synchronize_session": "fetch"})
    for line in list(draft.history):  # the database deletes them: this session must not go on knowing them
        db.session.expunge(line)
    db.session.delete(draft)
    db.session.flush()


def void(draft: Volunteer) -> None:
    """What was sent, and what waits to go out, opens it no more."""
    drop_about(about_volunteer(draft), "changed_again", (MessageKind.VOLUNTEER_DRAFT,))
    void_links(about_volunteer(draft))
