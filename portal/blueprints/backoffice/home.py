"""The first page of the back office: what to do first, then the rest of the day."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response

from portal import clock
from portal.domain.jobs.silent import to_call
from portal.domain.mentoring.slot_office import short_soon
from portal.domain.promises.lists import Waits, waits
from portal.domain.settings.alive import WORKER, last_seen
from portal.domain.signups.absences import absent_in_a_row
from portal.domain.signups.asked import home_zone
from portal.domain.signups.message_log import failures
from portal.domain.signups.owed import seen_by, with_all
from portal.domain.signups.today import Lack, dates_of_today, lacking
from portal.web import jobs_promises
from portal.web.access import staff_only
from portal.web.health import SILENT
from portal.web.htmx import page
from portal.web.job_team import without_a_word
from portal.web.languages import gettext as _
from portal.web.lists import counted, listed
from portal.web.mentoring import role_words
from portal.web.mentoring_promises import MODELS
from portal.web.office import account, powers
from portal.web.promises import about_words, owner_names, promise_words, to_whom
from portal.web.slots import when_words

blueprint = Blueprint("office_home", __name__)

#: So many answers, and so many dates that lack something, are shown; the others are one press away.
_FIRST, _LACKING = 9, 6


@blueprint.get("/office")
@staff_only
def home() -> Response:
    now, may = clock.now(), powers()
    alive = last_seen(WORKER)
    return page(
        "backoffice/home/home.html",
        heading=_("Today"),
        now=now,
        days=dates_of_today(may, now),
        failed=failures(may),
        absent=absent_in_a_row(may, now),
        worker_away=alive is None or now - alive > SILENT,
        short=short_soon(may, now),
        silent=[(one, without_a_word(silence, home_zone())) for one, silence in to_call(now)],
        when_words=when_words,
        role_words=role_words,
        **_waits(now),
        **_lacks(now),
    )


def _waits(now: datetime) -> dict[str, Any]:
    """The answers that are owed first, with all that is said of them, and how many are late."""
    seen = seen_by(powers(), account())
    waiting = listed(waits(Waits(), now).where(seen), 1, _FIRST)
    return {
        "waiting": waiting,
        "kept": with_all(waiting.rows, MODELS | jobs_promises.MODELS),
        "late": counted(waits(Waits(overdue=True), now).where(seen)),
        "owners": owner_names(owed.owner for owed in waiting.rows),
        "promise_words": promise_words,
        "about_words": about_words,
        "to_whom": to_whom,
    }


def _lacks(now: datetime) -> dict[str, Any]:
    found = lacking(powers(), now)
    words = {
        Lack.PEOPLE: _("Few people so far"),
        Lack.TRAINER: _("No trainer yet"),
        Lack.PUBLISHING: _("Not published yet"),
    }
    return {"lacks": found[:_LACKING], "more_lack": len(found) > _LACKING, "lack_words": words}
