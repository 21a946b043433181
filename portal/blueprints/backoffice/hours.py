"""Hours that volunteers gave in a year: one by one, by employer, as a file, and as sheets to hand out."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, url_for
from markupsafe import Markup
from sqlalchemy import Select, select

from portal import clock
from portal.database import db
from portal.domain.mentoring.hours import Given, hours_of, who_gave, years
from portal.domain.mentoring.periods import Period, year
from portal.domain.mentoring.scope import volunteers_in
from portal.domain.mentoring.told import about_volunteer
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.web import office
from portal.web.access import staff_only
from portal.web.attestation import asked_for, document, sheet
from portal.web.figures import asked_year, in_hours
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.lists import Column, export, listed, page_number
from portal.web.mentoring_access import staff_volunteer
from portal.web.pdf import as_pdf, has_pdf

blueprint = Blueprint("office_hours", __name__)


@blueprint.get("/office/hours")
@staff_only
def hours() -> Response:
    known = years(clock.now()) or [clock.now().year]
    chosen = asked_year(known)
    found = listed(_query(year(chosen)), page_number())
    return page(
        "backoffice/hours/hours.html",
        heading=_("Hours of volunteers"),
        chosen=chosen,
        years=known,
        found=found,
        columns=_columns(year(chosen), [one.id for one in found.rows]),
        address=lambda number: url_for("office_hours.hours", year=chosen, page=number),
        as_file=lambda kind: url_for("office_hours.file", year=chosen, kind=kind),
    )


@blueprint.get("/office/hours.<any(csv,xlsx):kind>")
@staff_only
def file(kind: str) -> Response:
    chosen = asked_year(years(clock.now()))
    office.noted("volunteers.exported", None, kind=kind)
    db.session.commit()
    period = year(chosen)
    return export(_columns(period, None), _query(period), f"hours-{chosen}", kind)


@blueprint.get("/office/hours/<ref:ref>")
@staff_volunteer
def attestation(volunteer: Volunteer) -> Response:
    """The sheet for one of them."""
    found = asked_for(volunteer, clock.now())
    office.noted("volunteer.attested", about_volunteer(volunteer))
    db.session.commit()
    return page(
        "backoffice/hours/attestation.html",
        heading=_("Attestation"),
        one=found,
        sheet=sheet(found),
        action=url_for("office_hours.attestation", ref=volunteer.ref),
        address=lambda **more: url_for("office_hours.attestation", ref=volunteer.ref, **found.asked | more),
        pdf=url_for("office_hours.pdf", ref=volunteer.ref, **found.asked) if has_pdf() else None,
    )


@blueprint.get("/office/hours/<ref:ref>.pdf")
@staff_volunteer
def pdf(volunteer: Volunteer) -> Response:
    if not has_pdf():
        abort(404)
    found = asked_for(volunteer, clock.now())
    office.noted("volunteer.attested", about_volunteer(volunteer))
    db.session.commit()
    return as_pdf(document(found), f"hours-{volunteer.ref}")


def _query(period: Period) -> Select[Any]:
    gave = select(Volunteer).where(who_gave(period, clock.now()), volunteers_in(office.powers()))
    return gave.order_by(Volunteer.first_name, Volunteer.id)


def _columns(period: Period, ids: list[int] | None) -> list[Column[Volunteer]]:
    """`ids`: those who will be shown; None: all."""
    given, nothing = hours_of(ids, period, clock.now()), Given()

    def of(one: Volunteer) -> Given:
        return given.get(one.id, nothing)

    def link(one: Volunteer) -> Markup:
        days: dict[str, Any] = {"from": period.first.isoformat(), "to": period.last.isoformat()}
        address = url_for("office_hours.attestation", ref=one.ref, **days)
        return Markup('<a href="{}"><bdi>{}</bdi></a>').format(address, name_of(one))

    return [
        Column("name", _("Name"), name_of, link),
        Column("employer", _("Employer"), lambda one: one.employer or ""),
        _minutes("mentoring", _("Hours of mentoring"), lambda one: of(one).meetings),
        _minutes("dates", _("Hours of courses and workshops"), lambda one: of(one).slots),
        _minutes("together", _("Together"), lambda one: of(one).minutes),
    ]


def _minutes(key: str, heading: str, minutes: Callable[[Volunteer], int]) -> Column[Volunteer]:
    return Column(key, heading, lambda one: round(minutes(one) / 60, 2), lambda one: in_hours(minutes(one)))


def name_of(volunteer: Volunteer) -> str:
    return " ".join(filter(None, (volunteer.first_name, volunteer.surname)))
