"""Reports of postings, for the team: the list, the page of one beside the others of its posting, and what was found.

A posting is taken off, and a company is stopped, on their own pages: the page of a report leads there.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from markupsafe import Markup, escape

from portal import clock
from portal.blueprints.backoffice.report_page import FoundForm, noted, show
from portal.database import db
from portal.domain.jobs import reports as verbs
from portal.domain.jobs.choices import ReportWhy
from portal.domain.jobs.posting_models import PostingReport
from portal.domain.jobs.reports import ClosedAlready, Found, SoughtReports, about_report, looked_for, when_owed
from portal.domain.signups.asked import home_zone
from portal.web import dates, office
from portal.web.access import staff_only
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.jobs import found_words, report_words
from portal.web.languages import gettext as _
from portal.web.lists import Column, export, listed, page_number

blueprint = Blueprint("office_reports", __name__)

_CLOSED = "closed"


@blueprint.get("/office/reports")
@staff_only
def reports() -> Response:
    given, sought = _sought()
    found = listed(looked_for(sought), page_number())
    return page(
        "backoffice/reports/reports.html",
        heading=_("Reports of postings"),
        given=given,
        found=found,
        columns=_columns(when_owed(found.rows), verbs.count_open(one.posting for one in found.rows)),
        reasons=[(one.value, report_words(one)) for one in ReportWhy],
        address=_address("reports", given, "page"),
        as_file=_address("file", given, "kind"),
    )


@blueprint.get("/office/reports.<any(csv,xlsx):kind>")
@staff_only
def file(kind: str) -> Response:
    _given, sought = _sought()
    office.noted("posting_reports.exported", None, kind=kind)
    db.session.commit()
    return export(_columns_of_file(), looked_for(sought), "reports", kind)


@blueprint.get("/office/reports/<ref:ref>")
@staff_only
def report(ref: str) -> Response:
    found = _found(ref)
    noted("read", found)
    db.session.commit()
    return show(found)


@blueprint.post("/office/reports/<ref:ref>/close")
@staff_only
def close(ref: str) -> Response:
    report, form, who = _found(ref), FoundForm(), office.account()
    if not form.validate():
        return show(report, 422, form)
    try:
        verbs.close(report, Found(form.found.data), who, clock.now(), form.upto.data or 0)
    except ClosedAlready:
        db.session.rollback()
        return show(report, 409, refused=_("Somebody else was faster. See below how it stands now."))
    noted("closed", report, found=form.found.data)
    db.session.commit()
    return go(url_for("office_reports.report", ref=report.ref, done="closed"))


@blueprint.post("/office/reports/<ref:ref>/reopen")
@staff_only
def reopen(ref: str) -> Response:
    report, form = _found(ref), PressForm()
    if not form.validate():
        return show(report, 422, form)
    verbs.reopen(report, clock.now())
    noted("reopened", report)
    db.session.commit()
    return go(url_for("office_reports.report", ref=report.ref, done="reopened"))


def _found(ref: str) -> PostingReport:
    """Postings belong to no place: the staff of each see what is reported of them all."""
    return verbs.by_ref(ref) or abort(404)


def _sought() -> tuple[dict[str, str], SoughtReports]:
    """The filter of the address, and what it looks for."""
    names = ("q", "state", "why")
    given = {name: value for name in names if (value := " ".join(request.args.get(name, "").split())[:120])}
    known: dict[str, set[str]] = {"state": {_CLOSED}, "why": set(ReportWhy)}
    if any(given[name] not in values for name, values in known.items() if name in given):
        abort(404)
    return given, SoughtReports(given.get("state") == _CLOSED, given.get("why"), given.get("q"))


def _address(view: str, given: dict[str, Any], name: str) -> Callable[[Any], str]:
    """The same list: another page, or as a file."""
    return lambda value: url_for(f"office_reports.{view}", **given, **{name: value})


def _known() -> list[Column[PostingReport]]:
    return [
        Column("company", _("Company"), lambda one: one.posting.company.name),
        Column("why", _("Reason"), lambda one: report_words(one.why)),
    ]


def _columns(owed: dict[str, datetime], together: dict[int, int]) -> list[Column[PostingReport]]:
    """Of a page. `owed`: until when the team looks; `together`: open reports of each posting."""
    zone = home_zone()

    def until(one: PostingReport) -> Markup:
        if one.closed_at:
            return escape(found_words(one.outcome or ""))
        by = owed.get(about_report(one))
        late = by is None or by < clock.now()
        words = escape(dates.moment_words(by, zone)) if by else Markup("")
        return words + (Markup(' <strong class="late">{}</strong>').format(_("Late")) if late else Markup(""))

    return [
        Column("title", _("Title"), lambda one: one.posting.title, _link),
        Column("until", _("How it stands"), lambda one: None, until),
        *_known(),
        Column("at", _("Reported"), lambda one: dates.moment_words(one.at, zone)),
        Column("together", _("Open reports of this posting"), lambda one: together.get(one.posting_id, 0)),
    ]


def _columns_of_file() -> list[Column[PostingReport]]:
    zone = home_zone()
    return [
        Column("title", _("Title"), lambda one: one.posting.title),
        *_known(),
        Column("at", _("Reported"), lambda one: dates.local(one.at, zone).replace(tzinfo=None)),
        Column("found", _("What we found"), lambda one: found_words(one.outcome) if one.outcome else ""),
    ]


def _link(one: PostingReport) -> Markup:
    address = url_for("office_reports.report", ref=one.ref)
    return Markup('<a href="{}"><bdi>{}</bdi></a>').format(address, one.posting.title)
