"""Everything that is held on a person, read once: for their page in the back office, and for their copy."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload, undefer_group

from portal.database import Text, db
from portal.domain.accounts.models import Person
from portal.domain.auditlog.models import AuditLine
from portal.domain.catalogue.models import CourseSession
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import opted_out
from portal.domain.promises.models import Promise
from portal.domain.signups.application_models import Application
from portal.domain.signups.attendance_models import Attendance, Note
from portal.domain.signups.held import HOLDINGS
from portal.domain.signups.models import SignUp

#: Of each kind of row, the newest so many: nobody has more, but a page must end.
_MOST = 200


@dataclass(frozen=True)
class File:
    """Newest first, but for attendance, which follows the dates."""

    person: Person
    sign_ups: list[SignUp]
    attendance: dict[int, list[Attendance]]
    applications: dict[int, Application]
    promises: list[Promise]
    messages: list[Message]
    notes: list[Note]
    #: What the team did with this file, reading it included.
    lines: list[AuditLine]
    #: Their number, and those of the files that were put together with theirs.
    ids: list[int]


def file_of(person: Person) -> File:
    """The file of a person, with what came from files that were put together with it."""
    ids = [person.id, *db.session.scalars(select(Person.id).where(Person.merged_into_id == person.id))]
    sign_ups = db.session.scalars(
        select(SignUp)
        .where(SignUp.person_id.in_(ids))
        .order_by(SignUp.id.desc())
        .limit(_MOST)
        .options(
            selectinload(SignUp.history),
            joinedload(SignUp.course_session).options(
                joinedload(CourseSession.course), joinedload(CourseSession.place), selectinload(CourseSession.dates)
            ),
        )
    ).all()
    numbers = [sign_up.id for sign_up in sign_ups]
    return File(
        person,
        list(sign_ups),
        _attendance(numbers),
        _applications(numbers),
        _newest(Promise, Promise.person_id.in_(ids), selectinload(Promise.history)),
        _newest(Message, Message.person_id.in_(ids), undefer_group("sealed")),
        _newest(Note, Note.person_id.in_(ids)),
        _newest(AuditLine, AuditLine.person_id.in_(ids)),
        ids,
    )


def _newest(model: Any, which: Any, *load: Any) -> list[Any]:
    return list(db.session.scalars(select(model).where(which).order_by(model.id.desc()).limit(_MOST).options(*load)))


def _attendance(numbers: list[int]) -> dict[int, list[Attendance]]:
    found: dict[int, list[Attendance]] = defaultdict(list)
    marks = select(Attendance).where(Attendance.sign_up_id.in_(numbers)).options(joinedload(Attendance.session_date))
    for one in db.session.scalars(marks):
        found[one.sign_up_id].append(one)
    for rows in found.values():
        rows.sort(key=lambda one: (one.session_date.starts_at, one.id))
    return found


def _applications(numbers: list[int]) -> dict[int, Application]:
    applied = (
        select(Application).where(Application.sign_up_id.in_(numbers)).options(selectinload(Application.history))
    )
    return {one.sign_up_id: one for one in db.session.scalars(applied)}


def as_data(file: File, language: str) -> dict[str, Any]:
    """The same for machines: plain values, instants in UTC. `language`: for the titles of courses."""
    return {
        "person": {"first_name": file.person.first_name, "since": _at(file.person.created_at)},
        "contacts": [
            {
                "kind": one.kind,
                "value": one.value,
                "since": _at(one.created_at),
                "shared_by_several": one.shared,
                "no_messages": opted_out(one.digest),
            }
            for one in file.person.contacts
        ],
        "sign_ups": [_sign_up(file, one, language) for one in file.sign_ups],
        "asked": [_promise(one) for one in file.promises],
        "messages": [_message(one) for one in file.messages],
        **{holding.name: holding.copy(file.ids) for holding in HOLDINGS},
        "notes_of_the_team": [{"at": _at(one.at), "text": one.text} for one in file.notes],
        "who_looked": [{"at": _at(one.at), "what": one.action, "way": one.way} for one in file.lines],
    }


def _sign_up(file: File, sign_up: SignUp, language: str) -> dict[str, Any]:
    course_session = sign_up.course_session
    application = file.applications.get(sign_up.id)
    return {
        "course": _text(course_session.course.title, language),
        "place": _text(course_session.place.name, language),
        "dates": [{"starts": _at(day.starts_at), "ends": _at(day.ends_at)} for day in course_session.dates],
        "state": sign_up.state,
        "came_about": sign_up.way,
        "made": _at(sign_up.created_at),
        "people": sign_up.party,
        "language": sign_up.language,
        "code": sign_up.code,
        "needs": sign_up.needs,
        "needs_in_own_words": sign_up.needs_note,
        "heard_from": sign_up.heard_from,
        "consent": {"wording": sign_up.consent_version, "at": _at(sign_up.consent_at)},
        "history": [
            {"at": _at(one.at), "by": one.role, "from": one.from_state, "to": one.to_state, "why": one.why}
            for one in sign_up.history
        ],
        "application": {
            "why": application.why,
            "when_free": application.when_free,
            "step": application.step,
            "interview_at": _at(application.interview_at),
        }
        if application
        else None,
        "attendance": [
            {"date": _at(one.session_date.starts_at), "half_day": one.half, "mark": one.mark}
            for one in file.attendance.get(sign_up.id, [])
        ],
    }


def _promise(owed: Promise) -> dict[str, Any]:
    return {
        "what": owed.kind,
        "asked": _at(owed.made_at),
        "answer_by": _at(owed.reply_by),
        "state": owed.state,
        "in_own_words": owed.note,
        "history": [{"at": _at(one.at), "by": one.role, "to": one.to_state, "why": one.why} for one in owed.history],
    }


def _message(message: Message) -> dict[str, Any]:
    return {
        "what": message.kind,
        "made": _at(message.created_at),
        "sent": _at(message.sent_at),
        "channel": message.channel,
        "to": message.address,
        "language": message.language,
        "state": message.state,
        "facts": message.facts,
    }


def _text(content: Text, language: str) -> str:
    return content.pick(language)[0]


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
