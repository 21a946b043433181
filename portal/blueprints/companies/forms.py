"""The forms of a company: asking to join, inviting a colleague, changing what learners read."""

from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, StringField, ValidationError

from portal.domain.accounts.contacts import read_email
from portal.domain.jobs.companies import Facts
from portal.domain.jobs.joining import Joining
from portal.web.company_forms import FactsMixin, ShownMixin
from portal.web.edits import EditForm
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.languages import language
from portal.web.people_forms import EmailMixin, one_line

_LONGEST_NAME = 80


class _Named:
    """Who somebody is, as colleagues know them."""

    recruiter = StringField(_l("Your name"), filters=[one_line])

    def validate_recruiter(self, field: Any) -> None:
        if not any(letter.isalpha() for letter in field.data):
            raise ValidationError(_("Write a name."))
        if len(field.data) > _LONGEST_NAME:
            raise ValidationError(_("Write a shorter name, %(most)s letters at most.", most=_LONGEST_NAME))


class JoinForm(FactsMixin, _Named, EmailMixin, PortalForm):
    """The company, who asks for it, and the charter: what is wrong is named in this order."""

    email = StringField(_l("Your e-mail"), filters=[one_line])
    charter = BooleanField()
    #: Sent twice, it finds the same company.
    key = HiddenField()

    def validate_charter(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Read our charter, and tick the box."))

    def joining(self, key: str) -> Joining:
        email = read_email(self.email.data)
        return Joining(self.facts, self.recruiter.data, email, language().code, key)


class ColleagueForm(_Named, EmailMixin, PortalForm):
    """Whom to invite."""

    recruiter = StringField(_l("Name of your colleague"), filters=[one_line])
    email = StringField(_l("Work e-mail of your colleague"), filters=[one_line])


class ShownForm(ShownMixin, EditForm):
    """Where the company is, and what it does."""

    def changed(self, known: Facts) -> Facts:
        """What is known, with what this form says."""
        shown = (self.town.data or None, self.website.data or None, self.about.data or None)
        return replace(known, town=shown[0], website=shown[1], about=shown[2])
