"""What the team does with a job fair: change it, call it off, say who comes, open its tablets."""

from flask import Blueprint, Response, abort, url_for
from sqlalchemy import select

from portal import clock
from portal.blueprints.backoffice.fair_forms import FairForm, as_saved
from portal.blueprints.backoffice.fair_page import noted, show
from portal.database import begin_write, db
from portal.domain.jobs import fairs
from portal.domain.jobs.board_models import JobFair
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.fairs import NotTakingPart
from portal.web.dates import moment_words
from portal.web.fairs import fair_when
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.jobs_access import staff_fair
from portal.web.languages import gettext as _
from portal.web.languages import offered
from portal.web.links import address

blueprint = Blueprint("office_fair_changes", __name__)


@blueprint.get("/office/fairs/<ref:ref>/edit")
@staff_fair
def ask_edit(fair: JobFair) -> Response:
    form = FairForm(formdata=None)
    form.open(as_saved(fair))
    return _show_edit(fair, form)


@blueprint.post("/office/fairs/<ref:ref>/edit")
@staff_fair
def edit(fair: JobFair) -> Response:
    form = FairForm()
    if not form.validate():
        return _show_edit(fair, form, 422)
    begin_write()
    overtaken = form.overtaken(as_saved(fair))
    plan = None if overtaken else form.plan()
    if plan is None:
        db.session.rollback()
        return _show_edit(fair, form, 409 if overtaken else 422)
    fairs.change(fair, plan)
    return _done(fair, "changed")


@blueprint.get("/office/fairs/<ref:ref>/call-off")
@staff_fair
def ask_call_off(fair: JobFair) -> Response:
    return _show_call_off(fair, PressForm())


@blueprint.post("/office/fairs/<ref:ref>/call-off")
@staff_fair
def call_off(fair: JobFair) -> Response:
    if not (form := PressForm()).validate():
        return _show_call_off(fair, form, 422)
    fairs.call_off(fair, clock.now())
    return _done(fair, "called_off")


@blueprint.post("/office/fairs/<ref:ref>/hold")
@staff_fair
def hold(fair: JobFair) -> Response:
    """It was called off, and takes place after all."""
    if not (form := PressForm()).validate():
        return show(fair, 422, form)
    fairs.hold_after_all(fair)
    return _done(fair, "held_after_all")


@blueprint.post("/office/fairs/<ref:ref>/companies/<ref:company>/<any(add,'take-away'):deed>")
@staff_fair
def company(fair: JobFair, company: str, deed: str) -> Response:
    form = PressForm()
    found = db.session.scalar(select(Company).where(Company.ref == company)) or abort(404)
    if not form.validate():
        return show(fair, 422, form)
    if deed == "take-away":
        fairs.take_away(fair, found)
        return _done(fair, "company_gone")
    try:
        fairs.add_company(fair, found)
    except NotTakingPart:
        db.session.rollback()
        return show(fair, 409, refused=_("This company does not take part now."))
    return _done(fair, "company_added")


@blueprint.post("/office/fairs/<ref:ref>/tablet")
@staff_fair
def tablet(fair: JobFair) -> Response:
    """A new link, shown in this answer and never again."""
    if not (form := PressForm()).validate():
        return show(fair, 422, form)
    token = fairs.new_tablet_link(fair)
    noted("link_made", fair)
    db.session.commit()
    return page(
        "backoffice/jobs/fair_link.html",
        heading=_("Link of the tablet"),
        fair=fair,
        when=fair_when(fair),
        opens=moment_words(fair.starts_at - fairs.MARGIN, fair.place.zone),
        link=address("fair_link.follow", token=token, lang=offered()[0].code),
    )


@blueprint.post("/office/fairs/<ref:ref>/tablet/end")
@staff_fair
def end_tablet(fair: JobFair) -> Response:
    if not (form := PressForm()).validate():
        return show(fair, 422, form)
    fairs.end_tablet_link(fair)
    return _done(fair, "link_ended")


def _done(fair: JobFair, deed: str) -> Response:
    noted(deed, fair)
    ref = fair.ref
    db.session.commit()
    return go(url_for("office_fairs.fair", ref=ref, done=deed))


def _show_edit(fair: JobFair, form: FairForm, status: int = 200) -> Response:
    return page(
        "backoffice/jobs/fair_edit.html",
        heading=_("Change: %(what)s", what=fair.name),
        status=status,
        form=form,
        fair=fair,
        action=url_for("office_fair_changes.edit", ref=fair.ref),
    )


def _show_call_off(fair: JobFair, form: PressForm, status: int = 200) -> Response:
    heading = _("Call off: %(what)s", what=fair.name)
    return page(
        "backoffice/jobs/fair_off.html", heading=heading, status=status, fair=fair, when=fair_when(fair), form=form
    )
