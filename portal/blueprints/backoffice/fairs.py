"""Job fairs: the list, planning one, the page of one, and what was sent from its tablets."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, url_for
from markupsafe import Markup

from portal import clock
from portal.blueprints.backoffice.fair_forms import FairForm
from portal.blueprints.backoffice.fair_page import noted, show
from portal.database import db
from portal.domain.jobs import fairs as verbs
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.board_models import JobFair
from portal.web import office
from portal.web.access import staff_only
from portal.web.dates import local
from portal.web.fairs import fair_when
from portal.web.htmx import go, page
from portal.web.jobs import job_state_words
from portal.web.jobs_access import staff_fair
from portal.web.languages import gettext as _
from portal.web.lists import Column, export, listed, page_number
from portal.web.words import place_words

blueprint = Blueprint("office_fairs", __name__)


@blueprint.get("/office/fairs")
@staff_only
def fairs() -> Response:
    found = listed(verbs.fairs_in(office.powers(), clock.now()), page_number())
    return page(
        "backoffice/jobs/fairs.html",
        heading=_("Job fairs"),
        found=found,
        columns=_columns(verbs.sent_by_fair(list(found.rows))),
        address=lambda number: url_for("office_fairs.fairs", page=number),
        as_file=lambda kind: url_for("office_fairs.file", kind=kind),
    )


@blueprint.get("/office/fairs.<any(csv,xlsx):kind>")
@staff_only
def file(kind: str) -> Response:
    office.noted("job_fairs.exported", None, kind=kind)
    db.session.commit()
    return export(_columns_of_file(), verbs.fairs_in(office.powers(), clock.now()), "job-fairs", kind)


@blueprint.get("/office/fairs/new")
@staff_only
def ask_new() -> Response:
    return _show_new(FairForm(formdata=None))


@blueprint.post("/office/fairs/new")
@staff_only
def make() -> Response:
    form = FairForm()
    plan = form.plan() if form.validate() else None
    if plan is None:
        return _show_new(form, 422)
    fair = verbs.plan(plan, clock.now())
    noted("made", fair)
    db.session.commit()
    return go(url_for("office_fairs.fair", ref=fair.ref, done="planned"))


@blueprint.get("/office/fairs/<ref:ref>")
@staff_fair
def fair(fair: JobFair) -> Response:
    return show(fair)


@blueprint.get("/office/fairs/<ref:ref>/applications.<any(csv,xlsx):kind>")
@staff_fair
def applications(fair: JobFair, kind: str) -> Response:
    """Who applied there, for which job, and what became of it; how to reach them stands on their own page."""
    noted("exported", fair, kind=kind)
    query, columns = verbs.applications_at(fair), _columns_of_applications(fair)
    db.session.commit()
    return export(columns, query, "job-fair", kind)


def _show_new(form: FairForm, status: int = 200) -> Response:
    facts: dict[str, Any] = {"form": form, "action": url_for("office_fairs.make"), "fair": None}
    return page("backoffice/jobs/fair_edit.html", heading=_("Plan a job fair"), status=status, **facts)


def _columns(sent: dict[int | None, int]) -> list[Column[JobFair]]:
    return [
        Column("name", _("Name"), lambda one: one.name, _link),
        Column("when", _("When"), _starts, fair_when),
        Column("place", _("Place"), lambda one: place_words(one.place)),
        Column("state", _("State"), _state),
        Column("sent", _("Applications"), lambda one: sent.get(one.id, 0)),
    ]


def _columns_of_file() -> list[Column[JobFair]]:
    return [
        Column("name", _("Name"), lambda one: one.name),
        Column("starts", _("From"), _starts),
        Column("ends", _("To"), lambda one: local(one.ends_at, one.place.zone).replace(tzinfo=None)),
        Column("place", _("Place"), lambda one: place_words(one.place)),
        Column("state", _("State"), _state),
    ]


def _columns_of_applications(fair: JobFair) -> list[Column[JobApplication]]:
    zone = fair.place.zone
    return [
        Column("name", _("First name"), lambda one: one.person.first_name),
        Column("company", _("Company"), lambda one: one.posting.company.name),
        Column("posting", _("Posting"), lambda one: one.posting.title),
        Column("sent", _("Applied on"), lambda one: local(one.created_at, zone).replace(tzinfo=None)),
        Column("state", _("State"), lambda one: job_state_words(one.state)),
    ]


def _starts(one: JobFair) -> datetime:
    return local(one.starts_at, one.place.zone).replace(tzinfo=None)


def _state(one: JobFair) -> str:
    if one.cancelled_at:
        return _("Called off")
    return _("Over") if one.ends_at <= clock.now() else _("To come")


def _link(one: JobFair) -> Markup:
    return Markup('<a href="{}"><bdi>{}</bdi></a>').format(url_for("office_fairs.fair", ref=one.ref), one.name)
