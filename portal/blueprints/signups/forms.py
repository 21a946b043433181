"""The forms of a sign-up. Four questions take a seat; everything else is asked once it is theirs."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)

from portal.domain.signups.applying import Told
from portal.domain.signups.models import LARGEST_PARTY, ONLINE_NEEDS, HeardFrom, Need
from portal.domain.signups.seats import SeatRequest
from portal.domain.signups.steps import DayPart
from portal.web.applications import day_part_words
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.languages import language, ngettext, offered
from portal.web.people_forms import FirstNameMixin, ReachMixin, one_line
from portal.web.words import heard_words, need_words

#: The wording of the consent a form shows; a new wording gets a new name.
CONSENT_VERSION = "2026-11"
_NOTE_MOST = 500
#: A list whose answers changed while the page was open.
_ONE_OF_THESE = _l("Choose one of the answers shown.")
_FORM_KEY = re.compile(r"[A-Za-z0-9_-]{22}")


def party_choices() -> list[tuple[str, str]]:
    """How many may come on one sign-up."""
    more = range(2, LARGEST_PARTY + 1)
    return [("1", _("Only me"))] + [(str(size), ngettext("%(num)s person", "%(num)s people", size)) for size in more]


class ConsentAndKeyMixin:
    """What ends the form of a sign-up: consent, and the key by which it is known."""

    consent = BooleanField()
    #: Sent twice, it finds the same booking.
    key = HiddenField()

    def keep_key(self, form_key: str) -> None:
        """`form_key` is this browser's for the course session; a form that comes back brings its own."""
        if not _FORM_KEY.fullmatch(self.key.data or ""):
            self.key.data = form_key

    def validate_consent(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Tick the box, so that we may keep your seat."))


class SeatForm(FirstNameMixin, ReachMixin, PortalForm, ConsentAndKeyMixin):
    """First name, how to be reached, how many come, consent."""

    party = SelectField(_l("How many people come?"), default="1", invalid_choice_message=_ONE_OF_THESE)

    def __init__(self, form_key: str) -> None:
        super().__init__()
        self.party.choices = party_choices()
        self.keep_key(form_key)

    @property
    def people(self) -> int:
        """How many come, as far as it was said."""
        return int(self.party.data) if self.party.data in dict(self.party.choices) else 1

    def request(self) -> SeatRequest:
        return SeatRequest(
            first_name=self.first_name.data,
            reach=self.reach,
            party=int(self.party.data),
            form_key=self.key.data,
            consent_version=CONSENT_VERSION,
            language=language().code,
        )


class ApplyForm(FirstNameMixin, ReachMixin, PortalForm, ConsentAndKeyMixin):
    """First name, how to be reached, and two questions that need no answer; consent."""

    why = TextAreaField(_l("Why this course?"))
    when_free = SelectMultipleField(_l("When can we meet you?"), invalid_choice_message=_ONE_OF_THESE)

    def __init__(self, form_key: str) -> None:
        super().__init__()
        self.when_free.choices = [(part.value, day_part_words(part)) for part in DayPart]
        self.keep_key(form_key)

    def validate_why(self, field: Any) -> None:
        if len(field.data or "") > _NOTE_MOST:
            raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=_NOTE_MOST))

    def validate_consent(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Tick the box, so that we may answer you."))

    def request(self) -> SeatRequest:
        return SeatRequest(self.first_name.data, self.reach, 1, self.key.data, CONSENT_VERSION, language().code)

    def told(self) -> Told:
        return Told((self.why.data or "").strip() or None, tuple(DayPart(part) for part in self.when_free.data))


def too_many_changes() -> str:
    """What to do when the limit of a booking is reached."""
    return _("Too many changes. Please wait one hour, or call us.")


class PartyForm(PortalForm):
    """Come with more people, or fewer."""

    party = SelectField(_l("How many people come?"), invalid_choice_message=_ONE_OF_THESE)

    def __init__(self, party: int) -> None:
        super().__init__(data={"party": str(party)})
        self.party.choices = party_choices()


class MoveForm(PortalForm):
    """Another date: the button pressed carries the ref of its course session."""

    to = HiddenField()


class ContactForm(ReachMixin, PortalForm):
    """Correct how to be reached."""


class CodeForm(FirstNameMixin, PortalForm):
    """Come back: the code, and the first name that goes with it."""

    code = StringField(_l("Your code"), filters=[one_line])

    def validate_code(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Write the code of your card. For example: %(code)s", code="ABCD\u00a0123"))


class CheckForm(PortalForm):
    """The small check behind a private link: the code, or the beginning of the name."""

    code = StringField(_l("Your code, or three letters of your name"), filters=[one_line])

    def validate_code(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Write your code, or the first three letters of your name."))


class FactsForm(PortalForm):
    """What a learner may add. No question here must be answered."""

    language = SelectField(_l("Your language"), default=lambda: language().code, invalid_choice_message=_ONE_OF_THESE)
    needs = SelectMultipleField(_l("What would help you?"), invalid_choice_message=_ONE_OF_THESE)
    note = TextAreaField(_l("Something else we should prepare?"))
    heard_from = SelectField(_l("How did you hear of us?"), default="", invalid_choice_message=_ONE_OF_THESE)

    def __init__(self, online: bool, **values: Any) -> None:
        """`online`: a room's needs are not asked of those who stay at home."""
        super().__init__(**values)
        self.language.choices = [(one.code, one.name) for one in offered()]
        self.needs.choices = [(need.value, need_words(need)) for need in (ONLINE_NEEDS if online else Need)]
        sources = [(source.value, heard_words(source)) for source in HeardFrom]
        self.heard_from.choices = [("", _("I prefer not to say")), *sources]

    def validate_note(self, field: Any) -> None:
        if len(field.data or "") > _NOTE_MOST:
            raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=_NOTE_MOST))
