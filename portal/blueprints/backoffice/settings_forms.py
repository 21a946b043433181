"""The settings as forms, one for each subject: each knows its settings as they are, and gives them back as text."""

from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from wtforms import (
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length

from portal.config import SETTINGS
from portal.domain.accounts.contacts import NotAnEmail, NotAPhone, read_email, read_phone, show_phone
from portal.domain.messages.models import Channel
from portal.domain.privacy import REGISTER, Reason
from portal.domain.settings.ours import bounds, kept_months
from portal.web.colours import TooPale, check_accent, check_brand
from portal.web.edits import EditForm
from portal.web.forms import PortalForm
from portal.web.languages import KNOWN, language
from portal.web.languages import gettext as _
from portal.web.privacy_words import reason_words

_READ = {setting.name: setting.read for setting in SETTINGS}
_ONE_OF_THESE = _l("Choose one of the answers shown.")
_NEEDED = InputRequired(_l("Please write this."))


def _now(name: str) -> Any:
    return current_app.config[f"PORTAL_{name}"]


class SettingsForm(EditForm):
    """`names`: the settings of the form, each with the field of that name in small letters."""

    names: tuple[str, ...] = ()

    def saved(self) -> dict[str, Any]:
        """The fields as they are in force."""
        return {name.lower(): _now(name) for name in self.names}

    def texts(self) -> dict[str, str]:
        """The settings as the environment would hold them."""
        return {name: str(self[name.lower()].data).strip() for name in self.names}


class AssociationForm(SettingsForm):
    names = (
        "ORGANISATION",
        "ORGANISATION_ADDRESS",
        "ORGANISATION_PHONE",
        "ORGANISATION_EMAIL",
        "ORGANISATION_WEBSITE",
    )
    organisation = StringField(_l("Name"), [_NEEDED, Length(max=40, message=_l("At most 40 letters."))])
    organisation_address = TextAreaField(
        _l("Address"), [_NEEDED, Length(max=200, message=_l("At most 200 letters."))]
    )
    organisation_phone = StringField(_l("Phone number for help"), [_NEEDED])
    organisation_email = StringField(_l("E-mail for questions"), [_NEEDED])
    organisation_website = StringField(_l("Website"), [_NEEDED])

    def saved(self) -> dict[str, Any]:
        phone = show_phone(_now("ORGANISATION_PHONE"), _now("PHONE_REGION"))
        return super().saved() | {"organisation_phone": phone}

    def validate_organisation(self, field: Any) -> None:
        field.data = " ".join(field.data.split())

    def validate_organisation_address(self, field: Any) -> None:
        field.data = " ".join(field.data.split())

    def validate_organisation_phone(self, field: Any) -> None:
        try:
            read_phone(field.data, _now("PHONE_REGION"))
        except NotAPhone as error:
            raise ValidationError(_("Write a phone number, for example 01 23 45 67 89.")) from error

    def validate_organisation_email(self, field: Any) -> None:
        try:
            field.data = _READ["ORGANISATION_EMAIL"](read_email(field.data).value)
        except (NotAnEmail, ValueError) as error:
            raise ValidationError(_("Write an address such as name@example.org.")) from error

    def validate_organisation_website(self, field: Any) -> None:
        try:
            _READ["ORGANISATION_WEBSITE"](field.data.strip())
        except ValueError as error:
            raise ValidationError(_("Write an address that begins with https://.")) from error

    def texts(self) -> dict[str, str]:
        phone = read_phone(str(self.organisation_phone.data), _now("PHONE_REGION")).value
        return super().texts() | {"ORGANISATION_PHONE": phone}


class ColoursForm(SettingsForm):
    names = ("COLOUR_BRAND", "COLOUR_ACCENT")
    colour_brand = StringField(_l("Main colour: titles, links, buttons"), [_NEEDED])
    colour_accent = StringField(_l("Second colour: bands and marks"), [_NEEDED])

    def validate_colour_brand(self, field: Any) -> None:
        field.data = _colour(field.data)
        _refuse(check_brand(field.data))

    def validate_colour_accent(self, field: Any) -> None:
        field.data = _colour(field.data)
        if not self.colour_brand.errors:
            _refuse(check_accent(field.data, str(self.colour_brand.data)))


def _colour(text: str | None) -> str:
    try:
        return str(_READ["COLOUR_BRAND"]("#" + (text or "").strip().removeprefix("#")))
    except ValueError as error:
        raise ValidationError(_("Write a number sign and six signs.")) from error


def _refuse(found: TooPale | None) -> None:
    if found:
        words = _(
            "Too hard to read: contrast %(measured)s, needed %(needed)s. Nearest that works: %(better)s",
            measured=f"{found.measured:.1f}",
            needed=f"{found.needed:g}",
            better=f"\u2066{found.better}\u2069" if language().rtl else found.better,
        )
        raise ValidationError(words)


class LanguagesForm(SettingsForm):
    names = ("LANGUAGES",)
    languages = SelectMultipleField(_l("Languages of the pages"), id="offered", validate_choice=False)
    first = SelectField(_l("Where a text is missing, show it in"), validate_choice=False)

    def __init__(self) -> None:
        super().__init__()
        self.languages.choices = self.first.choices = [(one.code, one.name) for one in KNOWN.values()]

    def saved(self) -> dict[str, Any]:
        return {"languages": sorted(_now("LANGUAGES")), "first": _now("LANGUAGES")[0]}

    def validate_languages(self, field: Any) -> None:
        field.data = sorted(code for code in KNOWN if code in (field.data or []))
        if not field.data:
            raise ValidationError(_("Choose one language at least."))

    def validate_first(self, field: Any) -> None:
        if field.data not in (self.languages.data or []):
            raise ValidationError(_("Choose one of the languages above."))

    def texts(self) -> dict[str, str]:
        others = [code for code in KNOWN if code in (self.languages.data or []) and code != self.first.data]
        return {"LANGUAGES": ",".join([str(self.first.data), *others])}


def _hours(least: int, most: int) -> list[tuple[str, str]]:
    """Every half hour, as clocks show it."""
    halves = [f"{hour:02}:{minute}" for hour in range(least, most + 1) for minute in ("00", "30")]
    return [(one, one) for one in halves[:-1]]


#: Hours between which a team may choose, as `portal.config` reads them.
_BETWEEN = {
    "waking_from": (5, 11),
    "waking_until": (16, 22),
    "remind_day_before": (8, 19),
    "remind_morning": (5, 11),
    "office_closes": (9, 20),
}


class HoursForm(SettingsForm):
    names = (
        "WAKING_FROM",
        "WAKING_UNTIL",
        "REMIND_DAY_BEFORE",
        "REMIND_MORNING",
        "OFFICE_CLOSES",
        "TEXT_DAILY_SEGMENTS",
    )
    waking_from = SelectField(_l("Messages go out from"), invalid_choice_message=_ONE_OF_THESE)
    waking_until = SelectField(_l("Messages go out until"), invalid_choice_message=_ONE_OF_THESE)
    remind_day_before = SelectField(_l("Reminder on the day before, at"), invalid_choice_message=_ONE_OF_THESE)
    remind_morning = SelectField(_l("Reminder on the same day, at"), invalid_choice_message=_ONE_OF_THESE)
    office_closes = SelectField(_l("We answer by this hour of the day"), invalid_choice_message=_ONE_OF_THESE)
    text_daily_segments = StringField(_l("Text message segments in a day, at most"), [_NEEDED])

    def __init__(self) -> None:
        super().__init__()
        for name, (least, most) in _BETWEEN.items():
            self[name].choices = _hours(least, most)

    def saved(self) -> dict[str, Any]:
        return {name.lower(): f"{_now(name):%H:%M}" for name in self.names[:-1]} | {
            "text_daily_segments": str(_now("TEXT_DAILY_SEGMENTS"))
        }

    def validate_text_daily_segments(self, field: Any) -> None:
        text = field.data.strip()
        if not (text.isascii() and text.isdigit() and len(text) < 7 and int(text) <= 100_000):
            raise ValidationError(_("Write a number from 0 to 100000."))


class KeptForm(SettingsForm):
    """A field for each reason of the register; built anew for each form, because fields are made by the class."""

    names = ("KEEP_MONTHS",)

    def saved(self) -> dict[str, Any]:
        return {reason.value: str(kept_months(reason)) for reason in Reason}

    def texts(self) -> dict[str, str]:
        chosen = {reason: str(self[reason.value].data).strip() for reason in Reason}
        others = [f"{one}={months}" for one, months in chosen.items() if months != str(REGISTER[one].months)]
        return {"KEEP_MONTHS": ", ".join(others)}


def kept_form() -> KeptForm:
    """The form with its labels in the language of this page."""
    fields = {
        reason.value: SelectField(reason_words(reason)[0], invalid_choice_message=_ONE_OF_THESE) for reason in Reason
    }
    form: KeptForm = type("KeptForm", (KeptForm,), fields)()
    for reason in Reason:
        form[reason.value].choices = _months(reason)
    return form


def _months(reason: Reason) -> list[tuple[str, str]]:
    fewest, most = bounds(reason)
    return [(str(count), str(count)) for count in range(fewest, most + 1)]


class LogoForm(PortalForm):
    """A file, which the view judges by its content."""

    logo = HiddenField(_l("Logo"))


class TrialForm(PortalForm):
    """Send me a test."""

    channel = RadioField(_l("How?"), invalid_choice_message=_ONE_OF_THESE)
    to = StringField(_l("To which number or address?"), [_NEEDED])

    def __init__(self, channels: list[tuple[str, str]]) -> None:
        super().__init__()
        self.channel.choices = channels

    def validate_to(self, field: Any) -> None:
        try:
            self.address = (
                read_phone(field.data, _now("PHONE_REGION"), of_stories=_now("DEMO")).value
                if self.channel.data == Channel.TEXT
                else read_email(field.data).value
            )
        except NotAPhone as error:
            raise ValidationError(_("Write a phone number, for example 01 23 45 67 89.")) from error
        except NotAnEmail as error:
            raise ValidationError(_("Write an address such as name@example.org.")) from error
