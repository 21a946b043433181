"""Looking for people as the team does: by name in any spelling, by code, by contact; and correcting a contact.

A name is looked for by its beginning, through an index; a contact and a code by their keyed digests.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from portal.database import begin_write, db
from portal.domain.accounts.contacts import Reach
from portal.domain.accounts.models import Contact, Person
from portal.domain.accounts.names import after_all_that_begin_with, fold_name
from portal.domain.accounts.people import in_use, new_contact
from portal.domain.accounts.reaching import recipient
from portal.domain.accounts.roles import Powers
from portal.domain.catalogue.models import CourseSession
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import move
from portal.domain.messages.states import State as MessageState
from portal.domain.moves import Role
from portal.domain.signups.attendance_models import Note
from portal.domain.signups.codes import code_digest, is_code
from portal.domain.signups.models import SignUp
from portal.domain.signups.scope import people_in


def looked_for(typed: str, reach: Reach | None, powers: Powers) -> Select[Person]:
    """People of the places that `powers` open. `reach`: what was typed, where it can be read as a contact.

    Nothing typed: all of them, newest first.
    """
    people = select(Person).where(in_use(), people_in(powers)).options(selectinload(Person.contacts))
    if not typed:
        return people.order_by(Person.id.desc())
    if reach:
        gave = select(Contact.id).where(Contact.person_id == Person.id, Contact.digest == reach.digest).exists()
        return people.where(gave).order_by(Person.id.desc())
    if is_code(typed):
        holds = select(SignUp.person_id).join(SignUp.course_session).where(SignUp.code_digest == code_digest(typed))
        holds = holds if powers.everywhere else holds.where(CourseSession.place_id.in_(powers.places))
        return people.where(Person.id.in_(holds)).order_by(Person.id)
    folded = fold_name(typed)
    begins = Person.name_folded.between(folded, after_all_that_begin_with(folded))
    return people.where(begins).order_by(Person.name_folded, Person.id)


def count_sign_ups(people: list[Person]) -> dict[int, int]:
    """How many sign-ups each of these has, by number of the person."""
    counted = (
        select(SignUp.person_id, func.count())
        .where(SignUp.person_id.in_([person.id for person in people]))
        .group_by(SignUp.person_id)
    )
    return {row[0]: row[1] for row in db.session.execute(counted)}


def known_by(person: Person) -> str:
    """Which contacts are in the file, as a fingerprint: who corrects them must have seen them."""
    return "-".join(contact.digest[:12] for contact in person.contacts)


class ContactsChanged(Exception):
    """Somebody else corrected the contacts meanwhile."""


@dataclass(frozen=True)
class Correction:
    """`seen`: the fingerprint of the contacts that were on the page. `replaces`: number of the contact that goes."""

    reach: Reach | None
    seen: str
    replaces: int | None = None


def correct_contact(person: Person, correction: Correction, now: datetime) -> None:
    """From now on the person is reached this way, for all their bookings; what waits to go out goes there.

    Raises `ContactsChanged`.
    """
    begin_write()
    db.session.refresh(person)
    if known_by(person) != correction.seen:
        raise ContactsChanged
    old = next((one for one in person.contacts if one.id == correction.replaces), None)
    if old:
        person.contacts.remove(old)
    reach = correction.reach
    if reach and all(one.digest != reach.digest for one in person.contacts):
        person.contacts.append(new_contact(reach, now))
    db.session.flush()
    _readdress(person)


def _readdress(person: Person) -> None:
    """What is queued for them leaves by the way they have now."""
    waiting = select(Message).where(Message.person_id == person.id, Message.state == MessageState.QUEUED)
    for message in db.session.scalars(waiting).all():
        to = recipient(person, message.language)
        message.channel, message.address, message.address_digest = to.channel, to.address, to.address_digest
        if to.channel == Channel.CARD:
            move(message, MessageState.CARD, Role.RULE)
    db.session.flush()


def mark_shared(contact: Contact, shared: bool) -> None:
    """The team knows that several people use it, or that only one does."""
    begin_write()
    contact.shared = shared
    db.session.flush()


def add_note(person: Person, text: str, account_id: int, now: datetime) -> None:
    """What the team writes down about this person, for itself."""
    begin_write()
    db.session.add(Note(person_id=person.id, at=now, account_id=account_id, text=text))
    db.session.flush()


def sharing(contact: Contact, most: int = 10) -> list[Person]:
    """Who else gave this contact."""
    others = select(Person).join(Contact).where(Contact.digest == contact.digest, Person.id != contact.person_id)
    return list(db.session.scalars(others.where(in_use()).distinct().limit(most)))
