"""Finding a person again, and writing down how they can be reached."""

import unicodedata
from datetime import datetime

from sqlalchemy import select

from portal.database import begin_write, db, queue_for
from portal.domain.accounts.contacts import Reach
from portal.domain.accounts.models import Contact, Person

#: Letters of Latin alphabets that no decomposition brings back to their plain form.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


def fold_name(name: str) -> str:
    """A first name as it is compared: without case, accents, Arabic marks or spaces around.

    The vowel signs of Bengali, Hindi or Tamil stay: without them two names become one.
    """
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    kept = "".join(letter for letter in spread if letter.isalnum() or _is_vowel(letter))
    return kept.translate(_PLAIN)


def _is_vowel(mark: str) -> bool:
    return "VOWEL SIGN" in unicodedata.name(mark, "")


def find_person(first_name: str, reach: Reach) -> Person | None:
    """Who gave this name and this contact before: same phone and other name is somebody else."""
    candidates = db.session.scalars(
        select(Person).join(Contact).where(Contact.digest == reach.digest).order_by(Person.id)
    )
    wanted = fold_name(first_name)
    return next((person for person in candidates if fold_name(person.first_name) == wanted), None)


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
        person.contacts.append(_contact(reach, now))
    db.session.add(person)
    return person


def _contact(reach: Reach, now: datetime) -> Contact:
    return Contact(kind=reach.kind, value=reach.value, digest=reach.digest, created_at=now)
