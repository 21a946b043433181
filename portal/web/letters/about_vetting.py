"""The words to somebody who offers help: the interview, the answer, and later their checks and breaks.

A text message never says how the answer is: a phone is shared. A mail does.
"""

from datetime import date, datetime

from portal.domain.mentoring.checks import CHECK_OVER
from portal.web import dates
from portal.web.letters.subject import Subject
from portal.web.letters.wording import Wording
from portal.web.mentoring import check_words
from portal.web.own_words import gettext as _
from portal.web.vetting import refusal_words


def volunteer_interview(subject: Subject) -> Wording:
    return Wording(
        subject=_("Can we meet?"),
        sentences=[
            _("Thank you for your offer. We would like to meet you."),
            _("Can you come on %(moment)s?", moment=_moment(subject, "interview_at")),
            _("Please answer by %(moment)s.", moment=subject.reply_by),
            *_answer(subject),
        ],
        facts=_where(subject),
        short=lambda what, town: _("Interview on %(moment)s. Can you come?", moment=_soon(subject)),
        action=(_("Answer"), subject.link),
    )


def volunteer_agreed(subject: Subject) -> Wording:
    return Wording(
        subject=_("Your interview is agreed"),
        sentences=[
            _("Your interview is on %(moment)s.", moment=_moment(subject, "interview_at")),
            _("If you cannot come, tell us."),
            *_answer(subject),
        ],
        facts=_where(subject),
        short=lambda what, town: _("Your interview: %(moment)s.", moment=_soon(subject)),
        action=(_("See or change it"), subject.link),
    )


def volunteer_later(subject: Subject) -> Wording:
    said = subject.message.facts
    if said.get("again"):
        first = _("We look at your offer once more.")
    elif said.get("date"):
        asked = said.get("asked")
        first = _("You asked for another time.") if asked else _("We have no date for your interview yet.")
    else:
        first = _("We need some more days. We are sorry.")
    return Wording(
        subject=_("About your offer to help"),
        sentences=[first, _("You hear from us by %(moment)s.", moment=subject.reply_by)],
        short=lambda what, town: _(
            "About your offer to help: you hear from us by %(moment)s.", moment=subject.reply_soon
        ),
        action=(_("See how it stands"), subject.link),
    )


def volunteer_approved(subject: Subject) -> Wording:
    return Wording(
        subject=_("Welcome, you are a volunteer now"),
        sentences=[
            _("Welcome! You are one of our volunteers now."),
            _("Sign in with this e-mail. You need no password."),
            _("You find your learners, dates and hours there."),
        ],
        short=lambda what, town: _("We have an answer to your offer. Read it here:"),
        action=(_("See what you can do now"), subject.link),
    )


def volunteer_declined(subject: Subject) -> Wording:
    return Wording(
        subject=_("Our answer to your offer"),
        sentences=[
            _("Thank you for your offer."),
            _("We cannot take it up this time. We are sorry."),
            refusal_words(str(subject.message.facts.get("reason", ""))),
            _("You can offer help again later."),
        ],
        short=lambda what, town: _("We have an answer to your offer. Read it here:"),
        action=(_("See your offer"), subject.link),
    )


def volunteer_over(subject: Subject) -> Wording:
    if subject.message.facts.get("ended"):
        return Wording(
            subject=_("Thank you for your help"),
            sentences=[
                _("You are no longer a volunteer with us."),
                _("Thank you for all that you gave."),
                _("You can offer help again at any time."),
            ],
            short=lambda what, town: _("You are no longer a volunteer with us. Thank you!"),
            action=(_("See how it stands"), subject.link),
        )
    return Wording(
        subject=_("We did not answer in time"),
        sentences=[
            _("We did not answer you in time. This is our fault."),
            _("Call us on %(phone)s: we find a way.", phone=subject.phone),
        ],
        short=lambda what, town: _("We did not answer in time. Sorry. Call us: %(phone)s", phone=subject.phone),
        action=(_("See your offer"), subject.link),
    )


def volunteer_check(subject: Subject) -> Wording:
    said = subject.message.facts
    until = dates.day_words(date.fromisoformat(said["until"][:10])) if said.get("until") else subject.reply_by
    return Wording(
        subject=_("One of your checks ends soon"),
        sentences=[
            _("One of your checks ends soon."),
            _("We make it again with you, and write to you."),
        ],
        facts=[(check_words(said.get("check", "background")), until)],
        short=lambda what, town: _("One of your checks ends soon. We write to you."),
        action=(_("See how it stands"), subject.link),
    )


def volunteer_paused(subject: Subject) -> Wording:
    why = subject.message.facts.get("why", "")
    nothing_new = _("You get no new learners and no new dates.")
    if why == "nobody":
        sentences = [
            _("We have not made your check yet. We are sorry."),
            _("Call us on %(phone)s: we find a way.", phone=subject.phone),
        ]
    elif why == CHECK_OVER:
        sentences = [
            _("One of your checks is over. So you have a break."),
            nothing_new,
            _("Our team looks after the learners you have."),
            _("We make the check again by %(moment)s.", moment=subject.reply_by),
        ]
    else:
        sentences = [
            _("You have a break now, as you wished.") if why == "own" else _("The team gave you a break."),
            nothing_new,
            _("The learners you have stay with you."),
        ]
    return Wording(
        subject=_("You have a break"),
        sentences=sentences,
        short=lambda what, town: _("You have a break. Read more here:"),
        action=(_("See how it stands"), subject.link),
    )


def volunteer_back(subject: Subject) -> Wording:
    return Wording(
        subject=_("Your break is over"),
        sentences=[_("Your break is over. Welcome back!"), _("New learners and dates can come to you again.")],
        short=lambda what, town: _("Your break is over. Welcome back!"),
        action=(_("See what you can do now"), subject.link),
    )


def _answer(subject: Subject) -> list[str]:
    """By when they have the answer in the end."""
    if "answer_by" not in subject.message.facts:
        return []
    return [_("You have our answer by %(moment)s.", moment=_moment(subject, "answer_by"))]


def _where(subject: Subject) -> list[tuple[str, str]]:
    where = str(subject.message.facts.get("where", ""))
    return [(_("When"), _moment(subject, "interview_at")), *([(_("Where"), where)] if where else [])]


def _moment(subject: Subject, fact: str) -> str:
    return dates.moment_words(datetime.fromisoformat(subject.message.facts[fact]), subject.zone)


def _soon(subject: Subject) -> str:
    """The date of the interview for a text message."""
    return dates.soon_words(datetime.fromisoformat(subject.message.facts["interview_at"]), subject.zone)
