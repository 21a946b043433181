"""Several dates by one rule, "every Tuesday for six weeks": seen first, then made, as drafts."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, ValidationError

from portal.blueprints.backoffice.session_forms import whole_number
from portal.database import db
from portal.domain.catalogue.drafts import series
from portal.domain.catalogue.models import CourseSession
from portal.domain.catalogue.series import MOST_TIMES, BadDate, Slot, dates_at, slots_of, weekly
from portal.domain.signups.told import about_session
from portal.web import office
from portal.web.access import staff_session
from portal.web.date_fields import bad_date_words, rows_of, slot_of
from portal.web.dates import date_when
from portal.web.forms import PortalForm
from portal.web.htmx import go, page
from portal.web.languages import gettext as _
from portal.web.people_forms import one_line
from portal.web.words import text

blueprint = Blueprint("office_series", __name__)


class SeriesForm(PortalForm):
    first = StringField(_l("First day"))
    start = StringField(_l("From"))
    end = StringField(_l("To"))
    times = StringField(_l("How many dates"), filters=[one_line])
    weeks = SelectField(_l("How often"))
    made_as = RadioField(_l("What to make"), default="apart")

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.weeks.choices = [("1", _("Every week")), ("2", _("Every two weeks")), ("4", _("Every four weeks"))]
        self.made_as.choices = [
            ("apart", _("A workshop for each date")),
            ("together", _("One course with all these dates")),
        ]

    def validate_times(self, field: Any) -> None:
        if not whole_number(field.data, MOST_TIMES):
            raise ValidationError(_("Write a number from 1 to %(most)s.", most=MOST_TIMES))

    def slots(self) -> list[Slot]:
        """Raises `ValidationError`."""
        first = slot_of([self.first.data or "", self.start.data or "", self.end.data or ""], 1)
        return weekly(first, int(self.times.data), int(self.weeks.data))


@blueprint.get("/office/sessions/<ref:ref>/series")
@staff_session
def ask(found: CourseSession) -> Response:
    """The rule; and once it is given, the dates it makes."""
    if "first" not in request.args:
        return _show(found, _usual(found))
    form = SeriesForm(request.args, meta={"csrf": False})
    slots = _planned(found, form)
    return _show(found, form, slots, 200 if slots else 422)


@blueprint.post("/office/sessions/<ref:ref>/series")
@staff_session
def make(found: CourseSession) -> Response:
    form = SeriesForm()
    slots = _planned(found, form)
    if not slots:
        return _show(found, form, status=422)
    made = series(found, slots, together=form.made_as.data == "together")
    for one in made:
        office.noted("course_session.made", about_session(one), place_id=one.place_id, of=found.ref)
    ref = made[0].ref
    db.session.commit()
    if len(made) == 1:
        return go(url_for("office_sessions.session", ref=ref, saved="made"))
    return go(url_for("office_sessions.sessions", which="drafts"))


def _planned(found: CourseSession, form: SeriesForm) -> list[Slot]:
    """The dates of the rule; none where something is wrong with it, which the form says then."""
    if not form.validate():
        return []
    try:
        slots = form.slots()
        dates_at(slots, found.place.zone)
    except (ValidationError, BadDate) as wrong:
        form.refuse("first", bad_date_words(wrong) if isinstance(wrong, BadDate) else str(wrong))
        return []
    return slots


def _usual(found: CourseSession) -> SeriesForm:
    """As the dates there are, a week after the last."""
    form, known = SeriesForm(formdata=None), slots_of(found)
    form.times.data, form.weeks.data = "6", "1"
    if known:
        row = rows_of([Slot(known[-1].day + timedelta(weeks=1), known[0].start, known[0].end)])[0]
        form.first.data, form.start.data, form.end.data = row
    return form


def _show(found: CourseSession, form: SeriesForm, slots: list[Slot] | None = None, status: int = 200) -> Response:
    zone = found.place.zone
    return page(
        "backoffice/catalogue/session_series.html",
        heading=_("Series: %(what)s", what=text(found.course.title)),
        status=status,
        course_session=found,
        form=form,
        dates=[date_when(day, zone) for day in dates_at(slots or [], zone)],
        sending=SeriesForm(formdata=None),
    )
