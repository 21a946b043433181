"""What came of applications for work, for the team: a year or a quarter, as a page and as a file."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from portal import clock
from portal.database import db
from portal.domain.impact.figures import FEWEST
from portal.domain.jobs import figures as counted
from portal.domain.jobs.figures import Part
from portal.domain.mentoring.periods import Period, months, year
from portal.web import figures as words
from portal.web import office
from portal.web.access import staff_only
from portal.web.charts import chart
from portal.web.company_forms import country_words
from portal.web.dates import number_words
from portal.web.htmx import page
from portal.web.job_figures import (
    Line,
    after_lines,
    is_year,
    period_words,
    quarter_words,
    rows_of,
    sent_lines,
    step_lines,
)
from portal.web.jobs import situation_words
from portal.web.languages import gettext as _
from portal.web.languages import language
from portal.web.lists import Column, export_rows
from portal.web.words import text

blueprint = Blueprint("office_job_figures", __name__)


@blueprint.get("/office/jobs/figures")
@staff_only
def figures() -> Response:
    period, years = _period()
    after = counted.after(period, office.powers())
    return page(
        "backoffice/jobs/figures.html",
        heading=_("Work found: %(period)s", period=period_words(period)),
        year=period.first.year,
        years=years,
        quarters=_quarters(period),
        parts=_parts(period, after),
        chart=_chart(period),
        situations=[(situation_words(one), number) for one, number in after.situations.items() if after.replied],
        countries=_countries(period),
        programmes=_programmes(period),
        fewest=FEWEST,
        as_file=lambda kind: url_for("office_job_figures.file", kind=kind, **_asked(period)),
    )


@blueprint.get("/office/jobs/figures.<any(csv,xlsx):kind>")
@staff_only
def file(kind: str) -> Response:
    period, _years = _period()
    parts = _parts(period, counted.after(period, office.powers()))
    for title, found in ((_("By country"), _countries(period)), (_("By programme"), _programmes(period))):
        parts.append((title, [Line(name, _("Applications"), one.sent) for name, one in found]))
        parts.append((title, [Line(name, _("Both said yes"), one.agreed) for name, one in found]))
    office.noted("job_figures.exported", None, kind=kind)
    db.session.commit()
    return export_rows(_columns(), rows_of(parts), f"work-{period.first}-{period.last}", kind)


def _period() -> tuple[Period, list[int]]:
    """What the address asks for, a year or a quarter of it; without, this year. And all years there are."""
    years = counted.years(clock.now())
    chosen, quarter = words.asked_year(years), request.args.get("quarter", "")
    return (_quarter(chosen, int(quarter)) if quarter in {"1", "2", "3", "4"} else year(chosen)), years


def _quarter(number: int, quarter: int) -> Period:
    three = months(number)[3 * quarter - 3 : 3 * quarter]
    return Period(three[0].first, three[-1].last, three[0].zone)


def _asked(period: Period) -> dict[str, Any]:
    quarter = {} if is_year(period) else {"quarter": period.last.month // 3}
    return {"year": period.first.year} | quarter


def _quarters(period: Period) -> list[tuple[str, str, bool]]:
    """(words, address, is it this one) of the whole year and its quarters."""
    each = [year(period.first.year), *(_quarter(period.first.year, one) for one in (1, 2, 3, 4))]
    names = [_("The whole year"), *(quarter_words(one) for one in each[1:])]
    addresses = [url_for("office_job_figures.figures", **_asked(one)) for one in each]
    return [(name, to, one == period) for name, to, one in zip(names, addresses, each, strict=True)]


def _parts(period: Period, after: counted.After) -> list[tuple[str, list[Line]]]:
    powers = office.powers()
    return [
        (_("Sent in this time"), sent_lines(counted.answered(period, powers))),
        (_("What happened in this time"), step_lines(counted.steps(period, powers))),
        (_("How it went"), after_lines(after)),
    ]


def _chart(period: Period) -> dict[str, Any]:
    """Applications, month by month."""
    each = [one for one in months(period.first.year) if period.first <= one.first <= period.last]
    sent = counted.sent_by(each, office.powers())
    letters = [words.month_words(one.first.month, "narrow") for one in each]
    names = [words.month_words(one.first.month) for one in each]
    return {
        "caption": _("Applications, month by month"),
        "counted": _("Applications"),
        "chart": chart(sent, letters, number_words(max(sent)), language().rtl),
        "rows": [(name, number_words(one)) for name, one in zip(names, sent, strict=True)],
    }


def _countries(period: Period) -> list[tuple[str, Part]]:
    found = counted.by_country(period, office.powers())
    return [(country_words(one.of) if one.of else _("From home"), one) for one in found]


def _programmes(period: Period) -> list[tuple[str, Part]]:
    return [(text(one.of.name), one) for one in counted.by_programme(period, office.powers())]


def _columns() -> list[Column[tuple[str, Line]]]:
    return [
        Column("part", _("Part"), lambda row: row[0]),
        Column("name", _("Figure"), lambda row: row[1].name),
        Column("value", _("Number"), lambda row: row[1].value),
        Column("of", _("Out of"), lambda row: row[1].of),
        Column("definition", _("What is counted"), lambda row: row[1].definition),
    ]
