"""The form of a saved search: how we reach whoever asks, how often, consent."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField

from portal.domain.jobs.choices import Every
from portal.domain.jobs.searches import Alert
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.languages import language
from portal.web.people_forms import ConsentMixin, ReachMixin


class AlertForm(ReachMixin, ConsentMixin, PortalForm):
    """Who can be reached in no way could not be told."""

    must_be_reached = must_be_written_to = True

    every = RadioField(
        _l("How often may we write?"),
        default=Every.WEEK.value,
        invalid_choice_message=_l("Choose every day or once a week."),
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.every.choices = [(Every.WEEK.value, _("Once a week")), (Every.DAY.value, _("Every day"))]

    def alert(self, wishes: dict[str, str]) -> Alert:
        if self.reach is None:
            raise AssertionError("a form without a way to be reached is not valid")
        return Alert(self.reach, wishes, Every(self.every.data), language().code)


class OftenForm(PortalForm):
    """A button that says how often."""

    every = StringField()
