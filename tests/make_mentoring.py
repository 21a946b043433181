"""Makers of volunteers, learners who look for a mentor, pairs and slots, with boring defaults."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from portal.database import begin_write, db
from portal.domain.accounts.account_models import OfficeRole
from portal.domain.accounts.contacts import read_email
from portal.domain.catalogue.models import Place, SessionDate
from portal.domain.mentoring.choices import Mode, Topic, VolunteerRole
from portal.domain.mentoring.pair_models import Meeting, Mentee, Pair, Side
from portal.domain.mentoring.slot_models import Slot
from portal.domain.mentoring.states import ASKED, TOGETHER, PairState, VolunteerState
from portal.domain.mentoring.volunteer_models import CheckKind, Volunteer, VolunteerCheck
from portal.domain.signups.models import SignUp
from portal.vault import new_ref
from tests import make
from tests.conftest import NOW

_number = count(1)
#: What both sides of a pair say, unless a test says otherwise: they fit.
WANTED: dict[str, Any] = {"spoken": ["ar", "fr"], "topics": [Topic.CV], "week": ["tue_evening"], "online": True}


def volunteer(state: VolunteerState = VolunteerState.APPROVED, *places: Place, **facts: Any) -> Volunteer:
    """A volunteer in `state`, put there behind the verbs' back: approved with checks and an account."""
    begin_write()
    number = next(_number)
    email = read_email(facts.pop("email", f"volunteer{number}@example.org"))
    mine = {
        "ref": new_ref(16),
        "state": state,
        "first_name": f"Claire {number}",
        "surname": f"Surname{number}",
        "email": email.value,
        "email_digest": email.digest,
        "language": "fr",
        "employer": "Atelier Nord",
        "employer_key": "atelier nord",
        "roles": [VolunteerRole.MENTOR],
        "capacity": 1,
        "motivation": "I like to help.",
        "charter_version": "1",
        "charter_at": NOW,
        "consent_version": "1",
        "consent_at": NOW,
        "steps_done": 6,
        "created_at": NOW,
        "changed_at": NOW,
        "sent_at": NOW,
        **WANTED,
    }
    made = Volunteer(**mine | facts)
    made.places = list(places)
    if state in {VolunteerState.APPROVED, VolunteerState.PAUSED}:
        reach = {"email": made.email, "email_digest": made.email_digest}
        made.account = made.account or make.account(OfficeRole.VOLUNTEER, **reach)
        for kind in CheckKind:
            made.checks.append(VolunteerCheck(kind=kind, done_on=NOW.date(), until=None))
    db.session.add(made)
    db.session.flush()
    return made


def mentee(sign_up: SignUp | None = None, **facts: Any) -> Mentee:
    """A learner who looks for a mentor."""
    sign_up = sign_up or make.sign_up()
    begin_write()
    mine = {"consent_version": "1", "consent_at": NOW, "created_at": NOW, "place_id": None, **WANTED}
    made = Mentee(ref=new_ref(16), person=sign_up.person, sign_up=sign_up, **mine | facts)
    db.session.add(made)
    db.session.flush()
    return made


def pair(state: PairState = PairState.ACTIVE, since: datetime = NOW, **facts: Any) -> Pair:
    """A pair in `state`, put there behind the verbs' back. `mentee`, `volunteer`: those of the test."""
    known = state not in ASKED
    mine = {
        "mentee": facts.pop("mentee", None) or mentee(),
        "volunteer": facts.pop("volunteer", None) or volunteer(),
        "reasons": {},
        "created_at": since,
        "mentor_yes_at": since if known else None,
        "learner_yes_at": since if known or state == PairState.REQUESTED else None,
        "started_at": since if state in TOGETHER - {PairState.ACCEPTED} else None,
    }
    begin_write()
    made = Pair(ref=new_ref(16), state=state, **mine | facts)
    db.session.add(made)
    db.session.flush()
    return made


def meeting(of: Pair, at: datetime = NOW - timedelta(days=2), minutes: int = 60, **facts: Any) -> Meeting:
    """A meeting: held, unless it lies ahead or `held_at` says otherwise."""
    begin_write()
    mine = {"mode": Mode.ONLINE, "by": Side.MENTOR, "held_at": at if at <= NOW else None}
    made = Meeting(ref=new_ref(16), pair=of, at=at, minutes=minutes, **mine | facts)
    db.session.add(made)
    db.session.flush()
    return made


def slot(day: SessionDate, role: VolunteerRole = VolunteerRole.COACH, held_by: Volunteer | None = None) -> Slot:
    """A seat in front of the room: open, or held by somebody."""
    begin_write()
    made = Slot(ref=new_ref(16), session_date=day, role=role, volunteer=held_by, taken_at=NOW if held_by else None)
    db.session.add(made)
    db.session.flush()
    return made
