"""A trial of a gateway: a message like any other, to an address that staff name."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.database import db
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import News, Recipient, tell
from portal.vault import new_ref

_ZONE = ZoneInfo("Europe/Paris")


def send_trial(channel: Channel, address: str, language: str, now: datetime) -> Message:
    """Queue it. It goes out at once, at night too, and not to what was stopped."""
    name = f"trial:{new_ref(16)}"
    return tell(News(MessageKind.TRIAL, name, name, _ZONE), Recipient(language, channel, address), now)


def last_trials(most: int = 5) -> list[Message]:
    """The newest first."""
    query = select(Message).where(Message.kind == MessageKind.TRIAL).order_by(Message.id.desc())
    return list(db.session.scalars(query.limit(most)))
