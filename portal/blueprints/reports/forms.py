"""The form of a report: why, and words for whoever has some."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField, ValidationError

from portal.domain.jobs.choices import ReportWhy
from portal.domain.jobs.reports import LONGEST
from portal.web.forms import PortalForm
from portal.web.jobs import report_words
from portal.web.languages import gettext as _


class ReportForm(PortalForm):
    why = RadioField(_l("What did you see?"), validate_choice=False)
    text = TextAreaField(
        _l("Tell us more, if you like"), filters=[lambda text: (text or "").replace("\r\n", "\n").strip()]
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.why.choices = [(one.value, report_words(one)) for one in ReportWhy]

    def validate_why(self, field: Any) -> None:
        if field.data not in set(ReportWhy):
            raise ValidationError(_("Choose one of these."))

    def validate_text(self, field: Any) -> None:
        if len(field.data) > LONGEST:
            raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=LONGEST))
