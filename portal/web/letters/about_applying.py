"""The words about an application for work that was sent: to the learner, to the company, to whoever helped.

The company reads a first name and which posting: how to reach the learner it sees from an interview on. A text
message names nobody and no company: a phone is shared.
"""

from typing import Any

from portal.domain.jobs.closing import Why
from portal.domain.jobs.states import HAS_SEAT, JobState
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import Role
from portal.web.letters.subject import Subject
from portal.web.letters.wording import Wording
from portal.web.links import address
from portal.web.own_words import gettext as _


def job_sent(subject: Subject) -> Wording:
    if subject.message.facts.get("stands"):
        return _sent_before(subject)
    return Wording(
        subject=_("Your application is sent"),
        sentences=[
            _("Your application is sent. Good luck!"),
            _("The company answers by %(moment)s.", moment=subject.reply_by),
            _("Whatever happens, you hear from us."),
        ],
        short=lambda what, town: _(
            "Your application is sent. You have an answer by %(moment)s:", moment=subject.reply_soon
        ),
        facts=_work(subject),
        action=(_("See how it stands"), subject.link),
    )


def _sent_before(subject: Subject) -> Wording:
    """Somebody sent the form once more: the first one counts, and this is how it stands."""
    return Wording(
        subject=_("You have applied there already"),
        sentences=[
            _("You have applied for this job already."),
            *_how_it_stands(subject),
            _("Was it not you who sent it again? Call us."),
        ],
        short=lambda what, town: _("You have applied there already. See how it stands:"),
        facts=_work(subject),
        action=(_("See how it stands"), subject.link),
    )


def _how_it_stands(subject: Subject) -> list[str]:
    """Whose turn it was when the form came."""
    state = JobState(subject.message.facts["stands"])
    if state in HAS_SEAT:
        return [_("You both said yes: the place is yours.")]
    if state is JobState.OFFERED:
        return [_("The company says yes to you."), _("Please answer by %(moment)s.", moment=subject.reply_by)]
    return [_("The company answers by %(moment)s.", moment=subject.reply_by)]


def job_to_answer(subject: Subject) -> Wording:
    name = subject.learner
    return Wording(
        subject=_("%(name)s applies: please answer", name=name),
        sentences=[
            _("%(name)s applies for your posting.", name=name),
            _("Please answer by %(moment)s.", moment=subject.reply_by),
            _("A yes or a no takes one minute, without signing in."),
        ],
        short=lambda what, town: _(
            "Somebody applied to your posting. Please answer by %(moment)s:", moment=subject.reply_soon
        ),
        facts=[(_("Posting"), subject.work.title)],
        action=(_("Read and answer"), subject.link),
    )


def job_helped(subject: Subject) -> Wording:
    """To whoever applied for somebody: which news there is. What it says in full the learner was told."""
    said = _news(subject.message.facts, subject.learner)
    return Wording(
        subject=said.rstrip("."),
        sentences=[said, _("You applied for this person, so we tell you.")],
        short=lambda what, town: _("There is news of somebody you helped."),
        facts=_work(subject),
        action=(_("See all whom I helped"), address("helped.list_of")),
    )


def _work(subject: Subject) -> list[tuple[str, str]]:
    return [(_("Posting"), subject.work.title), (_("Company"), subject.firm.name)]


def _news(facts: dict[str, Any], name: str) -> str:
    """What a message with these facts told the learner."""
    kind = str(facts.get("news", ""))
    if facts.get("why") == Why.NO_DATE:
        return _("%(name)s chose no date in time.", name=name)
    if kind == MessageKind.JOB_STARTS:
        return _of_work(str(facts.get("why", "")), name)
    said = {
        MessageKind.JOB_SENT: _("The application of %(name)s is sent.", name=name),
        MessageKind.JOB_READ: _("The company reads the application of %(name)s.", name=name),
        MessageKind.JOB_INTERVIEW: _("The company would like to meet %(name)s.", name=name),
        MessageKind.JOB_AGREED: _("The interview of %(name)s has a date.", name=name),
        MessageKind.JOB_OFFERED: _("The company says yes to %(name)s.", name=name),
        MessageKind.JOB_REMINDER: _("The company waits for an answer from %(name)s.", name=name),
        MessageKind.JOB_YES: _("%(name)s has the place.", name=name),
        MessageKind.JOB_DECLINED: _("The company says no to %(name)s.", name=name),
        MessageKind.JOB_CLOSED: _("The application of %(name)s is closed.", name=name),
        MessageKind.JOB_EXPIRED: _("The company did not answer %(name)s in time.", name=name),
        MessageKind.JOB_LAPSED: _("The place for %(name)s was not answered in time.", name=name),
        MessageKind.JOB_ASSESSED: (
            _("The company says how it went with %(name)s.", name=name)
            if facts.get("why") == Role.COMPANY
            else _("The time of %(name)s at the company is over.", name=name)
        ),
        MessageKind.JOB_AFTER: _("We ask %(name)s how it goes, half a year after.", name=name),
    }
    return said[MessageKind(kind)] if kind in said else _("There is news for %(name)s.", name=name)


def _of_work(sense: str, name: str) -> str:
    """What is new once both said yes."""
    said = {
        "asked": _("We ask %(name)s whether the work has begun.", name=name),
        "stopped": _("The company of %(name)s does not take part any more.", name=name),
        "agreement": _("The agreement of %(name)s is ready.", name=name),
        "started": _("The work of %(name)s has begun.", name=name),
        "dates": _("The days of work of %(name)s are set.", name=name),
    }
    return said[sense] if sense in said else _("There is news for %(name)s.", name=name)
