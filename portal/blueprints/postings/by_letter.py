"""One posting by the link of a mail: read, kept longer, paused or put back, without signing in.

Who acts for the company no more can do nothing here.
"""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, abort, url_for

from portal import clock
from portal.blueprints.postings.shown import done_words, refused_words
from portal.database import db
from portal.domain.jobs import publishing, recruiters
from portal.domain.jobs.posting_models import Posting
from portal.domain.jobs.told import about_posting
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.made import open_about
from portal.domain.signups.asked import home_zone
from portal.web.access import letter_only
from portal.web.dates import day_words
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.jobs import posting_state_words, stopped_words

blueprint = Blueprint("posting_letter", __name__)


@blueprint.get("/company/mails/<ref:ref>")
@letter_only(Purpose.POSTING)
def show(message: Message) -> Response:
    return _show(message, _posting(message))


@blueprint.post("/company/mails/<ref:ref>/refresh")
@letter_only(Purpose.POSTING)
def refresh(message: Message) -> Response:
    return _press(message, publishing.refresh, "refresh")


@blueprint.post("/company/mails/<ref:ref>/pause")
@letter_only(Purpose.POSTING)
def pause(message: Message) -> Response:
    return _press(message, publishing.pause, "pause")


@blueprint.post("/company/mails/<ref:ref>/go-on")
@letter_only(Purpose.POSTING)
def go_on(message: Message) -> Response:
    return _press(message, publishing.go_on, "go-on")


def _posting(message: Message) -> Posting:
    """What the mail is about, while whoever it was for acts for the company."""
    noun, _colon, number = message.about.partition(":")
    found = db.session.get(Posting, int(number)) if noun == "posting" else None
    if found is None or message.account_id is None or not recruiters.by_account(found.company, message.account_id):
        abort(404, description="letter")
    return found


def _show(
    message: Message, posting: Posting, status: int = 200, form: PressForm | None = None, refused: str = ""
) -> Response:
    owed = open_about(about_posting(posting))
    return page(
        "postings/letter.html",
        heading=posting.title,
        status=status,
        message=message,
        posting=posting,
        reply_by=owed.reply_by if owed else None,
        home=home_zone(),
        waiting=publishing.waiting(posting),
        words=[one.text for one in posting.comments if one.from_team][-1:],
        state_words=posting_state_words,
        day_words=day_words,
        form=form or PressForm(formdata=None),
        desk=url_for("company_postings.posting", ref=posting.ref),
        done=done_words(),
        refused=refused,
    )


def _press(message: Message, deed: Callable[[Posting, Role, datetime], object], done: str) -> Response:
    form, posting = PressForm(), _posting(message)
    if not form.validate():
        return _show(message, posting, 422, form)
    if stopped := stopped_words(posting.company):
        return _show(message, posting, 409, refused=stopped)
    try:
        deed(posting, Role.COMPANY, clock.now())
    except (MoveNotAllowed, publishing.NotAccepted) as refusal:
        db.session.rollback()
        return _show(message, posting, 409, refused=refused_words(refusal))
    db.session.commit()
    return go(url_for("posting_letter.show", ref=message.ref, done=done))
