"""Answering the date of an interview by the link of the message: "Yes, I come", "Another time", or no more.

Whoever came by the link may do this and nothing else: the page shows date and place, never a name or a contact. What
is pressed twice counts once; what comes too late finds the page as it stands by then.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, url_for
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField, ValidationError

from portal import clock
from portal.database import db
from portal.domain.mentoring.interviews import BadDate, Meet, OtherDate, agree, ask_other_time, meet
from portal.domain.mentoring.offer_sending import take_back
from portal.domain.mentoring.states import APPLIED, VolunteerState
from portal.domain.mentoring.told import about_volunteer, volunteer_of
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import all_open_about
from portal.domain.signups.asked import home_zone
from portal.web.access import letter_only
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _

blueprint = Blueprint("volunteer_date", __name__)

_MOST = 300

Verb = Callable[[Volunteer, datetime], object]


class YesForm(PortalForm):
    """Yes to the date that the page showed."""

    at = HiddenField()
    seen: datetime | None = None

    def validate_at(self, field: Any) -> None:
        try:
            self.seen = datetime.fromisoformat(field.data or "")
        except ValueError as error:
            raise ValidationError(_("The date has changed. Please look again.")) from error


class OtherTimeForm(PortalForm):
    """When it would suit them; they may leave it empty."""

    note = TextAreaField(_l("When are you free? A few words are enough."))

    def validate_note(self, field: Any) -> None:
        field.data = (field.data or "").strip()
        if len(field.data) > _MOST:
            raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=_MOST))


@blueprint.get("/volunteers/interviews/<ref:ref>")
@letter_only(Purpose.VOLUNTEER_DATE)
def show(message: Message) -> Response:
    return _show(message)


@blueprint.post("/volunteers/interviews/<ref:ref>/yes")
@letter_only(Purpose.VOLUNTEER_DATE)
def yes(message: Message) -> Response:
    form = YesForm()
    try:
        return _press(message, form, lambda one, now: agree(one, Role.VOLUNTEER, now, form.seen))
    except OtherDate:
        db.session.rollback()
        form.refuse("at", _("The date has changed. Please look again."))
        return _show(message, form, 409)


@blueprint.post("/volunteers/interviews/<ref:ref>/another")
@letter_only(Purpose.VOLUNTEER_DATE)
def another(message: Message) -> Response:
    form = OtherTimeForm()
    return _press(message, form, lambda one, now: ask_other_time(one, Role.VOLUNTEER, now, form.note.data or None))


@blueprint.get("/volunteers/interviews/<ref:ref>/withdraw")
@letter_only(Purpose.VOLUNTEER_DATE)
def ask_withdraw(message: Message) -> Response:
    return _show(message, leaving=True)


@blueprint.post("/volunteers/interviews/<ref:ref>/withdraw")
@letter_only(Purpose.VOLUNTEER_DATE)
def withdraw(message: Message) -> Response:
    return _press(message, PressForm(), take_back, leaving=True)


def _press(message: Message, form: PortalForm, verb: Verb, leaving: bool = False) -> Response:
    """What was pressed counts while it can; the page says how it stands then."""
    if not form.validate():
        return _show(message, form, 422, leaving)
    try:
        verb(_volunteer(message), clock.now())
    except (MoveNotAllowed, BadDate):  # its time is over, or the team was faster
        db.session.rollback()
    db.session.commit()
    return go(url_for("volunteer_date.show", ref=message.ref))


def _volunteer(message: Message) -> Volunteer:
    found = volunteer_of(message)
    if found is None or found.email_digest is None or found.email_digest != message.address_digest:
        abort(404, description="letter")
    return found


def _heading(volunteer: Volunteer, stands: Meet, ahead: bool, leaving: bool) -> str:
    if volunteer.state == VolunteerState.WITHDRAWN:
        return _("You took your offer back")
    if volunteer.state not in APPLIED:
        return _("We have an answer for you")
    if leaving:
        return _("Take your offer back?")
    if stands in {Meet.AGREED, Meet.HELD}:
        return _("Your interview")
    if stands is Meet.PROPOSED and ahead:
        return _("Can you come to an interview?")
    return _("We look for another date")


def _show(message: Message, form: PortalForm | None = None, status: int = 200, leaving: bool = False) -> Response:
    volunteer, now = _volunteer(message), clock.now()
    stands, ahead = meet(volunteer), volunteer.interview_at is not None and volunteer.interview_at > now
    owed = {owed.kind: owed.reply_by for owed in all_open_about(about_volunteer(volunteer))}
    return page(
        "volunteering/interview.html",
        heading=_heading(volunteer, stands, ahead, leaving),
        status=status,
        message=message,
        form=form or PressForm(),
        other=form if isinstance(form, OtherTimeForm) else OtherTimeForm(formdata=None),
        volunteer=volunteer,
        live=volunteer.state in APPLIED,
        meet=stands,
        ahead=ahead,
        reply_by=owed.get(PromiseKind.VOLUNTEER_INTERVIEW),
        date_by=owed.get(PromiseKind.VOLUNTEER_DATE),
        answer_by=owed.get(PromiseKind.VOLUNTEER),
        leaving=leaving,
        home=home_zone(),
    )
