"""What the association did in a year: figures counted from its records, each with what exactly was counted."""

from datetime import datetime

from flask import Blueprint, Response, abort

from portal import clock
from portal.domain.impact import mentoring, workshops
from portal.domain.impact.years import years
from portal.domain.mentoring.periods import months, year
from portal.web import figures as words
from portal.web.access import public
from portal.web.charts import chart
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.languages import language

blueprint = Blueprint("impact", __name__)

_OLDEST = 2000


@blueprint.get("/figures")
@blueprint.get("/figures/<int(max=9999):number>")
@public
def figures(number: int | None = None) -> Response:
    """Without a year: of the last one there is something to tell of."""
    now = clock.now()
    known = years(now)
    chosen = number or (known[0] if known else now.year)
    if not _OLDEST <= chosen <= now.year:
        abort(404)
    return page(
        "impact/figures.html",
        heading=_("Our figures for %(year)s", year=chosen),
        chosen=chosen,
        years=known,
        parts=_parts(chosen, now) if chosen in known else [],
        words=words,
    )


def _parts(number: int, now: datetime) -> list[dict[str, object]]:
    """The mentoring and the workshops of that year."""
    period, parts = year(number), months(number)
    return [
        {
            "title": _("Mentoring"),
            "figures": [one(period) for one in (mentoring.pairs, mentoring.mentors, mentoring.mentoring_hours)],
            "caption": _("Hours of mentoring, month by month"),
            **_by_month(mentoring.minutes_by(parts)),
        },
        {
            "title": _("Soft-skills workshops"),
            "figures": [
                one(period, now)
                for one in (workshops.workshops, workshops.helpers, workshops.workshop_hours, workshops.learners)
            ],
            "caption": _("Hours of workshops, month by month"),
            **_by_month(workshops.workshop_minutes_by(parts, now)),
        },
    ]


def _by_month(minutes: list[int]) -> dict[str, object]:
    letters = [words.month_words(month, "narrow") for month in range(1, 13)]
    names = [words.month_words(month) for month in range(1, 13)]
    return {
        "chart": chart(minutes, letters, words.in_hours(max(minutes)), language().rtl),
        "rows": [(name, words.in_hours(one)) for name, one in zip(names, minutes, strict=True)],
    }
