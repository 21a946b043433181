"""The form of a job fair: its name, where, on which day, from when to when."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, ValidationError

from portal.domain.catalogue.models import Place
from portal.domain.catalogue.search import places as all_places
from portal.domain.catalogue.series import BadDate
from portal.domain.jobs.board_models import JobFair
from portal.domain.jobs.fairs import NAME_MOST, Plan
from portal.web import office
from portal.web.date_fields import bad_date_words, slot_of
from portal.web.dates import local
from portal.web.edits import EditForm, Overtaken
from portal.web.languages import gettext as _
from portal.web.people_forms import one_line
from portal.web.words import place_words


class FairForm(EditForm):
    name = StringField(_l("Name of the fair"), filters=[one_line])
    place = SelectField(_l("Place"))
    day = StringField(_l("Day"), filters=[one_line])
    start = StringField(_l("From"), filters=[one_line])
    end = StringField(_l("To"), filters=[one_line])

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self._places = {str(one.id): one for one in all_places() if _possible(one)}
        self.place.choices = [(number, place_words(one)) for number, one in self._places.items()]

    def validate_name(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Write a name. For example: %(example)s", example=_("Job fair of spring")))
        if len(field.data) > NAME_MOST:
            raise ValidationError(_("Write a shorter name, %(most)s letters at most.", most=NAME_MOST))

    def plan(self) -> Plan | None:
        """What a valid form says; None: the day cannot be held so, which the form says then."""
        place = self._places[self.place.data]
        try:
            day = slot_of([self.day.data or "", self.start.data or "", self.end.data or ""], 1).at(place.zone)
        except BadDate as wrong:
            self.refuse("day", bad_date_words(wrong))
            return None
        except ValidationError:
            self.refuse("day", _("Fill in the day and both hours."))
            return None
        return Plan(self.name.data, place, day.starts_at, day.ends_at)

    def worded(self, one: Overtaken) -> str:
        """What another person saved, in words."""
        return dict(self.place.choices).get(one.now, "–") if one.field == "place" else str(one.now)


def _possible(place: Place) -> bool:
    return not place.online and office.powers().sees(place.id)


def as_saved(fair: JobFair) -> dict[str, str]:
    """A fair as the fields of the form hold it."""
    start, end = local(fair.starts_at, fair.place.zone), local(fair.ends_at, fair.place.zone)
    hours = {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}
    return {"name": fair.name, "place": str(fair.place_id), "day": start.date().isoformat(), **hours}
