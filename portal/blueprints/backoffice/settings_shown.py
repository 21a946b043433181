"""The settings as the page shows them: each with its name and its value in words, and whether the team changed it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app

from portal.domain.messages.trials import last_trials
from portal.domain.privacy import Reason
from portal.domain.settings.ours import kept_months
from portal.web import dates
from portal.web.in_force import in_force
from portal.web.languages import gettext as _
from portal.web.languages import ngettext, offered
from portal.web.message_words import channel_words, problem_words, state_words
from portal.web.organisation import organisation
from portal.web.privacy_words import reason_words


@dataclass(frozen=True)
class Section:
    subject: str
    heading: str
    facts: list[tuple[str, str]]
    #: Settings of it that are not as the environment has them.
    changed: int


def sections() -> list[Section]:
    own, config = organisation(), current_app.config
    association = [
        (_("Name"), own.name),
        (_("Address"), own.address),
        (_("Phone number for help"), own.phone_words),
        (_("E-mail for questions"), own.email),
        (_("Website"), own.website),
    ]
    colours = [
        (_("Main colour"), config["PORTAL_COLOUR_BRAND"]),
        (_("Second colour"), config["PORTAL_COLOUR_ACCENT"]),
    ]
    clock_words = [
        (_("Messages go out"), f"{config['PORTAL_WAKING_FROM']:%H:%M} – {config['PORTAL_WAKING_UNTIL']:%H:%M}"),
        (_("Reminder on the day before, at"), f"{config['PORTAL_REMIND_DAY_BEFORE']:%H:%M}"),
        (_("Reminder on the same day, at"), f"{config['PORTAL_REMIND_MORNING']:%H:%M}"),
        (_("We answer by this hour of the day"), f"{config['PORTAL_OFFICE_CLOSES']:%H:%M}"),
        (_("Text message segments in a day, at most"), str(config["PORTAL_TEXT_DAILY_SEGMENTS"])),
    ]
    kept = [
        (reason_words(one)[0], ngettext("%(num)s month", "%(num)s months", kept_months(one)))
        for one in (Reason.CONTACT, Reason.NAME, Reason.MESSAGES)
    ]
    return [
        _section("association", _("The association"), association, "ORGANISATION"),
        _section(
            "logo", _("Logo"), [(_("Logo"), "" if own.logo else _("None: the name stands in letters."))], "LOGO"
        ),
        _section("colours", _("Colours"), colours, "COLOUR_"),
        _section("languages", _("Languages"), [(_("Languages of the pages"), _languages())], "LANGUAGES"),
        _section("hours", _("Hours and limits"), clock_words, "WAKING_", "REMIND_", "OFFICE_", "TEXT_"),
        _section("kept", _("How long data is kept"), kept, "KEEP_"),
    ]


def _section(subject: str, heading: str, facts: list[tuple[str, str]], *beginnings: str) -> Section:
    names = [name.removeprefix("PORTAL_") for name in in_force().changed]
    return Section(subject, heading, facts, sum(name.startswith(beginnings) for name in names))


def _languages() -> str:
    return ", ".join(one.name for one in offered())


def gateways() -> list[tuple[str, str]]:
    """(what, by which service): where it is, never with what password."""
    return [
        (_("E-mail"), _masked(current_app.config["PORTAL_MAIL_URL"])),
        (_("Text message"), _masked(current_app.config["PORTAL_TEXT_URL"])),
    ]


def _masked(url: str) -> str:
    if url == "none":
        return _("Nobody: none goes out.")
    if url == "file":
        return _("Into files of this server, for trying out.")
    parts = urlsplit(url.removeprefix("apprise:"))
    return (
        f"{parts.scheme}://{parts.hostname or '…'}"
        if parts.scheme in {"http", "https", "smtp", "smtps"}
        else f"{parts.scheme}://…"
    )


def trials() -> list[tuple[str, str, str, str]]:
    """(ref, when, how, what became of it) of the last trials."""
    return [
        (
            one.ref,
            dates.moment_words(one.created_at, one.zone),
            channel_words(one.channel),
            " ".join(filter(None, (f"{state_words(one.state)}.", problem_words(one.problem)))),
        )
        for one in last_trials()
    ]
