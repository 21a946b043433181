"""A message of the team to those who signed up: written once per language, seen before it goes out, sent once."""

import secrets
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, current_app, request, url_for

from portal import clock
from portal.blueprints.backoffice.notice_forms import NoticeForm, notice_form
from portal.database import begin_write, db
from portal.domain.catalogue.models import CourseSession
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import segments_since
from portal.domain.messages.segments import segments
from portal.domain.signups.models import SignUp
from portal.domain.signups.notices import NobodyToTell, Readers, readers, send_notice
from portal.domain.signups.states import LIVE, State
from portal.domain.signups.told import about, about_session
from portal.vault import new_ref
from portal.web import office, sign_ups
from portal.web.access import staff_session
from portal.web.dates import local
from portal.web.htmx import go, page
from portal.web.languages import KNOWN, Language, offered
from portal.web.languages import gettext as _
from portal.web.letters.compose import mail, text_message

blueprint = Blueprint("office_notices", __name__)

#: Who may be chosen, in the order in which they are shown.
_STATES = (State.CONFIRMED, State.OFFERED, State.WAITING, State.REQUESTED)


@dataclass(frozen=True)
class Preview:
    """How one language reads it. `falls_back`: nothing was written in it. `parts`: segments of one text message."""

    language: Language
    people: int
    falls_back: bool
    subject: str
    mail: str
    text: str
    parts: int
    cost: int


@blueprint.get("/office/sessions/<ref:ref>/notice")
@staff_session
def ask(course_session: CourseSession) -> Response:
    found = _readers(course_session, request.args)
    form = notice_form(_languages(found), formdata=None)
    form.key.data = secrets.token_urlsafe(16)
    return _show(course_session, found, form)


@blueprint.post("/office/sessions/<ref:ref>/notice")
@staff_session
def look(course_session: CourseSession) -> Response:
    """How it reads, and what it costs; nothing goes out."""
    found = _readers(course_session, request.form)
    form = notice_form(_languages(found))
    if not form.validate() or "change" in request.form:
        return _show(course_session, found, form, 422 if form.errors else 200)
    if not found.sign_ups:
        return _show(course_session, found, form, 422)
    return _preview(course_session, found, form)


@blueprint.post("/office/sessions/<ref:ref>/notice/send")
@staff_session
def send(course_session: CourseSession) -> Response:
    found = _readers(course_session, request.form)
    form = notice_form(_languages(found))
    if not form.validate():
        return _show(course_session, found, form, 422)
    begin_write()
    try:
        told = send_notice(_readers(course_session, request.form).sign_ups, form.words(), form.key.data, clock.now())
    except NobodyToTell:
        db.session.rollback()
        return _show(course_session, found, form, 409)
    name = about_session(course_session)
    office.noted("sign_ups.written_to", name, place_id=course_session.place_id, people=len(told))
    db.session.commit()
    return go(url_for("office_sign_ups.sign_ups_of", ref=course_session.ref, sent=len(told)))


def _readers(course_session: CourseSession, said: Any) -> Readers:
    """Those in the states that were ticked (none: who has a seat), or those named one by one."""
    names = said.getlist("who")
    states = [state for state in said.getlist("state") if state in LIVE]
    return readers(course_session, LIVE if names else states or [State.CONFIRMED], names)


def _languages(found: Readers) -> list[Language]:
    """What the readers read, the fall-back first: each may be written in."""
    first = offered()[0]
    read = {KNOWN[code].code for code in found.languages if code in KNOWN} | {first.code}
    return [first, *(one for one in KNOWN.values() if one.code in read - {first.code})]


def _states() -> list[str]:
    said = request.values.getlist("state")
    return [state for state in said if state in LIVE] or [State.CONFIRMED]


def _facts(course_session: CourseSession, found: Readers, form: NoticeForm) -> dict[str, Any]:
    return {
        "course_session": course_session,
        "found": found,
        "form": form,
        "named": request.values.getlist("who"),
        "states": _states(),
        "all_states": _STATES,
        "words": sign_ups,
        "ways": [(sign_ups.channel_words(way), found.ways[way]) for way in Channel if found.ways[way]],
    }


def _show(course_session: CourseSession, found: Readers, form: NoticeForm, status: int = 200) -> Response:
    return page(
        "backoffice/signups/notice.html",
        heading=_("Write to those signed up"),
        status=status,
        everybody=readers(course_session) if not request.values.getlist("who") else found,
        **_facts(course_session, found, form),
    )


def _preview(course_session: CourseSession, found: Readers, form: NoticeForm) -> Response:
    previews = [_as_read(course_session, found, form, one) for one in _languages(found) if found.languages[one.code]]
    now = clock.now()
    today = local(now, course_session.place.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    budget = int(current_app.config["PORTAL_TEXT_DAILY_SEGMENTS"])
    return page(
        "backoffice/signups/notice_preview.html",
        heading=_("Read it once more"),
        previews=previews,
        cost=sum(one.cost for one in previews),
        budget=budget,
        left=max(0, budget - segments_since(today)),
        **_facts(course_session, found, form),
    )


def _as_read(course_session: CourseSession, found: Readers, form: NoticeForm, language: Language) -> Preview:
    """The very letter and text message of somebody who reads this language, though none is queued."""
    reader = next(one for one in found.sign_ups if one.language == language.code)
    message = _unsent(course_session, reader, form, language)
    letter, short = mail(message, ""), text_message(message, "").text
    parts = segments(short)
    return Preview(
        language=language,
        people=found.languages[language.code],
        falls_back=not form.words().get(language.code),
        subject=letter.subject,
        mail=letter.text,
        text=short,
        parts=parts,
        cost=parts * found.texts[language.code],
    )


def _unsent(course_session: CourseSession, reader: SignUp, form: NoticeForm, language: Language) -> Message:
    return Message(
        ref=new_ref(16),
        kind=MessageKind.NOTICE,
        about=about(reader),
        facts={"words": dict(form.words())},
        language=language.code,
        channel=Channel.CARD,
        timezone=course_session.place.timezone,
    )
