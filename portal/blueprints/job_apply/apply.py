"""Applying for oneself: the form, sending it, and the page that says how it goes on."""

from flask import Blueprint, Response, url_for

from portal import clock
from portal.blueprints.job_apply.forms import FILE, ApplyForm
from portal.blueprints.job_apply.shown import posting_or_404, show
from portal.database import db
from portal.domain.jobs import cv_files
from portal.domain.jobs.application_models import FileKind, JobApplication
from portal.domain.jobs.applying import Already, NotOpen, TooManyOpen, apply, tell_again
from portal.domain.jobs.behalf import may_help
from portal.domain.jobs.owed import answer_owed
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.similar import for_applicant
from portal.domain.signups.asked import home_zone
from portal.web import holder, office
from portal.web.access import form_page
from portal.web.dates import day_words
from portal.web.htmx import go, page
from portal.web.jobs_access import applicant_only
from portal.web.languages import gettext as _
from portal.web.limits import may_apply, seats_by_address
from portal.web.uploads import expect_file

blueprint = Blueprint("job_apply", __name__)


@blueprint.get("/jobs/<ref:ref>/apply")
@form_page
def form(ref: str) -> Response:
    posting = posting_or_404(ref)
    return _show(posting, ApplyForm(posting, holder.form_key(ref)))


@blueprint.post("/jobs/<ref:ref>/apply")
@form_page
@seats_by_address
def send(ref: str) -> Response:
    expect_file()
    posting = posting_or_404(ref)
    form = ApplyForm(posting, holder.form_key(ref))
    if not form.validate():
        return _show(posting, form, 422)
    if not may_apply(_contact(form)):
        return _show(posting, form, 429, _("You sent many applications today. Please go on tomorrow."))
    try:
        made = sent(posting, form)
    except Already as refusal:
        return _applied_already(posting, form, refusal.application)
    except (NotOpen, TooManyOpen):  # the page says why
        db.session.rollback()
        return _show(posting, form, 409)
    db.session.commit()
    form.cv.done()
    holder.applied(made.ref)
    return go(url_for("job_apply.sent_page", ref=made.ref))


@blueprint.get("/applications/<ref:ref>/sent")
@applicant_only
def sent_page(application: JobApplication) -> Response:
    holder.card_seen(application.posting.ref)
    owed = answer_owed(application)
    return page(
        "job_apply/sent.html",
        heading=_("Your application is sent"),
        application=application,
        posting=application.posting,
        by=day_words(owed.reply_by.astimezone(home_zone()).date()) if owed else "",
        others=for_applicant(application, clock.now()),
    )


def sent(posting: Posting, form: ApplyForm) -> JobApplication:
    """Send what a valid form says, with the file that was chosen. Raises what `apply` raises."""
    upload = form.cv.data if form.how.data == FILE else None
    made = apply(posting, form.wish(), clock.now())
    if upload and not made.files:
        cv_files.keep(made, upload, FileKind.CV, clock.now())
    return made


def _contact(form: ApplyForm) -> str:
    """By whose contact it is counted."""
    reach = None if form.person else form.reach
    return reach.digest if reach else form.person.contacts[0].digest if form.person else ""


def _applied_already(posting: Posting, form: ApplyForm, application: JobApplication) -> Response:
    """To their application, in the browser that holds it. Anybody else learns nothing here: the person whose contact
    it is gets a message."""
    db.session.rollback()
    if holder.has_applied(application.ref):
        return go(url_for("job.show", ref=application.ref))
    tell_again(application, clock.now())
    db.session.commit()
    return _show(posting, form, 409, _("We sent you a message. It says how to go on."))


def _show(posting: Posting, form: ApplyForm, status: int = 200, problem: str = "") -> Response:
    who = office.current_account()
    for_others = url_for("helped.form", ref=posting.ref) if who and may_help(who, clock.now()) else ""
    return show(posting, form, url_for("job_apply.send", ref=posting.ref), status, problem, for_others)
