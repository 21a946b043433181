"""The forms of accounts. A password is never shown again, whatever was wrong; all else that was typed is kept."""

from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, SelectField, StringField, ValidationError

from portal.domain.accounts.account_models import Account
from portal.domain.accounts.contacts import NotAnEmail, Reach, read_email
from portal.domain.accounts.models import ContactKind
from portal.domain.accounts.passwords import LEAST, MOST, passwords, too_common
from portal.web.forms import PortalForm
from portal.web.languages import gettext as _
from portal.web.languages import offered
from portal.web.people_forms import ReachMixin, one_line


class SignInForm(PortalForm):
    email = StringField(_l("Your e-mail"), filters=[one_line])
    password = PasswordField(_l("Your password"))
    next = HiddenField()

    def validate_email(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Write your e-mail."))

    def validate_password(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Write your password."))

    @property
    def reach(self) -> Reach:
        """What was typed, also where it is no e-mail: it is looked for, and checked, like any other."""
        try:
            return read_email(self.email.data)
        except NotAnEmail:
            return Reach(ContactKind.EMAIL, self.email.data.lower())


class CodeForm(PortalForm):
    """Six digits, or a recovery code."""

    code = StringField(_l("Code"), filters=[one_line])
    next = HiddenField()

    def validate_code(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Write the code."))


class LinkForm(ReachMixin, PortalForm):
    """Where a link may go."""

    must_be_reached = True


class NewPasswordMixin:
    """A password chosen by its owner."""

    new_password = PasswordField(_l("New password"))
    account: Account

    def validate_new_password(self, field: Any) -> None:
        typed = field.data or ""
        if len(typed) < LEAST:
            raise ValidationError(_("Write a longer password: %(least)s signs or more.", least=LEAST))
        if len(typed) > MOST:
            raise ValidationError(_("Write a shorter password, %(most)s signs at most.", most=MOST))
        own = (self.account.name, self.account.email, current_app.config["PORTAL_ORGANISATION"])
        if too_common(typed, *own):
            raise ValidationError(_("Many people choose this. Take three or four words instead."))


class ChoosePasswordForm(NewPasswordMixin, PortalForm):
    """By a link: who opens it owns the e-mail, or the phone."""

    def __init__(self, account: Account) -> None:
        super().__init__()
        self.account = account


class OldPasswordMixin:
    """The password that holds now, if there is one: whoever finds a browser left open does not have it."""

    password = PasswordField(_l("Password until now"))
    account: Account

    def validate_password(self, field: Any) -> None:
        kept = self.account.password_hash
        if kept and not passwords.match(kept, field.data or ""):
            raise ValidationError(_("This is not your password. Please try again."))


class OwnPasswordForm(OldPasswordMixin, NewPasswordMixin, PortalForm):
    """By whoever is signed in: with the old one, if there is one."""

    password = OldPasswordMixin.password

    def __init__(self, account: Account) -> None:
        super().__init__()
        self.account = account


class NewPhoneForm(OldPasswordMixin, CodeForm):
    """Another phone for the second step."""

    password = PasswordField(_l("Your password"))

    def __init__(self, account: Account) -> None:
        super().__init__()
        self.account = account


class NameForm(PortalForm):
    """The name colleagues see, and the language we write in."""

    name = StringField(_l("Your name"), filters=[one_line])
    language = SelectField(_l("Your language"), invalid_choice_message=_l("Choose one of the answers shown."))

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.language.choices = [(one.code, one.name) for one in offered()]

    def validate_name(self, field: Any) -> None:
        check_name(field.data)


def check_name(name: str) -> None:
    if not any(letter.isalpha() for letter in name):
        raise ValidationError(_("Write a name."))
    if len(name) > 80:
        raise ValidationError(_("Write a shorter name, %(most)s letters at most.", most=80))
