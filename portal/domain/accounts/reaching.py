"""How somebody is reached, as the outbox wants to know it."""

from portal.domain.accounts.models import ContactKind, Person
from portal.domain.messages.models import Channel
from portal.domain.messages.outbox import Recipient, opted_out

_CHANNELS = {ContactKind.PHONE: Channel.TEXT, ContactKind.EMAIL: Channel.EMAIL}


def recipient(person: Person, language: str) -> Recipient:
    """By the contact given last; by the card alone, when there is none or it asked for no messages."""
    for contact in reversed(person.contacts):
        if not opted_out(contact.digest):
            channel = _CHANNELS[ContactKind(contact.kind)]
            return Recipient(language, channel, contact.value, contact.digest, person.id)
    return Recipient(language, person_id=person.id)


def is_reachable(person: Person) -> bool:
    return recipient(person, "").channel != Channel.CARD
