"""The links in messages: short, taken out of the address bar at once, each for one purpose; and "no more messages".

Scanners open the links of mails and text messages, so a GET shows and acts on nothing. The page a link leads to
knows the message it came by (`portal.web.holder`) and lets do what that message is for, nothing else.
"""

import re

from flask import Blueprint, Response, abort, request, url_for

from portal import clock
from portal.database import db
from portal.domain.jobs.told import application_of
from portal.domain.messages import outbox
from portal.domain.messages.kinds import Purpose
from portal.domain.messages.links import by_link
from portal.domain.messages.models import Message
from portal.domain.promises.kinds import PromiseKind
from portal.domain.signups import asked, told
from portal.web import holder
from portal.web.access import form_page, letter_only
from portal.web.addresses import ShortTokenConverter, mended
from portal.web.forms import PressForm
from portal.web.htmx import go, page
from portal.web.languages import KNOWN, offered, speak
from portal.web.languages import gettext as _
from portal.web.limits import guess_link_by_address

blueprint = Blueprint("letter", __name__)

#: Where a link leads that is for one answer only.
_OWN_PAGE = {
    Purpose.REMINDER: "reminder.show",
    Purpose.OFFER: "offer.show",
    Purpose.INTERVIEW: "interview.show",
}
#: Where a link leads that is about volunteering or mentoring.
_OF_MENTORING = {
    Purpose.VOLUNTEER: "volunteering.back",
    Purpose.VOLUNTEER_DATE: "volunteer_date.show",
    Purpose.SLOTS: "slots.open",
    Purpose.PAIR_ANSWER: "pair_answer.show",
    Purpose.PAIR: "pair.by_letter",
    Purpose.MEETING: "meeting.show",
    Purpose.PAIR_SURVEY: "pair_survey.show",
}
#: Where a link leads that is about all of somebody's bookings, about their data, or for an account.
_FOR_ALL = {
    Purpose.BOOKINGS: "bookings.mine",
    Purpose.DATA: "data.copy",
    Purpose.ACCOUNT: "account_link.show",
}
#: Where a link leads that is about a company, a posting or an application for work.
_OF_JOBS = {
    Purpose.COMPANY: "company_letter.show",
    Purpose.POSTING: "posting_letter.show",
    Purpose.JOB_ANSWER: "job_answer.show",
    Purpose.PLACEMENT: "placement.show",
    Purpose.JOB: "job.by_letter",
    Purpose.SEARCH: "saved_search.show",
}
_ALL_PAGES = _FOR_ALL | _OF_MENTORING | _OF_JOBS
_TOKEN = re.compile(ShortTokenConverter.regex)


@blueprint.get("/l/<short:token>")
@form_page
@guess_link_by_address
def follow(token: str) -> Response:
    """To the page this message is for, in the language it was written in."""
    message = _of(token)
    return go(_way(message) or abort(404, description="letter"))


@blueprint.get("/l/<short:token>/stop")
@form_page
@guess_link_by_address
def follow_to_stop(token: str) -> Response:
    """What a mail program offers as "unsubscribe": the page with the question, which acts on nothing."""
    message = _of(token)
    if outbox.purpose(message) is Purpose.SEARCH:  # that alone is what they have had enough of
        return go(url_for("saved_search.show", ref=message.ref))
    return go(url_for("letter.ask_stop", ref=message.ref))


@blueprint.get("/l/<path:typed>")
@form_page
def follow_damaged(typed: str) -> Response:
    """A link in capitals, or with the full stop or bracket of the sentence it stood in, still leads on."""
    token, _slash, rest = mended(typed).lower().partition("/")
    if mended(typed).lower() == typed or not _TOKEN.fullmatch(token) or rest not in {"", "stop"}:
        abort(404, description="letter")
    return go(url_for("letter.follow_to_stop" if rest else "letter.follow", token=token))


def _of(token: str) -> Message:
    """The message of this link; this browser has come by it from now on."""
    message = by_link(token, clock.now()) or abort(404, description="letter")
    if KNOWN.get(message.language) in offered():
        speak(KNOWN[message.language])
    holder.came_by(message.ref)
    return message


def _way(message: Message) -> str | None:
    """Where the link of this message leads; None: what it was about is gone."""
    purpose = outbox.purpose(message)
    if purpose is Purpose.ASKED:
        owed = asked.by_name(message.about)
        if owed is None:
            return None
        holder.asked(owed.ref)
        return url_for("asked.show", ref=owed.ref)
    if purpose in _ALL_PAGES:
        return url_for(_ALL_PAGES[purpose], ref=message.ref)
    sign_up = told.of_message(message)
    if sign_up is None or purpose is None:
        return None
    if purpose in _OWN_PAGE:
        return url_for(_OWN_PAGE[purpose], ref=message.ref)
    if holder.holds(sign_up.ref):
        return url_for("card.show", ref=sign_up.ref)
    holder.link(sign_up.ref)
    return url_for("door.check", ref=sign_up.ref)


@blueprint.get("/<lang:lang>/messages/<ref:ref>/stop")
@letter_only()
def ask_stop(message: Message) -> Response:
    return _show(message, PressForm())


@blueprint.post("/<lang:lang>/messages/<ref:ref>/stop")
@letter_only()
def stop(message: Message) -> Response:
    form = PressForm()
    if not form.validate():
        return _show(message, form, 422)
    outbox.opt_out(_address(message), clock.now())
    db.session.commit()
    return go(url_for("letter.ask_stop", ref=message.ref))


@blueprint.post("/<lang:lang>/messages/<ref:ref>/again")
@letter_only()
def again(message: Message) -> Response:
    form = PressForm()
    if not form.validate():
        return _show(message, form, 422)
    outbox.opt_in(_address(message))
    db.session.commit()
    return go(url_for("letter.ask_stop", ref=message.ref, on=1))


def _address(message: Message) -> str:
    """What is left of the address once the message may have lost its contact to the retention: nothing to stop.

    Nor is there where it went to an account: a link that was asked for must come.
    """
    digest = None if message.account_id else message.address_digest
    return digest or abort(404, description="letter")


def _heading(stopped: bool, on_again: bool) -> str:
    if stopped:
        return _("You get no more messages")
    return _("Messages are on again") if on_again else _("No more messages?")


def _subject(message: Message) -> str:
    """What goes on without messages, or not: a seat, an application for work, a search for work, a call that was
    asked for, or the wish for a date."""
    if told.of_message(message):
        return "seat"
    if application_of(message):
        return "job"
    if outbox.purpose(message) is Purpose.SEARCH:
        return "search"
    owed = asked.by_name(message.about)
    return "call" if owed and owed.kind == PromiseKind.CALL_BACK else "wish"


def _show(message: Message, form: PressForm, status: int = 200) -> Response:
    stopped = outbox.opted_out(_address(message))
    on_again = not stopped and "on" in request.args
    return page(
        "signups/stop.html",
        heading=_heading(stopped, on_again),
        status=status,
        message=message,
        subject=_subject(message),
        stopped=stopped,
        on_again=on_again,
        back=_way(message) or url_for("pages.home"),
        form=form,
    )
