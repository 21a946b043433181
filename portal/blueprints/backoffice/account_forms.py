"""What admins say of an account: who, which role, where, until when."""

from datetime import date, datetime, time, timedelta
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, ValidationError

from portal import clock
from portal.domain.accounts.account_models import OfficeRole
from portal.domain.accounts.accounts import Invitation
from portal.domain.accounts.contacts import NotAnEmail, NotAPhone, read_email, read_phone
from portal.domain.catalogue.search import places
from portal.domain.signups.asked import home_zone
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.languages import language, offered
from portal.web.people_forms import one_line
from portal.web.roles import role_words
from portal.web.words import place_words

_ONE_OF_THESE = _l("Choose one of the answers shown.")


def place_choices(nowhere: str) -> list[tuple[str, str]]:
    """`nowhere`: what no place means here."""
    return [("", nowhere), *((str(place.id), place_words(place)) for place in places())]


class RoleForm(PortalForm):
    """A role, at a place or at all, until a day or without an end."""

    role = SelectField(_l("Role"), invalid_choice_message=_ONE_OF_THESE)
    place = SelectField(_l("Place"), invalid_choice_message=_ONE_OF_THESE)
    until = StringField(_l("Last day"), filters=[one_line])

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.role.choices = [(role.value, role_words(role)) for role in OfficeRole]
        self.place.choices = place_choices(_("All places"))

    def validate_until(self, field: Any) -> None:
        if not field.data:
            return
        try:
            last = date.fromisoformat(field.data)
        except ValueError as error:
            raise ValidationError(_("Write the day like this: %(example)s", example="2027-06-30")) from error
        if not clock.now().astimezone(home_zone()).date() <= last < date(2200, 1, 1):
            raise ValidationError(_("Choose a day that is not over."))

    @property
    def given(self) -> tuple[OfficeRole, int | None, datetime | None]:
        """(role, number of the place, the moment it ends): the last day counts whole."""
        role = OfficeRole(self.role.data)
        place_id = int(self.place.data) if self.place.data and role != OfficeRole.ADMIN else None
        if not self.until.data:
            return role, place_id, None
        day_after = date.fromisoformat(self.until.data) + timedelta(days=1)
        return role, place_id, datetime.combine(day_after, time(), home_zone())


class InviteForm(RoleForm):
    """Somebody new."""

    name = StringField(_l("Name"), filters=[one_line])
    email = StringField(_l("E-mail"), filters=[one_line])
    phone = StringField(_l("Phone, for links by text message"), filters=[one_line])
    language = SelectField(_l("Language"), invalid_choice_message=_ONE_OF_THESE)

    def __init__(self) -> None:
        super().__init__(role="staff", language=language().code)
        # It goes beside another role: it is given on the page of the account.
        self.role.choices = [one for one in self.role.choices if one[0] != OfficeRole.SAFEGUARDING]
        self.language.choices = [(one.code, one.name) for one in offered()]

    def validate_name(self, field: Any) -> None:
        if not any(letter.isalpha() for letter in field.data):
            raise ValidationError(_("Write a name."))
        if len(field.data) > 80:
            raise ValidationError(_("Write a shorter name, %(most)s letters at most.", most=80))

    def validate_email(self, field: Any) -> None:
        try:
            read_email(field.data)
        except NotAnEmail as error:
            raise ValidationError(
                _("Check this e-mail. For example: %(example)s", example="nour@example.org")
            ) from error

    def validate_phone(self, field: Any) -> None:
        try:
            self._phone()
        except NotAPhone as error:
            example = "06\u00a012\u00a034\u00a056\u00a078"
            raise ValidationError(_("Check this phone number. For example: %(example)s", example=example)) from error

    def _phone(self) -> Any:
        settings = current_app.config
        typed = self.phone.data
        return read_phone(typed, settings["PORTAL_PHONE_REGION"], settings["PORTAL_DEMO"]) if typed else None

    @property
    def invitation(self) -> Invitation:
        role, place_id, until = self.given
        return Invitation(
            self.name.data, read_email(self.email.data), role, self.language.data, self._phone(), place_id, until
        )
