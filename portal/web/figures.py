"""The words of figures: what each is called, and what exactly was counted."""

from typing import Literal

from babel.dates import get_month_names
from flask import request

from portal import clock
from portal.domain.impact.figures import FEWEST, Figure, Unit
from portal.web.dates import number_words
from portal.web.languages import gettext as _
from portal.web.languages import language


def figure_name(key: str) -> str:
    return {
        "pairs": _("Pairs of a mentor and a learner"),
        "mentors": _("Volunteers who are mentors"),
        "mentoring_hours": _("Hours of mentoring"),
        "workshops": _("Soft-skills workshops"),
        "helpers": _("Employees and other volunteers"),
        "workshop_hours": _("Hours of workshops"),
        "learners": _("Learners"),
    }[key]


def figure_definition(key: str) -> str:
    """What was counted, and what was not."""
    return {
        "pairs": _("They met at least once in the year."),
        "mentors": _("They met a learner at least once. Each counts once."),
        "mentoring_hours": _("How long all these meetings lasted together."),
        "workshops": _("Dates that are over. Cancelled ones do not count."),
        "helpers": _("They led a workshop and were there. Each counts once."),
        "workshop_hours": _("How long the workshops lasted together."),
        "learners": _("They were at one workshop or more. Each counts once."),
    }[key]


def figure_words(figure: Figure) -> str:
    """The number itself. So few people that they could be known: no number."""
    if figure.hidden:
        return _("fewer than %(number)s", number=FEWEST)
    return in_hours(figure.value) if figure.unit is Unit.MINUTES else number_words(figure.value)


def imported_words(figure: Figure) -> str:
    """How much of it came with records from before the portal; nothing where nothing did."""
    if not figure.imported or figure.hidden:
        return ""
    if figure.imported == figure.value:
        return _("All brought in from older records.")
    number = in_hours(figure.imported) if figure.unit is Unit.MINUTES else number_words(figure.imported)
    return _("%(number)s of them brought in from older records.", number=number)


def in_hours(minutes: int) -> str:
    """Hours with half ones: `460`, `12,5`."""
    hours = round(minutes / 60, 1)
    return number_words(int(hours) if hours == int(hours) else hours)


def month_words(number: int, width: Literal["narrow", "wide"] = "wide") -> str:
    """A month that stands alone; `narrow`: one letter."""
    return str(get_month_names(width, context="stand-alone", locale=language().babel)[number])


def asked_year(known: list[int]) -> int:
    """The year the address names, where it is one of these; else the first of them."""
    asked = request.args.get("year", "")
    return next((one for one in known if str(one) == asked), known[0] if known else clock.now().year)
