"""What a learner writes on the tablet of a fair: a first name, a phone or an e-mail, three words if they like."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, TextAreaField, ValidationError

from portal.domain.jobs.applying import WORDS_MOST, Wish
from portal.vault import new_ref
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.languages import language
from portal.web.people_forms import FirstNameMixin, ReachMixin

#: The wording of the consent this form shows; a new wording gets a new name.
CONSENT_VERSION = "2026-11-fair"


class TabletForm(FirstNameMixin, ReachMixin, PortalForm):
    must_be_reached = must_be_written_to = True

    words = TextAreaField(_l("A few words to the company"))
    consent = BooleanField()
    #: Sent twice, it finds the same application. Each learner's form has its own.
    key = HiddenField()

    def __init__(self) -> None:
        super().__init__()
        self.key.data = (self.key.data or "")[:32] or new_ref(16)

    def validate_words(self, field: Any) -> None:
        field.data = (field.data or "").strip()
        if len(field.data) > WORDS_MOST:
            raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=WORDS_MOST))

    def validate_consent(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Tick the box, so that we may send it."))

    def wish(self) -> Wish:
        """What a valid form says."""
        return Wish(
            first_name=self.first_name.data,
            reach=self.reach,
            form_key=self.key.data,
            consent_version=CONSENT_VERSION,
            language=language().code,
            words=self.words.data or None,
        )
