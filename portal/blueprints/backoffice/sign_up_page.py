"""The page of one sign-up, which every verb about it shows again when it is refused."""

from dataclasses import dataclass
from datetime import datetime

from flask import Response
from sqlalchemy import select

from portal import clock
from portal.blueprints.backoffice.sign_up_forms import BeyondForm, InterviewForm, NoteForm
from portal.database import db
from portal.domain.accounts.account_models import Account
from portal.domain.accounts.contacts import mask
from portal.domain.accounts.models import Contact
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import told_about
from portal.domain.promises.made import all_open_about
from portal.domain.signups.applying import application_of
from portal.domain.signups.attendance import marks_of_sign_up
from portal.domain.signups.attendance_models import Note
from portal.domain.signups.halves import halves_of
from portal.domain.signups.line import place_in_line
from portal.domain.signups.message_log import readable
from portal.domain.signups.models import SignUp
from portal.domain.signups.seats import count_of
from portal.domain.signups.states import HOLDING, LIVE, State
from portal.domain.signups.told import about
from portal.web import applications, people_forms, sign_ups
from portal.web.dates import date_when
from portal.web.forms import PortalForm
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.letters.kinds import worded
from portal.web.letters.subject import NothingToSay
from portal.web.office import powers
from portal.web.promises import owner_words, promise_words


@dataclass(frozen=True)
class Said:
    """One message about it. `lines`: as it reads now, in the language of the page."""

    message: Message
    lines: list[str]


@dataclass(frozen=True)
class Line:
    """One note, one line of the attendance, one promise."""

    head: str
    text: str
    at: datetime | None = None


def show(
    sign_up: SignUp, status: int = 200, problem: PortalForm | None = None, refused: str = "", unmasked: bool = False
) -> Response:
    """`problem`: the form that was refused; `refused`: why, where no field of it is wrong. `unmasked`: the contacts
    in full; whoever asks for that notes it."""
    course_session = sign_up.course_session
    free = count_of(course_session).free(course_session.capacity)
    return page(
        "backoffice/signups/sign_up.html",
        heading=sign_up.person.first_name,
        status=status,
        sign_up=sign_up,
        application=application_of(sign_up),
        contacts=[contact_words(contact, unmasked) for contact in sign_up.person.contacts],
        unmasked=unmasked,
        live=sign_up.state in LIVE,
        free=free,
        full=sign_up.state not in HOLDING and sign_up.party > free,
        line=place_in_line(sign_up) if sign_up.state == State.WAITING else 0,
        owed=_owed(sign_up),
        marks=_marks(sign_up),
        notes=_notes(sign_up),
        said=_said(sign_up),
        problem=problem,
        refused=refused,
        seat_form=_mine(problem, BeyondForm),
        note_form=_mine(problem, NoteForm),
        interview_form=_mine(problem, InterviewForm),
        now=clock.now(),
        words=sign_ups,
        asked=applications,
    )


def _mine(problem: PortalForm | None, kind: type[PortalForm]) -> PortalForm:
    """The form that was refused, or a fresh one; only one of a page keeps what was sent."""
    return problem if type(problem) is kind else kind(formdata=None)


def contact_words(contact: Contact, unmasked: bool) -> str:
    return people_forms.contact_words(contact) if unmasked else mask(contact)


def _owed(sign_up: SignUp) -> list[Line]:
    """What is promised about it: what, by whom, until when."""
    owed = all_open_about(about(sign_up))
    return [Line(promise_words(one.kind), owner_words(one.owner), one.reply_by) for one in owed]


def _marks(sign_up: SignUp) -> list[Line]:
    zone, marks = sign_up.course_session.place.zone, marks_of_sign_up(sign_up)
    found = []
    for day in sign_up.course_session.dates:
        said = [
            _("%(what)s: %(deed)s", what=sign_ups.half_words(half), deed=sign_ups.mark_words(marks[day.id, half]))
            for half in halves_of(day, zone)
            if (day.id, half) in marks
        ]
        if said:
            found.append(Line(date_when(day, zone), " · ".join(said)))
    return found


def _notes(sign_up: SignUp) -> list[Line]:
    rows = db.session.execute(
        select(Note, Account.name)
        .outerjoin(Account, Account.id == Note.account_id)
        .where(Note.sign_up_id == sign_up.id)
        .order_by(Note.id.desc())
    )
    return [Line(name or "", note.text, note.at) for note, name in rows]


def _said(sign_up: SignUp) -> list[Said]:
    found = []
    for message in readable(told_about(about(sign_up)), powers()):
        try:
            found.append(Said(message, worded(message, sign_up).sentences))
        except NothingToSay:
            continue
    return found
