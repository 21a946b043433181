"""The page of a person: what of their file whoever is signed in may see."""

from dataclasses import replace
from typing import Any

from flask import Response
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import HiddenField, RadioField

from portal.blueprints.backoffice.sign_up_forms import NoteForm
from portal.database import db
from portal.domain.accounts.account_models import Account
from portal.domain.accounts.contacts import mask
from portal.domain.accounts.models import Contact, Person
from portal.domain.mentoring.looking import may_look, mentee_of
from portal.domain.signups.asked import home_zone
from portal.domain.signups.files import File, file_of
from portal.domain.signups.merging import candidates, merges_of
from portal.domain.signups.message_log import readable
from portal.domain.signups.people import sharing
from portal.domain.signups.scope import sees_person
from portal.web import files, jobs_file, office, people_forms, sign_ups
from portal.web.actions import action_words
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import page
from portal.web.jobs import job_state_words
from portal.web.languages import gettext as _
from portal.web.promises import promise_words


class CorrectForm(people_forms.ReachMixin, PortalForm):
    """Another way to reach them, instead of one they have or beside it; or none at all."""

    seen = HiddenField()
    replaces = RadioField(_l("Instead of which one?"), default="")

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.replaces.choices = [(str(contact.id), mask(contact)) for contact in person.contacts]
        self.replaces.choices.append(("", _("Beside what is there")))

    @property
    def replaced(self) -> int | None:
        return int(self.replaces.data) if self.replaces.data else None


def contact_of(person: Person, number: int) -> Contact | None:
    return next((contact for contact in person.contacts if contact.id == number), None)


def show(person: Person, status: int = 200, problem: PortalForm | None = None, unmasked: bool = False) -> Response:
    """`unmasked`: the contacts in full; whoever asks for that notes it. `problem`: the form that was refused."""
    file = file_of(person)
    seen = _seen(file)
    return page(
        "backoffice/people/person.html",
        heading=person.first_name,
        status=status,
        person=person,
        file=seen,
        elsewhere=len(file.sign_ups) - len(seen.sign_ups),
        contacts=[_contact(contact, unmasked) for contact in person.contacts],
        unmasked=unmasked,
        alike=candidates(person, office.powers()),
        merges=merges_of(person),
        mentee=mentee_of(person),
        applied=jobs_file.applications_of(file.ids),
        job_state_words=job_state_words,
        may_look=any(may_look(one) for one in seen.sign_ups),
        names=_names(seen),
        problem=problem,
        form=PressForm(),
        note_form=problem if isinstance(problem, NoteForm) else NoteForm(),
        words=files,
        of_sign_ups=sign_ups,
        mask=mask,
        home=home_zone(),
        promise_words=promise_words,
        action_words=action_words,
    )


def _seen(file: File) -> File:
    """Without what belongs to another place: its sign-ups, and what was said and asked about them."""
    powers = office.powers()
    file = replace(file, messages=readable(file.messages, powers))
    if powers.everywhere:
        return file
    mine = [one for one in file.sign_ups if powers.sees(one.course_session.place_id)]
    hidden = {f"sign_up:{one.id}" for one in file.sign_ups if one not in mine}
    numbers = {one.id for one in file.sign_ups if one not in mine}
    asked = [one for one in file.promises if one.about not in hidden]
    hidden |= {f"promise:{one.id}" for one in file.promises if one not in asked}
    return File(
        file.person,
        mine,
        file.attendance,
        file.applications,
        asked,
        [one for one in file.messages if one.about not in hidden],
        [one for one in file.notes if one.sign_up_id not in numbers],
        [one for one in file.lines if one.place_id is None or powers.sees(one.place_id)],
        file.ids,
    )


def _contact(contact: Contact, unmasked: bool) -> dict[str, Any]:
    return {
        "number": contact.id,
        "kind": contact.kind,
        "words": people_forms.contact_words(contact) if unmasked else mask(contact),
        "address": contact.value if unmasked else "",
        "shared": contact.shared,
        "others": [(one.first_name, sees_person(office.powers(), one) and one.id) for one in sharing(contact)],
    }


def _names(file: File) -> dict[int, str]:
    """Who of the team wrote a note or opened the file, by number of the account."""
    numbers = {one.account_id for one in file.notes} | {one.account_id for one in file.lines}
    rows = db.session.execute(select(Account.id, Account.name).where(Account.id.in_(numbers)))
    return {row[0]: row[1] for row in rows}
