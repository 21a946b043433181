"""Whoever ended the messages to a contact and then takes a seat, waits or asks with it reads that they are ended."""

from dataclasses import dataclass

from portal.domain.accounts.models import Contact, ContactKind, Person
from portal.domain.accounts.reaching import is_reachable
from portal.domain.messages import outbox
from portal.domain.messages.models import Message
from portal.web import holder


@dataclass(frozen=True)
class Stopped:
    """`message`: one to this contact, by whose link this browser came. Only that shows that the contact is theirs:
    anybody can book under a number, and must not be able to turn its messages on again."""

    by_phone: bool
    message: Message | None


def stopped(person: Person | None) -> Stopped | None:
    """None: the person can be written to, or left no contact."""
    if person is None or is_reachable(person):
        return None
    ended = [contact for contact in reversed(person.contacts) if outbox.opted_out(contact.digest)]
    return Stopped(ended[0].kind == ContactKind.PHONE, _letter(ended)) if ended else None


def _letter(contacts: list[Contact]) -> Message | None:
    digests = {contact.digest for contact in contacts}
    letters = (outbox.by_ref(ref) for ref in holder.letter_refs())
    return next((letter for letter in letters if letter and letter.address_digest in digests), None)
