"""A saved search by the link of a message: what is new, one press to stop, to start again, to be told less often."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, abort, request, url_for

from portal import clock
from portal.blueprints.searches.forms import OftenForm
from portal.database import db
from portal.domain.accounts.models import ContactKind
from portal.domain.jobs import board, searches
from portal.domain.jobs.board_models import SavedSearch
from portal.domain.jobs.choices import Every
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.models import Message
from portal.domain.messages.outbox import opted_out
from portal.domain.signups.asked import home_zone
from portal.web.access import letter_only
from portal.web.dates import day_words
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.job_wishes import every_words, wish_words
from portal.web.languages import gettext as _
from portal.web.stopped import Stopped

blueprint = Blueprint("saved_search", __name__)

#: So many of the new ones are shown: the button that stops it is not far below. The board has them all.
_SHOWN = 6


@blueprint.get("/jobs/alerts/<ref:ref>")
@letter_only(Purpose.SEARCH)
def show(message: Message) -> Response:
    return _show(message, _search(message))


@blueprint.post("/jobs/alerts/<ref:ref>/stop")
@letter_only(Purpose.SEARCH)
def stop(message: Message) -> Response:
    return _press(message, PressForm(), searches.stop, "stopped")


@blueprint.post("/jobs/alerts/<ref:ref>/go-on")
@letter_only(Purpose.SEARCH)
def go_on(message: Message) -> Response:
    return _press(message, PressForm(), searches.go_on, "on")


@blueprint.post("/jobs/alerts/<ref:ref>/often")
@letter_only(Purpose.SEARCH)
def often(message: Message) -> Response:
    form = OftenForm()
    every = Every.DAY if form.every.data == Every.DAY else Every.WEEK
    return _press(message, form, lambda one, now: searches.write_every(one, every, now), "often")


def _search(message: Message) -> SavedSearch:
    return searches.of_message(message) or abort(404, description="letter")


def _press(
    message: Message, form: PressForm | OftenForm, deed: Callable[[SavedSearch, datetime], None], done: str
) -> Response:
    search = _search(message)
    if not form.validate():
        return _show(message, search, 422, form)
    deed(search, clock.now())
    db.session.commit()
    return go(url_for("saved_search.show", ref=message.ref, done=done))


def _since(message: Message) -> datetime:
    """From when on this message calls a job new."""
    said = message.facts.get("since")
    return datetime.fromisoformat(said) if said else message.created_at


def _show(
    message: Message, search: SavedSearch, status: int = 200, form: PressForm | OftenForm | None = None
) -> Response:
    now, wanted = clock.now(), searches.wanted(search)
    new = searches.news(search, _since(message), now, _SHOWN)
    return page(
        "searches/search.html",
        heading=_("Your job search has stopped") if search.ended_at else _("Your job search"),
        status=status,
        message=message,
        search=search,
        wanted=wanted,
        wishes=wish_words(wanted),
        every=every_words(search.every),
        other=next(one for one in Every if one != search.every),
        until=day_words(searches.ends_at(search).astimezone(home_zone()).date()),
        new=new,
        busy=board.busy(new),
        stopped=Stopped(search.kind == ContactKind.PHONE, message) if opted_out(search.digest) else None,
        done=request.args.get("done", ""),
        form=form or PressForm(formdata=None),
    )
