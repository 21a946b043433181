"""What a learner has ticked and filtered in the directory of mentors, as the address of the page holds it."""

from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from portal.blueprints.mentors.shown import Line, common_lines, lines
from portal.domain.catalogue.models import Place
from portal.domain.catalogue.search import places
from portal.domain.mentoring.asking import MOST_CHOICES
from portal.domain.mentoring.candidates import Mentor
from portal.domain.mentoring.choices import SPOKEN, Topic
from portal.domain.mentoring.directory import directory
from portal.domain.mentoring.pair_models import Mentee
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.web.languages import gettext as _
from portal.web.mentoring import spoken_words, topic_words

#: So many mentors are on a page at first, and more each time somebody asks for more.
AT_ONCE = 12
#: What an address may hold of ticks.
_MOST_REFS = 12


@dataclass(frozen=True)
class Entry:
    """One mentor as a learner sees them: first name, what they offer, when both are free, and what the two share."""

    ref: str
    first_name: str
    lines: list[Line]
    common: list[Line]


@dataclass(frozen=True)
class Picking:
    """`picked`: those who are ticked, in the order to ask them. `more`: how many to show next; 0: that is all."""

    topic: str
    language: str
    picked: list[Entry]
    listed: list[Entry]
    total: int
    more: int
    topics: list[tuple[str, str]]
    languages: list[tuple[str, str]]

    def moved_up(self, ref: str) -> list[str]:
        """The refs of those who are ticked, this one asked earlier by one."""
        refs = [entry.ref for entry in self.picked]
        place = refs.index(ref)
        if place:
            refs[place - 1], refs[place] = refs[place], refs[place - 1]
        return refs


def picking(mentee: Mentee, given: MultiDict[str, str]) -> Picking:
    topic = given.get("topic", "") if given.get("topic") in set(Topic) else ""
    language = given.get("language", "") if given.get("language") in SPOKEN else ""
    towns = places()  # read once with all their names, not one by one when a mentor's is said
    everybody = {one.volunteer.ref: one for one in directory(mentee)}
    refs = list(dict.fromkeys(ref for ref in given.getlist("pick")[:_MOST_REFS] if ref in everybody))
    found = [one for one in everybody.values() if _fits(one, topic, language) and one.volunteer.ref not in refs]
    shown = _shown(given.get("shown", ""))
    return Picking(
        topic,
        language,
        [_entry(everybody[ref], towns) for ref in refs],
        [_entry(one, towns) for one in found[:shown]],
        len(found),
        shown + AT_ONCE if len(found) > shown else 0,
        [("", _("Any help")), *((one.value, topic_words(one)) for one in Topic)],
        [("", _("Any language")), *((code, spoken_words(code)) for code in _spoken(everybody.values()))],
    )


def picked(mentee: Mentee, refs: Iterable[str]) -> list[Volunteer]:
    """These mentors of the directory, in this order; whether they still have time is seen when they are asked."""
    offered = {one.volunteer.ref: one.volunteer for one in directory(mentee, full_too=True)}
    return [offered[ref] for ref in dict.fromkeys(refs) if ref in offered][:MOST_CHOICES]


def _fits(one: Mentor, topic: str, language: str) -> bool:
    return (not topic or topic in one.volunteer.topics) and (not language or language in one.volunteer.spoken)


def _spoken(listed: Iterable[Mentor]) -> list[str]:
    """The languages that somebody there speaks."""
    heard = {code for one in listed for code in one.volunteer.spoken}
    return [code for code in SPOKEN if code in heard]


def _shown(given: str) -> int:
    return max(AT_ONCE, min(int(given), 1_000)) if given.isascii() and given.isdigit() and len(given) < 5 else AT_ONCE


def _entry(one: Mentor, towns: list[Place]) -> Entry:
    volunteer = one.volunteer
    theirs = {place.id for place in volunteer.places}
    where = [town for town in towns if town.id in theirs]
    offered = lines(volunteer.topics, volunteer.spoken, one.fit.cells, volunteer.online, where)
    shared = {"topics": one.fit.topics, "languages": one.fit.languages}
    return Entry(volunteer.ref, volunteer.first_name, offered, common_lines(shared))
