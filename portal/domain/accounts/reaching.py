"""How somebody is reached, as the outbox wants to know it."""

from portal.domain.accounts.contacts import Reach
from portal.domain.accounts.models import Contact, ContactKind, Person
from portal.domain.messages.models import Channel
from portal.domain.messages.outbox import Recipient, opted_out

_CHANNELS = {ContactKind.PHONE: Channel.TEXT, ContactKind.EMAIL: Channel.EMAIL}


class Ways:
    """Which numbers a text message may go to. One for the process, filled once by `create_app`."""

    def __init__(self) -> None:
        self._prefixes: tuple[str, ...] = ("+",)

    def configure(self, texts: bool, prefixes: list[str]) -> None:
        """`texts`: there is a gateway at all. `prefixes`: how numbers begin that it may be used for."""
        self._prefixes = tuple(prefixes) if texts else ()

    def lead_to(self, contact: Contact | Reach) -> bool:
        return contact.kind != ContactKind.PHONE or contact.value.startswith(self._prefixes)


ways = Ways()


def recipient(person: Person, language: str) -> Recipient:
    """By the contact given last; by the card alone, where none is left that may be written to."""
    for contact in reversed(person.contacts):
        if ways.lead_to(contact) and not opted_out(contact.digest):
            channel = _CHANNELS[ContactKind(contact.kind)]
            return Recipient(language, channel, contact.value, contact.digest, person.id)
    return Recipient(language, person_id=person.id)


def recipient_of(reach: Reach, language: str) -> Recipient | None:
    """A contact for itself, whoever shares it; None: nothing goes there."""
    if not ways.lead_to(reach) or opted_out(reach.digest):
        return None
    return Recipient(language, _CHANNELS[reach.kind], reach.value, reach.digest)


def is_reachable(person: Person) -> bool:
    return recipient(person, "").channel != Channel.CARD
