"""Which sign-ups and people the team of some places sees: those who signed up there."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, exists, select, true

from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.accounts.roles import Powers
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.models import SignUp

#: Nouns after this one whose records not every place sees: of the number of one, whether `powers` open it. Written by
#: `portal.models`.
LATER_SCOPES: dict[str, Callable[[Powers, ColumnElement[int]], ColumnElement[bool]]] = {}


def sessions_in(powers: Powers) -> ColumnElement[bool]:
    """Course sessions of the places that `powers` open."""
    return true() if powers.everywhere else CourseSession.place_id.in_(powers.places)


def people_in(powers: Powers) -> ColumnElement[bool]:
    """People who have, or had, a sign-up at one of the places that `powers` open."""
    if powers.everywhere:
        return true()
    return exists().where(
        SignUp.person_id == Person.id,
        SignUp.course_session_id == CourseSession.id,
        CourseSession.place_id.in_(powers.places),
    )


def sees_person(powers: Powers, person: Person) -> bool:
    if powers.everywhere:
        return True
    return db.session.scalar(select(Person.id).where(Person.id == person.id, people_in(powers))) is not None
