"""How many a date needs: one small form for each date of a course session."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, SelectMultipleField

from portal.domain.catalogue.models import SessionDate
from portal.domain.mentoring.choices import VolunteerRole
from portal.domain.mentoring.slot_models import Slot
from portal.domain.mentoring.slot_needs import MOST, NEEDED, Need
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _

_ONE_OF_THESE = _l("Choose one of the answers shown.")


class NeedForm(PortalForm):
    """`freed`: who need not come, asked for when fewer are needed than come."""

    trainer = SelectField(_l("Trainers"), invalid_choice_message=_ONE_OF_THESE)
    coach = SelectField(_l("Soft-skills coaches"), invalid_choice_message=_ONE_OF_THESE)
    speaker = SelectField(_l("Workshop speakers"), invalid_choice_message=_ONE_OF_THESE)
    freed = SelectMultipleField(_l("Who need not come?"), validate_choice=False)
    alike = BooleanField(_l("The same for all later dates"))

    def __init__(self, day: SessionDate, needs: dict[VolunteerRole, Need]) -> None:
        super().__init__(
            prefix=f"day{day.id}-", data={role.value: str(needs[role].wanted) for role in NEEDED if role in needs}
        )
        self.day = day
        for role in NEEDED:
            self[role.value].choices = [(str(number), str(number)) for number in range(MOST + 1)]

    @property
    def wanted(self) -> dict[VolunteerRole, int]:
        return {role: int(self[role.value].data) for role in NEEDED}

    def ask_whom(self, held: list[Slot], how_many: int) -> None:
        """Fewer are needed than come: somebody must say who is freed."""
        self.freed.choices = [(one.ref, one.volunteer.first_name if one.volunteer else "") for one in held]
        self.refuse("freed", _("Tick as many as are too many: %(num)s.", num=how_many))

    def given(self) -> dict[str, Any]:
        """For the audit log."""
        return {role.value: number for role, number in self.wanted.items()}
