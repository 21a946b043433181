"""What a learner says once both said yes: "I have signed"; has it begun; whether it was so; where they stand half a
year after."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField, ValidationError

from portal import clock
from portal.domain.jobs import placement_after, placements
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.choices import Outcome, Situation
from portal.domain.jobs.placement_owed import placement_of
from portal.domain.jobs.placements import Signer
from portal.domain.jobs.states import JobState
from portal.domain.moves import Role
from portal.web.forms import PortalForm, PressForm
from portal.web.jobs import hired_words, outcome_words, situation_words
from portal.web.languages import gettext as _
from portal.web.placements import day_lines, paper, signatures, who_writes

_WORDS_MOST = 1000
_SIGNED_IN = (JobState.CONFIRMED, JobState.STARTED)
_OVER = (JobState.COMPLETED, JobState.NO_SHOW)


class SameForm(PortalForm):
    """Do you see it as the company does?"""

    same = RadioField(_l("Do you see it the same way?"), validate_choice=False)
    words = TextAreaField(_l("In your words (optional)"))

    def __init__(self) -> None:
        super().__init__()
        self.same.choices = [("yes", _("Yes, the same")), ("no", _("No, I see it differently"))]

    def validate_same(self, field: Any) -> None:
        if field.data not in {"yes", "no"}:
            raise ValidationError(_("Say yes or no."))

    def validate_words(self, field: Any) -> None:
        field.data = (field.data or "").strip()
        if len(field.data) > _WORDS_MOST:
            raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=_WORDS_MOST))


class AfterForm(PortalForm):
    """Where they stand."""

    situation = RadioField(_l("Where are you today?"), validate_choice=False)

    def __init__(self) -> None:
        super().__init__()
        self.situation.choices = [(one.value, situation_words(one)) for one in Situation]

    def validate_situation(self, field: Any) -> None:
        if field.data not in set(Situation):
            raise ValidationError(_("Choose one answer."))


FORMS: dict[str, type[PortalForm]] = {"same": SameForm, "after": AfterForm}


def _sign(application: JobApplication, form: PortalForm, now: datetime) -> None:
    placements.sign(application, Signer.LEARNER, Role.PERSON, now)


def _unsign(application: JobApplication, form: PortalForm, now: datetime) -> None:
    placements.sign(application, Signer.LEARNER, Role.PERSON, now, signed=False)


def _same(application: JobApplication, form: SameForm, now: datetime) -> None:
    placements.say_agreement(application, form.same.data == "yes", form.words.data, Role.PERSON, now)


def _after(application: JobApplication, form: AfterForm, now: datetime) -> None:
    placement_after.say_after(application, Situation(form.situation.data), Role.PERSON, now)


def _begin(application: JobApplication, form: PortalForm, now: datetime) -> None:
    placements.start(application, Role.PERSON, now)


def _call_off(application: JobApplication, form: PortalForm, now: datetime) -> None:
    placements.call_off(application, Role.PERSON, now)


VERBS: dict[str, Callable[[JobApplication, Any, datetime], None]] = {
    "signed": _sign,
    "unsigned": _unsign,
    "begun": _begin,
    "unbegun": _call_off,
    "same": _same,
    "after": _after,
}


def facts(application: JobApplication, form: PortalForm | None, held: bool) -> dict[str, Any]:
    """What the page shows of it; `form`: what was sent and is not in order. What the company wrote, what they wrote
    themselves, and the agreement only the browser that holds the application (`held`) shows."""
    placement = placement_of(application)
    if placement is None:
        return {"placement": None, "may_begin": False}
    over = application.state in _OVER
    said = over and placement.outcome is not None and placement.outcome != Outcome.UNSAID
    return {
        "placement": placement,
        "may_begin": placements.may_have_begun(application, clock.now()),
        "paper": paper(application, partial(_save, application)) if held else None,
        "days": day_lines(placement),
        "signatures": signatures(placement, "", application.posting.company.name),
        "press": PressForm(),
        "to_sign": application.state in _SIGNED_IN and placement.agreement_sent_at is not None,
        "over": over,
        "who_writes": who_writes(application),
        "outcome": outcome_words(placement.outcome or Outcome.UNSAID) if said else "",
        "hired": hired_words(placement.hired) if said and placement.hired else "",
        "same_form": form if isinstance(form, SameForm) else SameForm() if _is_asked(application) else None,
        "after_form": form if isinstance(form, AfterForm) else AfterForm() if _stands(application) else None,
        "after": situation_words(placement.after) if placement.after else "",
    }


def _save(application: JobApplication, file: str) -> str:
    return url_for("job_files.mine", ref=application.ref, file=file)


def _is_asked(application: JobApplication) -> bool:
    placement = placement_of(application)
    return application.state in _OVER and placement is not None and placement.agreed_at is None


def _stands(application: JobApplication) -> bool:
    """Was the question of half a year after asked?"""
    placement = placement_of(application)
    return application.state == JobState.COMPLETED and placement is not None and placement.after_asked_at is not None
