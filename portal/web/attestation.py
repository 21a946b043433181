"""The attestation of a volunteer's hours: one sheet in a language of their choice, as a page to print and as PDF."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import abort, render_template, request
from markupsafe import Markup

from portal.domain.mentoring.hours import Given, own_hours
from portal.domain.mentoring.periods import Period
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.signups.asked import home_zone
from portal.web.dates import day_words, local
from portal.web.figures import in_hours
from portal.web.languages import KNOWN, Language, offered, speaking
from portal.web.organisation import organisation


@dataclass(frozen=True)
class Attestation:
    volunteer: Volunteer
    period: Period
    given: Given
    tongue: Language
    today: date

    @property
    def asked(self) -> dict[str, Any]:
        """What the address of this sheet says."""
        return {
            "from": self.period.first.isoformat(),
            "to": self.period.last.isoformat(),
            "in": self.tongue.code,
        }


def asked_for(volunteer: Volunteer, now: datetime) -> Attestation:
    """The sheet that the address asks for; without a word about it, of this year until today."""
    today = local(now, home_zone()).date()
    first, last = _day("from") or date(today.year, 1, 1), _day("to") or today
    period = Period(min(first, last), max(first, last))
    return Attestation(volunteer, period, own_hours(volunteer, period, now), _tongue(volunteer), today)


def _tongue(volunteer: Volunteer) -> Language:
    code = request.args.get("in") or volunteer.language
    if code not in {one.code for one in offered()}:
        return abort(404) if "in" in request.args else offered()[0]
    return KNOWN[code]


def _day(name: str) -> date | None:
    try:
        day = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return day if 2000 <= day.year < 2200 else None


def sheet(attestation: Attestation) -> Markup:
    """The sheet itself, in its language."""
    return Markup(_rendered("recognition/_sheet.html", attestation))  # noqa: S704  (a template of ours)


def document(attestation: Attestation) -> str:
    """The sheet as a document of its own, for the PDF."""
    return _rendered("recognition/document.html", attestation)


def _rendered(template: str, attestation: Attestation) -> str:
    with speaking(attestation.tongue.code) as tongue:
        period = attestation.period
        return render_template(
            template,
            one=attestation,
            tongue=tongue,
            name=" ".join(filter(None, (attestation.volunteer.first_name, attestation.volunteer.surname))),
            days=[day_in_full(day) for day in (period.first, period.last)],
            today=day_in_full(attestation.today),
            in_hours=in_hours,
            address_way=_way_of(organisation().address),
        )


def _way_of(text: str) -> str:
    """Which way a text runs, by its first letter: a drawing on paper does not find out by itself."""
    ways = (unicodedata.bidirectional(letter) for letter in text)
    first = next((way for way in ways if way in {"L", "R", "AL"}), "L")
    return "ltr" if first == "L" else "rtl"


def day_in_full(day: date) -> str:
    """With its year, always: a sheet is read long after."""
    return day_words(day, date(1, 1, 1))
