"""A placement, and what the company says of it: the same pages, whichever way the recruiter came in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, abort, request

from portal import clock
from portal.blueprints.placements.forms import BeganForm, DatesForm, EndedForm, days_of, today
from portal.blueprints.placements.shown import facts
from portal.database import db
from portal.domain.jobs import placements
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.choices import Hired, Outcome
from portal.domain.jobs.owed import queue_up
from portal.domain.jobs.placement_owed import placement_of
from portal.domain.jobs.placements import Signer
from portal.domain.jobs.states import JobState
from portal.domain.moves import MoveNotAllowed, Role
from portal.web.date_fields import day_of
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.jobs_access import takes_part
from portal.web.languages import gettext as _

#: What a company does with a placement, as addresses say it.
PARTS = "any(dates, sent, signed, unsigned, began, off, absent, ended)"
#: Parts with a page of their own, and from where each may be said.
_ASKED = {
    "dates": {JobState.CONFIRMED, JobState.STARTED},
    "began": {JobState.CONFIRMED},
    "absent": {JobState.CONFIRMED},
    "off": {JobState.CONFIRMED},
    "ended": {JobState.STARTED},
}


class _DatesMeanwhile(Exception):
    """A colleague changed the days after the page was shown."""


@dataclass(frozen=True)
class Door:
    """An application, and the addresses of whoever came in: `to("")` the page itself, `to("dates")` one part."""

    application: JobApplication
    to: Callable[[str], str]
    signed: bool

    @property
    def may_act(self) -> bool:
        return takes_part(self.application.posting.company)

    @property
    def agreed(self) -> bool:
        """Did both say yes?"""
        return placement_of(self.application) is not None or self.application.state == JobState.CONFIRMED


def show(door: Door, form: PortalForm | None = None, status: int = 200, late: bool = False) -> Response:
    name = door.application.person.first_name
    return page(
        "placements/placement.html",
        heading=_("%(name)s at your company", name=name),
        status=status,
        form=form or PressForm(),
        door=door,
        late=late,
        typed=str(form["words"].data or "") if late and form and "words" in form else "",
        done=request.args.get("done", ""),
        **facts(door.application),
    )


def ask(door: Door, part: str) -> Response:
    """The page of one part; where that is over, or asks nothing, the placement as it stands."""
    if not door.may_act or door.application.state not in _ASKED.get(part, set()):
        return go(door.to(""))
    return _show_asked(door, part, _form(door, part))


def act(door: Door, part: str) -> Response:
    """What was pressed counts while it can; whom a colleague overtook sees how it stands, and what they wrote."""
    if not door.may_act or not door.agreed:
        abort(404)
    form = _form(door, part)
    if not form.validate():
        return _show_asked(door, part, form, 422) if part in _ASKED else show(door, form, 422)
    try:
        _do(door.application, part, form, clock.now())
    except MoveNotAllowed:
        db.session.rollback()
        return show(door, form, 409, late=True)
    except _DatesMeanwhile:
        db.session.rollback()
        form.refuse("starts_on", _("A colleague changed the days meanwhile. Check them."))
        form["seen"].data = days_of(placement_of(door.application))
        return _show_asked(door, part, form, 409)
    db.session.commit()
    return go(f"{door.to('')}?done={part}")


def _form(door: Door, part: str) -> PortalForm:
    known = placement_of(door.application)
    if part == "dates":
        return DatesForm(known)
    if part == "began":
        return BeganForm(known)
    return EndedForm() if part == "ended" else PressForm()


def _do(application: JobApplication, part: str, form: PortalForm, now: datetime) -> None:
    role = Role.COMPANY
    if isinstance(form, DatesForm):
        _plan(application, form, now)
    elif isinstance(form, BeganForm):
        placements.start(application, role, now, day_of(form.on))
    elif isinstance(form, EndedForm):
        hired_on = day_of(form.hired_on)
        outcome, hired = Outcome(form.outcome.data), Hired(form.hired.data)
        placements.assess(application, outcome, form.words.data, hired, hired_on, role, now)
    elif part == "sent":
        placements.send_agreement(application, role, now)
    elif part in {"signed", "unsigned"}:
        placements.sign(application, Signer.COMPANY, role, now, signed=part == "signed")
    else:
        (placements.call_off if part == "off" else placements.did_not_come)(application, role, now)


def _plan(application: JobApplication, form: DatesForm, now: datetime) -> None:
    """Two who change the days at once: the second is told."""
    queue_up(application)
    if form.seen.data != days_of(placement_of(application)):
        raise _DatesMeanwhile
    placements.plan(application, day_of(form.starts_on) or today(), day_of(form.ends_on), Role.COMPANY, now)


def _show_asked(door: Door, part: str, form: PortalForm, status: int = 200) -> Response:
    application = door.application
    name = application.person.first_name
    headings: dict[str, Any] = {
        "dates": _("First and last day"),
        "began": _("%(name)s has begun", name=name),
        "absent": _("%(name)s did not come", name=name),
        "off": _("It does not come about"),
        "ended": _("How did it go with %(name)s?", name=name),
    }
    more: dict[str, Any] = {"application": application, "posting": application.posting, "name": name}
    return page("placements/ask.html", heading=headings[part], status=status, form=form, door=door, part=part, **more)
