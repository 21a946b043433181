"""What a learner answers to a company: a date, "none of these", yes, no; and the small check behind a link."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField, ValidationError

from portal.domain.jobs.application_models import JobApplication
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.people_forms import one_line

#: Longest note about when it would suit.
_WORDS_MOST = 500


class DateForm(PortalForm):
    """One of the dates the company proposed."""

    at = RadioField(_l("Which date fits you?"), validate_choice=False)

    def __init__(self, application: JobApplication) -> None:
        super().__init__()
        self.at.choices = [one.at.isoformat() for one in application.dates]

    def validate_at(self, field: Any) -> None:
        """A date that is proposed no more is for the verb to refuse: here only what is none."""
        try:
            self.chosen  # noqa: B018  (the reading is the check)
        except (TypeError, ValueError) as error:
            raise ValidationError(_("Choose one of the dates.")) from error

    @property
    def chosen(self) -> datetime:
        """Raises `ValueError` for what is no instant."""
        found = datetime.fromisoformat(self.at.data)
        if found.tzinfo is None:
            raise ValueError(self.at.data)
        return found


class OthersForm(PortalForm):
    """None of the dates fits."""

    words = TextAreaField(_l("When would it fit you?"))

    def validate_words(self, field: Any) -> None:
        if len(field.data or "") > _WORDS_MOST:
            raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=_WORDS_MOST))


class LeaveForm(PortalForm):
    """Take it back. `seen`: how it stood on the page that was pressed."""

    seen = HiddenField()

    def __init__(self, application: JobApplication) -> None:
        super().__init__(data={"seen": application.state})


class CheckForm(PortalForm):
    """The beginning of the first name."""

    name = StringField(_l("The first three letters of your first name"), filters=[one_line])

    def validate_name(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Write the first three letters of your first name."))
