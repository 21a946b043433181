"""The words about a saved search: that it is saved, and what is new."""

from portal.domain.jobs.choices import Every
from portal.web.letters.subject import Subject
from portal.web.letters.wording import Wording
from portal.web.own_words import gettext as _
from portal.web.own_words import ngettext


def search_on(subject: Subject) -> Wording:
    every_day = subject.saved.every == Every.DAY
    return Wording(
        subject=_("Your search is saved"),
        sentences=[
            _("We write to you when there are new jobs."),
            _("Every day at most.") if every_day else _("Once a week at most."),
            _("One tap ends it, whenever you like."),
        ],
        short=lambda what, town: _("Your job search is saved. See or stop it:"),
        action=(_("See or stop it"), subject.link),
    )


def search_news(subject: Subject) -> Wording:
    number = int(subject.message.facts.get("count", 1))
    return Wording(
        subject=ngettext("%(num)s new job for you", "%(num)s new jobs for you", number),
        sentences=[
            ngettext("%(num)s new job fits your search.", "%(num)s new jobs fit your search.", number),
            _("You see them on one page. One tap there ends this."),
        ],
        short=lambda what, town: ngettext("%(num)s new job for you:", "%(num)s new jobs for you:", number),
        action=(_("See the new jobs"), subject.link),
    )
