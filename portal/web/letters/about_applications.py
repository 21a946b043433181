"""The words about an application: sent, information meeting, interview, the answer, and what comes without one.

A text message never says how the answer is: a phone is shared. A mail and the card do.
"""

from collections.abc import Callable
from datetime import datetime

from portal import clock
from portal.domain.signups.codes import show_code
from portal.domain.signups.ways_on import ways_on
from portal.web import dates
from portal.web.applications import refusal_words
from portal.web.letters.subject import Subject
from portal.web.letters.wording import Wording, card, workshop
from portal.web.links import workshop_link
from portal.web.own_words import gettext as _
from portal.web.words import text


def application_sent(subject: Subject) -> Wording:
    return _wording(
        subject,
        _("Application sent: %(what)s", what=subject.what),
        [
            _("Your application has arrived. Thank you."),
            _("You have our answer by %(moment)s.", moment=subject.reply_by),
            *_meeting(subject),
        ],
        lambda what, town: _(
            "Application sent: %(what)s. We answer by %(moment)s. Code %(code)s",
            what=what,
            moment=subject.reply_soon,
            code=show_code(subject.seat.code),
        ),
    )


def info_meeting(subject: Subject) -> Wording:
    return _wording(
        subject,
        _("Information meeting: %(what)s", what=subject.what),
        [*_meeting(subject), _("You learn there what the course is like.")],
        lambda what, town: _(
            "Information meeting: %(moment)s. %(what)s", moment=_soon(subject, "info_meeting_at"), what=what
        ),
    )


def _meeting(subject: Subject) -> list[str]:
    """When the information meeting is, and where."""
    moment = _at(subject, "info_meeting_at")
    if moment is None:
        return []
    sentences = [_("Information meeting: %(moment)s.", moment=dates.moment_words(moment, subject.zone))]
    url = subject.course_session.info_meeting_url
    where = _("It is online: %(address)s", address=url) if url else _("It is at the place of the course.")
    return [*sentences, where]


def interview_proposed(subject: Subject) -> Wording:
    return _wording(
        subject,
        _("Your interview: %(what)s", what=subject.what),
        [
            _("We would like to meet you."),
            _("Can you come on %(moment)s?", moment=_moment(subject, "interview_at")),
            _("Please answer by %(moment)s.", moment=subject.reply_by),
        ],
        lambda what, town: _(
            "Interview on %(moment)s: %(what)s. Can you come?", moment=_soon(subject, "interview_at"), what=what
        ),
        (_("Answer"), subject.link),
    )


def interview_agreed(subject: Subject) -> Wording:
    return _wording(
        subject,
        _("Interview agreed: %(what)s", what=subject.what),
        [
            _("Your interview is on %(moment)s.", moment=_moment(subject, "interview_at")),
            _("If you cannot come, tell us."),
        ],
        lambda what, town: _(
            "Your interview: %(moment)s. %(what)s, %(town)s",
            moment=_soon(subject, "interview_at"),
            what=what,
            town=town,
        ),
        (_("See or change it"), subject.link),
    )


def interview_later(subject: Subject) -> Wording:
    asked = subject.message.facts.get("asked")
    return _wording(
        subject,
        _("A date for your interview: %(what)s", what=subject.what),
        [
            _("You asked for another time.") if asked else _("We have no date for your interview yet."),
            _("You hear from us by %(moment)s.", moment=subject.reply_by),
        ],
        lambda what, town: _(
            "No date for your interview yet: %(what)s. You hear from us by %(moment)s.",
            what=what,
            moment=subject.reply_soon,
        ),
        (_("See how it stands"), subject.link),
    )


def application_accepted(subject: Subject) -> Wording:
    return _wording(
        subject,
        _("You are accepted: %(what)s", what=subject.what),
        [_("You are accepted. The seat is yours."), _("If you cannot come, tell us on your card.")],
        lambda what, town: _(
            "You have a seat: %(what)s, %(starts)s, %(town)s", what=what, starts=subject.starts, town=town
        ),
    )


def application_waiting(subject: Subject) -> Wording:
    return _wording(
        subject,
        _("Waiting list: %(what)s", what=subject.what),
        [
            _("You would fit, but all seats are taken."),
            _("You are on the waiting list. A free seat is yours."),
            _("You hear from us by %(moment)s.", moment=subject.reply_by),
        ],
        lambda what, town: _(
            "We have an answer for you: %(what)s, %(starts)s. Read it here:", what=what, starts=subject.starts
        ),
    )


def application_refused(subject: Subject) -> Wording:
    reason = subject.message.facts["reason"]
    return _wording(
        subject,
        _("Our answer: %(what)s", what=subject.what),
        [
            _("We cannot give you a seat this time. We are sorry."),
            refusal_words(reason),
            _("Call us: we look with you."),
        ],
        lambda what, town: _(
            "We have an answer for you: %(what)s, %(starts)s. Read it here:", what=what, starts=subject.starts
        ),
        where_to=lambda: _other_ways(subject, reason),
    )


def application_late(subject: Subject) -> Wording:
    return _wording(
        subject,
        _("We need more time: %(what)s", what=subject.what),
        [
            _("We need some more days. We are sorry."),
            _("You have our answer by %(moment)s.", moment=subject.reply_by),
        ],
        lambda what, town: _(
            "We need more time: %(what)s. You have our answer by %(moment)s.", what=what, moment=subject.reply_soon
        ),
    )


def application_over(subject: Subject) -> Wording:
    return _wording(
        subject,
        _("No answer in time: %(what)s", what=subject.what),
        [
            _("We did not answer you in time. This is our fault."),
            _("Call us on %(phone)s: we find a way.", phone=subject.phone),
        ],
        lambda what, town: _(
            "We did not answer in time. Sorry. %(what)s. Call us: %(phone)s", what=what, phone=subject.phone
        ),
        where_to=lambda: _other_ways(subject, None),
    )


def _other_ways(subject: Subject, reason: str | None) -> list[tuple[str, str]]:
    """(what and when, address) of the courses to go to instead."""
    return [
        (
            text(one.course_session.course.title) + _(", ") + dates.session_when(one.course_session),
            workshop_link(one.course_session),
        )
        for one in ways_on(subject.course_session, reason, clock.now())
    ]


def _at(subject: Subject, fact: str) -> datetime | None:
    known = subject.message.facts.get(fact)
    return datetime.fromisoformat(known) if known else None


def _moment(subject: Subject, fact: str) -> str:
    moment = _at(subject, fact)
    return dates.moment_words(moment, subject.zone) if moment else _("Date to come")


def _soon(subject: Subject, fact: str) -> str:
    """The same for a text message."""
    moment = _at(subject, fact)
    return dates.soon_words(moment, subject.zone) if moment else _("Date to come")


def _wording(
    subject: Subject,
    title: str,
    sentences: list[str],
    short: Callable[[str, str], str],
    action: tuple[str, str] | None = None,
    where_to: Callable[[], list[tuple[str, str]]] = list,
) -> Wording:
    return Wording(
        subject=title,
        sentences=sentences,
        short=short,
        what=subject.what,
        town=subject.town,
        facts=workshop(subject),
        dates=where_to,
        action=action or card(subject),
    )
