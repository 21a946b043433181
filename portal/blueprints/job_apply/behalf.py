"""Applying for somebody else, and what became of those one helped: for trainers, referrers, volunteers, the team."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from sqlalchemy import select

from portal import clock
from portal.blueprints.job_apply.apply import sent
from portal.blueprints.job_apply.forms import HelpForm
from portal.blueprints.job_apply.shown import posting_or_404, show
from portal.database import db
from portal.domain.accounts.account_models import Account
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.applying import Already, NotOpen, TooManyOpen, tell_again
from portal.domain.jobs.behalf import helped_by, may_help
from portal.domain.jobs.posting_models import Posting
from portal.domain.signups.asked import home_zone
from portal.web import holder, office
from portal.web.access import Access, account_only, mark
from portal.web.dates import day_words
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.jobs import job_state_words
from portal.web.languages import gettext as _
from portal.web.limits import may_apply_for_others
from portal.web.lists import listed, page_number
from portal.web.uploads import expect_file

blueprint = Blueprint("helped", __name__)


def _helper_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Whoever is signed in, if helping is theirs; the view gets the account. Others are led to their own page."""

    @account_only
    def guarded(**values: Any) -> Any:
        who = office.account()
        return view(who, **values) if may_help(who, clock.now()) else go(url_for("account.account"))

    return mark(wraps(view)(guarded), Access.ACCOUNT)


@blueprint.get("/jobs/<ref:ref>/apply-for")
@_helper_only
def form(helper: Account, ref: str) -> Response:
    posting = posting_or_404(ref)
    return _show(posting, HelpForm(posting, holder.form_key(f"for-{ref}"), helper))


@blueprint.post("/jobs/<ref:ref>/apply-for")
@_helper_only
def send(helper: Account, ref: str) -> Response:
    expect_file()
    posting = posting_or_404(ref)
    form = HelpForm(posting, holder.form_key(f"for-{ref}"), helper)
    if not form.validate():
        return _show(posting, form, 422)
    if not may_apply_for_others(helper.ref):
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
    holder.card_seen(f"for-{ref}")
    return go(url_for("helped.list_of", sent=made.ref))


@blueprint.get("/helped")
@_helper_only
def list_of(helper: Account) -> Response:
    return _show_list(helper, PressForm())


@blueprint.post("/helped/<ref:ref>/open")
@_helper_only
def open_for(helper: Account, ref: str) -> Response:
    """Whom only their helper reaches, the helper answers for: dates, a yes, a no."""
    form = PressForm()
    if not form.validate():
        return _show_list(helper, form, 422)
    mine = select(JobApplication).where(JobApplication.ref == ref, JobApplication.helper_id == helper.id)
    application = db.session.scalar(mine)
    if application is None or application.person.contacts:
        abort(404)
    holder.applied(ref)
    return go(url_for("job.show", ref=ref))


def _show_list(helper: Account, form: PressForm, status: int = 200) -> Response:
    found, zone = listed(helped_by(helper), page_number()), home_zone()
    return page(
        "job_apply/helped.html",
        heading=_("Whom I helped to apply"),
        status=status,
        found=found,
        state=job_state_words,
        day=lambda moment: day_words(moment.astimezone(zone).date()),
        sent=next((one for one in found.rows if one.ref == request.args.get("sent")), None),
        form=form,
    )


def _applied_already(posting: Posting, form: HelpForm, application: JobApplication) -> Response:
    db.session.rollback()
    if application.helper_id == office.account().id:
        return go(url_for("helped.list_of", sent=application.ref))
    tell_again(application, clock.now())
    db.session.commit()
    return _show(posting, form, 409, _("We sent this person a message. It says how to go on."))


def _show(posting: Posting, form: HelpForm, status: int = 200, problem: str = "") -> Response:
    return show(posting, form, url_for("helped.send", ref=posting.ref), status, problem)
