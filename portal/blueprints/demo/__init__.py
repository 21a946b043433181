"""Only where data is invented: every message as it went out, so that a visitor of the demo sees what learners get."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, current_app, request

from portal.domain.accounts.contacts import mask
from portal.domain.accounts.models import Contact, ContactKind
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import log
from portal.domain.messages.segments import segments
from portal.web import dates
from portal.web.access import form_page
from portal.web.htmx import page
from portal.web.languages import KNOWN, Language
from portal.web.languages import gettext as _
from portal.web.letters.compose import mail, text_message
from portal.web.letters.subject import NothingToSay
from portal.web.message_words import channel_words, state_words

blueprint = Blueprint("demo", __name__)

#: So many of the newest are shown.
MOST = 60


@dataclass(frozen=True)
class Shown:
    """One message as it went out. `to` is masked: visitors of a demo may give numbers that are real."""

    message: Message
    spoken: Language
    to: str
    subject: str
    text: str
    segments: int
    when: str


@blueprint.get("/demo/messages")
@form_page
def messages() -> Response:
    if not current_app.config["PORTAL_DEMO"]:
        abort(404)
    kind = request.args.get("channel", "")
    wanted = [message for message in log(most=300) if kind in {"", message.channel}][:MOST]
    return page(
        "demo/messages.html",
        heading=_("Messages of this demonstration"),
        shown=[one for one in map(_show, wanted) if one],
        channels=[channel.value for channel in Channel],
        chosen=kind,
        state_words=state_words,
        channel_words=channel_words,
    )


def _show(message: Message) -> Shown | None:
    spoken = KNOWN.get(message.language, KNOWN["fr"])
    moment = dates.moment_words(message.sent_at or message.created_at, message.zone)
    to = _masked(message)
    try:
        if message.channel == Channel.TEXT:
            words = text_message(message, "").text
            return Shown(message, spoken, to, "", words, segments(words), moment)
        letter = mail(message, "")
    except NothingToSay:
        return None
    return Shown(message, spoken, to, letter.subject, letter.text, 0, moment)


def _masked(message: Message) -> str:
    if not message.address:
        return ""
    kind = ContactKind.PHONE if message.channel == Channel.TEXT else ContactKind.EMAIL
    return mask(Contact(kind=kind, value=message.address))
