"""What a company answers with: dates and a place, a yes with a few words, a no with its reason."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField, TextAreaField, ValidationError

from portal.domain.catalogue.calendar import NoSuchLocalTime, local_instant
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.choices import MOST_DATES, No
from portal.domain.jobs.owed import soonest_date
from portal.web.dates import moment_words
from portal.web.forms import PortalForm
from portal.web.jobs import no_words
from portal.web.languages import gettext as _
from portal.web.people_forms import one_line

_WHERE_MOST, _WORDS_MOST = 300, 1000
#: Who is told from when on a date may be proposed has so long to type it.
_TO_TYPE = timedelta(minutes=15)
_HOUR = re.compile(r"([0-9]{1,2})\s?[:hH.]?\s?([0-9]{2})?(?::[0-9]{2})?")


class DatesForm(PortalForm):
    """Up to three dates, each a day and an hour; and where, or how to call."""

    day_1, hour_1 = StringField(_l("Day")), StringField(_l("Hour"))
    day_2, hour_2 = StringField(_l("Day")), StringField(_l("Hour"))
    day_3, hour_3 = StringField(_l("Day")), StringField(_l("Hour"))
    where = StringField(_l("Where, or how?"), filters=[one_line])

    def __init__(self, application: JobApplication, zone: ZoneInfo, **values: Any) -> None:
        super().__init__(data={"where": application.interview_where or ""}, **values)
        self.zone, self.name = zone, application.person.first_name
        #: What was read of the dates, by the name of the field of their day.
        self.read: dict[str, datetime] = {}

    @property
    def dates(self) -> list[datetime]:
        return list(self.read.values())

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        return [(self[f"day_{number}"], self[f"hour_{number}"]) for number in range(1, MOST_DATES + 1)]

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        for number, (day, hour) in enumerate(self.pairs):
            if number == 0 or day.data or hour.data:
                self._read(day, hour)
        return good and not any(day.errors or hour.errors for day, hour in self.pairs)

    def _read(self, day: Any, hour: Any) -> None:
        """A day without an hour, or the other way round, is half a date."""
        on, at = _day(day.data), _hour(hour.data)
        if on is None:
            day.errors = [_("Choose a day.")]
        if at is None:
            hour.errors = [_("Choose an hour. For example: %(hour)s", hour="14:00")]
        if on is None or at is None:
            return
        try:
            self.read[day.name] = local_instant(on, at, self.zone)
        except NoSuchLocalTime:
            hour.errors = [_("The clocks skip this hour. Choose another one.")]

    def say_too_soon(self, dates: list[datetime], now: datetime) -> None:
        """At each of these dates: from when on one may be proposed."""
        since = _next_quarter(soonest_date(now + _TO_TYPE))
        moment = moment_words(since, self.zone)
        for name, at in self.read.items():
            if at in dates:
                words = _(
                    "Propose a date from %(moment)s on, so that %(name)s can answer.", moment=moment, name=self.name
                )
                self.refuse(name, words)

    def validate_where(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Write an address, a phone number or a link."))
        _not_longer(field, _WHERE_MOST)


def _day(typed: str | None) -> date | None:
    try:
        return date.fromisoformat(typed or "")
    except ValueError:
        return None


def _next_quarter(moment: datetime) -> datetime:
    """A moment that is easily typed: `moment`, or the next quarter of an hour."""
    whole = moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)
    return whole if whole == moment else whole + timedelta(minutes=15)


def _hour(typed: str | None) -> time | None:
    """`14:30`, and as it is written by hand: `9:00`, `9 h 30`, `14h`."""
    found = _HOUR.fullmatch((typed or "").strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class YesForm(PortalForm):
    """A few words with the yes; they may stay empty."""

    words = TextAreaField(_l("A few words to them (optional)"))

    def validate_words(self, field: Any) -> None:
        _not_longer(field, _WORDS_MOST)


class NoForm(PortalForm):
    """Why, and whether the learner may read it."""

    why = RadioField(_l("Why not?"), validate_choice=False)
    shared = BooleanField()
    words = TextAreaField(_l("A few words to them (optional)"))

    def __init__(self) -> None:
        super().__init__(data={"shared": True})
        self.why.choices = [(one.value, no_words(one)) for one in No]

    def validate_why(self, field: Any) -> None:
        if field.data not in set(No):
            raise ValidationError(_("Choose a reason."))

    def validate_words(self, field: Any) -> None:
        _not_longer(field, _WORDS_MOST)


def _not_longer(field: Any, most: int) -> None:
    field.data = (field.data or "").strip()
    if len(field.data) > most:
        raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=most))
