"""Dates that need somebody, and volunteers who could come, for the tests of slots."""

from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import select

from portal.database import db
from portal.domain.mentoring.choices import WEEK, VolunteerRole
from portal.domain.mentoring.told import about_volunteer
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.models import Message
from tests import make, make_mentoring

COACH, TRAINER, SPEAKER = VolunteerRole.COACH, VolunteerRole.TRAINER, VolunteerRole.SPEAKER
#: Thursday 26 November, 14:00 to 16:00 in Paris: two days from now.
THURSDAY = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)
_ANY_TIME = list(WEEK)
_number = count(1)


def day(starts=THURSDAY, minutes=120, **facts):
    """A date of its own, committed."""
    made = make.course_session(starts, minutes, **facts).dates[0]
    db.session.commit()
    return made


def coach(*places, **facts):
    """Somebody who coaches, at any time of the week, in French, online or at these places."""
    mine = {"roles": [COACH, TRAINER], "week": _ANY_TIME, "first_name": f"Coach {next(_number)}"}
    made = make_mentoring.volunteer(facts.pop("state", "approved"), *places, **mine | facts)
    db.session.commit()
    return made


def slot(of, role=COACH, held_by=None):
    made = make_mentoring.slot(of, role, held_by)
    db.session.commit()
    return made


def online(**facts):
    return make.place(online=True, address=None, latitude=None, longitude=None, **facts)


def told(volunteer, kind=None):
    """(kind, why) of what somebody was told, in order; of one kind, only why."""
    query = select(Message).where(Message.about == about_volunteer(volunteer)).order_by(Message.id)
    found = [(one.kind, one.facts.get("why")) for one in db.session.scalars(query)]
    return found if kind is None else [why for one, why in found if one == kind]


def history(of):
    """(role, change, first name) of each line of a slot."""
    db.session.refresh(of)
    return [
        (line.role, line.change, line.volunteer_id and db.session.get_one(Volunteer, line.volunteer_id).first_name)
        for line in of.history
    ]


def hours(number):
    return timedelta(hours=number)
