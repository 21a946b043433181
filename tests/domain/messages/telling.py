"""A message with boring defaults, as the outbox keeps it."""

from typing import Any
from zoneinfo import ZoneInfo

from portal.database import db
from portal.domain.accounts.contacts import Reach
from portal.domain.accounts.models import ContactKind
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import News, Recipient, tell
from portal.vault import new_ref
from tests.conftest import NOW

PARIS = ZoneInfo("Europe/Paris")
PHONE = Reach(ContactKind.PHONE, "+33698765432")
BY_TEXT = Recipient("fr", Channel.TEXT, PHONE.value, "digest of the number")
BY_CARD = Recipient("fr")
TO_TEAM = Recipient("fr", Channel.EMAIL, owner="team")


def news(kind: MessageKind = MessageKind.SEAT_CONFIRMED, about: str = "sign_up:1", **facts: Any) -> News:
    """News of its own: a test that says the same twice gives the key."""
    return News(kind, about, **({"key": new_ref(16), "zone": PARIS} | facts))


def told(kind: MessageKind = MessageKind.SEAT_CONFIRMED, to: Recipient = BY_TEXT, **facts: Any) -> Message:
    """A message, told now and committed."""
    message = tell(news(kind, **facts), to, NOW)
    db.session.commit()
    return message
