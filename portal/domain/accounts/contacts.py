"""Reading phone numbers and e-mail addresses in any spelling, and finding who gave them."""

import re
from dataclasses import dataclass

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from portal.domain.accounts.models import Contact, ContactKind
from portal.vault import vault

#: The library would dial letters as a keypad does and make up a number nobody typed.
_LETTER_AFTER_DIGIT = re.compile(r"\d.*[^\W\d_]", re.DOTALL)
#: Numbers the French regulator keeps for stories: 06 39 98 and four digits. Nobody is called at one.
_OF_STORIES = re.compile(r"\+3363998\d{4}")


class NotAPhone(ValueError):
    """No phone number can be read from this text."""


class NotAnEmail(ValueError):
    """No e-mail address can be read from this text."""


@dataclass(frozen=True)
class Reach:
    """One way to reach a person: a phone in E.164 or a lower-case e-mail address."""

    kind: ContactKind
    value: str

    @property
    def digest(self) -> str:
        return vault.digest(f"contact:{self.kind}", self.value)


def read_phone(text: str, region: str, of_stories: bool = False) -> Reach:
    """A phone number in any spelling: spaces, dots, +33, 0033, Arabic or Persian digits.

    `region` is the ISO country of numbers written without a prefix. `of_stories`: also one that nobody has, for
    trials; elsewhere it would be a call that never comes.
    """
    if _LETTER_AFTER_DIGIT.search(text):
        raise NotAPhone(text)
    try:
        number = phonenumbers.parse(" ".join(text.split()), region)
    except phonenumbers.NumberParseException as error:
        raise NotAPhone(text) from error
    whole = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    known = phonenumbers.is_valid_number(number) or (of_stories and _OF_STORIES.fullmatch(whole))
    if number.extension or not known:
        raise NotAPhone(text)
    return Reach(ContactKind.PHONE, whole)


def read_email(text: str) -> Reach:
    """An e-mail address. The domain is not asked on the network: a learner's phone may be faster than it."""
    try:
        address = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError as error:
        raise NotAnEmail(text) from error
    return Reach(ContactKind.EMAIL, address.normalized.lower())


def show_phone(value: str, region: str) -> str:
    """An E.164 number as people of `region` write it: 07 66 38 74 96, or +265 ... from abroad."""
    number = phonenumbers.parse(value)
    home = phonenumbers.region_code_for_number(number) == region
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def mask(contact: Contact | Reach) -> str:
    """Enough to recognise one's own contact, too little to use it: `•••• 56 78`, `a•••@example.org`."""
    if contact.kind == ContactKind.PHONE:
        return f"•••• {contact.value[-4:-2]} {contact.value[-2:]}"
    local, _, domain = contact.value.partition("@")
    return f"{local[0]}•••@{domain}"
