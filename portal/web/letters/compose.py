"""A message as it goes out: a mail, plain and laid out; a text message, cut to size; a line of news on a card."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app, render_template

from portal.delivery.letters import Mail, TextMessage
from portal.domain.messages.models import Channel, Message
from portal.domain.messages.outbox import told_about
from portal.domain.messages.segments import is_gsm7, segments, to_gsm7
from portal.domain.signups.models import SignUp
from portal.domain.signups.told import about
from portal.web import dates
from portal.web.languages import language, speaking
from portal.web.letters.kinds import worded
from portal.web.letters.subject import NothingToSay
from portal.web.letters.wording import Wording
from portal.web.links import message_link

#: A Latin script fits into one segment, any other into two.
LATIN_MOST, OTHER_MOST = 1, 2
#: A title or a town that must be cut keeps at least so many letters.
_FEWEST_LETTERS = 5


@dataclass(frozen=True)
class Piece:
    """News on a card: when it was said, and what."""

    when: str
    lines: list[str]


def mail(message: Message, to: str, words: Wording | None = None) -> Mail:
    """Raises `NothingToSay` when what it is about is gone. `words`: those at hand."""
    with speaking(message.language) as spoken:
        words = words or worded(message)
        # What stays on the card cannot be stopped, and what an account asked for must come.
        out = message.link_digest and message.channel != Channel.CARD and not message.account_id
        stop = f"{message_link(message)}/stop" if out else None
        facts = {"words": words, "dates": words.dates(), "stop": stop}
        return Mail(
            to=to,
            subject=words.subject,
            text=render_template("messages/letter.txt", **facts),
            html=render_template("messages/letter.html", **facts),
            language=spoken.code,
            rtl=spoken.rtl,
            ref=message.ref,
            unsubscribe=stop,
        )


def text_message(message: Message, to: str, words: Wording | None = None) -> TextMessage:
    """As long as it may be and no longer: the title gives way first, then the town. Raises `NothingToSay`."""
    with speaking(message.language):
        words = words or worded(message)
        name = current_app.config["PORTAL_ORGANISATION"]
        link = f"\n{words.action[1]}" if words.action else ""
        whole = ""
        for title, town in _shorter_and_shorter(words.what, words.town):
            whole = _plain(f"{name}: {words.short(title, town)}") + link
            if segments(whole) <= (LATIN_MOST if is_gsm7(whole) else OTHER_MOST):
                break
        return TextMessage(to=to, text=whole, ref=message.ref)


def _shorter_and_shorter(title: str, town: str) -> Iterator[tuple[str, str]]:
    """Both whole, then the title cut at each of its letters, at last the town, too."""
    yield title, town
    shortest = title
    for shortest in _cuts(title):
        yield shortest, town
    for cut in _cuts(town):
        yield shortest, cut


def _cuts(words: str) -> list[str]:
    return [f"{words[:length].rstrip(' ,.،')}…" for length in range(len(words) - 4, _FEWEST_LETTERS - 1, -1)]


def _plain(text: str) -> str:
    """Letters that cost one each, where the language can be written with them; a cut needs no full stop."""
    text = text.replace("….", "…")
    return text if language().rtl else to_gsm7(text)


def news_of(sign_up: SignUp) -> list[Piece]:
    """What was told about a seat, newest first, for whoever looks at the card: in the language of the page."""
    news = []
    for message in told_about(about(sign_up)):
        try:
            words = worded(message, sign_up)
        except NothingToSay:
            continue
        moment = dates.moment_words(message.created_at, sign_up.course_session.place.zone)
        news.append(Piece(moment, words.sentences))
    return news
