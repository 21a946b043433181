"""The association as pages name it: from the settings, never from a template."""

from dataclasses import dataclass

from flask import Flask, current_app

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


def organisation() -> Organisation:
    """The association of this portal."""
    found: Organisation = current_app.extensions["organisation"]
    return found


def init_organisation(app: Flask) -> None:
    settings = app.config
    app.extensions["organisation"] = app.jinja_env.globals["organisation"] = Organisation(
        name=settings["PORTAL_ORGANISATION"],
        address=settings["PORTAL_ORGANISATION_ADDRESS"],
        phone=settings["PORTAL_ORGANISATION_PHONE"],
        phone_words=show_phone(settings["PORTAL_ORGANISATION_PHONE"], settings["PORTAL_PHONE_REGION"]),
        email=settings["PORTAL_ORGANISATION_EMAIL"],
        website=settings["PORTAL_ORGANISATION_WEBSITE"],
        publisher=settings["PORTAL_PUBLISHER"],
        hosting=settings["PORTAL_HOSTING"],
        demo=settings["PORTAL_DEMO"],
    )
