"""The words about a seat: booked, changed, moved, given back, soon, cancelled."""

from collections.abc import Callable

from portal.domain.signups.codes import show_code
from portal.domain.signups.states import State
from portal.web.letters.subject import Subject
from portal.web.letters.wording import Wording, card, workshop
from portal.web.own_words import gettext as _
from portal.web.own_words import ngettext


def seat_confirmed(subject: Subject) -> Wording:
    party = subject.message.facts.get("party", subject.seat.party)
    return Wording(
        subject=_("Your seat: %(what)s", what=subject.what),
        sentences=[
            _booked(party),
            _("If you cannot come, tell us on your card."),
        ],
        short=lambda what, town: _(
            "Seat booked. %(what)s, %(starts)s, %(town)s. Code %(code)s",
            what=what,
            starts=subject.starts,
            town=town,
            code=show_code(subject.seat.code),
        ),
        what=subject.what,
        town=subject.town,
        facts=workshop(subject),
        action=card(subject),
    )


def _booked(party: int) -> str:
    if party == 1:
        return _("Your seat is booked.")
    return ngettext("Your %(num)s seat is booked.", "Your %(num)s seats are booked.", party)


def seat_changed(subject: Subject) -> Wording:
    party = subject.message.facts.get("party", subject.seat.party)
    if subject.message.facts.get("waits", subject.seat.state == State.WAITING):
        said = ngettext("You wait for one seat now.", "You wait for %(num)s seats now.", party)
    else:
        said = ngettext("You have one seat now.", "You have %(num)s seats now.", party)
    return Wording(
        subject=_("Changed: %(what)s", what=subject.what),
        sentences=[said],
        short=lambda what, town: _("%(said)s %(what)s, %(starts)s", said=said, what=what, starts=subject.starts),
        what=subject.what,
        town=subject.town,
        facts=workshop(subject),
        action=card(subject),
    )


def seat_given_back(subject: Subject) -> Wording:
    title, said = _left(subject)
    return Wording(
        subject=title,
        sentences=[said, _("Thank you for telling us."), _("You can always come another time.")],
        short=lambda what, town: _("%(said)s %(what)s, %(starts)s", said=said, what=what, starts=subject.starts),
        what=subject.what,
        town=subject.town,
        facts=workshop(subject, code=False),
        dates=subject.other_dates,
        action=(_("See other dates"), subject.link),
    )


def _left(subject: Subject) -> tuple[str, str]:
    """(subject, sentence): who waited, or said no to an offer, never had a seat to give back."""
    what, facts = subject.what, subject.message.facts
    if facts.get("waited"):
        return _("You left the waiting list: %(what)s", what=what), _("You left the waiting list.")
    if facts.get("applied"):
        return _("Application withdrawn: %(what)s", what=what), _("You withdrew your application.")
    if facts.get("offered"):
        return _("You left the seat: %(what)s", what=what), _("You left the seat to somebody else.")
    return _("Given back: %(what)s", what=what), _("You gave your seat back.")


def seat_moved(subject: Subject) -> Wording:
    return Wording(
        subject=_("Your new date: %(what)s", what=subject.what),
        sentences=[_("Your seat is moved to this date."), _("Your code is new, too.")],
        short=lambda what, town: _(
            "Your new date: %(what)s, %(starts)s, %(town)s. New code %(code)s",
            what=what,
            starts=subject.starts,
            town=town,
            code=show_code(subject.seat.code),
        ),
        what=subject.what,
        town=subject.town,
        facts=workshop(subject),
        action=card(subject),
    )


def reminder_day_before(subject: Subject) -> Wording:
    hour = subject.hour
    return _reminder(
        subject,
        _("Tomorrow at %(hour)s: %(what)s", hour=hour, what=subject.what),
        [
            _("Your workshop is tomorrow at %(hour)s.", hour=hour),
            _("Are you coming? Tell us yes, no, or “call me”."),
        ],
        lambda what, town: _(
            "Tomorrow at %(hour)s: %(what)s, %(town)s. Are you coming?", hour=hour, what=what, town=town
        ),
    )


def reminder_morning(subject: Subject) -> Wording:
    hour = subject.hour
    return _reminder(
        subject,
        _("Today at %(hour)s: %(what)s", hour=hour, what=subject.what),
        [
            _("Your workshop is today at %(hour)s.", hour=hour),
            _("If you cannot come, please tell us."),
        ],
        lambda what, town: _(
            "Today at %(hour)s: %(what)s, %(town)s. Are you coming?", hour=hour, what=what, town=town
        ),
    )


def _reminder(subject: Subject, title: str, sentences: list[str], short: Callable[[str, str], str]) -> Wording:
    """Both reminders ask the same question by the same link."""
    return Wording(
        subject=title,
        sentences=sentences,
        short=short,
        what=subject.what,
        town=subject.town,
        facts=workshop(subject),
        action=(_("Answer yes or no"), subject.link),
    )


def date_cancelled(subject: Subject) -> Wording:
    return Wording(
        subject=_("Cancelled: %(what)s", what=subject.what),
        sentences=[_("The centre had to cancel this date. We are sorry.")],
        short=lambda what, town: _(
            "Cancelled, we are sorry: %(what)s, %(starts)s. Other dates:", what=what, starts=subject.starts
        ),
        what=subject.what,
        town=subject.town,
        facts=workshop(subject, code=False),
        dates=subject.other_dates,
        action=(_("See other dates"), subject.link),
    )


def date_changed(subject: Subject) -> Wording:
    """The team moved it; what they had, they keep."""
    kept = {
        State.WAITING: _("You are still on the waiting list."),
        State.OFFERED: _("The seat we offered you is still free."),
        State.REQUESTED: _("Your application stays as it is."),
    }
    state = State(subject.message.facts.get("state", State.CONFIRMED))
    return Wording(
        subject=_("New date: %(what)s", what=subject.what),
        sentences=[
            _("The date of your workshop has changed."),
            kept.get(state, _("You keep your seat.")),
            _("If you cannot come, tell us on your card."),
        ],
        short=lambda what, town: _(
            "New date: %(what)s, %(starts)s, %(town)s",
            what=what,
            starts=subject.starts,
            town=town,
        ),
        what=subject.what,
        town=subject.town,
        facts=workshop(subject),
        action=card(subject),
    )
