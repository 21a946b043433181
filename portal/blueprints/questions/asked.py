"""What somebody asked for: by when they hear, what happens then, how it ended, and "I do not need it any more"."""

from flask import Blueprint, Response, url_for

from portal import clock
from portal.database import db
from portal.domain.accounts.models import Person
from portal.domain.messages import outbox
from portal.domain.messages.models import Message
from portal.domain.moves import Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.models import Promise
from portal.domain.promises.states import State
from portal.domain.signups import asked, offers
from portal.domain.signups.data_requests import KINDS as OF_DATA
from portal.domain.signups.kept_by_staff import Ending
from portal.domain.signups.questions import take_back
from portal.web import holder
from portal.web.access import asked_only
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.stopped import stopped

blueprint = Blueprint("asked", __name__)


@blueprint.get("/asked/<ref:ref>")
@asked_only
def show(owed: Promise) -> Response:
    return _show(owed, PressForm())


@blueprint.post("/asked/<ref:ref>/back")
@asked_only
def back(owed: Promise) -> Response:
    form = PressForm()
    if not form.validate():
        return _show(owed, form, 422)
    take_back(asked.now_owed(owed), clock.now())
    db.session.commit()
    return go(url_for("asked.show", ref=owed.ref))


def _heading(owed: Promise) -> str:
    if owed.kind == PromiseKind.DATA_COPY:
        return {
            State.OPEN: _("You get a copy of your data"),
            State.ANSWERED: _("The copy of your data is ready"),
            State.CLOSED: _("The copy of your data is ready"),
        }.get(State(owed.state), _("You need no copy any more"))
    if owed.kind == PromiseKind.DATA_ERASURE:
        return {
            State.OPEN: _("We will delete your data"),
            State.ANSWERED: _("We deleted your data"),
            State.CLOSED: _("We did not delete your data yet. We are sorry."),
        }.get(State(owed.state), _("We keep your data"))
    if owed.kind == PromiseKind.CALL_BACK:
        return {
            State.OPEN: _("We will call you"),
            State.ANSWERED: _("We have called you"),
            State.CLOSED: _closed_words(owed),
        }.get(State(owed.state), _("We do not call you any more"))
    return {
        State.OPEN: _("We tell you when there is a date"),
        State.ANSWERED: _("There is a date now"),
        State.CLOSED: _("There is no date near you yet"),
    }.get(State(owed.state), _("We do not write to you about this any more"))


def _closed_words(owed: Promise) -> str:
    """Why a call ended without one."""
    return {
        Ending.NOT_REACHED.value: _("We called you. Nobody answered."),
        Ending.NOT_OURS.value: _("We cannot help with this. We are sorry."),
    }.get(owed.history[-1].why or "", _("We did not call you. We are sorry."))


def _letter(owed: Promise) -> Message | None:
    """The message whose link led this browser here, so that its page can end the messages."""
    for ref in holder.letter_refs():
        letter = outbox.by_ref(ref)
        told_of = asked.by_name(letter.about) if letter and letter.address_digest else None
        if told_of and asked.now_owed(told_of).id == owed.id:
            return letter
    return None


def _show(first: Promise, form: PressForm, status: int = 200) -> Response:
    owed = asked.now_owed(first)
    course = asked.course_of(owed)
    free = [offer for offer in offers.of_course(course.slug, clock.now()) if offer.bookable] if course else []
    return page(
        "questions/asked.html",
        heading=_heading(owed),
        status=status,
        ref=first.ref,
        owed=owed,
        call=owed.kind == PromiseKind.CALL_BACK,
        data=owed.kind in OF_DATA,
        course=course,
        by_themselves=owed.history[-1].role == Role.PERSON,
        offers=free if owed.kind == PromiseKind.DATE_WISH and owed.state != State.OPEN else [],
        message=_letter(owed),
        stopped=stopped(db.session.get(Person, owed.person_id)) if owed.state == State.OPEN else None,
        form=form,
    )
