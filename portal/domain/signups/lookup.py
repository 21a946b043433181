"""Finding a booking again: by its address, by its code and a first name, by its private link."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.database import db
from portal.domain.accounts.names import begins_with, fold_name
from portal.domain.catalogue.models import Course, CourseSession
from portal.domain.signups.codes import code_digest
from portal.domain.signups.models import SignUp
from portal.vault import vault

_LINK = "booking link"


def by_ref(ref: str) -> SignUp | None:
    """The sign-up of this address, with all its card shows."""
    return db.session.scalar(
        select(SignUp)
        .where(SignUp.ref == ref)
        .options(
            joinedload(SignUp.person),
            joinedload(SignUp.course_session).options(
                joinedload(CourseSession.course).joinedload(Course.programme),
                joinedload(CourseSession.place),
                selectinload(CourseSession.dates),
            ),
        )
    )


def by_code(code: str) -> SignUp | None:
    """The sign-up of this code, for the team: a learner needs the first name, too."""
    return db.session.scalar(select(SignUp).where(SignUp.code_digest == code_digest(code)))


def by_code_and_name(code: str, first_name: str) -> SignUp | None:
    """The sign-up of this code, if the first name goes with it."""
    sign_up = by_code(code)
    if sign_up and fold_name(sign_up.person.first_name) == fold_name(first_name):
        return sign_up
    return None


def code_fits(sign_up: SignUp, code: str) -> bool:
    """The small check behind a private link."""
    return code_digest(code) == sign_up.code_digest


def name_fits(sign_up: SignUp, typed: str) -> bool:
    """The same check by the name."""
    return begins_with(sign_up.person.first_name, typed)


def link_token(sign_up: SignUp) -> str:
    """What a private link carries. Nothing of it is stored: it is the address, signed with the lookup key."""
    return sign_up.ref + vault.signature(_LINK, sign_up.ref)


def by_link_token(token: str) -> SignUp | None:
    ref, signature = token[:16], token[16:]
    if not vault.verifies(_LINK, ref, signature):
        return None
    return db.session.scalar(select(SignUp).where(SignUp.ref == ref))
