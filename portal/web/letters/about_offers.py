"""The words about an offer to help that was begun, and one that was sent."""

from portal.web.letters.subject import Subject
from portal.web.letters.wording import Wording
from portal.web.own_words import gettext as _


def volunteer_draft(subject: Subject) -> Wording:
    """The link to go on; to an offer that was sent, whatever was typed again; or the last word before it goes."""
    if subject.message.facts.get("asked"):
        return _plain(
            _("You offered to help already"),
            [_("You offered to help already. Thank you."), _("The link shows how it stands.")],
            (_("See how it stands"), subject.link),
        )
    if subject.message.facts.get("over"):
        return _plain(
            _("Your offer is not sent yet"),
            [
                _("You began an offer to help. It is not sent yet."),
                _("We delete it on %(moment)s.", moment=subject.reply_by),
            ],
            (_("Go on with my offer"), subject.link),
            _("Your offer is not sent yet. We delete it on %(moment)s.", moment=subject.reply_soon),
        )
    return _plain(
        _("Go on with your offer to help"),
        [_("You began an offer to help. This link leads back to it."), _("Was it not you? Then do nothing.")],
        (_("Go on with my offer"), subject.link),
        _("You began an offer to help. This link leads back to it."),
    )


def volunteer_received(subject: Subject) -> Wording:
    return _plain(
        _("Thank you for your offer to help"),
        [
            _("We have your offer to help. Thank you."),
            _("You hear from us by %(moment)s.", moment=subject.reply_by),
        ],
        (_("See how it stands"), subject.link),
        _("We have your offer. You hear from us by %(moment)s.", moment=subject.reply_soon),
    )


def _plain(subject: str, sentences: list[str], action: tuple[str, str], short: str = "") -> Wording:
    return Wording(subject, sentences, lambda what, town: short or " ".join(sentences), action=action)
