"""What one side may know of the other before both said yes, line by line: nothing that names anybody."""

from collections.abc import Iterable, Mapping
from typing import Any

from portal.domain.catalogue.models import Place
from portal.domain.mentoring.choices import Day
from portal.domain.mentoring.fit import Meet
from portal.domain.mentoring.pair_models import Mentee, Pair, Side
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.signups.attendance_models import Half
from portal.web.languages import gettext as _
from portal.web.mentoring import day_words, spoken_words, topic_words
from portal.web.sign_ups import half_words
from portal.web.words import town_words

#: Name of an icon, and the words beside it.
Line = tuple[str, str]


def wanted_lines(mentee: Mentee) -> list[Line]:
    """What a learner looks for."""
    return lines(mentee.topics, mentee.spoken, mentee.week, mentee.online, [mentee.place] if mentee.place else [])


def mentor_lines(volunteer: Volunteer) -> list[Line]:
    """What a mentor offers."""
    return lines(volunteer.topics, volunteer.spoken, volunteer.week, volunteer.online, volunteer.places)


def other_lines(pair: Pair, side: Side) -> list[Line]:
    """What this side may know of the other one before both said yes."""
    return mentor_lines(pair.volunteer) if side is Side.LEARNER else wanted_lines(pair.mentee)


def common_lines(reasons: Mapping[str, Any]) -> list[Line]:
    """Why two fit, as a pair keeps it (see `fit`)."""
    meet = {
        Meet.PLACE: _("At the same place"),
        Meet.TOWN: _("In the same town"),
        Meet.ONLINE: _("Online or by phone"),
    }
    said = [
        ("help", listed(topic_words(topic) for topic in reasons.get("topics", []))),
        ("language", listed(spoken_words(code) for code in reasons.get("languages", []))),
        ("clock", when_words(reasons.get("cells", []))),
        ("pin", meet[Meet(reasons["meet"])] if reasons.get("meet") else ""),
    ]
    return [(icon, words) for icon, words in said if words]


def lines(
    topics: Iterable[str], spoken: Iterable[str], week: Iterable[str], online: bool, places: Iterable[Place]
) -> list[Line]:
    """Topics, languages, when, where; what is not known is left out."""
    where = [_("Online or by phone")] * online + [town_words(place) for place in places]
    said = [
        ("help", listed(topic_words(topic) for topic in topics)),
        ("language", listed(spoken_words(code) for code in spoken)),
        ("clock", when_words(week)),
        ("pin", listed(where)),
    ]
    return [(icon, words) for icon, words in said if words]


def when_words(week: Iterable[str]) -> str:
    """The free parts of a week, one part of the day after the other: `Evening: Tuesday, Thursday`."""
    cells = set(week)
    parts = []
    for half in Half:
        days = [day_words(day) for day in Day if f"{day}_{half}" in cells]
        if days:
            parts.append(_("%(half)s: %(days)s", half=half_words(half), days=listed(days)))
    return " · ".join(parts)


def listed(words: Iterable[str]) -> str:
    return _(", ").join(words)
