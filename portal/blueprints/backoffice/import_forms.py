"""The forms of a list: the file, and what each column says."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import Field, SelectField, ValidationError

from portal import clock
from portal.database import db
from portal.domain.accounts.roles import Powers
from portal.domain.catalogue.models import Course, CourseSession, Entry
from portal.domain.catalogue.planned import Which, planned
from portal.domain.signups.importing import Says
from portal.domain.signups.scope import sessions_in
from portal.web.dates import session_when
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.words import place_words, text

#: Dates to choose from, the soonest first.
_MOST = 200
_NONE = ""


class FileForm(PortalForm):
    """A file; what is in it is judged by whoever reads it."""

    list = Field(_l("The list, as a CSV file"))


class ColumnsForm(PortalForm):
    """For each thing a list may say, the column that says it; and the date they are signed up for."""

    first_name = SelectField(_l("First name"))
    phone = SelectField(_l("Phone"))
    email = SelectField(_l("E-mail"))
    party = SelectField(_l("How many people"))
    language = SelectField(_l("Language"))
    session = SelectField(_l("For which date?"))

    def __init__(self, heads: list[str], columns: dict[Says, int], session: str, powers: Powers) -> None:
        saved: dict[str, Any] = {str(says): str(number) for says, number in columns.items()}
        super().__init__(data=saved | {"session": session})
        for says in Says:
            self[says].choices = [(_NONE, _("Not in the list")), *[(str(n), head) for n, head in enumerate(heads)]]
        self._sessions = _sessions(powers)
        nobody = [(_NONE, _("No date: people only"))] if powers.everywhere else []
        self.session.choices = [*nobody, *[(one.ref, _named(one)) for one in self._sessions]]

    def validate_first_name(self, field: Any) -> None:
        if field.data == _NONE:
            raise ValidationError(_("Choose the column with the first name."))

    @property
    def columns(self) -> dict[Says, int]:
        return {says: int(self[says].data) for says in Says if self[says].data}

    @property
    def course_session(self) -> CourseSession | None:
        return next((one for one in self._sessions if one.ref == self.session.data), None)


def _sessions(powers: Powers) -> list[CourseSession]:
    coming = planned(Which.COMING, sessions_in(powers), None, None, clock.now())
    chosen = select(Course.id).where(Course.entry == Entry.APPLICATION)
    return list(db.session.scalars(coming.where(CourseSession.course_id.not_in(chosen)).limit(_MOST)))


def _named(course_session: CourseSession) -> str:
    what, where = text(course_session.course.title), place_words(course_session.place)
    return f"{session_when(course_session)} · {what} · {where}"
