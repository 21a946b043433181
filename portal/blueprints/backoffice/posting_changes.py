"""What the team does with a posting: let it out, send it back, take it off, put it back."""

from collections.abc import Callable

from flask import Blueprint, Response, url_for

from portal import clock
from portal.blueprints.backoffice.posting_page import noted, show
from portal.database import db
from portal.domain.jobs import publishing, reviewing
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.publishing import NotAccepted
from portal.domain.jobs.states import POSTING_MOVES, PostingState
from portal.domain.moves import MoveNotAllowed, Role, may_move
from portal.web import office
from portal.web.forms import PortalForm, PressForm
from portal.web.htmx import go, page
from portal.web.jobs_access import staff_posting
from portal.web.languages import gettext as _
from portal.web.posting_comments import CommentForm

blueprint = Blueprint("office_posting_changes", __name__)


@blueprint.post("/office/postings/<ref:ref>/publish")
@staff_posting
def publish(posting: Posting) -> Response:
    return _do(posting, PressForm(), "published", lambda: reviewing.publish(posting, clock.now()))


@blueprint.post("/office/postings/<ref:ref>/approve")
@staff_posting
def approve(posting: Posting) -> Response:
    """It came out before anybody looked, and is fine."""
    return _do(posting, PressForm(), "approved", lambda: reviewing.look_at(posting, clock.now()))


@blueprint.post("/office/postings/<ref:ref>/send-back")
@staff_posting
def send_back(posting: Posting) -> Response:
    form, who = CommentForm(), office.account()
    return _do(posting, form, "sent_back", lambda: reviewing.send_back(posting, form.text.data, who, clock.now()))


@blueprint.post("/office/postings/<ref:ref>/comment")
@staff_posting
def comment(posting: Posting) -> Response:
    form, who = CommentForm(), office.account()
    return _do(
        posting,
        form,
        "written_to",
        lambda: reviewing.comment(posting, form.text.data, who, clock.now(), from_team=True),
    )


@blueprint.post("/office/postings/<ref:ref>/restore")
@staff_posting
def restore(posting: Posting) -> Response:
    return _do(posting, PressForm(), "restored", lambda: reviewing.restore(posting, clock.now()))


@blueprint.get("/office/postings/<ref:ref>/remove")
@staff_posting
def ask_remove(posting: Posting) -> Response:
    return _ask_remove(posting, CommentForm(formdata=None))


@blueprint.post("/office/postings/<ref:ref>/remove")
@staff_posting
def remove(posting: Posting) -> Response:
    form, who = CommentForm(), office.account()
    if not form.validate():
        return _ask_remove(posting, form, 422)
    return _do(posting, form, "removed", lambda: reviewing.remove(posting, form.text.data, who, clock.now()))


def _ask_remove(posting: Posting, form: CommentForm, status: int = 200) -> Response:
    return page(
        "backoffice/postings/remove.html",
        heading=_("Take this posting off?"),
        status=status,
        posting=posting,
        waiting=publishing.waiting(posting),
        possible=may_move(POSTING_MOVES, PostingState(posting.state), PostingState.REMOVED, Role.STAFF),
        form=form,
    )


def _do(posting: Posting, form: PortalForm, done: str, deed: Callable[[], object]) -> Response:
    if not form.validate():
        return show(posting, 422, form)
    try:
        deed()
    except NotAccepted:
        db.session.rollback()
        return show(posting, 409, refused=_("The company does not take part. Answer it first."))
    except MoveNotAllowed:
        db.session.rollback()
        return show(posting, 409, refused=_("It stands otherwise now. Look at it again."))
    noted(done, posting)
    db.session.commit()
    return go(url_for("office_postings.posting", ref=posting.ref, done=done))
