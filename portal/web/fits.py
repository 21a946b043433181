"""Why a mentor and a learner fit, and what is missing, in words for the team."""

from collections.abc import Iterable

from portal.domain.mentoring.choices import Day
from portal.domain.mentoring.fit import Fit, Meet, Missing
from portal.domain.signups.attendance_models import Half
from portal.web.languages import gettext as _
from portal.web.mentoring import day_words, spoken_words, topic_words
from portal.web.sign_ups import half_words


def reason_lines(fit: Fit) -> list[str]:
    """What the two share: languages, topics, times, a place."""
    meet = {
        Meet.PLACE: _("At the same place"),
        Meet.TOWN: _("In the same town"),
        Meet.ONLINE: _("Online or by phone"),
        None: "",
    }
    said = [
        listed(spoken_words(code) for code in fit.languages),
        listed(topic_words(topic) for topic in fit.topics),
        times(fit.cells),
        meet[fit.meet],
    ]
    return [words for words in said if words]


def missing_lines(fit: Fit) -> list[str]:
    """What the two do not share."""
    words = {
        Missing.LANGUAGE: _("No language in common"),
        Missing.TOPIC: _("None of the topics"),
        Missing.TIME: _("No time in common"),
        Missing.MEETING: _("No way to meet"),
        Missing.ROOM: _("No place free"),
    }
    lines = [words[one] for one in fit.missing]
    if fit.topics and fit.without:
        lines.append(_("Without: %(topics)s", topics=listed(topic_words(topic) for topic in fit.without)))
    return lines


def times(cells: Iterable[str]) -> str:
    """The free parts of a week, one part of the day after the other: `Evening: Tuesday, Thursday`."""
    free = set(cells)
    parts = []
    for half in Half:
        days = [day_words(day) for day in Day if f"{day}_{half}" in free]
        if days:
            parts.append(_("%(half)s: %(days)s", half=half_words(half), days=listed(days)))
    return " · ".join(parts)


def listed(words: Iterable[str]) -> str:
    return _(", ").join(words)
