"""The words about somebody's bookings as a whole, and about what is held on them."""

from portal.domain.promises.kinds import PromiseKind
from portal.domain.signups.bookings import six_digits
from portal.web.letters.subject import Subject
from portal.web.letters.wording import Wording
from portal.web.links import address
from portal.web.own_words import gettext as _


def my_bookings(subject: Subject) -> Wording:
    code = six_digits(subject.message)
    return Wording(
        subject=_("Your seats"),
        sentences=[
            _("Open your seats with this link. It works for one hour."),
            _("Or type this code: %(code)s", code=code),
            _("You did not ask? Do nothing. Nobody sees your seats."),
        ],
        short=lambda what, town: _("Your seats, for one hour. Code %(code)s", code=code),
        action=(_("Open my seats"), subject.link),
    )


def data_asked(subject: Subject) -> Wording:
    erase = subject.asked.kind == PromiseKind.DATA_ERASURE
    what = _("You asked us to delete your data.") if erase else _("You asked for a copy of your data.")
    return Wording(
        subject=_("Your data: we answer you"),
        sentences=[
            what,
            _("We answer by %(moment)s.", moment=subject.reply_by),
            _("Was it not you? Stop it with the link."),
        ],
        short=lambda title, town: (
            _("You ask us to delete your data. We answer by %(moment)s. Not you? Stop it:", moment=subject.reply_soon)
            if erase
            else _(
                "You ask for a copy of your data. We answer by %(moment)s. Not you? Stop it:",
                moment=subject.reply_soon,
            )
        ),
        action=(_("See what you asked"), subject.link),
    )


def data_ready(subject: Subject) -> Wording:
    sentences = [_("The copy of your data is ready."), _("Open it with the link and your first name.")]
    return Wording(
        subject=_("The copy of your data is ready"),
        sentences=sentences,
        short=lambda what, town: " ".join(sentences),
        action=(_("Open the copy"), subject.link),
    )


def data_erased(subject: Subject) -> Wording:
    sentences = [_("We deleted your data."), _("This is our last message. You are always welcome again.")]
    return Wording(
        subject=_("We deleted your data"),
        sentences=sentences,
        short=lambda what, town: " ".join(sentences),
        action=(_("See the courses"), address("catalogue.courses")),
    )


def data_late(subject: Subject) -> Wording:
    """Late, with a new date; or over, with what to do."""
    over = bool(subject.message.facts.get("over"))
    sorry = _("We did not answer about your data in time. We are sorry.")
    then = (
        _("Please call us: %(phone)s", phone=subject.phone)
        if over
        else _("We answer by %(moment)s.", moment=subject.reply_by)
    )
    return Wording(
        subject=_("Your data: we are late"),
        sentences=[sorry, then],
        short=lambda what, town: (
            _("Your data: we are late, sorry. Please call us: %(phone)s", phone=subject.phone)
            if over
            else _("Your data: we are late, sorry. We answer by %(moment)s", moment=subject.reply_soon)
        ),
        action=(_("See what you asked"), subject.link),
    )


def data_leaves(subject: Subject) -> Wording:
    return Wording(
        subject=_("We will delete your data"),
        sentences=[
            _("We have not seen you for a long time."),
            _("We delete your data on %(moment)s.", moment=subject.reply_by),
            _("Do you want to stay? Open the link and say so."),
        ],
        short=lambda what, town: _(
            "We delete your data on %(moment)s. Want to stay? Say so:", moment=subject.reply_soon
        ),
        action=(_("Keep my data"), subject.link),
    )
