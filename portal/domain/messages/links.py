"""The link a message carries: short, single-purpose, kept as a digest, void after some weeks.

The token is made from the message's name with the lookup key, so that trying again sends the same link; the database
keeps its digest only, and what lies there opens nothing.
"""

from datetime import datetime

from sqlalchemy import select, update

from portal.database import begin_write, db
from portal.domain.messages.models import Message
from portal.vault import vault

_LINK = "message link"


def link_token(message: Message) -> str:
    """Twelve small letters and digits, 60 bits: short enough for a text message."""
    return vault.token(_LINK, message.ref)


def link_digest(message: Message) -> str:
    return vault.digest(_LINK, link_token(message))


def by_link(token: str, now: datetime) -> Message | None:
    """The message of this link, while the link lives."""
    return db.session.scalar(
        select(Message).where(Message.link_digest == vault.digest(_LINK, token), Message.link_until > now)
    )


def void_links(about: str) -> None:
    """No link sent about this opens anything any more."""
    begin_write()
    db.session.execute(update(Message).where(Message.about == about).values(link_until=None))
