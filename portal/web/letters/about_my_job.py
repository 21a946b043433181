"""The words about an application for work, to the learner: read, interview, yes, no, and what ends without either.

A text message says that there is news, never which: a phone is shared. A mail and the page of the application do.
Who applied is named nowhere; the work and the company are.
"""

from collections.abc import Callable
from datetime import datetime

from portal import clock
from portal.domain.jobs import similar
from portal.domain.jobs.closing import Why
from portal.web import dates
from portal.web.jobs import no_words
from portal.web.letters.subject import Subject
from portal.web.letters.wording import Wording
from portal.web.links import address
from portal.web.my_jobs import closed_words
from portal.web.own_words import gettext as _


def job_read(subject: Subject) -> Wording:
    return _wording(
        subject,
        _("Your application was read: %(what)s", what=subject.work.title),
        [
            _("The company has read your application."),
            *_heard_by(subject),
            _("You need do nothing now."),
        ],
        lambda what, town: _("Your application was read: %(what)s.", what=what),
    )


def job_interview(subject: Subject) -> Wording:
    """Dates are proposed; the learner chooses one of them, or asks for others."""
    proposed = [datetime.fromisoformat(one) for one in subject.message.facts.get("dates", [])]
    return _wording(
        subject,
        _("An interview: %(what)s", what=subject.work.title),
        [
            _("The company would like to meet you."),
            _("Choose a date, or ask for another one."),
            _("Please answer by %(moment)s.", moment=subject.reply_by),
        ],
        lambda what, town: _(
            "Choose a date for your interview by %(moment)s: %(what)s", moment=subject.reply_soon, what=what
        ),
        facts=[
            *((_("Date %(number)s", number=number), _moment(subject, at)) for number, at in enumerate(proposed, 1)),
            *_where(subject),
        ],
        action=_("Choose a date"),
    )


def job_agreed(subject: Subject) -> Wording:
    at = datetime.fromisoformat(subject.message.facts["interview_at"])
    return _wording(
        subject,
        _("Interview agreed: %(what)s", what=subject.work.title),
        [
            _("Your interview is on %(moment)s.", moment=_moment(subject, at)),
            _("If you cannot come, tell the company in time."),
        ],
        lambda what, town: _(
            "Your interview: %(moment)s. %(what)s", moment=dates.soon_words(at, subject.zone), what=what
        ),
        facts=_where(subject),
        action=_("See or change it"),
    )


def job_offered(subject: Subject) -> Wording:
    return _wording(
        subject,
        _("The company says yes: %(what)s", what=subject.work.title),
        [
            _("Good news: the company says yes to you."),
            _("Now it is your turn: yes or no?"),
            _("Please answer by %(moment)s.", moment=subject.reply_by),
        ],
        lambda what, town: _(
            "News for you: %(what)s. Please answer by %(moment)s:", what=what, moment=subject.reply_soon
        ),
        facts=_from_company(subject.applied.offer_words or ""),
        action=_("Answer"),
    )


def job_reminder(subject: Subject) -> Wording:
    """The company waits: for a date of the interview, or for the yes to its offer."""
    to_choose = subject.message.facts.get("what") == "date"
    return _wording(
        subject,
        _("Please answer: %(what)s", what=subject.work.title),
        [
            _("The company proposed dates for an interview.") if to_choose else _("The company says yes to you."),
            _("It waits for your answer."),
            _("Please answer by %(moment)s.", moment=subject.reply_by),
        ],
        lambda what, town: _(
            "Somebody waits for you: %(what)s. Please answer by %(moment)s:", what=what, moment=subject.reply_soon
        ),
        action=_("Answer"),
    )


def job_yes(subject: Subject) -> Wording:
    return _wording(
        subject,
        _("You both say yes: %(what)s", what=subject.work.title),
        [
            _("You both say yes. Congratulations!"),
            _("The company now writes the agreement with you."),
            *([_("Your other applications are closed.")] if subject.message.facts.get("closed") else []),
        ],
        lambda what, town: _("Your answer has arrived: %(what)s. Read what comes next:", what=what),
    )


def job_declined(subject: Subject) -> Wording:
    """The reason and the words of the company only where it shares them."""
    said = subject.message.facts
    why = [no_words(str(said["why"]))] if said.get("shared") and said.get("why") else []
    return _wording(
        subject,
        _("The answer of the company: %(what)s", what=subject.work.title),
        [
            _("The company says no this time. We are sorry."),
            *why,
            _("This is not a no to you as a person."),
            _("We show you what can help now."),
        ],
        _news,
        facts=_from_company(str(said.get("words") or "") if said.get("shared") else ""),
        more=True,
    )


def job_closed(subject: Subject) -> Wording:
    """It ended for a reason outside the two, or somebody took it back for them."""
    why = str(subject.message.facts.get("why", ""))
    taken_back = why == Why.TAKEN_BACK
    return _wording(
        subject,
        _("Your application is closed: %(what)s", what=subject.work.title),
        [
            _("Your application is closed."),
            closed_words(why),
            _("Is this wrong? Call us.") if taken_back else _("We are sorry. You can apply for others."),
        ],
        _news,
        more=True,
    )


def job_expired(subject: Subject) -> Wording:
    """The company did not answer for three weeks; or the learner chose no date for the interview."""
    if subject.message.facts.get("why") == Why.NO_DATE:
        return _wording(
            subject,
            _("No interview: %(what)s", what=subject.work.title),
            [
                _("You chose no date in time. So the company did not meet you."),
                _("Do you still want it? Call us on %(phone)s.", phone=subject.phone),
            ],
            _news,
            more=True,
        )
    return _wording(
        subject,
        _("No answer came: %(what)s", what=subject.work.title),
        [
            _("The company did not answer you in time. We are sorry."),
            _("This does not depend on you."),
            _("We show you what can help now."),
        ],
        _news,
        more=True,
    )


def job_lapsed(subject: Subject) -> Wording:
    """The learner did not answer the yes of the company in time."""
    return _wording(
        subject,
        _("Your answer did not come: %(what)s", what=subject.work.title),
        [
            _("Your answer did not come in time. The place is free again."),
            _("Do you still want it? Call us on %(phone)s.", phone=subject.phone),
        ],
        _news,
        more=True,
    )


def _news(what: str, town: str) -> str:
    return _("News on your application: %(what)s. Read it here:", what=what)


def _heard_by(subject: Subject) -> list[str]:
    if "reply_by" not in subject.message.facts:
        return []
    return [_("You have the answer by %(moment)s.", moment=subject.reply_by)]


def _moment(subject: Subject, at: datetime) -> str:
    return dates.moment_words(at, subject.zone)


def _where(subject: Subject) -> list[tuple[str, str]]:
    where = str(subject.message.facts.get("where") or "")
    return [(_("Where"), where)] if where else []


def _from_company(words: str) -> list[tuple[str, str]]:
    return [(_("The company writes"), words)] if words else []


def _other_postings(subject: Subject) -> list[tuple[str, str]]:
    """(what and with whom, address) of work that fits."""
    return [
        (one.title + _(", ") + one.company.name, address("jobs.posting", ref=one.ref))
        for one in similar.for_applicant(subject.applied, clock.now())
    ]


def _wording(
    subject: Subject,
    title: str,
    sentences: list[str],
    short: Callable[[str, str], str],
    facts: list[tuple[str, str]] | None = None,
    action: str = "",
    more: bool = False,
) -> Wording:
    """`more`: work that fits follows, for whoever needs another."""
    return Wording(
        subject=title,
        sentences=sentences,
        short=short,
        what=subject.work.title,
        facts=[(_("Posting"), subject.work.title), (_("Company"), subject.firm.name), *(facts or [])],
        dates=(lambda: _other_postings(subject)) if more else list,
        instead=_("Jobs that could fit you"),
        action=(action or _("See how it stands"), subject.link),
    )
