"""The words of a notice are the team's own; around them stands which course they are about."""

from portal.database import Text
from portal.web.languages import language
from portal.web.letters.subject import NothingToSay, Subject
from portal.web.letters.wording import Wording, card, workshop
from portal.web.own_words import gettext as _


def notice(subject: Subject) -> Wording:
    said = Text(subject.message.facts.get("words", {})).pick(language().code)[0]
    if not said:
        raise NothingToSay(subject.message.about)
    return Wording(
        subject=_("News: %(what)s", what=subject.what),
        sentences=said.split("\n"),
        short=lambda what, town: said,
        facts=workshop(subject),
        action=card(subject),
    )
