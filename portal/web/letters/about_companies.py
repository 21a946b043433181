"""The words to a company that asks to join: we have it, the answer, a stop; and to colleagues who are invited."""

from portal.web.letters.subject import Subject
from portal.web.letters.wording import Wording
from portal.web.own_words import gettext as _


def company_received(subject: Subject) -> Wording:
    known = subject.message.facts.get("known")
    if known:
        return _known(subject, known == "yours")
    return Wording(
        subject=_("We have your request"),
        sentences=[
            _("Thank you. %(company)s asks to take part.", company=subject.firm.name),
            _("You hear from us by %(moment)s.", moment=subject.reply_by),
            _("You may sign in now and write your first job."),
            _("It was not you? Take the request back with the link."),
        ],
        short=lambda what, town: _(
            "We have the request of your company. You hear from us by %(moment)s.", moment=subject.reply_soon
        ),
        action=(_("See how it stands"), subject.link),
    )


def _known(subject: Subject, yours: bool) -> Wording:
    """The form never says that a company is known; its mail does."""
    if yours:
        sentences = [
            _("Somebody asked with your e-mail to join as a company."),
            _("You act for %(company)s already. Sign in with this e-mail.", company=subject.firm.name),
            _("It was not you? Then do nothing."),
        ]
    else:
        sentences = [
            _("You asked to join with your company."),
            _("A colleague takes part already. Ask them to invite you."),
            _("You know nobody there? Call us on %(phone)s.", phone=subject.phone),
        ]
    return Wording(
        subject=_("About your company"),
        sentences=sentences,
        short=lambda what, town: _("About your company: please read this."),
        action=(_("See what to do"), subject.link),
    )


def company_approved(subject: Subject) -> Wording:
    again = subject.message.facts.get("again")
    return Wording(
        subject=_("Your company takes part"),
        sentences=[
            _("%(company)s takes part again.", company=subject.firm.name)
            if again
            else _("Welcome! %(company)s takes part now.", company=subject.firm.name),
            _("Sign in with this e-mail. You need no password."),
            _("You can post a job in five minutes."),
        ],
        short=lambda what, town: _("Your company takes part now. Sign in:"),
        action=(_("Post a job"), subject.link),
    )


def company_declined(subject: Subject) -> Wording:
    return Wording(
        subject=_("Our answer to your company"),
        sentences=[
            _("Thank you for your request."),
            _("We cannot take part in it this time. We are sorry."),
            *_in_their_words(subject),
            _("A question? Call us on %(phone)s.", phone=subject.phone),
        ],
        short=lambda what, town: _("We have an answer for your company. Read it here:"),
        action=(_("Read our answer"), subject.link),
    )


def company_late(subject: Subject) -> Wording:
    return Wording(
        subject=_("We need some more days"),
        sentences=[
            _("We have not answered your company yet. We are sorry."),
            _("You hear from us by %(moment)s.", moment=subject.reply_by),
        ],
        short=lambda what, town: _(
            "We need some more days. You hear from us by %(moment)s.", moment=subject.reply_soon
        ),
        action=(_("See how it stands"), subject.link),
    )


def company_over(subject: Subject) -> Wording:
    return Wording(
        subject=_("We did not answer in time"),
        sentences=[
            _("We did not answer your company in time."),
            _("This is our fault. We are sorry."),
            _("Call us on %(phone)s: we find a way.", phone=subject.phone),
        ],
        short=lambda what, town: _("We did not answer in time. Sorry. Call us: %(phone)s", phone=subject.phone),
        action=(_("See how it stands"), subject.link),
    )


def company_stopped(subject: Subject) -> Wording:
    if subject.message.facts.get("left"):
        return Wording(
            subject=_("Your company has left"),
            sentences=[
                _("%(company)s has left our job board.", company=subject.firm.name),
                _("Everybody who waited for an answer was told."),
                _("Thank you. You are always welcome again."),
            ],
            short=lambda what, town: _("Your company has left our job board. Thank you!"),
            action=(_("See how it stands"), subject.link),
        )
    return Wording(
        subject=_("Your company is stopped for now"),
        sentences=[
            _("We stopped %(company)s on our job board.", company=subject.firm.name),
            _("Nobody sees your jobs. Whoever applied was told."),
            *_in_their_words(subject),
            _("Call us on %(phone)s: we talk about it.", phone=subject.phone),
        ],
        short=lambda what, town: _("Your company is stopped for now. Call us: %(phone)s", phone=subject.phone),
        action=(_("See why"), subject.link),
    )


def recruiter_invited(subject: Subject) -> Wording:
    by = str(subject.message.facts.get("by") or "")
    company = subject.firm.name
    first = (
        _("%(name)s invites you to answer for %(company)s.", name=by, company=company)
        if by
        else _("You are invited to answer for %(company)s.", company=company)
    )
    if subject.message.facts.get("elsewhere"):
        then = [
            _("You act for another company already, so nothing changes."),
            _("You want to change? Call us on %(phone)s.", phone=subject.phone),
        ]
    else:
        then = [_("You see its jobs and who applied."), _("Sign in with this e-mail. You need no password.")]
    return Wording(
        subject=_("A colleague invites you"),
        sentences=[first, *then],
        short=lambda what, town: _("You are invited to answer for a company. Sign in:"),
        action=(_("See the invitation"), subject.link),
    )


def _in_their_words(subject: Subject) -> list[str]:
    """What the team wrote, each of its lines for itself."""
    return [line for line in map(str.strip, (subject.firm.words or "").splitlines()) if line]
