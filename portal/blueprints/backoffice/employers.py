"""Hours by employer: a list for the team, and a sheet with totals only for the company's own report.

The sheet leaves the team, so it tells no number behind which fewer than five people stand.
"""

from flask import Blueprint, Response, request, url_for

from portal import clock
from portal.domain.impact.figures import FEWEST
from portal.domain.mentoring.hours import Given, employers, years
from portal.domain.mentoring.periods import year
from portal.domain.signups.asked import home_zone
from portal.web.access import everywhere_only
from portal.web.attestation import day_in_full
from portal.web.dates import local, number_words
from portal.web.figures import asked_year, in_hours
from portal.web.htmx import go, page
from portal.web.languages import gettext as _

blueprint = Blueprint("office_employers", __name__)


@blueprint.get("/office/employers")
@everywhere_only
def by_employer() -> Response:
    known = years(clock.now()) or [clock.now().year]
    chosen = asked_year(known)
    return page(
        "backoffice/hours/employers.html",
        heading=_("Hours by employer"),
        chosen=chosen,
        years=known,
        rows=employers(year(chosen), clock.now()),
        in_hours=in_hours,
    )


@blueprint.get("/office/employers/report")
@everywhere_only
def report() -> Response:
    chosen = asked_year(years(clock.now()))
    key = request.args.get("employer", "")
    found = next((one for one in employers(year(chosen), clock.now()) if one.key == key), None)
    if found is None:  # nobody of theirs gave hours in this year
        return go(url_for("office_employers.by_employer", year=chosen))
    return page(
        "backoffice/hours/report.html",
        heading=_("Report for %(name)s", name=found.name),
        employer=found,
        chosen=chosen,
        told=_told(found.given),
        fewest=FEWEST,
        today=day_in_full(local(clock.now(), home_zone()).date()),
    )


def _told(given: Given) -> list[tuple[str, str]]:
    """What may be told outside the team, by its name. Where one kind may not, neither may the other: the rest would
    tell it."""
    if given.people < FEWEST:
        return []
    rows = [
        (_("Employees who volunteered"), number_words(given.people)),
        (_("Hours together"), in_hours(given.minutes)),
    ]
    if not any(0 < people < FEWEST for people in (given.mentors, given.helpers)):
        rows[1:1] = [
            (_("Hours of mentoring"), in_hours(given.meetings)),
            (_("Hours of courses and workshops"), in_hours(given.slots)),
        ]
    return rows
