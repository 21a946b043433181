"""What is said of a placement: its days, the agreement, since when, how it went; by the team also who said so."""

import re
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField, ValidationError

from portal import clock
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.choices import Hired, Outcome
from portal.domain.jobs.placement_models import Placement
from portal.domain.jobs.placement_owed import placement_of
from portal.domain.jobs.placements import Fault, fault_of
from portal.domain.signups.asked import home_zone
from portal.web.date_fields import day_of
from portal.web.forms import PortalForm
from portal.web.jobs import hired_words, outcome_words
from portal.web.languages import gettext as _
from portal.web.uploads import CvField

_FORM_KEY = re.compile(r"[A-Za-z0-9_-]{22}")
_WORDS_MOST = 1000


def today() -> date:
    return clock.now().astimezone(home_zone()).date()


def days_of(placement: Placement | None) -> str:
    """The days as the page showed them: whoever changes others' days is told."""
    return f"{placement.starts_on}/{placement.ends_on}" if placement else ""


class DatesForm(PortalForm):
    """First and last day; work without an end has none. `seen`: the days the page showed."""

    seen = HiddenField()
    starts_on = StringField(_l("First day"))
    ends_on = StringField(_l("Last day"))

    def __init__(self, application: JobApplication) -> None:
        self.application, placement = application, placement_of(application)
        known = {name: _typed(getattr(placement, name, None)) for name in ("starts_on", "ends_on")}
        super().__init__(data=known | {"seen": days_of(placement)})

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        first, last = day_of(self.starts_on), day_of(self.ends_on)
        if first is None:
            self.refuse("starts_on", _("Write a day."))
        elif not self.ends_on.errors:
            self.say(fault_of(self.application, first, last, today()))
        return good and not (self.starts_on.errors or self.ends_on.errors)

    def say(self, fault: Fault | None) -> None:
        """What to do about it, at its field."""
        words = {
            Fault.BEFORE: ("starts_on", _("This day lies before the application. Choose a later one.")),
            Fault.FAR_AHEAD: ("starts_on", _("This day is more than a year ahead. Choose a nearer one.")),
            Fault.ENDS_FIRST: ("ends_on", _("The last day comes after the first.")),
            Fault.TOO_LONG: ("ends_on", _("This is longer than two years. Choose an earlier last day.")),
        }
        if fault:
            self.refuse(*words[fault])


class BeganForm(PortalForm):
    """Since which day: the planned one, unless that lies ahead."""

    on = StringField(_l("Since which day?"))

    def __init__(self, application: JobApplication) -> None:
        self.application, placement = application, placement_of(application)
        planned = placement.starts_on if placement else None
        super().__init__(data={"on": _typed(min(planned or today(), today()))})

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        day = day_of(self.on)
        if day is None:
            self.refuse("on", _("Write a day."))
        elif day > today():
            self.refuse("on", _("This day lies ahead. Choose today or a day before."))
        elif fault_of(self.application, day, None, today()):
            self.refuse("on", _("This day lies before the application. Choose a later one."))
        return good and not self.on.errors


class AgreementForm(PortalForm):
    """The agreement as a file. `form_key`: of this browser, for this application."""

    key = HiddenField()
    file = CvField(_l("The agreement"))

    def __init__(self, form_key: str) -> None:
        super().__init__()
        if not _FORM_KEY.fullmatch(self.key.data or ""):
            self.key.data = form_key
        self.file.look_back(self.key.data)

    def validate_file(self, field: Any) -> None:
        if not field.data and not field.errors:
            raise ValidationError(_("Choose the file of the agreement."))


class EndedForm(PortalForm):
    """How it went, and whether they stay."""

    outcome = RadioField(_l("How did it go?"), validate_choice=False)
    words = TextAreaField(_l("A few words to them (optional)"))
    hired = RadioField(_l("Do they stay with you?"), validate_choice=False)
    hired_on = StringField(_l("Since when? (optional)"))

    def __init__(self) -> None:
        super().__init__()
        self.outcome.choices = [(one.value, outcome_words(one)) for one in (Outcome.COMPLETED, Outcome.PARTLY)]
        self.hired.choices = [(one.value, hired_words(one)) for one in Hired]

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        day_of(self.hired_on)
        return good and not self.hired_on.errors

    def validate_outcome(self, field: Any) -> None:
        if field.data not in {value for value, _words in field.choices}:
            raise ValidationError(_("Say how it went."))

    def validate_hired(self, field: Any) -> None:
        if field.data not in set(Hired):
            raise ValidationError(_("Say whether they stay."))

    def validate_words(self, field: Any) -> None:
        field.data = (field.data or "").strip()
        if len(field.data) > _WORDS_MOST:
            raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=_WORDS_MOST))


def heard_words() -> dict[str, str]:
    """Who may have told the team, by the value the form sends."""
    return {"learner": _("The learner"), "company": _("The company"), "other": _("Somebody else")}


class HeardMixin:
    """What the team writes down it heard from somebody."""

    heard = RadioField(_l("Who told us?"), validate_choice=False)

    def ask_who(self) -> None:
        self.heard.choices = list(heard_words().items())

    def validate_heard(self, field: Any) -> None:
        if field.data not in {value for value, _words in field.choices}:
            raise ValidationError(_("Say who told us."))


class HeardForm(HeardMixin, PortalForm):
    """Only that."""

    def __init__(self) -> None:
        super().__init__()
        self.ask_who()


class HeardBeganForm(HeardMixin, BeganForm):
    def __init__(self, application: JobApplication) -> None:
        super().__init__(application)
        self.ask_who()


class HeardEndedForm(HeardMixin, EndedForm):
    def __init__(self) -> None:
        super().__init__()
        self.hired.label.text = _("Do they stay with the company?")
        self.ask_who()


def _typed(day: date | None) -> str:
    return day.isoformat() if day else ""
