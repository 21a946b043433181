"""The words about a placement: to the company, that it begins and how it went; to the learner, what they answer.

A text message never says how it went: a phone is shared.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from portal.domain.jobs.choices import Outcome
from portal.domain.moves import Role
from portal.web import dates
from portal.web.jobs import applicant_words
from portal.web.letters.subject import Subject
from portal.web.letters.wording import Wording
from portal.web.own_words import gettext as _


def job_begins(subject: Subject) -> Wording:
    name, said = applicant_words(subject.applied), subject.message.facts
    if said.get("said"):
        return _begun(subject, name, by_learner=said.get("by") == Role.PERSON)
    if said.get("agreement") or "starts_on" in said:
        return _changed(subject, name)
    return Wording(
        subject=_("Has %(name)s begun?", name=name),
        sentences=[
            _("You and %(name)s both said yes.", name=name),
            _("Please say whether the work has begun."),
            _("Please answer by %(moment)s.", moment=subject.reply_by),
            _("Without an answer, we ask %(name)s.", name=name),
        ],
        facts=[(_("Posting"), subject.work.title)],
        short=lambda what, town: _("Has the work begun? Please say it by %(moment)s:", moment=subject.reply_soon),
        action=(_("Answer"), subject.link),
    )


def _begun(subject: Subject, name: str, by_learner: bool) -> Wording:
    """The company hears what the learner, or the team, has said."""
    first = _("%(name)s says that the work has begun.", name=name) if by_learner else _noted()
    return Wording(
        subject=_("%(name)s has begun", name=name),
        sentences=[first, _("Is this wrong? Call us.")],
        facts=[(_("Posting"), subject.work.title)],
        short=lambda what, town: _("A placement at your company has begun:"),
        action=(_("See how it stands"), subject.link),
    )


def _changed(subject: Subject, name: str) -> Wording:
    """The company hears what others changed of the days or the agreement."""
    said = subject.message.facts
    return Wording(
        subject=_("News about the work of %(name)s", name=name),
        sentences=_of_agreement(said) if said.get("agreement") else _of_days(said),
        facts=[(_("Posting"), subject.work.title), *_days(said)],
        short=lambda what, town: _("News about a placement at your company:"),
        action=(_("See how it stands"), subject.link),
    )


def _of_agreement(said: dict[str, Any]) -> list[str]:
    if said.get("anew"):
        return [_("There is a new agreement."), _("It takes the place of the one before: please sign again.")]
    return [_("The agreement is ready."), _("Read it well. Ask us if something is not clear.")]


def _of_days(said: dict[str, Any]) -> list[str]:
    by_team = said.get("by") == Role.STAFF
    first = _("Our team has set the dates.") if by_team else _("The company has set the dates.")
    return [first, _("If they do not suit you, tell us.")]


def _noted() -> str:
    return _("Our team noted that the work has begun.")


def job_assess(subject: Subject) -> Wording:
    name = applicant_words(subject.applied)
    if subject.message.facts.get("said"):
        return Wording(
            subject=_("How did it go with %(name)s?", name=name),
            sentences=[_("Our team noted how it ended."), _("Is this wrong? Call us.")],
            facts=[(_("Posting"), subject.work.title)],
            short=lambda what, town: _("A placement at your company has ended:"),
            action=(_("See how it stands"), subject.link),
        )
    return Wording(
        subject=_("How did it go with %(name)s?", name=name),
        sentences=[
            _("The time of %(name)s with you ends, or has ended.", name=name),
            _("Please say how it went, and whether they stay."),
            _("Please answer by %(moment)s.", moment=subject.reply_by),
        ],
        facts=[(_("Posting"), subject.work.title)],
        short=lambda what, town: _("How did it go? Please say it by %(moment)s:", moment=subject.reply_soon),
        action=(_("Answer"), subject.link),
    )


def job_starts(subject: Subject) -> Wording:
    """The agreement is there, the dates are fixed, or it has begun."""
    said = subject.message.facts
    if said.get("asked"):
        return _asked(subject)
    if said.get("stopped"):
        sentences = [
            _("This company does not take part with us any more."),
            _("What you agreed with it stays agreed."),
            _("Our team asks how it goes. You can call us, too."),
        ]
    elif said.get("agreement"):
        sentences = _of_agreement(said)
    elif said.get("started"):
        first = _noted() if said.get("by") == Role.STAFF else _("The company says that you have begun.")
        sentences = [first, _("We wish you a good time there.")]
    else:
        sentences = _of_days(said)
    return _to_learner(
        subject,
        _("About your work: %(what)s", what=subject.work.title),
        sentences,
        lambda what, town: _("News about your work: %(what)s", what=what),
        _("See how it stands"),
        facts=_days(said),
    )


def _asked(subject: Subject) -> Wording:
    """Nobody said that it began: the learner is asked before it counts as called off."""
    return _to_learner(
        subject,
        _("Have you begun? %(what)s", what=subject.work.title),
        [
            _("The company did not tell us whether you have begun."),
            _("Please tell us: yes or no?"),
            _("Please answer by %(moment)s.", moment=subject.reply_by),
            _("Without an answer, the place is free again."),
        ],
        lambda what, town: _("Have you begun? Tell us by %(moment)s: %(what)s", moment=subject.reply_soon, what=what),
        _("Answer"),
    )


def job_assessed(subject: Subject) -> Wording:
    outcome = subject.message.facts.get("outcome")
    known: dict[str, str] = {
        Outcome.COMPLETED: _("The company says: done to the end."),
        Outcome.PARTLY: _("The company says: partly done."),
        Outcome.NO_SHOW: _("The company says that you did not come."),
    }
    first = known.get(str(outcome or ""), _("Your time at the company is over."))
    if subject.message.facts.get("by") == Role.STAFF:
        first = _("Our team noted how it ended.")
    return _to_learner(
        subject,
        _("How was it? %(what)s", what=subject.work.title),
        [first, _("Do you see it the same way? Tell us."), _("The company does not read your answer.")],
        lambda what, town: _("How was it? Tell us: %(what)s", what=what),
        _("Answer"),
    )


def job_after(subject: Subject) -> Wording:
    return _to_learner(
        subject,
        _("Where are you today?"),
        [
            _("Half a year ago your time at the company ended."),
            _("Where are you today? One question, one answer."),
            _("It helps us to help others."),
        ],
        lambda what, town: _("One question, half a year after: %(what)s", what=what),
        _("Answer"),
    )


def _days(said: dict[str, str]) -> list[tuple[str, str]]:
    names = {"starts_on": _("First day"), "ends_on": _("Last day")}
    return [(words, dates.day_words(date.fromisoformat(said[key]))) for key, words in names.items() if said.get(key)]


def _to_learner(
    subject: Subject,
    title: str,
    sentences: list[str],
    short: Callable[[str, str], str],
    action: str,
    facts: list[tuple[str, str]] | None = None,
) -> Wording:
    return Wording(
        subject=title,
        sentences=sentences,
        short=short,
        what=subject.work.title,
        facts=[(_("Posting"), subject.work.title), (_("Company"), subject.firm.name), *(facts or [])],
        action=(action, subject.link),
    )
