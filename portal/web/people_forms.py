"""What several forms ask of people: a first name, and one way to be reached."""

from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField, TextAreaField, ValidationError

from portal.domain.accounts.contacts import NotAnEmail, NotAPhone, Reach, read_email, read_phone, show_phone
from portal.domain.accounts.models import Contact, ContactKind
from portal.domain.accounts.reaching import ways
from portal.domain.messages.outbox import opted_out
from portal.web.languages import gettext as _

_NAME_MOST = 80
_NOTE_MOST = 500


def one_line(text: str | None) -> str:
    """What was typed into a single line, spaces tidied."""
    return " ".join((text or "").split())


def too_often() -> str:
    """What to do when the limit of a contact is reached."""
    return _("Too many tries with this number or e-mail. Please wait one hour, or call us.")


class FirstNameMixin:
    first_name = StringField(_l("Your first name"), filters=[one_line])

    def validate_first_name(self, field: Any) -> None:
        if not any(letter.isalpha() for letter in field.data):
            raise ValidationError(_("Write your first name."))
        if len(field.data) > _NAME_MOST:
            raise ValidationError(_("Write a shorter name, %(most)s letters at most.", most=_NAME_MOST))


class PhoneMixin:
    """A phone number, needed here because we call."""

    phone = StringField(_l("Your phone number"), filters=[one_line])

    def validate_phone(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Write your phone number."))
        check_phone(field.data)

    @property
    def reach(self) -> Reach:
        """The number of a form that is valid."""
        return read_typed_phone(self.phone.data)


class EmailMixin:
    """An e-mail address, needed here because that is how we answer."""

    email = StringField(_l("Your e-mail"), filters=[one_line])

    def validate_email(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Write your e-mail."))
        check_email(field.data)


class ConsentMixin:
    """That we may keep what is written here, to answer it."""

    consent = BooleanField()

    def validate_consent(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("Tick the box, so that we may answer you."))


class AskMixin(ConsentMixin):
    """What somebody wants us to know."""

    note = TextAreaField(_l("When is a good time? What is it about?"))

    def validate_note(self, field: Any) -> None:
        if len(field.data or "") > _NOTE_MOST:
            raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=_NOTE_MOST))


class ReachMixin:
    """One way to be reached, or none: that is an answer too, but where `must_be_reached`."""

    must_be_reached = False
    #: Only a message can tell them how it goes on: there is no page that they could come back to.
    must_be_written_to = False

    reach_by = RadioField(
        _l("How can we reach you?"),
        default="phone",
        invalid_choice_message=_l("Choose phone, e-mail, or neither."),
    )
    phone = StringField(_l("Your phone number"), filters=[one_line])
    email = StringField(_l("Your e-mail"), filters=[one_line])

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.reach_by.choices = [("phone", _("By phone")), ("email", _("By e-mail"))]
        if not self.must_be_reached:
            self.reach_by.choices.append(("none", _("No phone, no e-mail")))

    def validate_phone(self, field: Any) -> None:
        if self.reach_by.data != "phone":
            return
        if not field.data:
            without = _("Write your phone number, or choose “No phone, no e-mail”.")
            raise ValidationError(_("Write your phone number.") if self.must_be_reached else without)
        check_phone(field.data)
        if self.must_be_written_to:
            _check_written_to(read_typed_phone(field.data))

    def validate_email(self, field: Any) -> None:
        if self.reach_by.data != "email":
            return
        if not field.data:
            without = _("Write your e-mail, or choose “No phone, no e-mail”.")
            raise ValidationError(_("Write your e-mail.") if self.must_be_reached else without)
        check_email(field.data)
        if self.must_be_written_to:
            _check_written_to(read_email(field.data))

    @property
    def reach(self) -> Reach | None:
        """The contact of a form that is valid."""
        if self.reach_by.data == "phone":
            return read_typed_phone(self.phone.data)
        if self.reach_by.data == "email":
            return read_email(self.email.data)
        return None


def _check_written_to(reach: Reach) -> None:
    if not ways.lead_to(reach):
        raise ValidationError(_("We cannot write to this number. Please give an e-mail."))
    if opted_out(reach.digest):
        by_phone = reach.kind == ContactKind.PHONE
        stopped = _("Messages to this number are stopped.") if by_phone else _("Messages to this e-mail are stopped.")
        raise ValidationError(f"{stopped} {_('To get them again, open the link of a message we sent there.')}")


def read_typed_phone(typed: str) -> Reach:
    """A demonstration takes the numbers of its invented people, too."""
    return read_phone(typed, current_app.config["PORTAL_PHONE_REGION"], current_app.config["PORTAL_DEMO"])


def check_email(typed: str) -> None:
    try:
        read_email(typed)
    except NotAnEmail as error:
        raise ValidationError(_("Check this e-mail. For example: %(example)s", example="nour@example.org")) from error


def check_phone(typed: str) -> None:
    try:
        read_typed_phone(typed)
    except NotAPhone as error:
        raise ValidationError(
            _("Check this phone number. For example: %(example)s", example="06\u00a012\u00a034\u00a056\u00a078")
        ) from error


def contact_words(contact: Contact) -> str:
    """A contact in full, as people write it."""
    return phone_words(contact.value) if contact.kind == ContactKind.PHONE else contact.value


def phone_words(value: str) -> str:
    """A phone number as people here write it."""
    return show_phone(value, current_app.config["PORTAL_PHONE_REGION"])
