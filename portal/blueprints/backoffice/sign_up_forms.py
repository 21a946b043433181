"""The forms around the sign-ups of a course session."""

import re
import secrets
from datetime import date, datetime, time
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)

from portal.domain.accounts.contacts import Reach
from portal.domain.signups.applying import Told
from portal.domain.signups.models import LARGEST_PARTY, Way
from portal.domain.signups.office import Beyond
from portal.domain.signups.seats import SeatRequest
from portal.domain.signups.steps import DayPart, Refusal
from portal.web.applications import day_part_words, refusal_words
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.languages import ngettext, offered
from portal.web.people_forms import FirstNameMixin, PhoneMixin, ReachMixin
from portal.web.sign_ups import beyond_words

#: The wording that is read aloud to somebody who agrees on the phone or at the door.
SAID_ALOUD = "2026-11-aloud"
_MOST = 500
_KEY = re.compile(r"[A-Za-z0-9_-]{22}")


class BeyondMixin:
    """Why a seat is given although all are taken; empty: it is not."""

    beyond = RadioField(
        _l("All seats are taken. Why one more?"),
        default="",
        validate_choice=False,
    )

    def offer_reasons(self) -> None:
        self.beyond.choices = [(one.value, beyond_words(one)) for one in Beyond]

    @property
    def reason(self) -> Beyond | None:
        return Beyond(self.beyond.data) if self.beyond.data in set(Beyond) else None


class BeyondForm(PortalForm, BeyondMixin):
    """Give a seat: a button, and the reason where all are taken."""

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.offer_reasons()


class MoveForm(BeyondForm):
    """To which date: the ref of its course session."""

    to = RadioField(_l("To which date?"), validate_choice=False)


class NoteForm(PortalForm):
    """What the team writes down for itself."""

    text = TextAreaField(_l("Note for the team"))

    def validate_text(self, field: Any) -> None:
        field.data = (field.data or "").strip()
        if not field.data:
            raise ValidationError(_("Write something first."))
        if len(field.data) > _MOST:
            raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=_MOST))


class InterviewForm(PortalForm):
    """A date and an hour, by the clock of the place."""

    day = StringField(_l("Day of the interview"))
    hour = StringField(_l("Hour"))

    when: datetime

    def validate_day(self, field: Any) -> None:
        try:
            date.fromisoformat(field.data or "")
        except ValueError as error:
            raise ValidationError(_("Choose a day.")) from error

    def validate_hour(self, field: Any) -> None:
        try:
            time.fromisoformat(field.data or "")
        except ValueError as error:
            raise ValidationError(_("Write an hour. For example: %(example)s", example="14:00")) from error

    @property
    def wall(self) -> tuple[date, time]:
        return date.fromisoformat(self.day.data or ""), time.fromisoformat(self.hour.data or "").replace(tzinfo=None)


class RefuseForm(PortalForm):
    """The reason, as the person reads it."""

    reason = RadioField(_l("Why? They read this sentence."), validate_choice=False)

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.reason.choices = [(one.value, refusal_words(one)) for one in Refusal]

    def validate_reason(self, field: Any) -> None:
        if field.data not in set(Refusal):
            raise ValidationError(_("Choose a reason."))


class _AddingMixin(BeyondMixin):
    """What both ways of adding somebody share. Sent twice, the form finds the same sign-up."""

    language = SelectField(_l("Their language"), invalid_choice_message=_l("Choose one of the answers shown."))
    key = HiddenField()

    def prepare(self) -> None:
        self.offer_reasons()
        self.language.choices = [(one.code, one.name) for one in offered()]
        if not _KEY.fullmatch(self.key.data or ""):
            self.key.data = secrets.token_urlsafe(16)


class WalkInForm(FirstNameMixin, PhoneMixin, PortalForm, _AddingMixin):
    """Somebody stands at the door: a first name is enough."""

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.prepare()
        self.first_name.label.text = _("First name")
        self.phone.label.text = _("Phone number, if they like")

    def validate_phone(self, field: Any) -> None:
        if field.data:
            super().validate_phone(field)

    def request(self) -> SeatRequest:
        reach = self.reach if self.phone.data else None
        return _request(self, reach, 1, Way.WALK_IN)


class AddForm(FirstNameMixin, ReachMixin, PortalForm, _AddingMixin):
    """Somebody is on the phone: the questions of the public form, and what an application asks."""

    party = SelectField(_l("How many people come?"), default="1")
    why = TextAreaField(_l("Why this course?"))
    when_free = SelectMultipleField(_l("When can we meet them?"))
    consent = BooleanField()
    #: The page offered a place in line, not a seat.
    wait = HiddenField()
    #: The button was pressed that gives a seat whatever the public form would do.
    above = HiddenField()

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.prepare()
        self.first_name.label.text = _("First name")
        self.reach_by.label.text = _("How can we reach them?")
        self.phone.label.text = _("Phone number")
        self.email.label.text = _("E-mail")
        sizes = range(1, LARGEST_PARTY + 1)
        self.party.choices = [(str(size), ngettext("%(num)s person", "%(num)s people", size)) for size in sizes]
        self.when_free.choices = [(part.value, day_part_words(part)) for part in DayPart]

    def validate_why(self, field: Any) -> None:
        if len(field.data or "") > _MOST:
            raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=_MOST))

    def validate_consent(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Read the sentence aloud, and tick it when they agree."))

    def request(self) -> SeatRequest:
        return _request(self, self.reach, int(self.party.data), Way.PHONE)

    def told(self) -> Told:
        return Told((self.why.data or "").strip() or None, tuple(DayPart(part) for part in self.when_free.data))


def _request(form: Any, reach: Reach | None, party: int, way: Way) -> SeatRequest:
    return SeatRequest(form.first_name.data, reach, party, form.key.data, SAID_ALOUD, form.language.data, way)
