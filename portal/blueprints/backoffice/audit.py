"""Who did what, with which record, when and from where."""

from datetime import date, datetime, time, timedelta
from typing import Any

from flask import Blueprint, Response, request, url_for
from markupsafe import Markup
from sqlalchemy import select

from portal.database import db
from portal.domain.accounts.account_models import Account
from portal.domain.accounts.models import Person
from portal.domain.auditlog.lines import Reader, Sought, lines
from portal.domain.auditlog.models import AuditLine
from portal.domain.catalogue.models import Place
from portal.domain.catalogue.search import places
from portal.domain.privacy import Reason
from portal.domain.settings.ours import kept_months
from portal.domain.signups.asked import home_zone
from portal.web import dates
from portal.web.access import staff_only
from portal.web.actions import about_record, action_words, actions, way_words
from portal.web.audit_facts import facts_words
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.lists import Column, export, listed, page_number
from portal.web.office import account, noted, powers
from portal.web.words import place_words

blueprint = Blueprint("office_audit", __name__)

#: What the address may say, beside the page.
_ASKED = ("who", "action", "about", "person", "place", "from", "to")


@blueprint.get("/office/audit")
@staff_only
def log() -> Response:
    found = listed(_query(), page_number())
    return page(
        "backoffice/audit/log.html",
        heading=_("Who did what"),
        found=found,
        columns=_columns(_people({line.person_id for line in found.rows})),
        chosen={name: request.args[name] for name in _ASKED if request.args.get(name)},
        accounts=[(str(one.id), one.name) for one in _accounts().values()],
        actions=sorted(((one, action_words(one)) for one in actions()), key=lambda one: one[1]),
        places=[(str(one.id), place_words(one)) for one in places() if powers().sees(one.id)],
        months=kept_months(Reason.AUDIT),
        only=about_record(request.args.get("about")) or ("person" in request.args and _("One person")),
    )


@blueprint.get("/office/audit.<any(csv, xlsx):kind>")
@staff_only
def file(kind: str) -> Response:
    noted("audit_log.exported", None)
    db.session.commit()
    query = _query()
    persons = query.order_by(None).with_only_columns(AuditLine.person_id)
    return export(_columns(_people(persons)), query, "who-did-what", kind)


def _query() -> Any:
    may = powers()
    reader = Reader(account().id, None if may.everywhere else may.places, may.admin, may.safeguarding)
    return lines(reader, _sought())


def _sought() -> Sought:
    asked = request.args
    last = _day("to")
    return Sought(
        account_id=_number("who"),
        action=asked.get("action") or None,
        about=asked.get("about") or None,
        person_id=_number("person"),
        place_id=_number("place"),
        since=_midnight(_day("from")),
        before=_midnight(last + timedelta(days=1)) if last else None,
    )


def _number(name: str) -> int | None:
    value = request.args.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def _day(name: str) -> date | None:
    try:
        day = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return day if 2000 < day.year < 2200 else None


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), home_zone()) if day else None


def _accounts() -> dict[int, Account]:
    return {one.id: one for one in db.session.scalars(select(Account).order_by(Account.name, Account.id))}


def _people(numbers: Any) -> dict[int, str]:
    """The first names of the people of these numbers, by one question."""
    rows = db.session.execute(select(Person.id, Person.first_name).where(Person.id.in_(numbers)))
    return {row.id: row.first_name for row in rows}


def _columns(people: dict[int, str]) -> list[Column[AuditLine]]:
    """`people`: first names of those whose files are in the lines, by number."""
    zone, accounts = home_zone(), _accounts()
    where = {one.id: place_words(one) for one in db.session.scalars(select(Place))}

    def who(line: AuditLine) -> str:
        known = accounts.get(line.account_id or 0)
        return known.name if known else way_words(line.way)

    def whose(line: AuditLine) -> str:
        return people.get(line.person_id or 0, "")

    def record(line: AuditLine) -> Markup | str:
        address = url_for("office_audit.log", about=line.about)
        return Markup('<a href="{}">{}</a>').format(address, about_record(line.about)) if line.about else ""

    origin: Column[AuditLine] = Column(
        "origin", _("From where"), lambda line: line.origin.address if line.origin else ""
    )
    return [
        Column(
            "when",
            _("When"),
            lambda line: dates.local(line.at, zone).replace(tzinfo=None),
            lambda line: dates.moment_words(line.at, zone),
        ),
        Column("who", _("Who"), who),
        Column("action", _("What"), lambda line: action_words(line.action)),
        Column("about", _("Record"), lambda line: about_record(line.about), record),
        Column("person", _("Whose file"), whose),
        Column("place", _("Place"), lambda line: where.get(line.place_id or 0, "")),
        Column("facts", _("More"), lambda line: facts_words(line.facts)),
        *([origin] if powers().admin else []),
    ]
