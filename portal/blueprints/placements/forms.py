"""What a company says of a placement: its days, since when, how it went."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField, ValidationError

from portal import clock
from portal.domain.jobs.choices import Hired, Outcome
from portal.domain.jobs.placement_models import Placement
from portal.domain.signups.asked import home_zone
from portal.web.date_fields import day_of
from portal.web.forms import PortalForm
from portal.web.jobs import hired_words, outcome_words
from portal.web.languages import gettext as _

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

    def __init__(self, placement: Placement | None) -> None:
        known = {name: _typed(getattr(placement, name, None)) for name in ("starts_on", "ends_on")}
        super().__init__(data=known | {"seen": days_of(placement)})

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        first, last = day_of(self.starts_on), day_of(self.ends_on)
        if first is None:
            self.refuse("starts_on", _("Write a day."))
        elif last and last < first:
            self.refuse("ends_on", _("The last day comes after the first."))
        return good and not (self.starts_on.errors or self.ends_on.errors)


class BeganForm(PortalForm):
    """Since which day: the planned one, unless that lies ahead."""

    on = StringField(_l("Since which day?"))

    def __init__(self, placement: Placement | None) -> None:
        planned = placement.starts_on if placement else None
        super().__init__(data={"on": _typed(min(planned or today(), today()))})

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        day = day_of(self.on)
        if day is None:
            self.refuse("on", _("Write a day."))
        elif day > today():
            self.refuse("on", _("This day lies ahead. Choose today or a day before."))
        return good and not self.on.errors


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


def _typed(day: date | None) -> str:
    return day.isoformat() if day else ""
