"""The first page of a volunteer: their learners with what is to do, their dates, those that need somebody, hours."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, Response, request, url_for

from portal import clock
from portal.domain.mentoring.choices import VolunteerRole
from portal.domain.mentoring.desk import MyPair, ToDo, pairs_of
from portal.domain.mentoring.hours import own_hours
from portal.domain.mentoring.pairs import KNOWN_TO_EACH_OTHER, zone_of
from portal.domain.mentoring.periods import year
from portal.domain.mentoring.slot_fit import held_by, open_for
from portal.domain.mentoring.told import about_volunteer
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import open_about
from portal.domain.signups.asked import home_zone
from portal.web.dates import duration_words, moment_words
from portal.web.htmx import page
from portal.web.languages import gettext as _
from portal.web.mentoring import role_words, spoken_words, topic_words
from portal.web.mentoring_access import volunteer_only
from portal.web.office import office_has
from portal.web.slots import reasons, when_words

blueprint = Blueprint("desk", __name__)

#: So many open dates are shown; the others are one press away.
_FIRST = 3


@blueprint.get("/desk")
@volunteer_only
def home(volunteer: Volunteer) -> Response:
    now = clock.now()
    held, found = held_by(volunteer, now), open_for(volunteer, now, _FIRST + 1)
    return page(
        "desk/home.html",
        heading=_("Hello %(name)s", name=volunteer.first_name),
        volunteer=volunteer,
        pairs=[_shown(one) for one in pairs_of(volunteer, now)],
        mentor=VolunteerRole.MENTOR in volunteer.roles,
        helper=set(volunteer.roles) != {VolunteerRole.MENTOR},
        held=held,
        found=found[:_FIRST],
        more=len(found) > _FIRST,
        hours=_hours(volunteer, now),
        check=open_about(about_volunteer(volunteer), PromiseKind.VOLUNTEER_CHECK),
        done=request.args.get("done", ""),
        slot_kit=SimpleNamespace(when=when_words, role=role_words, reasons=reasons),
        words=SimpleNamespace(role=role_words, spoken=spoken_words, topic=topic_words),
        to=lambda view, **values: url_for(f"desk_slots.{view}", **values),
    )


def _shown(one: MyPair) -> dict[str, Any]:
    """A pair as the desk names it: the first name, when they meet, and the one thing to do."""
    ref, zone = one.pair.ref, zone_of(one.pair)
    known = one.pair.state in KNOWN_TO_EACH_OTHER
    name = one.pair.mentee.person.first_name if known else _("Somebody who looks for a mentor")
    told: dict[ToDo | None, tuple[str, str, dict[str, Any]]] = {
        ToDo.ANSWER: (_("Say yes or no"), "pair_answer.own", {}),
        ToDo.LOG: (_("Did you meet?"), "meeting.show_mine", {"meeting": one.past.ref if one.past else ""}),
        ToDo.PLAN: (_("Choose a date together"), "pair_meetings.ask_plan", {}),
    }
    words, endpoint, values = told.get(one.to_do, ("", "", {}))
    asked = one.to_do is ToDo.ANSWER or one.pair.mentor_yes_at is None
    return {
        "name": name,
        "address": None if asked or not office_has("pair.show") else url_for("pair.show", ref=ref),
        "state": one.pair.state,
        "next": moment_words(one.next.at, zone) if one.next else "",
        "health": one.health,
        "to_do": (words, url_for(endpoint, ref=ref, **values)) if words and office_has(endpoint) else None,
    }


def _hours(volunteer: Volunteer, now: datetime) -> str:
    """What they gave this year, in words; empty: nothing yet."""
    given = own_hours(volunteer, year(now.astimezone(home_zone()).year), now)
    minutes = given.meetings + given.slots
    return duration_words(timedelta(minutes=minutes)) if minutes else ""
