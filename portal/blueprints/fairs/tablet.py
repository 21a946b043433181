"""The shared tablet of a fair: jobs as large cards, a short form, thanks, and back to the jobs for the next."""

from itertools import groupby

from flask import Blueprint, Response, url_for

from portal import clock
from portal.blueprints.fairs.forms import TabletForm
from portal.database import db
from portal.domain.jobs import board, fairs
from portal.domain.jobs.applying import Already, NotOpen, TooManyOpen, answer_by, tell_again
from portal.domain.jobs.board_models import JobFair
from portal.domain.jobs.posting_models import Posting
from portal.domain.signups.asked import home_zone
from portal.web import holder
from portal.web.dates import day_words
from portal.web.htmx import go, page
from portal.web.jobs_access import tablet_only
from portal.web.languages import gettext as _
from portal.web.languages import offered
from portal.web.limits import may_apply, may_apply_at_fair

blueprint = Blueprint("fair_tablet", __name__)

#: After so many seconds a page goes back to the jobs, and what was typed is gone.
_A_TURN, _THANKS = 1200, 60


@blueprint.get("/fairs/<ref:ref>/tablet")
@tablet_only
def cards(fair: JobFair) -> Response:
    """The next learner begins: a form of the one before is shown to nobody, sent again or not."""
    holder.end_turn()
    return _cards(fair)


@blueprint.get("/fairs/<ref:ref>/tablet/<ref:posting>")
@tablet_only
def form(fair: JobFair, posting: str) -> Response:
    found = fairs.posting_at(fair, posting, clock.now())
    if found is None or not board.takes_applications(found):
        return _not_now(fair)
    form = TabletForm()
    holder.begin_turn(form.key.data)
    return _form(fair, found, form)


@blueprint.post("/fairs/<ref:ref>/tablet/<ref:posting>")
@tablet_only
def send(fair: JobFair, posting: str) -> Response:
    """Whoever applied there before is thanked like everybody: the message says how to go on, this page does not."""
    found, form, now = fairs.posting_at(fair, posting, clock.now()), TabletForm(), clock.now()
    if found is None:
        return _not_now(fair)
    if not holder.is_turn(form.key.data):
        return _cards(fair, 409, _("This is no longer possible. The page says how it stands now."))
    if not form.validate():
        return _form(fair, found, form, 422)
    if not _may_send(fair, form):
        return _form(fair, found, form, 429, _("You sent many applications today. Please go on tomorrow."))
    try:
        fairs.apply_there(fair, found, form.wish(), now)
    except Already as refusal:
        db.session.rollback()
        tell_again(refusal.application, now)
    except (NotOpen, TooManyOpen):
        db.session.rollback()
        return _form(fair, found, form, 409, _("This job takes no application now. Choose another one."))
    db.session.commit()
    holder.thank(form.first_name.data)
    return go(url_for("fair_tablet.sent", ref=fair.ref))


@blueprint.get("/fairs/<ref:ref>/tablet/sent")
@tablet_only
def sent(fair: JobFair) -> Response:
    """The name is shown once: read again, or by going back, the page thanks without it."""
    name, zone = holder.thanked(), home_zone()
    heading = _("Thank you, %(name)s", name=name) if name else _("Thank you")
    day = day_words(answer_by(clock.now(), zone).astimezone(zone).date())
    return _leaving(page("fairs/sent.html", heading=heading, day=day, onward=_onward(fair)), fair, _THANKS)


def _may_send(fair: JobFair, form: TabletForm) -> bool:
    return may_apply_at_fair(str(fair.tablet_digest)) and may_apply(form.reach.digest if form.reach else "")


def _cards(fair: JobFair, status: int = 200, problem: str = "") -> Response:
    found = fairs.postings_of(fair, clock.now())
    shown = page(
        "fairs/cards.html",
        heading=_("Choose a job"),
        status=status,
        fair=fair,
        problem=problem,
        companies=[(company, list(own)) for company, own in groupby(found, key=lambda one: one.company)],
        busy=board.busy(found),
    )
    return _leaving(shown, fair, _A_TURN)


def _not_now(fair: JobFair) -> Response:
    return _cards(fair, 409, _("This job takes no application now. Choose another one."))


def _form(fair: JobFair, posting: Posting, form: TabletForm, status: int = 200, problem: str = "") -> Response:
    shown = page(
        "fairs/form.html",
        heading=_("Apply for this job"),
        status=status,
        posting=posting,
        form=form,
        problem=problem,
        action=url_for("fair_tablet.send", ref=fair.ref, posting=posting.ref),
        onward=_onward(fair),
    )
    return _leaving(shown, fair, _A_TURN)


def _onward(fair: JobFair) -> str:
    """Where the next learner begins: in the first language of the association."""
    return url_for("fair_tablet.cards", ref=fair.ref, lang=offered()[0].code)


def _leaving(response: Response, fair: JobFair, seconds: int) -> Response:
    """Let the browser go on by itself."""
    response.headers["Refresh"] = f"{seconds}; url={_onward(fair)}"
    return response
