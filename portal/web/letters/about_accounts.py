"""The words to whoever has an account: an invitation, a link, what was changed."""

from portal.domain.accounts.account_models import LinkFor
from portal.web.letters.subject import Subject
from portal.web.letters.wording import Wording
from portal.web.own_words import gettext as _


def account_invited(subject: Subject) -> Wording:
    return Wording(
        subject=_("Your account is ready"),
        sentences=[
            _("You are invited to work with us."),
            _("Open your account with this link."),
            _("It is good once, until %(moment)s.", moment=subject.reply_by),
        ],
        short=lambda what, town: _("Your account is ready. Open it by %(moment)s:", moment=subject.reply_soon),
        action=(_("Open your account"), subject.link),
    )


def account_link(subject: Subject) -> Wording:
    return {
        LinkFor.SIGN_IN: _to_sign_in,
        LinkFor.PASSWORD: _new_password,
        LinkFor.FACTOR: _start_again,
    }[LinkFor(subject.message.facts["purpose"])](subject)


def _to_sign_in(subject: Subject) -> Wording:
    return Wording(
        subject=_("Your link to sign in"),
        sentences=[
            _("You asked for a link to sign in."),
            _("It is good once, until %(moment)s.", moment=subject.reply_by),
            _("It was not you? Do nothing: nobody else has this link."),
        ],
        short=lambda what, town: _("Your link to sign in, until %(moment)s:", moment=subject.reply_near),
        action=(_("Sign in"), subject.link),
    )


def _new_password(subject: Subject) -> Wording:
    return Wording(
        subject=_("Choose a new password"),
        sentences=[
            _("With this link you choose a new password."),
            _("It is good once, until %(moment)s.", moment=subject.reply_by),
            _("It was not you? Do nothing: nobody else has this link."),
        ],
        short=lambda what, town: _("Choose a new password, until %(moment)s:", moment=subject.reply_near),
        action=(_("Choose a new password"), subject.link),
    )


def _start_again(subject: Subject) -> Wording:
    return Wording(
        subject=_("Set up your account again"),
        sentences=[
            _("An admin took back the phone of your account."),
            _("Choose a password, then set up your phone again."),
            _("It is good once, until %(moment)s.", moment=subject.reply_by),
        ],
        short=lambda what, town: _("Set up your account again by %(moment)s:", moment=subject.reply_soon),
        action=(_("Set up your account again"), subject.link),
    )


def account_changed(subject: Subject) -> Wording:
    """Without a link: who reads a warning should not be led to press anything."""
    said = {
        "password": _("Your password was changed."),
        "factor": _("Another phone is now your second step."),
        "codes": _("You have new recovery codes."),
    }[subject.message.facts["what"]]
    return Wording(
        subject=_("Your account was changed"),
        sentences=[said, _("It was not you? Call us now: %(phone)s", phone=subject.phone)],
        short=lambda what, town: said,
    )
