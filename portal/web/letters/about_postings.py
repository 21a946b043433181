"""The words to a recruiter about a posting: being checked, on the board, sent back, ending, too many waiting."""

from datetime import date

from portal.web.dates import day_words
from portal.web.jobs import kind_words
from portal.web.letters.subject import Subject
from portal.web.letters.wording import Wording
from portal.web.own_words import gettext as _
from portal.web.postings import pay_line, where_line


def posting_received(subject: Subject) -> Wording:
    again = subject.message.facts.get("again")
    return Wording(
        subject=_("We have your posting"),
        sentences=[
            _("We look at your posting once more.") if again else _("Thank you. We look at your posting now."),
            _("You hear from us by %(moment)s.", moment=subject.reply_by),
        ],
        facts=_about(subject),
        short=lambda what, town: _(
            "We have your posting. You hear from us by %(moment)s.", moment=subject.reply_soon
        ),
        action=(_("See your posting"), subject.link),
    )


def posting_changes(subject: Subject) -> Wording:
    if subject.message.facts.get("over"):
        return Wording(
            subject=_("We did not look at your posting in time"),
            sentences=[
                _("We did not look at your posting in time. We are sorry."),
                _("It is a draft again. Please send it once more."),
                _("Or call us on %(phone)s: we do it together.", phone=subject.phone),
            ],
            facts=_about(subject),
            short=lambda what, town: _("We were late with your posting. Please send it again."),
            action=(_("See your posting"), subject.link),
        )
    return Wording(
        subject=_("Please change something in your posting"),
        sentences=[
            _("Your posting is not on the board yet."),
            _("The team wrote what to change. Then send it again."),
        ],
        facts=_about(subject),
        short=lambda what, town: _("Please change something in your posting:"),
        action=(_("Read what the team wrote"), subject.link),
    )


def posting_live(subject: Subject) -> Wording:
    return Wording(
        subject=_("Your posting is on the board"),
        sentences=[
            _("Your posting is on the board now."),
            _("We write to you each time somebody applies."),
            _("Each person gets an answer, yes or no."),
        ],
        facts=_about(subject),
        short=lambda what, town: _("Your posting is on the board."),
        action=(_("See your posting"), subject.link),
    )


def posting_late(subject: Subject) -> Wording:
    return Wording(
        subject=_("We need some more days"),
        sentences=[
            _("We have not looked at your posting yet. We are sorry."),
            _("You hear from us by %(moment)s.", moment=subject.reply_by),
        ],
        facts=_about(subject),
        short=lambda what, town: _("About your posting: you hear from us by %(moment)s.", moment=subject.reply_soon),
        action=(_("See your posting"), subject.link),
    )


def posting_removed(subject: Subject) -> Wording:
    return Wording(
        subject=_("Your posting is not on the board"),
        sentences=[
            _("We took your posting off the board, or did not let it out."),
            _("Whoever had applied is told."),
            _("Read why, and call us if you see it otherwise."),
        ],
        facts=_about(subject),
        short=lambda what, town: _("Your posting is not on the board. Read why:"),
        action=(_("Read why"), subject.link),
    )


def posting_ending(subject: Subject) -> Wording:
    ends = _ends(subject)
    return Wording(
        subject=_("Your posting ends soon"),
        sentences=[
            _("Your posting leaves the board after %(day)s.", day=ends),
            _("Do you still look for somebody? One press keeps it."),
        ],
        facts=_about(subject),
        short=lambda what, town: _("Your posting ends soon. Keep it with one press:"),
        action=(_("Keep it, or let it end"), subject.link),
    )


def posting_ended(subject: Subject) -> Wording:
    return Wording(
        subject=_("Your posting has left the board"),
        sentences=[
            _("The time of your posting is over. Nobody sees it now."),
            _("Whoever has applied still waits for your answer."),
            _("Do you still look for somebody? One press brings it back."),
        ],
        facts=_about(subject),
        short=lambda what, town: _("Your posting is over. Bring it back with one press:"),
        action=(_("See your posting"), subject.link),
    )


def posting_full(subject: Subject) -> Wording:
    return Wording(
        subject=_("Nobody can apply now: answers are due"),
        sentences=[
            _("Many people wait for your answer. Nobody else can apply now."),
            _("It opens again as soon as you answer one."),
        ],
        facts=_about(subject),
        short=lambda what, town: _("Nobody can apply now. Answer those who wait:"),
        action=(_("See your posting"), subject.link),
    )


def _about(subject: Subject) -> list[tuple[str, str]]:
    """What it offers, where, for what pay."""
    posting = subject.work
    kind = kind_words(posting.kind) if posting.kind else ""
    lines = [(_("Posting"), posting.title), (_("What"), kind), (_("Where"), where_line(posting))]
    return [line for line in [*lines, (_("Pay"), pay_line(posting))] if line[1]]


def _ends(subject: Subject) -> str:
    said = subject.message.facts.get("ends_on")
    day = date.fromisoformat(str(said)) if said else subject.work.expires_on
    return day_words(day) if day else ""
