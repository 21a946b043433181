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
            _("It ends by itself after one year."),
        ],
        short=lambda what, town: _("Your job search is saved. See or stop it:"),
        action=(_("See or stop it"), subject.link),
    )


def search_news(subject: Subject) -> Wording:
    """`count`: how many are new; `last`: a year is over, and nothing more comes."""
    facts = subject.message.facts
    number, last = int(facts.get("count", 1)), bool(facts.get("last"))
    if not number:
        return _over(subject)
    ends = _("This was the last message: the year of your search is over.")
    return Wording(
        subject=ngettext("%(num)s new job for you", "%(num)s new jobs for you", number),
        sentences=[
            ngettext("%(num)s new job fits your search.", "%(num)s new jobs fit your search.", number),
            ends if last else _("You see them on one page. One tap there ends this."),
        ],
        short=lambda what, town: ngettext("%(num)s new job for you:", "%(num)s new jobs for you:", number),
        action=(_("See the new jobs"), subject.link),
    )


def _over(subject: Subject) -> Wording:
    return Wording(
        subject=_("Your job search is over"),
        sentences=[
            _("One year ago you asked us to look for jobs."),
            _("We stop now. One tap starts it again."),
        ],
        short=lambda what, town: _("Your job search is over. Start it again:"),
        action=(_("Start it again"), subject.link),
    )
