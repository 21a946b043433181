"""The forms of a course session: what it is, when it is, how many seats it has."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, SelectMultipleField, StringField, ValidationError

from portal.domain.accounts.account_models import Account
from portal.domain.catalogue.models import Course, CourseSession, Place, SpokenLanguage
from portal.domain.catalogue.series import slots_of
from portal.web.date_fields import DatesField, MomentField, moment_of, rows_of
from portal.web.edits import EditForm, Overtaken
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.languages import offered
from portal.web.people_forms import one_line
from portal.web.words import language_words, place_words, programme_words, text

MOST_SEATS = 500
#: Languages a team may speak, beside those the portal offers.
_SPOKEN = ("fr", "en", "ar", "fa", "ps", "ti", "so", "uk", "es", "sw")


def whole_number(typed: str | None, most: int) -> int | None:
    """What was typed as a number, in any digits; None: it is none, or too large."""
    typed = (typed or "").strip()
    return int(typed) if typed.isdecimal() and len(typed) < 7 and int(typed) <= most else None


class CapacityMixin:
    capacity = StringField(_l("Seats"), filters=[one_line])

    def validate_capacity(self, field: Any) -> None:
        if whole_number(field.data, MOST_SEATS) is None:
            raise ValidationError(_("Write a number from 0 to %(most)s.", most=MOST_SEATS))

    @property
    def seats(self) -> int:
        return whole_number(self.capacity.data, MOST_SEATS) or 0


class WhereForm(EditForm, CapacityMixin):
    """A new course session: which course, where, when, how many."""

    course = SelectField(_l("Course"))
    place = SelectField(_l("Place"))
    capacity = CapacityMixin.capacity
    dates = DatesField(_l("Dates"))

    def offer(self, courses: Sequence[Course], places: Sequence[Place]) -> None:
        self.course.choices = [(str(one.id), course_name(one)) for one in courses]
        self.place.choices = [(str(one.id), place_words(one)) for one in places]


class SessionForm(EditForm):
    """What may be said of a course session at any time. Dates and seats have their own pages: people hear of it."""

    trainer = SelectField(_l("Trainer"))
    spoken = SelectMultipleField(_l("The team speaks"))
    childcare = BooleanField(_l("Somebody looks after children"))
    opens_at = MomentField(_l("Sign-ups open"))
    closes_at = MomentField(_l("Sign-ups close"))
    join_url = StringField(_l("Joining link"), filters=[one_line])
    data_mb_hour = StringField(_l("Megabytes an hour, online"), filters=[one_line])
    info_meeting_at = MomentField(_l("Information meeting"))
    info_meeting_url = StringField(_l("Link of the information meeting, if online"), filters=[one_line])

    _zone: ZoneInfo

    def about(self, course_session: CourseSession, trainers: Sequence[Account]) -> None:
        """What may be chosen for it."""
        self._zone = course_session.place.zone
        codes = dict.fromkeys([*_SPOKEN, *(one.code for one in offered()), *_codes(course_session)])
        self.spoken.choices = sorted(((code, language_words(code)) for code in codes), key=lambda pair: pair[1])
        self.trainer.choices = [("", _("Nobody yet")), *((str(one.id), one.name) for one in trainers)]
        known = {value for value, _words in self.trainer.choices}
        if str(course_session.trainer_id or "") not in known:
            self.trainer.choices.append((str(course_session.trainer_id), _("Somebody who is no trainer any more")))

    def validate_join_url(self, field: Any) -> None:
        if field.data and (urlsplit(field.data).scheme not in {"http", "https"} or len(field.data) > 300):
            raise ValidationError(_("Write a whole link. For example: %(example)s", example="https://example.org/a"))

    validate_info_meeting_url = validate_join_url

    def validate_data_mb_hour(self, field: Any) -> None:
        if field.data and whole_number(field.data, 9999) is None:
            raise ValidationError(_("Write a number from 0 to %(most)s.", most=9999))

    def is_sound(self) -> bool:
        moments = (self.opens_at, self.closes_at, self.info_meeting_at)
        sound = [bool(self.validate()), *(one.check(self._zone) for one in moments)]
        return all(sound)

    def worded(self, one: Overtaken) -> str:
        """What another person saved, in words."""
        if isinstance(one.now, bool):
            return _("yes") if one.now else _("no")
        words = dict(getattr(self[one.field], "choices", None) or [])
        values = one.now if isinstance(one.now, list) else [one.now]
        return _(", ").join(str(words.get(value, value)) for value in values) or "–"

    def save(self, course_session: CourseSession) -> None:
        """All but the information meeting, of which people hear."""
        course_session.trainer_id = int(self.trainer.data) if self.trainer.data else None
        codes = sorted(self.spoken.data or [])
        if codes != _codes(course_session):
            there = {one.code: one for one in course_session.spoken}
            course_session.spoken = [there.get(code) or SpokenLanguage(code=code) for code in codes]
        course_session.childcare = self.childcare.data
        for name in ("opens_at", "closes_at"):  # the form shows no seconds, and takes none away
            if self[name].data != moment_of(getattr(course_session, name), self._zone):
                setattr(course_session, name, self[name].at(self._zone))
        course_session.join_url = self.join_url.data or None
        course_session.data_mb_hour = whole_number(self.data_mb_hour.data, 9999)

    @property
    def meeting(self) -> tuple[datetime | None, str | None]:
        return self.info_meeting_at.at(self._zone), self.info_meeting_url.data or None


def _codes(course_session: CourseSession) -> list[str]:
    return sorted(one.code for one in course_session.spoken)


def saved(course_session: CourseSession, choices: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The course session as `SessionForm` holds it; ticks in the order of their choices."""
    zone, spoken = course_session.place.zone, set(_codes(course_session))
    return {
        "trainer": str(course_session.trainer_id or ""),
        "spoken": [code for code, _words in choices if code in spoken],
        "childcare": course_session.childcare,
        "opens_at": moment_of(course_session.opens_at, zone),
        "closes_at": moment_of(course_session.closes_at, zone),
        "join_url": course_session.join_url or "",
        "data_mb_hour": str(course_session.data_mb_hour or ""),
        "info_meeting_at": moment_of(course_session.info_meeting_at, zone),
        "info_meeting_url": course_session.info_meeting_url or "",
    }


class DatesForm(EditForm):
    """When it is."""

    dates = DatesField(_l("Dates"))

    def worded(self, one: Overtaken) -> str:
        return "; ".join(" ".join(row) for row in one.now) or "–"


def saved_dates(course_session: CourseSession) -> dict[str, Any]:
    return {"dates": rows_of(slots_of(course_session))}


class SeatsForm(EditForm, CapacityMixin):
    """How many seats it has. `why`: asked where fewer are left than are taken."""

    capacity = CapacityMixin.capacity
    why = StringField(_l("Why fewer seats than are taken?"), filters=[one_line])


class CopyForm(PortalForm):
    """A copy that begins on a day; without one its date is to come."""

    first = StringField(_l("First day"))


def course_name(course: Course) -> str:
    """`DigitAll, level 1: Internet`."""
    return _("%(what)s: %(deed)s", what=programme_words(course).striptags(), deed=text(course.title))
