"""The words after a press on a posting, signed in or by the link of a message."""

from flask import request

from portal.domain.jobs.publishing import NotAccepted
from portal.web.languages import gettext as _


def done_words() -> str:
    """What was done a moment ago."""
    return {
        "saved": _("The draft is saved."),
        "sent": _("Sent. We look at it and write to you."),
        "live": _("It is on the board now. We look at it later."),
        "changed": _("Saved. Everybody sees it at once."),
        "again": _("Saved. Everybody sees it, and we look at it again."),
        "pause": _("Paused. Nobody sees it now."),
        "go-on": _("It is on the board again."),
        "refresh": _("Done. It stays sixty days more."),
        "take-back": _("It is a draft again. Change it, then send it."),
        "filled": _("Noted. Everybody who waited is told."),
        "withdraw": _("Taken back. Everybody who waited is told."),
        "comment": _("Your words are sent."),
    }.get(request.args.get("done", ""), "")


def refused_words(refusal: Exception) -> str:
    if isinstance(refusal, NotAccepted):
        return _("Your company is not accepted yet. You may write drafts.")
    return _("It stands otherwise now. Look at it again.")
