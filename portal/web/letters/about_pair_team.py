"""The words of the team about a pair: letters, a report of a problem, a break, the end.

A text message, and the news on a card, never say what it is about: a phone is shared. They lead to the page.
"""

from datetime import datetime

from portal.domain.mentoring.pair_models import Side
from portal.web import dates
from portal.web.letters.subject import Subject
from portal.web.letters.wording import Wording
from portal.web.own_words import gettext as _


def pair_letter(subject: Subject) -> Wording:
    """One side wrote to the team, or the team to them."""
    said = subject.message.facts.get("said")
    if said == "answered":
        return _lead(subject, _("There is a letter for you"), [_("Our team wrote to you.")], _("Read it"))
    if said == "later":
        return _late(subject, _("We have not answered your letter yet"))
    if said == "over":
        return _call(subject)
    return _noted(subject, _("We got your letter"))


def pair_problem(subject: Subject) -> Wording:
    """One side reported a problem: what is told says no more than that somebody answers."""
    said = subject.message.facts.get("said")
    if said == "closed":
        return _lead(subject, _("There is a letter for you"), [_("Our team wrote to you.")], _("Read it"))
    if said == "later":
        return _late(subject, _("We have not answered you yet"))
    if said == "over":
        return _call(subject)
    return _noted(subject, _("We got what you wrote"))


def _noted(subject: Subject, what: str) -> Wording:
    return Wording(
        subject=what,
        sentences=[f"{what}.", _("You hear from us by %(moment)s.", moment=subject.reply_by)],
        short=lambda title, town: f"{what}. " + _("You hear from us by %(moment)s.", moment=subject.reply_soon),
        action=(_("Read it again"), subject.link),
    )


def _late(subject: Subject, what: str) -> Wording:
    return Wording(
        subject=what,
        sentences=[
            _("We have not answered you yet. We are sorry."),
            _("You hear from us by %(moment)s.", moment=subject.reply_by),
        ],
        short=lambda title, town: _(
            "We have not answered you yet. You hear from us by %(moment)s.", moment=subject.reply_soon
        ),
        action=(_("Read it again"), subject.link),
    )


def _call(subject: Subject) -> Wording:
    sentences = [
        _("We did not answer you in time. We are sorry."),
        _("Please call us: %(phone)s", phone=subject.phone),
    ]
    short = _("We did not answer. Please call us: %(phone)s", phone=subject.phone)
    return Wording(
        _("Please call us"), sentences, lambda title, town: short, action=(_("Read it again"), subject.link)
    )


def pair_paused(subject: Subject) -> Wording:
    until = subject.message.facts.get("until")
    moment = datetime.fromisoformat(until) if until else subject.together.paused_until
    day = dates.local(moment or subject.message.created_at, subject.zone).date()
    return Wording(
        subject=_("Your meetings take a break"),
        sentences=[
            _("Your meetings take a break."),
            _("They go on by themselves on %(day)s.", day=dates.day_words(day)),
        ],
        short=lambda title, town: _("Your meetings take a break until %(day)s.", day=dates.short_day(day)),
        action=(_("See your page"), subject.link),
    )


def pair_goes_on(subject: Subject) -> Wording:
    return _lead(
        subject,
        _("The break is over"),
        [_("The break of your meetings is over."), _("Please choose your next date.")],
        _("Choose a date"),
    )


def pair_over(subject: Subject) -> Wording:
    facts = subject.message.facts
    sentences = [_("Your meetings have come to an end. Thank you!")]
    if facts.get("left"):
        of_mentor = subject.side is Side.MENTOR
        sentences = [
            _("Your learner cannot go on. We are sorry.")
            if of_mentor
            else _("Your mentor cannot go on. We are sorry.")
        ]
    short = sentences[0]
    if facts.get("again"):
        sentences += [
            _("We look for another mentor for you."),
            _("You hear from us by %(moment)s.", moment=subject.reply_by),
        ]
        short = _("We look for another mentor. You hear from us by %(moment)s.", moment=subject.reply_soon)
    sentences.append(_("Please tell us how it was."))
    return Wording(
        subject=_("Your meetings have come to an end"),
        sentences=sentences,
        short=lambda title, town: short,
        action=(_("Answer a few questions"), subject.link),
    )


def _lead(subject: Subject, what: str, sentences: list[str], action: str) -> Wording:
    return Wording(what, sentences, lambda title, town: " ".join(sentences), action=(action, subject.link))
