"""What staff do with an offer to help: read, meet, approve, refuse; later breaks, the end, and checks."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.backoffice.volunteer_forms import CheckForm, DeclineForm, MeetForm
from portal.blueprints.backoffice.volunteer_page import noted, show
from portal.database import db
from portal.domain.catalogue.calendar import NoSuchLocalTime, local_instant
from portal.domain.mentoring import checks, interviews, vetting
from portal.domain.mentoring.states import APPLIED
from portal.domain.mentoring.vetting import AccountClosed, NotReady, OneAlready, Refusal
from portal.domain.mentoring.volunteer_models import CheckKind, Volunteer, VolunteerCheck
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.signups.asked import home_zone
from portal.web import office
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.mentoring_access import staff_volunteer
from portal.web.vetting import missing_words

blueprint = Blueprint("office_volunteer_changes", __name__)

Verb = Callable[[Volunteer, datetime], object]

#: The buttons: what each does, what the log calls it.
_VERBS: dict[str, tuple[Verb, str]] = {
    "start": (vetting.start, "begun"),
    "agreed": (lambda one, now: interviews.agree(one, Role.STAFF, now), "agreed"),
    "held": (interviews.note_held, "held"),
    "approve": (lambda one, now: vetting.approve(one, office.account(), now), "approved"),
    "take-up": (vetting.take_up, "taken_up"),
    "pause": (lambda one, now: vetting.pause(one, Role.STAFF, now), "paused"),
    "go-on": (lambda one, now: vetting.go_on(one, Role.STAFF, now), "went_on"),
    "end": (lambda one, now: vetting.end(one, Role.STAFF, now, office.account()), "stopped"),
}


@blueprint.post("/office/volunteers/<ref:ref>/<any(start,agreed,held,approve,'take-up',pause,'go-on',end):deed>")
@staff_volunteer
def press(volunteer: Volunteer, deed: str) -> Response:
    """One button, one verb."""
    form, (verb, action) = PressForm(), _VERBS[deed]
    if not form.validate():
        return show(volunteer, 422, form)
    try:
        verb(volunteer, clock.now())
    except (MoveNotAllowed, NotReady, AccountClosed, OneAlready, interviews.BadDate) as refusal:
        db.session.rollback()
        return show(volunteer, 409, refused=_refused(refusal))
    return _done(volunteer, action)


@blueprint.post("/office/volunteers/<ref:ref>/interview")
@staff_volunteer
def interview(volunteer: Volunteer) -> Response:
    form = MeetForm()
    if not form.validate():
        return show(volunteer, 422, form)
    try:
        interviews.propose(volunteer, local_instant(*form.wall, home_zone()), form.where.data, clock.now())
    except NoSuchLocalTime:
        return _say(volunteer, form, "day", _("The clocks skip this hour. Choose another."))
    except interviews.BadDate:
        return _say(volunteer, form, "day", _("Choose a date within the next two months."))
    except MoveNotAllowed as refusal:
        db.session.rollback()
        return show(volunteer, 409, form, _refused(refusal))
    return _done(volunteer, "interview")


@blueprint.get("/office/volunteers/<ref:ref>/decline")
@staff_volunteer
def ask_decline(volunteer: Volunteer) -> Response:
    return _ask_decline(volunteer, DeclineForm())


@blueprint.post("/office/volunteers/<ref:ref>/decline")
@staff_volunteer
def decline(volunteer: Volunteer) -> Response:
    form = DeclineForm()
    if not form.validate():
        return _ask_decline(volunteer, form, 422)
    try:
        vetting.decline(volunteer, Refusal(form.reason.data), clock.now())
    except MoveNotAllowed as refusal:
        db.session.rollback()
        return show(volunteer, 409, refused=_refused(refusal))
    return _done(volunteer, "declined", why=form.reason.data)


@blueprint.post("/office/volunteers/<ref:ref>/checks")
@staff_volunteer
def check(volunteer: Volunteer) -> Response:
    form = CheckForm()
    if not form.validate():
        return show(volunteer, 422, form)
    try:
        checks.record(volunteer, CheckKind(form.kind.data), *form.days, office.account(), clock.now())
    except checks.BadCheck:
        return _say(volunteer, form, "done_on", _bad_check())
    return _done(volunteer, "checked", kind=form.kind.data)


@blueprint.get("/office/volunteers/<ref:ref>/checks/<int(max=2147483647):number>")
@staff_volunteer
def ask_correct(volunteer: Volunteer, number: int) -> Response:
    found = _check(volunteer, number)
    saved = {"kind": found.kind, "done_on": found.done_on.isoformat()}
    until = found.until.isoformat() if found.until else ""
    return _ask_correct(volunteer, number, CheckForm(formdata=None, **saved, until=until))


@blueprint.post("/office/volunteers/<ref:ref>/checks/<int(max=2147483647):number>")
@staff_volunteer
def correct(volunteer: Volunteer, number: int) -> Response:
    found, form = _check(volunteer, number), CheckForm()
    form.kind.data = found.kind
    if not form.validate():
        return _ask_correct(volunteer, number, form, 422)
    try:
        checks.correct(found, *form.days, clock.now())
    except checks.BadCheck:
        db.session.rollback()
        form.refuse("done_on", _bad_check())
        return _ask_correct(volunteer, number, form, 409)
    return _done(volunteer, "checked", kind=found.kind)


def _check(volunteer: Volunteer, number: int) -> VolunteerCheck:
    return next((one for one in volunteer.checks if one.id == number), None) or abort(404)


def _bad_check() -> str:
    return _("Choose days in order: made today or before, valid after that.")


def _refused(refusal: Exception) -> str:
    if isinstance(refusal, NotReady):
        return missing_words(refusal)
    if isinstance(refusal, AccountClosed):
        return _("Their account was closed. An admin opens it first.")
    if isinstance(refusal, OneAlready):
        return _("They have a newer offer. Open that one.")
    if isinstance(refusal, interviews.BadDate):
        return _("This date is over. Propose another one.")
    return _("It stands otherwise now. Look at it again.")


def _say(volunteer: Volunteer, form: PortalForm, field: str, problem: str) -> Response:
    """What the domain refused, at its field."""
    db.session.rollback()
    form.refuse(field, problem)
    return show(volunteer, 409, form)


def _done(volunteer: Volunteer, action: str, **facts: str) -> Response:
    noted(action, volunteer, **facts)
    db.session.commit()
    return go(url_for("office_volunteers.volunteer", ref=volunteer.ref, done=action))


def _ask_decline(volunteer: Volunteer, form: DeclineForm, status: int = 200) -> Response:
    return page(
        "backoffice/volunteers/decline.html",
        heading=_("Refuse this offer?"),
        status=status,
        volunteer=volunteer,
        form=form,
        possible=volunteer.state in APPLIED,
    )


def _ask_correct(volunteer: Volunteer, number: int, form: CheckForm, status: int = 200) -> Response:
    return page(
        "backoffice/volunteers/check.html",
        heading=_("Correct a check"),
        status=status,
        volunteer=volunteer,
        number=number,
        form=form,
    )
