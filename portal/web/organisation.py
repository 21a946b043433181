"""The association as pages name it: from the settings in force, never from a template."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, url_for

from portal.domain.accounts.contacts import show_phone


@dataclass(frozen=True)
class Organisation:
    name: str
    address: str
    #: E.164, for `tel:`.
    phone: str
    #: As people of the country write it.
    phone_words: str
    email: str
    website: str
    publisher: str
    hosting: str
    demo: bool
    #: Digest of its logo; empty: the name stands there in letters.
    logo: str
    #: Of the bar of the browser.
    colour: str


def organisation() -> Organisation:
    """The association of this portal."""
    found: Organisation = current_app.extensions["organisation"]
    return found


def logo_url() -> str:
    """Where the logo is, for ever: another logo has another address. Empty: there is none."""
    logo = organisation().logo
    return url_for("pictures.picture", digest=logo) if logo else ""


def _read(settings: dict[str, Any]) -> Organisation:
    return Organisation(
        name=settings["PORTAL_ORGANISATION"],
        address=settings["PORTAL_ORGANISATION_ADDRESS"],
        phone=settings["PORTAL_ORGANISATION_PHONE"],
        phone_words=show_phone(settings["PORTAL_ORGANISATION_PHONE"], settings["PORTAL_PHONE_REGION"]),
        email=settings["PORTAL_ORGANISATION_EMAIL"],
        website=settings["PORTAL_ORGANISATION_WEBSITE"],
        publisher=settings["PORTAL_PUBLISHER"],
        hosting=settings["PORTAL_HOSTING"],
        demo=settings["PORTAL_DEMO"],
        logo=settings["PORTAL_LOGO"],
        colour=settings["PORTAL_COLOUR_BRAND"],
    )


def init_organisation(app: Flask) -> None:
    def name_it(app: Flask) -> None:
        app.extensions["organisation"] = app.jinja_env.globals["organisation"] = _read(app.config)

    app.extensions["in_force"].then(name_it)
    app.jinja_env.globals["logo_url"] = logo_url
