"""What the page of an application offers the team: what was sent, and for a learner without a yes what may help."""

from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.jobs import similar
from portal.domain.jobs.application_models import FileKind, JobApplication
from portal.domain.jobs.stalled import stands_still
from portal.domain.mentoring.looking import may_look, mentee_of
from portal.domain.signups.models import SignUp
from portal.domain.signups.scope import sees_person
from portal.web import office


def sent(application: JobApplication) -> list[tuple[str, str]]:
    """(address, name) of each file that went with it, but for the agreement."""
    files = [one for one in application.files if one.kind == FileKind.CV]
    return [(url_for("job_files.for_staff", ref=application.ref, file=one.ref), one.name) for one in files]


def help_for(application: JobApplication, now: datetime) -> dict[str, Any]:
    """Postings that fit, and a mentor, while nobody has said yes for a month; the page of the learner always."""
    person = application.person
    stalled = not person.erased_at and stands_still(person, now)
    return {
        "stalled": stalled,
        "fitting": similar.for_applicant(application, now) if stalled else [],
        "mentor": _mentor(person) if stalled else "",
        "file": url_for("office_people.person", number=person.id) if sees_person(office.powers(), person) else "",
    }


def _mentor(person: Person) -> str:
    """Where a mentor is looked for; empty: they have no seat with us that whoever is signed in sees."""
    mentee = mentee_of(person)
    if mentee:
        return url_for("office_match.mentee", ref=mentee.ref)
    theirs = select(SignUp).where(SignUp.person_id == person.id).options(joinedload(SignUp.course_session))
    sees = office.powers().sees
    seats = [one for one in db.session.scalars(theirs) if may_look(one) and sees(one.course_session.place_id)]
    return url_for("office_mentees.ask_add", number=person.id) if seats else ""
