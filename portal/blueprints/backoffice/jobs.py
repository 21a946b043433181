"""Applications for work: the list, above all of learners nobody has said yes to; and the page of one."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from markupsafe import Markup

from portal import clock
from portal.blueprints.backoffice.job_help import help_for, sent
from portal.database import db
from portal.domain.jobs import placements, stalled
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.placement_owed import UNDER_WAY, placement_of
from portal.domain.jobs.placements import Signer
from portal.domain.jobs.stalled import SoughtApplications, looked_for
from portal.domain.jobs.states import JobState
from portal.domain.jobs.told import about_application
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.made import all_open_about
from portal.domain.signups.asked import home_zone
from portal.web import office
from portal.web.access import staff_only
from portal.web.dates import day_words, local, moment_words
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.jobs import applicant_words, hired_words, job_state_words, outcome_words, situation_words
from portal.web.jobs_access import staff_application, takes_part
from portal.web.languages import gettext as _
from portal.web.lists import Column, export, listed, page_number
from portal.web.placement_deeds import too_early
from portal.web.placements import day_lines, paper, signatures, who_writes

blueprint = Blueprint("office_jobs", __name__)

_STALLED = "stalled"


@blueprint.get("/office/jobs")
@staff_only
def applications() -> Response:
    given, sought = _sought()
    found = listed(looked_for(sought, office.powers(), clock.now()), page_number())
    return page(
        "backoffice/jobs/applications.html",
        heading=_("Applications for work"),
        given=given,
        found=found,
        columns=_columns(),
        states=_states(),
        days=stalled.STALLED.days,
        address=_address("applications", given, "page"),
        as_file=_address("file", given, "kind"),
    )


@blueprint.get("/office/jobs.<any(csv,xlsx):kind>")
@staff_only
def file(kind: str) -> Response:
    _given, sought = _sought()
    office.noted("job_applications.exported", None, kind=kind)
    db.session.commit()
    return export(_columns(), looked_for(sought, office.powers(), clock.now()), "applications", kind)


@blueprint.get("/office/jobs/<ref:ref>")
@staff_application
def application(application: JobApplication) -> Response:
    office.noted("job_application.read", about_application(application), person=application.person)
    db.session.commit()
    return _show(application)


@blueprint.post("/office/jobs/<ref:ref>/<any(signed, unsigned):signing>")
@staff_application
def sign(application: JobApplication, signing: str) -> Response:
    """Ours is noted, or taken back."""
    if not PressForm().validate():
        return _show(
            application, 422, _("This page was open for a long time. Nothing is lost: press the button again.")
        )
    try:
        placements.sign(application, Signer.OURS, Role.STAFF, clock.now(), signed=signing == "signed")
    except MoveNotAllowed:
        db.session.rollback()
        return _show(application, 409, _("It stands otherwise now. Look at it again."))
    office.noted(f"job_application.{signing}", about_application(application), person=application.person)
    db.session.commit()
    return go(url_for("office_jobs.application", ref=application.ref, done="signed"))


def _show(application: JobApplication, status: int = 200, refused: str = "") -> Response:
    zone, placement = home_zone(), placement_of(application)
    owed = list(all_open_about(about_application(application)))
    return page(
        "backoffice/jobs/application.html",
        heading=_("%(name)s applies for work", name=applicant_words(application)),
        status=status,
        application=application,
        posting=application.posting,
        state_words=job_state_words(application.state),
        owed=[moment_words(one.reply_by, zone) for one in owed],
        history=[(moment_words(one.at, zone), job_state_words(one.to_state)) for one in application.history],
        placement=placement,
        days=day_lines(placement),
        signatures=signatures(placement, applicant_words(application), application.posting.company.name),
        paper=paper(application, lambda file: url_for("job_files.for_staff", ref=application.ref, file=file)),
        takes_part=takes_part(application.posting.company),
        absent=not too_early(application, "absent", clock.now()),
        to_sign=placement is not None and application.state in UNDER_WAY,
        said=_said(application),
        sent=sent(application),
        **help_for(application, clock.now()),
        form=PressForm(formdata=None),
        refused=refused,
        done=request.args.get("done") == "signed",
    )


def _said(application: JobApplication) -> list[tuple[str, str]]:
    """What both said of it: (the question, the answer)."""
    placement = placement_of(application)
    if placement is None:
        return []
    agrees = {True: _("Yes, the same"), False: _("No, I see it differently"), None: ""}[placement.learner_agrees]
    lines = [
        (_("How did it go?"), outcome_words(placement.outcome) if placement.outcome else ""),
        (who_writes(application), placement.assessment or ""),
        (_("Do they stay with the company?"), hired_words(placement.hired) if placement.hired else ""),
        (_("Do you see it the same way?"), agrees),
        (_("The learner writes"), placement.learner_words or ""),
        (_("Half a year after"), situation_words(placement.after) if placement.after else ""),
    ]
    return [line for line in lines if line[1]]


def _states() -> list[tuple[str, str]]:
    return [(_STALLED, _("A month without a yes")), *((one.value, job_state_words(one)) for one in JobState)]


def _sought() -> tuple[dict[str, str], SoughtApplications]:
    """The filter of the address, and what it looks for."""
    given = {name: value for name in ("q", "state") if (value := " ".join(request.args.get(name, "").split())[:120])}
    if given.get("state", _STALLED) not in {value for value, _words in _states()}:
        abort(404)
    return given, SoughtApplications(given.get("q"), given.get("state"))


def _address(view: str, given: dict[str, Any], name: str) -> Callable[[Any], str]:
    """The same list: another page, or as a file."""
    return lambda value: url_for(f"office_jobs.{view}", **given, **{name: value})


def _columns() -> list[Column[JobApplication]]:
    zone = home_zone()

    def sent(one: JobApplication) -> date:
        return local(one.created_at, zone).date()

    return [
        Column("name", _("First name"), applicant_words, _link),
        Column("state", _("State"), lambda one: job_state_words(one.state)),
        Column("posting", _("Posting"), lambda one: one.posting.title),
        Column("company", _("Company"), lambda one: one.posting.company.name),
        Column("sent", _("Applied on"), sent, lambda one: day_words(sent(one))),
    ]


def _link(one: JobApplication) -> Markup:
    address = url_for("office_jobs.application", ref=one.ref)
    return Markup('<a href="{}"><bdi>{}</bdi></a>').format(address, applicant_words(one))
