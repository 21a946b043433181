"""Every limit, ladder and retry in words, so that the team knows what the portal does by itself."""

from datetime import timedelta

from flask import current_app

from portal.domain.messages.queue import LEASE, MOST_TRIES, MOST_UNCERTAIN, wait_after
from portal.domain.promises.kinds import LADDERS, PromiseKind
from portal.web.dates import duration_words
from portal.web.languages import gettext as _
from portal.web.languages import ngettext
from portal.web.promises import owner_words, promise_words


def limits() -> list[tuple[str, str]]:
    """(what is limited, how often it may be)."""
    seats = int(current_app.config["PORTAL_SEATS_PER_ADDRESS"])
    return [
        (_("Wrong codes for one booking"), _("%(num)s in an hour", num=5)),
        (_("Wrong codes from one internet address"), _("%(num)s in an hour", num=60)),
        (_("Wrong passwords for one account"), _("%(num)s in an hour", num=10)),
        (_("Questions from one phone or e-mail"), _("%(num)s in an hour", num=6)),
        (_("Seats for one phone or e-mail"), _("%(num)s in an hour", num=12)),
        (_("Seats from one internet address"), _("%(num)s in ten minutes", num=seats)),
        (
            _("Text messages"),
            _("%(num)s segments in a day", num=current_app.config["PORTAL_TEXT_DAILY_SEGMENTS"]),
        ),
    ]


def retries() -> list[str]:
    return [
        ngettext("A message is tried %(num)s time.", "A message is tried %(num)s times.", MOST_TRIES),
        _(
            "Between two tries go %(first)s to %(last)s.",
            first=duration_words(wait_after(1)),
            last=duration_words(wait_after(MOST_TRIES)),
        ),
        _("Without a clear answer of the gateway: %(num)s tries.", num=MOST_UNCERTAIN),
        _("After a worker died: again after %(time)s.", time=duration_words(LEASE)),
    ]


def ladders() -> list[tuple[str, str, str]]:
    """(what is owed, when the one who owes is reminded, who owes it next)."""
    return [
        (
            promise_words(kind),
            _(", ").join(_before(span) for span in LADDERS[kind].reminders) or "–",
            _(", ").join(owner_words(owner) for owner in LADDERS[kind].then) or "–",
        )
        for kind in PromiseKind
    ]


def _before(span: timedelta) -> str:
    if span >= timedelta(days=1):
        return ngettext("%(num)s day before", "%(num)s days before", span.days)
    return _("%(time)s before", time=duration_words(span))
