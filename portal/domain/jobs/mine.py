"""The applications for work of somebody who came back: by a contact and a first name, or in the browser they used."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.posting_models import Posting

#: Applications on a page, newest first.
_MOST = 50


def applications_of(people: list[Person]) -> list[JobApplication]:
    return _found(JobApplication.person_id.in_([person.id for person in people]))


def applications_by_refs(refs: list[str]) -> list[JobApplication]:
    return _found(JobApplication.ref.in_(refs)) if refs else []


def _found(which: ColumnElement[bool]) -> list[JobApplication]:
    """Newest first, with all that a card in a list shows."""
    whole = joinedload(JobApplication.posting).joinedload(Posting.company)
    query = select(JobApplication).where(which).order_by(JobApplication.id.desc()).limit(_MOST)
    return list(db.session.scalars(query.options(whole)))
