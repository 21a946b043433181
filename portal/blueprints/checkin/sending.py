"""Ticks as a phone sends them: each with its token and its own time, at once or when the network is back.

The answer names the tokens that need not be sent again, and says in words how far the list is.
"""

from datetime import UTC, datetime

from flask import Blueprint, Response, abort, jsonify, make_response, request
from flask_wtf.csrf import generate_csrf

from portal import clock
from portal.blueprints.checkin.shown import chosen, roll
from portal.database import db
from portal.domain.catalogue.models import CourseSession
from portal.domain.signups.attendance import By, Outcome, Tick, Ticker, by_refs, take
from portal.domain.signups.attendance_models import Half, Mark
from portal.domain.signups.models import SignUp
from portal.web.access import check_in_late
from portal.web.check_in import who_ticks
from portal.web.forms import PressForm
from portal.web.languages import gettext as _

blueprint = Blueprint("check_in_sending", __name__)

#: A phone sends so many at once; the others with the next.
MOST = 200
#: No mark: it was taken back.
_NONE = "-"


@blueprint.post("/check-in/<ref:ref>/ticks")
@check_in_late
def ticks(course_session: CourseSession) -> Response:
    if not PressForm().validate():  # the cookie is another by now: with this key the phone sends them again
        return make_response(jsonify(key=generate_csrf()), 422)
    by = who_ticks(course_session, late=True) or abort(404)
    sent = [line.split(" ") for line in request.form.getlist("tick")[:MOST]]
    people = {one.ref: one for one in by_refs(course_session, (line[1] for line in sent if len(line) == 6))}
    done, said = [], []
    for line in sent:
        tick = _read(line, course_session, people)
        outcome = take(tick, by, clock.now()) if tick else None
        if outcome is not Outcome.REFUSED:
            done.append(line[0])
        if tick and outcome:
            said.append(_said(outcome, tick, by))
    db.session.commit()
    return jsonify(done=done, said=" ".join(filter(None, dict.fromkeys(said))), progress=_progress(course_session))


def _read(line: list[str], course_session: CourseSession, people: dict[str, SignUp]) -> Tick | None:
    """One tick of a phone: token, name, date, half-day, mark, milliseconds. None: it never was one of ours, or the
    date is gone; it need not be sent again."""
    if len(line) != 6 or not (line[0].isalnum() and line[0].isascii() and 16 <= len(line[0]) <= 32):
        return None
    token, ref, number, half, mark, at = line
    day = next((one for one in course_session.dates if str(one.id) == number), None)
    if day is None or ref not in people or half not in set(Half) or mark not in {*Mark, _NONE}:
        return None
    seconds = int(at) / 1000 if at.isascii() and at.isdigit() and len(at) < 15 else 0
    ticked_at = datetime.fromtimestamp(seconds, UTC)
    return Tick(token, people[ref], day, Half(half), None if mark == _NONE else Mark(mark), ticked_at)


def _said(outcome: Outcome, tick: Tick, by: By) -> str:
    """What the trainer should know of it; nothing, when all is as it should be."""
    name = tick.sign_up.person.first_name
    if outcome is Outcome.REFUSED:
        return _("This link has ended. Ask the team for a new one.")
    if outcome is Outcome.NO_SEAT:
        return _("%(name)s has no seat here any more. The tick is kept.", name=name)
    if outcome is Outcome.CAME_ALL_THE_SAME and tick.mark:
        return _("%(name)s gave the seat back, and came. This is saved.", name=name)
    if outcome is Outcome.TOO_EARLY:
        return _("This date is not today. Only an excuse is saved.")
    if outcome is Outcome.OVERTAKEN:
        return _("%(name)s was marked later by somebody else. That one holds.", name=name)
    return _("This link has ended. Your ticks are saved.") if by.ticker is Ticker.LATE_LINK else ""


def _progress(course_session: CourseSession) -> str:
    picked = chosen(course_session)
    return roll(course_session, *picked).progress if picked else ""
