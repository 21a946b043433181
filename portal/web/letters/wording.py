"""What the words of a message consist of, whatever carries them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from portal.domain.signups.codes import show_code
from portal.web.languages import gettext as _
from portal.web.letters.subject import Subject
from portal.web.words import text


@dataclass(frozen=True)
class Wording:
    """`sentences` say it; `facts` (label, value) follow; `dates` finds (words, address) of where to go instead, and
    `instead` is what that list is called, where it is not one of dates with free seats.

    `action` is what the link does, in words, with its address. `short` makes the text message of the title of the
    course (`what`) and of the `town`, which are cut where room is scarce; the link comes after it.
    """

    subject: str
    sentences: list[str]
    short: Callable[[str, str], str]
    what: str = ""
    town: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    dates: Callable[[], list[tuple[str, str]]] = list
    instead: str = ""
    action: tuple[str, str] | None = None


def workshop(subject: Subject, code: bool = True) -> list[tuple[str, str]]:
    """What, when, where, and the code."""
    course_session = subject.course_session
    place = course_session.place
    facts = [(_("Workshop"), subject.what), (_("When"), subject.when), (_("Where"), subject.where)]
    if place.address:
        facts.append((_("Address"), text(place.address)))
    facts.append((_("How to get there") if not place.online else _("How to join"), text(place.directions)))
    if code:
        facts.append((_("Your code"), show_code(subject.seat.code)))
    return facts


def card(subject: Subject) -> tuple[str, str]:
    """What the link of most messages does."""
    return _("Open your card"), subject.link
