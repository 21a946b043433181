"""Finding a person again, and writing down how they can be reached."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select

from portal.database import begin_write, db, queue_for
from portal.domain.accounts.contacts import Reach
from portal.domain.accounts.models import Contact, Person
from portal.domain.accounts.names import fold_name


def find_person(first_name: str, reach: Reach) -> Person | None:
    """Who gave this name and this contact before: same phone and other name is somebody else."""
    candidates = db.session.scalars(
        select(Person).join(Contact).where(Contact.digest == reach.digest).order_by(Person.id)
    )
    wanted = fold_name(first_name)
    found = next((person for person in candidates if fold_name(person.first_name) == wanted), None)
    return known_as(found) if found else None


def in_use() -> ColumnElement[bool]:
    """Files that were neither put together with another nor erased.

    `coalesce` keeps the database from walking the index of merged files, which nearly all people are missing from.
    """
    return and_(func.coalesce(Person.merged_into_id, 0) == 0, Person.erased_at.is_(None))


def known_as(person: Person) -> Person:
    """The file this person is kept in: their own, or the one it was put together with."""
    while person.merged_into_id and (kept := db.session.get(Person, person.merged_into_id)):
        person = kept
    return person


def find_or_add_person(first_name: str, reach: Reach | None, now: datetime) -> Person:
    """The person of this name and contact. Without a contact nobody can be recognised: always a new one."""
    begin_write()
    if reach:
        # A contact is not unique, so no constraint can say that one who presses twice is one person.
        queue_for(reach.digest)
    known = find_person(first_name, reach) if reach else None
    if known:
        return known
    person = Person(first_name=first_name, created_at=now)
    if reach:
        person.contacts.append(new_contact(reach, now))
    db.session.add(person)
    return person


def new_contact(reach: Reach, now: datetime) -> Contact:
    return Contact(kind=reach.kind, value=reach.value, digest=reach.digest, created_at=now)
