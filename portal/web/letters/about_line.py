"""The words about the waiting list: joined, a seat for you, offered, over."""

from portal.domain.signups.codes import show_code
from portal.web.letters.subject import Subject
from portal.web.letters.wording import Wording, card, workshop
from portal.web.own_words import gettext as _


def waiting_joined(subject: Subject) -> Wording:
    place = subject.message.facts["place"]
    return Wording(
        subject=_("Waiting list: %(what)s", what=subject.what),
        sentences=[
            _("You are on the waiting list, number %(place)s.", place=place),
            _("You hear from us by %(moment)s.", moment=subject.reply_by),
        ],
        short=lambda what, town: _(
            "Waiting list, number %(place)s: %(what)s. We answer by %(moment)s. Code %(code)s",
            place=place,
            what=what,
            moment=subject.reply_soon,
            code=show_code(subject.seat.code),
        ),
        what=subject.what,
        town=subject.town,
        facts=workshop(subject),
        action=card(subject),
    )


def waiting_confirmed(subject: Subject) -> Wording:
    return Wording(
        subject=_("A seat for you: %(what)s", what=subject.what),
        sentences=[
            _("A seat became free. It is yours."),
            _("If you cannot come, tell us on your card."),
        ],
        short=lambda what, town: _(
            "A seat became free. It is yours: %(what)s, %(starts)s, %(town)s",
            what=what,
            starts=subject.starts,
            town=town,
        ),
        what=subject.what,
        town=subject.town,
        facts=workshop(subject),
        action=card(subject),
    )


def seat_offered(subject: Subject) -> Wording:
    return Wording(
        subject=_("Do you want this seat? %(what)s", what=subject.what),
        sentences=[
            _("A seat is free for you."),
            _("Please answer by %(moment)s.", moment=subject.reply_by),
            _("After that we ask the next person."),
        ],
        short=lambda what, town: _(
            "A seat is free: %(what)s, %(starts)s. Please answer by %(moment)s:",
            what=what,
            starts=subject.starts_near,
            moment=subject.reply_near,
        ),
        what=subject.what,
        town=subject.town,
        facts=workshop(subject),
        action=(_("Answer yes or no"), subject.link),
    )


def offer_ends_soon(subject: Subject) -> Wording:
    return Wording(
        subject=_("Still free for you: %(what)s", what=subject.what),
        sentences=[_("We keep the seat for you until %(moment)s.", moment=subject.reply_by)],
        short=lambda what, town: _(
            "We keep your seat until %(moment)s. %(what)s. Yes or no?", what=what, moment=subject.reply_near
        ),
        what=subject.what,
        town=subject.town,
        facts=workshop(subject),
        action=(_("Answer yes or no"), subject.link),
    )


def offer_over(subject: Subject) -> Wording:
    return Wording(
        subject=_("The seat is gone: %(what)s", what=subject.what),
        sentences=[_("We had no answer from you. We asked the next person.")],
        short=lambda what, town: _("We had no answer. The seat is gone: %(what)s. Other dates:", what=what),
        what=subject.what,
        town=subject.town,
        dates=subject.other_dates,
        action=(_("See other dates"), subject.link),
    )


def waiting_over(subject: Subject) -> Wording:
    return Wording(
        subject=_("No seat so far: %(what)s", what=subject.what),
        sentences=[
            _("No seat became free so far. We are sorry."),
            _("If one does, we may phone you."),
        ],
        short=lambda what, town: _(
            "No seat so far: %(what)s, %(starts)s. We may still call. Other dates:",
            what=what,
            starts=subject.starts_near,
        ),
        what=subject.what,
        town=subject.town,
        dates=subject.other_dates,
        action=(_("See other dates"), subject.link),
    )
