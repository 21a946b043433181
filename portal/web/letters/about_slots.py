"""The words about dates that need a trainer, a coach or a speaker: open, yours, gone, tomorrow."""

from collections.abc import Callable
from datetime import datetime

from portal import clock
from portal.domain.mentoring import slots
from portal.domain.mentoring.slot_models import Slot
from portal.web import dates
from portal.web.letters.subject import NothingToSay, Subject
from portal.web.letters.wording import Wording
from portal.web.mentoring import role_words
from portal.web.own_words import gettext as _
from portal.web.own_words import ngettext
from portal.web.slots import slot_words
from portal.web.words import text


def slots_open(subject: Subject) -> Wording:
    """All that fits and is still open when it goes out; nothing left: nothing to say."""
    named = [str(ref) for ref in subject.message.facts.get("slots", [])]
    found = [slot for ref in named if (slot := slots.by_ref(ref)) and _is_open(slot)]
    if named and not found:
        raise NothingToSay(subject.message.about)
    lines = [(str(number), slot_words(slot)) for number, slot in enumerate(found, 1)]
    said = ngettext("%(num)s date needs you.", "%(num)s dates need you.", len(found) or 1)
    return Wording(
        subject=_("Can you come? Dates that fit you"),
        sentences=[said, _("Choose one if you like. You need not answer."), _("We ask you once a week at most.")],
        short=lambda what, town: said,
        facts=lines,
        action=(_("See the dates"), subject.link),
    )


def _is_open(slot: Slot) -> bool:
    course_session = slot.session_date.course_session
    if slot.session_date.starts_at <= clock.now() or course_session.cancelled_at:
        return False
    return slot.volunteer_id is None or slot.swap_wanted_at is not None


def slot_yours(subject: Subject) -> Wording:
    said = {
        "given": _("The team gives you this date."),
        "moved": _("A date you come to has changed."),
    }.get(str(subject.message.facts.get("why")), _("You come to this date. Thank you."))
    title = {
        "given": _("A date for you: %(what)s", what=subject.what),
        "moved": _("New date: %(what)s", what=subject.what),
    }.get(str(subject.message.facts.get("why")), _("You come: %(what)s", what=subject.what))
    return _about(
        subject,
        title,
        [said, _("You cannot come? Tell us on the page.")],
        lambda what, town: _("%(said)s %(what)s, %(starts)s", said=said, what=what, starts=_starts(subject)),
        (_("See it, and add it to your calendar"), subject.link),
    )


def slot_gone(subject: Subject) -> Wording:
    said = {
        "swapped": _("Somebody takes over for you. You are free."),
        "fewer": _("Fewer people are needed now. You are free."),
        "cancelled": _("This date is cancelled. You need not come."),
        "moved": _("This date has changed. You are free."),
    }.get(str(subject.message.facts.get("why")), _("The team asked somebody else. You are free."))
    return _about(
        subject,
        _("You need not come: %(what)s", what=subject.what),
        [said, _("Thank you for your help.")],
        lambda what, town: _("You need not come: %(what)s, %(starts)s", what=what, starts=_starts(subject)),
        (_("See other dates"), subject.link),
    )


def slot_reminder(subject: Subject) -> Wording:
    """Whoever gave it back meanwhile needs no reminder."""
    ref = subject.message.facts.get("slot")
    slot = slots.by_ref(str(ref)) if ref else None
    if ref and (slot is None or slot.volunteer_id != subject.offer.id):
        raise NothingToSay(subject.message.about)
    hour = subject.hour
    return _about(
        subject,
        _("Tomorrow at %(hour)s: %(what)s", hour=hour, what=subject.what),
        [_("Tomorrow at %(hour)s we count on you.", hour=hour), _("You cannot come? Tell us on the page.")],
        lambda what, town: _("Tomorrow at %(hour)s you come: %(what)s, %(town)s", hour=hour, what=what, town=town),
        (_("See it, or say that you cannot come"), subject.link),
    )


def _about(
    subject: Subject,
    title: str,
    sentences: list[str],
    short: Callable[[str, str], str],
    action: tuple[str, str],
) -> Wording:
    """The date as the message was told of it: it may be another one by now."""
    place = subject.course_session.place
    facts = [(_("Workshop"), subject.what), (_("When"), _when(subject)), (_("Where"), subject.where)]
    if place.address:
        facts.append((_("Address"), text(place.address)))
    if role := subject.message.facts.get("role"):
        facts.insert(1, (_("You are"), role_words(str(role))))
    facts.append((_("How to get there") if not place.online else _("How to join"), text(place.directions)))
    return Wording(title, sentences, short, what=subject.what, town=subject.town, facts=facts, action=action)


def _moment(subject: Subject, name: str) -> datetime:
    return datetime.fromisoformat(str(subject.message.facts[name]))


def _when(subject: Subject) -> str:
    zone = subject.course_session.place.zone
    start, end = (dates.local(_moment(subject, name), zone) for name in ("starts_at", "ends_at"))
    return _("%(day)s, %(hours)s", day=dates.day_words(start.date()), hours=dates.hours_words(start, end))


def _starts(subject: Subject) -> str:
    """Day and hour, for a text message."""
    return dates.soon_words(_moment(subject, "starts_at"), subject.course_session.place.zone)
