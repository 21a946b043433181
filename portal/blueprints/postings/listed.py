"""All postings of a company, the page of one, and each press on it."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, current_app, url_for

from portal import clock
from portal.blueprints.postings.shown import done_words, refused_words
from portal.database import db
from portal.domain.jobs import posting_lists, publishing, reviewing
from portal.domain.jobs.company_models import Recruiter
from portal.domain.jobs.drafts import missing
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.told import about_posting
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.made import open_about
from portal.domain.signups.asked import home_zone
from portal.web import office
from portal.web.dates import day_words
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.jobs import posting_state_words, stopped_words
from portal.web.jobs_access import company_posting, recruiter_only, takes_part
from portal.web.languages import gettext as _
from portal.web.lists import listed, page_number
from portal.web.posting_comments import CommentForm

blueprint = Blueprint("company_postings", __name__)

Deed = Callable[[Posting, Role, datetime], object]


@blueprint.get("/company/postings")
@recruiter_only
def postings(recruiter: Recruiter) -> Response:
    found = listed(posting_lists.of_company(recruiter.company), page_number())
    return page(
        "postings/postings.html",
        heading=_("Your postings"),
        recruiter=recruiter,
        found=found,
        waiting=posting_lists.waiting_for(found.rows),
        state_words=posting_state_words,
        day_words=day_words,
        accepted=takes_part(recruiter.company),
        done=done_words(),
        address=lambda number: url_for("company_postings.postings", page=number),
    )


@blueprint.get("/company/postings/<ref:ref>")
@company_posting
def posting(recruiter: Recruiter, posting: Posting) -> Response:
    return show(recruiter, posting)


def show(
    recruiter: Recruiter, posting: Posting, status: int = 200, form: PortalForm | None = None, refused: str = ""
) -> Response:
    owed = open_about(about_posting(posting))
    return page(
        "postings/posting.html",
        heading=posting.title or _("Posting without a title"),
        status=status,
        recruiter=recruiter,
        posting=posting,
        owed=owed,
        home=home_zone(),
        waiting=publishing.waiting(posting),
        full=posting.state == "published" and publishing.is_full(posting),
        seated=publishing.seated(posting),
        lacks=missing(posting),
        accepted=takes_part(recruiter.company),
        state_words=posting_state_words,
        day_words=day_words,
        comment_form=form if isinstance(form, CommentForm) else CommentForm(formdata=None),
        press_form=PressForm(formdata=None),
        problem=form,
        done=done_words(),
        refused=refused,
        applications=_applications(posting),
    )


def _applications(posting: Posting) -> str:
    """Where its applications stand."""
    endpoint = "company_applications.applications"
    known = endpoint in current_app.view_functions
    return url_for(endpoint, posting=posting.ref) if known else ""


@blueprint.post("/company/postings/<ref:ref>/comment")
@company_posting
def comment(recruiter: Recruiter, posting: Posting) -> Response:
    form = CommentForm()
    if not form.validate():
        return show(recruiter, posting, 422, form)
    if stopped := stopped_words(recruiter.company):
        form.refuse("text", stopped)
        return show(recruiter, posting, 409, form)
    reviewing.comment(posting, form.text.data, office.account(), clock.now(), from_team=False)
    db.session.commit()
    return go(url_for("company_postings.posting", ref=posting.ref, done="comment", _anchor="comments"))


@blueprint.post("/company/postings/<ref:ref>/pause")
@company_posting
def pause(recruiter: Recruiter, posting: Posting) -> Response:
    return _press(recruiter, posting, publishing.pause, "pause")


@blueprint.post("/company/postings/<ref:ref>/go-on")
@company_posting
def go_on(recruiter: Recruiter, posting: Posting) -> Response:
    return _press(recruiter, posting, publishing.go_on, "go-on")


@blueprint.post("/company/postings/<ref:ref>/refresh")
@company_posting
def refresh(recruiter: Recruiter, posting: Posting) -> Response:
    return _press(recruiter, posting, publishing.refresh, "refresh")


@blueprint.post("/company/postings/<ref:ref>/take-back")
@company_posting
def take_back(recruiter: Recruiter, posting: Posting) -> Response:
    return _press(recruiter, posting, publishing.take_back, "take-back")


@blueprint.get("/company/postings/<ref:ref>/filled")
@company_posting
def ask_filled(recruiter: Recruiter, posting: Posting) -> Response:
    return _ask(posting, "filled")


@blueprint.post("/company/postings/<ref:ref>/filled")
@company_posting
def filled(recruiter: Recruiter, posting: Posting) -> Response:
    return _press(recruiter, posting, publishing.fill, "filled")


@blueprint.get("/company/postings/<ref:ref>/withdraw")
@company_posting
def ask_withdraw(recruiter: Recruiter, posting: Posting) -> Response:
    return _ask(posting, "withdraw")


@blueprint.post("/company/postings/<ref:ref>/withdraw")
@company_posting
def withdraw(recruiter: Recruiter, posting: Posting) -> Response:
    return _press(recruiter, posting, publishing.withdraw, "withdraw")


def _ask(posting: Posting, deed: str) -> Response:
    """Before what cannot be undone: who is told."""
    return page(
        "postings/end.html",
        heading=_("All places are taken?") if deed == "filled" else _("Take this posting back?"),
        posting=posting,
        deed=deed,
        action=url_for(f"company_postings.{deed}", ref=posting.ref),
        waiting=publishing.waiting(posting),
        form=PressForm(formdata=None),
    )


def _press(recruiter: Recruiter, posting: Posting, deed: Deed, done: str) -> Response:
    form = PressForm()
    if not form.validate():
        return show(recruiter, posting, 422, form)
    if stopped := stopped_words(recruiter.company):
        return show(recruiter, posting, 409, refused=stopped)
    try:
        deed(posting, Role.COMPANY, clock.now())
    except (MoveNotAllowed, publishing.NotAccepted) as refusal:
        db.session.rollback()
        return show(recruiter, posting, 409, refused=refused_words(refusal))
    db.session.commit()
    return go(url_for("company_postings.posting", ref=posting.ref, done=done))
