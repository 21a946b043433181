"""The forms about a company: its facts, the words of a no or a stop, and a call."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField, ValidationError

from portal.domain.jobs.choices import CompanyKind
from portal.web.company_forms import FactsMixin, country_words
from portal.web.date_fields import day_of
from portal.web.edits import EditForm, Overtaken
from portal.web.forms import PortalForm
from portal.web.jobs import company_kind_words
from portal.web.languages import gettext as _

_MOST = 1000


class FactsForm(FactsMixin, EditForm):
    """All that is known of a company."""

    def worded(self, one: Overtaken) -> str:
        """What another person saved, in words."""
        if one.field == "kind":
            return company_kind_words(CompanyKind(one.now))
        return country_words(one.now) if one.field == "country" else str(one.now) or _("Nothing")


class WordsForm(PortalForm):
    """What the company reads with the answer."""

    words = TextAreaField(_l("Your words to the company"))

    def validate_words(self, field: Any) -> None:
        field.data = (field.data or "").strip()
        if not field.data:
            raise ValidationError(_("Write one sentence at least."))
        if len(field.data) > _MOST:
            raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=_MOST))


class CallForm(PortalForm):
    """The team phoned: what was said, and when somebody looks again."""

    words = TextAreaField(_l("What was said (optional)"))
    again = StringField(_l("We look again on"))

    def validate_words(self, field: Any) -> None:
        field.data = (field.data or "").strip()
        if len(field.data) > _MOST:
            raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=_MOST))

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        if self.day() is None:
            self.refuse("again", self.soon())
        return good and not self.again.errors

    def day(self) -> date | None:
        return day_of(self.again)

    @staticmethod
    def soon() -> str:
        return _("Choose a day in the next two months.")
