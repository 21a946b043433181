"""What is done with a placement, by the company or by the team: the form of each part, and the verb behind it."""

from datetime import datetime

from flask import request

from portal.domain.jobs import placement_file, placements
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.choices import Hired, Outcome
from portal.domain.jobs.owed import queue_up
from portal.domain.jobs.placement_owed import UNDER_WAY, placement_of
from portal.domain.jobs.states import JobState
from portal.domain.moves import Role
from portal.web import holder
from portal.web.date_fields import day_of
from portal.web.dates import day_words
from portal.web.forms import PortalForm, PressForm
from portal.web.languages import gettext as _
from portal.web.placement_forms import AgreementForm, BeganForm, DatesForm, EndedForm, HeardMixin, days_of, today
from portal.web.uploads import expect_file

#: Parts with a page of their own, and from where each may be said.
ASKED: dict[str, frozenset[JobState]] = {
    "dates": UNDER_WAY,
    "file": UNDER_WAY,
    "began": frozenset({JobState.CONFIRMED}),
    "absent": frozenset({JobState.CONFIRMED}),
    "off": frozenset({JobState.CONFIRMED}),
    "ended": frozenset({JobState.STARTED}),
}


def too_early(application: JobApplication, part: str, now: datetime) -> bool:
    """Does the first day lie ahead, on which somebody may not have come?"""
    ahead = application.state == JobState.CONFIRMED and not placements.may_have_begun(application, now)
    return part == "absent" and ahead


def too_early_words(refusal: placements.NotYet) -> str:
    day = day_words(refusal.first)
    return _("This can be said from %(day)s on. If it was to begin sooner, change the days.", day=day)


class DatesMeanwhile(Exception):
    """Somebody else changed the days after the page was shown."""


def form_for(application: JobApplication, part: str) -> PortalForm:
    if part == "file":
        if request.method == "POST":
            expect_file()
        return AgreementForm(holder.form_key(application.ref))
    if part == "dates":
        return DatesForm(application)
    if part == "began":
        return BeganForm(application)
    return EndedForm() if part == "ended" else PressForm()


def do(application: JobApplication, part: str, form: PortalForm, role: Role, now: datetime) -> None:
    """What a valid form says. Raises `MoveNotAllowed`, `DatesMeanwhile`, `NotYet`."""
    heard = form.heard.data if isinstance(form, HeardMixin) else None
    if isinstance(form, DatesForm):
        _plan(application, form, role, now)
    elif isinstance(form, AgreementForm) and form.file.data:
        placement_file.keep_agreement(application, form.file.data, role, now)
    elif isinstance(form, BeganForm):
        placements.start(application, role, now, day_of(form.on), heard)
    elif isinstance(form, EndedForm):
        outcome, hired = Outcome(form.outcome.data), Hired(form.hired.data)
        placements.assess(application, outcome, form.words.data, hired, day_of(form.hired_on), role, now)
    elif part == "away":
        placement_file.take_agreement_away(application, role)
    elif part == "absent":
        placements.did_not_come(application, role, now, heard)
    elif part == "off":
        placements.call_off(application, role, now)
    else:
        raise ValueError(part)


def _plan(application: JobApplication, form: DatesForm, role: Role, now: datetime) -> None:
    """Two who change the days at once: the second is told."""
    queue_up(application)
    if form.seen.data != days_of(placement_of(application)):
        raise DatesMeanwhile
    placements.plan(application, day_of(form.starts_on) or today(), day_of(form.ends_on), role, now)


def say_overtaken(application: JobApplication, form: PortalForm) -> None:
    """After `DatesMeanwhile`: what was typed stays; sent once more it counts."""
    form.refuse("starts_on", _("A colleague changed the days meanwhile. Check them."))
    form["seen"].data = days_of(placement_of(application))


def done(form: PortalForm) -> None:
    """It is committed."""
    if isinstance(form, AgreementForm):
        form.file.done()
