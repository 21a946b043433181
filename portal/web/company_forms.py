"""What is asked of a company: its name, its kind and number, and what learners may read of it."""

import unicodedata
from typing import Any
from urllib.parse import urlsplit

from babel import Locale
from flask_babel import lazy_gettext as _l
from stdnum.exceptions import ValidationError as NoSiret
from stdnum.fr import siret
from wtforms import RadioField, SelectField, StringField, TextAreaField, ValidationError

from portal.domain.jobs.choices import CompanyKind
from portal.domain.jobs.companies import Facts
from portal.domain.jobs.company_models import Company
from portal.web.jobs import company_kind_words
from portal.web.languages import gettext as _
from portal.web.languages import language
from portal.web.people_forms import one_line

_LONGEST_NAME, _LONGEST_TOWN, _LONGEST_NUMBER, _LONGEST_SITE, _LONGEST_ABOUT = 120, 120, 40, 200, 1000
_FRANCE, _SIREN = "FR", 9
#: Where partners come from; whoever is from elsewhere finds "another country".
_COUNTRIES = (
    *("AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "GB", "GR", "HR", "HU", "IE", "IS", "IT"),
    *("LI", "LT", "LU", "LV", "MC", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "AD", "UA", "TR", "GE"),
    *("CA", "US", "BR", "IN", "AU", "JP", "AE", "JO", "LB", "MA", "DZ", "TN", "EG", "SN", "CI", "CM", "CD", "MG"),
    *("MW", "KE", "RW", "ZA", "NG", "GH"),
)
_ELSEWHERE = "ZZ"
_CHOOSE = _l("Choose one of the answers shown.")


def country_words(code: str) -> str:
    """The name of a country in the language of the page."""
    if code == _ELSEWHERE:
        return _("Another country")
    return Locale.parse(language().locale).territories.get(code) or code


def number_words(company: Company) -> str:
    """`SIRET 732 829 320 00074`, or the number abroad as it is written there; empty: none."""
    if not company.number:
        return ""
    if company.country != _FRANCE:
        return company.number
    parts = company.number[:3], company.number[3:6], company.number[6:9], company.number[9:]
    return "\u00a0".join(filter(None, ("SIRET", *parts)))


def read_siret(typed: str) -> str:
    """Fourteen digits of whatever spelling. Raises `ValidationError`, with what to do."""
    kept = "".join(str(unicodedata.digit(one, one)) for one in typed if one.isalnum())
    try:
        return str(siret.validate(kept))
    except NoSiret as error:
        if kept.isdecimal() and len(kept) == _SIREN:
            raise ValidationError(_("This is the SIREN. Please write all 14 digits of the SIRET.")) from error
        example = "732\u00a0829\u00a0320\u00a000074"
        raise ValidationError(_("Check the SIRET: 14 digits. For example: %(example)s", example=example)) from error


class ShownMixin:
    """What a company may change by itself: where it is, and what it does."""

    town = StringField(_l("Town"), filters=[one_line])
    website = StringField(_l("Website"), filters=[one_line])
    about = TextAreaField(_l("What do you do?"))

    def validate_town(self, field: Any) -> None:
        _not_longer(field, _LONGEST_TOWN)

    def validate_website(self, field: Any) -> None:
        if not field.data:
            return
        site = field.data if "://" in field.data else f"https://{field.data}"
        try:
            parts = urlsplit(site)
        except ValueError as error:
            raise ValidationError(_website_example()) from error
        if parts.scheme not in {"http", "https"} or "." not in parts.netloc or "@" in parts.netloc or " " in site:
            raise ValidationError(_website_example())
        field.data = site
        _not_longer(field, _LONGEST_SITE)

    def validate_about(self, field: Any) -> None:
        field.data = (field.data or "").strip()
        _not_longer(field, _LONGEST_ABOUT)


class FactsMixin(ShownMixin):
    """All that is known of a company."""

    name = StringField(_l("Name of the company or association"), filters=[one_line])
    kind = RadioField(_l("What are you?"), default=CompanyKind.COMPANY.value, invalid_choice_message=_CHOOSE)
    siret = StringField(_l("SIRET number"), filters=[one_line])
    siret_if_any = StringField(_l("SIRET, if you have one"), filters=[one_line])
    country = SelectField(_l("Country"), invalid_choice_message=_CHOOSE)
    number = StringField(_l("Registration number in that country"), filters=[one_line])

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.kind.choices = [(kind.value, company_kind_words(kind)) for kind in CompanyKind]
        named = sorted(((code, country_words(code)) for code in _COUNTRIES), key=lambda one: _sorted_by(one[1]))
        self.country.choices = [("", _("Choose a country")), *named, (_ELSEWHERE, country_words(_ELSEWHERE))]

    def validate_name(self, field: Any) -> None:
        if not any(letter.isalnum() for letter in field.data):
            raise ValidationError(_("Write the name."))
        _not_longer(field, _LONGEST_NAME)

    def validate_siret(self, field: Any) -> None:
        if self.kind.data == CompanyKind.COMPANY:
            read_siret(field.data)

    def validate_siret_if_any(self, field: Any) -> None:
        if self.kind.data == CompanyKind.ASSOCIATION and field.data:
            read_siret(field.data)

    def validate_country(self, field: Any) -> None:
        if self.kind.data == CompanyKind.FOREIGN and not field.data:
            raise ValidationError(_("Choose a country."))

    def validate_number(self, field: Any) -> None:
        if self.kind.data != CompanyKind.FOREIGN:
            return
        if not any(letter.isalnum() for letter in field.data):
            raise ValidationError(_("Write the number of your company there."))
        _not_longer(field, _LONGEST_NUMBER)

    @property
    def facts(self) -> Facts:
        """What a form says that is valid."""
        kind = CompanyKind(self.kind.data)
        typed = self.siret.data if kind is CompanyKind.COMPANY else self.siret_if_any.data
        number = self.number.data.upper() if kind is CompanyKind.FOREIGN else read_siret(typed) if typed else None
        return Facts(
            self.name.data,
            kind,
            number,
            self.country.data if kind is CompanyKind.FOREIGN else _FRANCE,
            self.town.data or None,
            self.website.data or None,
            self.about.data or None,
        )


def as_saved(facts: Facts) -> dict[str, Any]:
    """What is known, as the fields hold it."""
    in_france = facts.number if facts.kind != CompanyKind.FOREIGN else None
    return {
        "name": facts.name,
        "kind": facts.kind.value,
        "siret": (in_france or "") if facts.kind == CompanyKind.COMPANY else "",
        "siret_if_any": (in_france or "") if facts.kind == CompanyKind.ASSOCIATION else "",
        "country": facts.country if facts.kind == CompanyKind.FOREIGN else "",
        "number": (facts.number or "") if facts.kind == CompanyKind.FOREIGN else "",
        **as_shown(facts),
    }


def as_shown(facts: Facts) -> dict[str, Any]:
    """The same of what a company may change by itself."""
    return {"town": facts.town or "", "website": facts.website or "", "about": facts.about or ""}


def _website_example() -> str:
    return _("Check this address. For example: %(example)s", example="www.example.org")


def _sorted_by(words: str) -> str:
    """É stands with E."""
    return unicodedata.normalize("NFKD", words).casefold()


def _not_longer(field: Any, most: int) -> None:
    if len(field.data or "") > most:
        raise ValidationError(_("Write a shorter text, %(most)s letters at most.", most=most))
