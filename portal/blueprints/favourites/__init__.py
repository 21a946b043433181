"""Jobs kept for later, without an account.

The journey: "Keep for later" on the page of a job leads to one button; the list shows what this phone keeps, how each
stands now, and what comes close to one that has ended. What is taken off can be put back. The pages of the board stay
the same for everybody: only the pages here read the cookie (`portal.web.favourites`).
"""

from flask import Blueprint, Response, abort, request, url_for

from portal import clock
from portal.domain.jobs import board, similar
from portal.domain.jobs.board import Standing
from portal.domain.jobs.posting_models import Posting
from portal.web import favourites
from portal.web.access import form_page
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.job_schema import job_link
from portal.web.languages import gettext as _

blueprint = Blueprint("favourites", __name__)

#: These can be applied for, now or soon.
_ALIVE = {Standing.OPEN, Standing.BUSY}


@blueprint.get("/jobs/kept", endpoint="list")
@form_page
def list_of() -> Response:
    return _show(PressForm())


@blueprint.get("/jobs/kept/sheet")
@form_page
def sheet() -> Response:
    """On paper: what can still be applied for."""
    postings = board.postings_by_ref(favourites.refs())
    standings = board.standings(postings, clock.now())
    return page(
        "favourites/sheet.html",
        heading=_("Jobs you keep"),
        postings=[one for one in postings if standings[one.id] in _ALIVE],
        typed=lambda one: job_link(one).split("://", 1)[-1],
    )


@blueprint.get("/jobs/<ref:ref>/keep")
@form_page
def keep(ref: str) -> Response:
    return _show_one(_posting(ref), PressForm())


@blueprint.post("/jobs/<ref:ref>/keep")
@form_page
def do_keep(ref: str) -> Response:
    posting, form = _posting(ref), PressForm()
    if not form.validate():
        return _show_one(posting, form, 422)
    gone = 1 if favourites.is_full(ref) else None
    return favourites.keep(go(url_for("favourites.list", kept=ref, gone=gone)), ref)


@blueprint.post("/jobs/<ref:ref>/let-go")
@form_page
def let_go(ref: str) -> Response:
    form = PressForm()
    if not form.validate():
        return _show(form, 422)
    return favourites.let_go(go(url_for("favourites.list", removed=ref)), ref)


def _posting(ref: str) -> Posting:
    """What the public may see."""
    found = board.posting_by_ref(ref)
    if found is None or not board.was_public(found) or board.standing(found, clock.now()) is Standing.GONE:
        abort(404)
    return found


def _show_one(posting: Posting, form: PressForm, status: int = 200) -> Response:
    kept = posting.ref in favourites.refs()
    return page(
        "favourites/keep.html",
        heading=_("You keep this job") if kept else _("Keep this job for later"),
        status=status,
        posting=posting,
        kept=kept,
        form=form,
    )


def _show(form: PressForm, status: int = 200) -> Response:
    now, kept = clock.now(), favourites.refs()
    postings = board.postings_by_ref(kept)
    standings = board.standings(postings, now)
    ended = next((one for one in postings if standings[one.id] not in _ALIVE), None)
    return page(
        "favourites/list.html",
        heading=_("Jobs you keep"),
        status=status,
        postings=postings,
        standings=standings,
        similar=similar.like(ended, now, without=frozenset(one.id for one in postings)) if ended else [],
        kept=request.args.get("kept") in kept,
        gone="gone" in request.args,
        back=_to_put_back(request.args.get("removed", ""), kept),
        most=favourites.MOST,
        form=form,
    )


def _to_put_back(ref: str, kept: list[str]) -> Posting | None:
    """What was taken off a moment ago, where it is still to be seen."""
    found = board.posting_by_ref(ref) if ref and ref not in kept else None
    seen = found is not None and board.was_public(found) and board.standing(found, clock.now()) is not Standing.GONE
    return found if seen else None
