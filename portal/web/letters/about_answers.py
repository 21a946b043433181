"""The words to a recruiter about an application: an answer is due, the learner chose a date, said yes, or left.

The company reads a first name and which posting, nothing more: the rest stands on the page behind the link.
"""

from datetime import datetime

from portal.domain.jobs.closing import Why
from portal.domain.jobs.held import ERASED
from portal.web import dates
from portal.web.letters.subject import Subject
from portal.web.letters.wording import Wording
from portal.web.own_words import gettext as _


def job_waits(subject: Subject) -> Wording:
    name, last = subject.learner, subject.message.facts.get("last")
    if last:
        then = _("Without an answer, the application ends then.")
    else:
        then = _("A yes or a no takes one minute, without signing in.")
    return Wording(
        subject=_("%(name)s waits for your answer", name=name),
        sentences=[
            _("%(name)s waits for your answer.", name=name),
            _("Please answer by %(moment)s.", moment=subject.reply_by),
            then,
        ],
        facts=_work(subject),
        short=lambda what, town: _("Somebody waits for your answer until %(moment)s:", moment=subject.reply_soon),
        action=_answer(subject),
    )


def job_unanswered(subject: Subject) -> Wording:
    name = subject.learner
    if subject.message.facts.get("why") == Why.NO_DATE:
        first = _("%(name)s chose none of your dates in time.", name=name)
        sentences = [first, _("The application is closed now.")]
    else:
        sentences = [
            _("You did not answer %(name)s in time.", name=name),
            _("The application is closed now. We told them so."),
            _("Please answer sooner next time: a no helps, too."),
        ]
    return Wording(
        subject=_("Closed: the application of %(name)s", name=name),
        sentences=sentences,
        facts=_work(subject),
        short=lambda what, town: _("An application to your posting is closed:"),
        action=_see(subject),
    )


def job_date_chosen(subject: Subject) -> Wording:
    name, said = subject.learner, subject.message.facts
    facts = _work(subject)
    if said.get("why") == "silence":
        title = _("%(name)s chose no date", name=name)
        sentences = [_("%(name)s chose none of your dates in time.", name=name), *_propose(subject)]
    elif said.get("why") == "none" or "interview_at" not in said:
        title = _("%(name)s asks for other dates", name=name)
        sentences = [_("None of your dates suits %(name)s.", name=name), *_propose(subject)]
        facts += [(_("In their words"), said["words"])] if said.get("words") else []
    else:
        title = _("Your interview with %(name)s", name=name)
        moment = dates.moment_words(datetime.fromisoformat(said["interview_at"]), subject.message.zone)
        sentences = [
            _("%(name)s comes on %(moment)s.", name=name, moment=moment),
            _("The page now says how to reach them."),
        ]
        facts += [(_("Where"), said["where"])] if said.get("where") else []
    return Wording(
        subject=title,
        sentences=sentences,
        facts=facts,
        short=lambda what, town: _("There is news about your interview:"),
        action=_see(subject),
    )


def job_confirmed(subject: Subject) -> Wording:
    name = subject.learner
    return Wording(
        subject=_("%(name)s says yes, too", name=name),
        sentences=[
            _("Good news: %(name)s says yes, too.", name=name),
            _("Call or write to them to agree on the first day."),
        ],
        facts=_work(subject),
        short=lambda what, town: _("Good news: your offer was accepted. Read more:"),
        action=(_("See what comes next"), subject.link),
    )


def job_left(subject: Subject) -> Wording:
    name, why = subject.learner, subject.message.facts.get("why")
    if why == ERASED or subject.applied.person.erased_at:
        return _forgotten(subject)
    if why == Why.TOOK_ANOTHER:
        sentences = [_("%(name)s said yes to another company.", name=name), _("You need not answer any more.")]
    elif why == "lapsed":
        sentences = [_("%(name)s did not answer your yes in time.", name=name), _("The place is free again.")]
    elif why == Why.CALLED_OFF:
        sentences = [_("The placement of %(name)s does not come about.", name=name), _("The place is free again.")]
    else:
        sentences = [_("%(name)s took the application back.", name=name), _("You need not answer any more.")]
    return Wording(
        subject=_("%(name)s does not come", name=name),
        sentences=sentences,
        facts=_work(subject),
        short=lambda what, town: _("An application to your posting has ended:"),
        action=_see(subject),
    )


def _forgotten(subject: Subject) -> Wording:
    """The learner asked to be forgotten: nobody is named."""
    if subject.message.facts.get("started"):
        title = _("A placement with you has ended")
        sentences = [
            _("Somebody who works with you asked us to delete their data."),
            _("For us, this placement is over now."),
            _("We may call you to ask how it went."),
        ]
    else:
        title = _("An application has ended")
        sentences = [
            _("Somebody who applied asked us to delete their data."),
            _("You need not answer any more."),
        ]
    return Wording(
        subject=title,
        sentences=sentences,
        facts=_work(subject),
        short=lambda what, town: _("An application to your posting has ended:"),
        action=_see(subject),
    )


def _propose(subject: Subject) -> list[str]:
    return [_("Propose other dates, or decide, by %(moment)s.", moment=subject.reply_by)]


def _work(subject: Subject) -> list[tuple[str, str]]:
    return [(_("Posting"), subject.work.title)]


def _answer(subject: Subject) -> tuple[str, str]:
    return _("Read and answer"), subject.link


def _see(subject: Subject) -> tuple[str, str]:
    return _("See how it stands"), subject.link
