"""The words for what an account may do: a role, where, until when."""

from datetime import timedelta

from portal.database import db
from portal.domain.accounts.account_models import Grant, OfficeRole
from portal.domain.catalogue.models import Place
from portal.domain.signups.asked import home_zone
from portal.web import dates
from portal.web.languages import gettext as _
from portal.web.words import place_words


def role_words(role: str) -> str:
    return {
        OfficeRole.ADMIN: _("Admin"),
        OfficeRole.STAFF: _("Team"),
        OfficeRole.TRAINER: _("Gives courses"),
        OfficeRole.VOLUNTEER: _("Volunteer"),
        OfficeRole.RECRUITER: _("Company"),
        OfficeRole.REFERRER: _("Partner"),
        OfficeRole.SAFEGUARDING: _("Responsible for safety"),
    }[OfficeRole(role)]


def where_words(place_id: int | None) -> str:
    place = db.session.get(Place, place_id) if place_id else None
    return place_words(place) if place else _("All places")


def until_words(grant: Grant) -> str:
    """The last day on which the role holds; empty: it does not end by itself."""
    if grant.until is None:
        return ""
    last = dates.local(grant.until - timedelta(seconds=1), home_zone())
    return _("until %(day)s", day=dates.day_words(last.date()))


def grant_words(grant: Grant) -> str:
    """`Team, Montreuil, until Friday 3 March`."""
    parts = (role_words(grant.role), where_words(grant.place_id), until_words(grant))
    return _(", ").join(part for part in parts if part)
