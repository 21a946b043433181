"""What a company did with us in a year: its postings, its answers, who began and who stayed; as a page and as a file.

What learners said of it is for the association, and never counted here.
"""

from flask import Blueprint, Response, url_for

from portal import clock
from portal.domain.jobs import figures
from portal.domain.jobs.company_models import Company, Recruiter
from portal.domain.mentoring.periods import Period, year
from portal.web import figures as words
from portal.web.htmx import page
from portal.web.job_figures import Line, after_lines, rows_of, sent_lines, step_lines
from portal.web.jobs_access import recruiter_only
from portal.web.languages import gettext as _
from portal.web.lists import Column, export_rows

blueprint = Blueprint("company_year", __name__)

#: Of what is counted after the end, the company's own words: how many ended, how many stayed.
_OWN = 2


@blueprint.get("/company/year")
@recruiter_only
def show(recruiter: Recruiter) -> Response:
    company = recruiter.company
    years = figures.years(clock.now(), company)
    chosen = words.asked_year(years)
    return page(
        "companies/year.html",
        heading=_("%(company)s in %(year)s", company=company.name, year=chosen),
        years=years,
        chosen=chosen,
        parts=_parts(year(chosen), company),
        as_file=lambda kind: url_for("company_year.file", kind=kind, year=chosen),
    )


@blueprint.get("/company/year.<any(csv,xlsx):kind>")
@recruiter_only
def file(recruiter: Recruiter, kind: str) -> Response:
    chosen = words.asked_year(figures.years(clock.now(), recruiter.company))
    columns: list[Column[tuple[str, Line]]] = [
        Column("part", _("Part"), lambda row: row[0]),
        Column("name", _("Figure"), lambda row: row[1].name),
        Column("value", _("Number"), lambda row: row[1].value),
        Column("of", _("Out of"), lambda row: row[1].of),
        Column("definition", _("What is counted"), lambda row: row[1].definition),
    ]
    return export_rows(columns, rows_of(_parts(year(chosen), recruiter.company)), f"year-{chosen}", kind)


def _parts(period: Period, company: Company) -> list[tuple[str, list[Line]]]:
    board = Line(_("Your jobs"), _("They came on the board in this year."), figures.published(period, company))
    return [
        (_("Your jobs and your answers"), [board, *sent_lines(figures.answered(period, company))]),
        (_("What happened in this time"), step_lines(figures.steps(period, company))),
        (_("How it went"), after_lines(figures.after(period, company))[:_OWN]),
    ]
