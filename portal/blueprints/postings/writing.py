"""Writing a posting: begun, kept while it is typed, sent; and changed when it is on the board."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from portal import clock
from portal.blueprints.postings.shown import refused_words
from portal.database import begin_write, db
from portal.domain.jobs import drafts, posting_lists, publishing, reviewing
from portal.domain.jobs.company_models import Recruiter
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.scope import posting_of
from portal.domain.jobs.states import ON_THE_BOARD, PostingState
from portal.domain.moves import MoveNotAllowed, Role
from portal.web.forms import PressForm
from portal.web.htmx import go, page, wants_fragment
from portal.web.jobs import stopped_words
from portal.web.jobs_access import company_posting, recruiter_only, takes_part
from portal.web.languages import gettext as _
from portal.web.languages import language
from portal.web.posting_forms import PostingForm, as_typed
from portal.web.town_words import town_note

blueprint = Blueprint("posting_writing", __name__)


@blueprint.get("/company/postings/new")
@recruiter_only
def ask_new(recruiter: Recruiter) -> Response:
    return _new(recruiter, PressForm(formdata=None))


@blueprint.post("/company/postings/new")
@recruiter_only
def new(recruiter: Recruiter) -> Response:
    """Blank, or with the words of the posting `from`."""
    form = PressForm()
    if not form.validate():
        return _new(recruiter, form, 422)
    if stopped := stopped_words(recruiter.company):
        return _new(recruiter, form, 409, stopped)
    source, now = request.form.get("from", ""), clock.now()
    if source:
        earlier = posting_of(recruiter, source) or abort(404)
        draft = drafts.copy(earlier, recruiter, Role.COMPANY, now)
    else:
        draft = drafts.begin(recruiter, language().code, Role.COMPANY, now)
    ref = draft.ref
    db.session.commit()
    return go(url_for("posting_writing.edit", ref=ref))


def _new(recruiter: Recruiter, form: PressForm, status: int = 200, refused: str = "") -> Response:
    earlier = db.session.scalars(posting_lists.of_company(recruiter.company).limit(20)).all()
    return page(
        "postings/new.html",
        heading=_("A new posting"),
        status=status,
        form=form,
        refused=refused,
        stopped=stopped_words(recruiter.company) if status == 200 else "",
        earlier=[one for one in earlier if one.title],
    )


@blueprint.get("/company/postings/<ref:ref>/edit")
@company_posting
def edit(recruiter: Recruiter, posting: Posting) -> Response:
    if not _may_write(posting):
        return go(url_for("company_postings.posting", ref=posting.ref))
    form = PostingForm(formdata=None)
    form.open(as_typed(drafts.written_in(posting)))
    return _show(recruiter, posting, form)


@blueprint.post("/company/postings/<ref:ref>/keep")
@company_posting
def keep(recruiter: Recruiter, posting: Posting) -> Response:
    """What is typed goes into the draft by itself; the answer is the part of the page that says so."""
    form = PostingForm()
    if stopped := stopped_words(recruiter.company):
        return _show(recruiter, posting, form, 409, stopped)
    if refused := _save(recruiter, posting, form):
        return refused
    db.session.commit()
    return _kept(recruiter, posting, form)


@blueprint.post("/company/postings/<ref:ref>/edit")
@company_posting
def save(recruiter: Recruiter, posting: Posting) -> Response:
    """Keep the draft, or send it; what is on the board changes at once."""
    form, sends = PostingForm(), request.form.get("then") == "send"
    if stopped := stopped_words(recruiter.company):
        return _show(recruiter, posting, form, 409, stopped)
    if posting.state in ON_THE_BOARD:
        return _change(recruiter, posting, form)
    if refused := _save(recruiter, posting, form):
        return refused
    db.session.commit()
    if form.problems:
        return _show(recruiter, posting, form, 422)
    if sends:
        return _send(recruiter, posting, form)
    return go(url_for("company_postings.posting", ref=posting.ref, done="saved"))


def _save(recruiter: Recruiter, posting: Posting, form: PostingForm) -> Response | None:
    """Put what was typed into the draft; the answer instead, where that cannot be."""
    form.validate()
    if form["csrf_token"].errors:
        return _show(recruiter, posting, form, 422)
    begin_write()
    db.session.refresh(posting)
    before = drafts.written_in(posting)
    if form.overtaken(as_typed(before)):
        db.session.rollback()
        return _show(recruiter, posting, form, 409)
    try:
        drafts.keep(posting, form.read(before), clock.now())
    except drafts.NotADraft as refusal:
        db.session.rollback()
        return _show(recruiter, posting, form, 409, refused_words(refusal))
    form.remember(as_typed(drafts.written_in(posting)))
    return None


def _send(recruiter: Recruiter, posting: Posting, form: PostingForm) -> Response:
    try:
        publishing.send(posting, Role.COMPANY, clock.now())
    except publishing.NotComplete as refusal:
        db.session.rollback()
        form.say_missing(refusal.names)
        return _show(recruiter, posting, form, 422)
    except (publishing.NotAccepted, MoveNotAllowed) as refusal:
        db.session.rollback()
        return _show(recruiter, posting, form, 409, refused_words(refusal))
    done = "live" if posting.state == PostingState.PUBLISHED else "sent"
    db.session.commit()
    return go(url_for("company_postings.posting", ref=posting.ref, done=done))


def _change(recruiter: Recruiter, posting: Posting, form: PostingForm) -> Response:
    """On the board: all of it must be in order, and it is seen at once."""
    valid = form.validate()
    begin_write()
    db.session.refresh(posting)
    before = drafts.written_in(posting)
    overtaken, written = form.overtaken(as_typed(before)), form.read(before)
    if not valid or overtaken or form.problems:
        db.session.rollback()
        return _show(recruiter, posting, form, 409 if overtaken else 422)
    try:
        changed = reviewing.change(posting, written, Role.COMPANY, clock.now())
    except publishing.NotComplete as refusal:
        db.session.rollback()
        form.say_missing(refusal.names)
        return _show(recruiter, posting, form, 422)
    except MoveNotAllowed as refusal:  # the team took it off the board meanwhile
        db.session.rollback()
        return _show(recruiter, posting, form, 409, refused_words(refusal))
    db.session.commit()
    done = "again" if changed & reviewing.WEIGHTY else "changed"
    return go(url_for("company_postings.posting", ref=posting.ref, done=done))


def _may_write(posting: Posting) -> bool:
    return posting.state == PostingState.DRAFT or posting.state in ON_THE_BOARD


def _kept(recruiter: Recruiter, posting: Posting, form: PostingForm) -> Response:
    """The part that says what is kept; without htmx the whole page."""
    if not wants_fragment():
        return _show(recruiter, posting, form)
    facts = _facts(recruiter, posting, form, "")
    return page("postings/edit.html", heading=_heading(posting), fragment="postings/_kept.html", saved=True, **facts)


def _show(
    recruiter: Recruiter, posting: Posting, form: PostingForm, status: int = 200, refused: str = ""
) -> Response:
    facts = _facts(recruiter, posting, form, refused)
    answer = page(
        "postings/edit.html",
        heading=_heading(posting),
        fragment="postings/_posting_form.html",
        status=status,
        saved=status < 400 and wants_fragment(),
        **facts,
    )
    if wants_fragment():  # the form as a whole comes back, where only its end was to be exchanged
        answer.headers["HX-Retarget"] = "#posting-form"
    return answer


def _facts(recruiter: Recruiter, posting: Posting, form: PostingForm, refused: str) -> dict[str, Any]:
    return {
        "recruiter": recruiter,
        "posting": posting,
        "form": form,
        "refused": refused,
        "is_draft": posting.state == PostingState.DRAFT,
        "accepted": takes_part(recruiter.company),
        "trusted": recruiter.company.trusted,
        "lacks": drafts.missing(posting),
        "town": town_note(form.town.data, posting),
    }


def _heading(posting: Posting) -> str:
    return _("Write your posting") if posting.state == PostingState.DRAFT else _("Change your posting")
