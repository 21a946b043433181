"""Languages: which there are, which one this request speaks, and how a page is found in another.

Public addresses carry the language (`/fr/...`). A view never sees it: it is taken off the address before the
view is called and put back on by `url_for`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from babel import Locale
from flask import Flask, current_app, g, has_app_context, request
from flask_babel import Babel, get_translations
from werkzeug.routing import BaseConverter, ValidationError

from portal.config import BadSettings


@dataclass(frozen=True)
class Language:
    """`code` stands in addresses; `locale` is Babel's name; `name` is what its readers call it; `also`: other codes
    that browsers wish it by."""

    code: str
    locale: str
    name: str
    rtl: bool = False
    also: tuple[str, ...] = ()

    @property
    def direction(self) -> str:
        return "rtl" if self.rtl else "ltr"

    @property
    def babel(self) -> Locale:
        return Locale.parse(self.locale)


#: All languages the portal could offer; `PORTAL_LANGUAGES` says which it does.
KNOWN = {
    language.code: language
    for language in (
        Language("fr", "fr_FR", "Français"),
        Language("en", "en_GB", "English"),
        Language("ar", "ar", "العربية", rtl=True),
        Language("fa", "fa_AF", "دری", rtl=True, also=("prs",)),
        Language("uk", "uk_UA", "Українська"),
    )
}

babel = Babel()


def offered() -> list[Language]:
    return [KNOWN[code] for code in current_app.config["PORTAL_LANGUAGES"]]


def language() -> Language:
    """The language of this request, or of the letter being worded; else the fall-back."""
    if has_app_context() and "language" in g:
        return g.language  # type: ignore[no-any-return]
    return offered()[0]


def wished() -> Language:
    """The offered language the visitor's browser likes best: `ar-SY` before `fr` is Arabic."""
    known = {code: one for one in offered() for code in (one.code, *one.also)}
    for tag, quality in request.accept_languages:
        code = tag.lower().partition("-")[0]
        if quality > 0 and code in known:
            return known[code]
    return offered()[0]


def of_address() -> Language:
    """The language an address begins with, whatever is wrong with the rest of it; else what the browser wishes."""
    first = request.path.split("/", 2)[1]
    return next((one for one in offered() if one.code == first), None) or wished()


def speak(chosen: Language) -> None:
    """Let this request speak `chosen`, templates included.

    Flask-Babel looks the locale up again at each gettext (14.5 us a call); bound once a request it is 0.2 us.
    """
    g.language = chosen
    g.pop("_flask_babel", None)  # what it remembered of another language of this request
    translations = get_translations()
    g.gettext, g.ngettext = translations.ugettext, translations.ungettext
    g.pgettext, g.npgettext = translations.upgettext, translations.unpgettext


@contextmanager
def speaking(code: str) -> Iterator[Language]:
    """Speak the language of this code for a while: that of a recipient, in a worker or on another's page."""
    before: Language | None = g.get("language")
    speak(KNOWN.get(code) or offered()[0])
    try:
        yield language()
    finally:
        speak(before or offered()[0])


def gettext(message: str, **values: Any) -> str:
    """The words for `message`. As Flask-Babel's, by the functions `speak` has bound: a list of dates asks 200."""
    words: str = _bound().gettext(message)
    return words % values if values else words


def ngettext(one: str, many: str, num: int, **values: Any) -> str:
    """The words for so many, `%(num)s` in them."""
    words: str = _bound().ngettext(one, many, num)
    return words % {"num": num, **values}


def _bound() -> Any:
    if "gettext" not in g:
        speak(language())
    return g


class LanguageConverter(BaseConverter):
    """Matches the code of an offered language and nothing else."""

    regex = "[a-z]{2}"

    def to_python(self, value: str) -> str:
        if value not in current_app.config["PORTAL_LANGUAGES"]:
            raise ValidationError
        return value


def _take_language_off(endpoint: str | None, values: dict[str, Any] | None) -> None:
    code = values.pop("lang", None) if values else None
    speak(KNOWN[code] if code else of_address())


def _put_language_on(endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = language().code


def init_languages(app: Flask) -> None:
    unknown = [code for code in app.config["PORTAL_LANGUAGES"] if code not in KNOWN]
    if unknown or not app.config["PORTAL_LANGUAGES"]:
        raise BadSettings(f"PORTAL_LANGUAGES: the portal has no words for {unknown}; it knows {list(KNOWN)}.")
    app.url_map.converters["lang"] = LanguageConverter
    app.url_value_preprocessor(_take_language_off)
    app.url_defaults(_put_language_on)
    babel.init_app(app, locale_selector=lambda: language().babel)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: g.gettext(message),
        lambda one, many, count: g.ngettext(one, many, count),
        newstyle=True,
        pgettext=lambda context, message: g.pgettext(context, message),
        npgettext=lambda context, one, many, count: g.npgettext(context, one, many, count),
    )
