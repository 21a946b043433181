"""Mentors to be found in the portal under test, and the links by which they are asked."""

from pathlib import Path

from portal.database import db
from portal.domain.mentoring.states import VolunteerState
from portal.domain.mentoring.told import about_volunteer
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.links import link_token
from portal.domain.messages.models import Message
from tests import make_mentoring
from tests.browser.server import inside


def mentors(folder: Path, language: str, *first_names: str) -> None:
    """Who speak this language, which nobody else there does, and help with a CV online."""
    with inside(folder):
        for name in first_names:
            facts = {"first_name": name, "spoken": [language], "language": "en"}
            facts |= {"email": f"{name.lower()}@mentors.example.org"}
            make_mentoring.volunteer(VolunteerState.APPROVED, **facts)
        db.session.commit()


def question_link(folder: Path, first_name: str) -> str:
    """The address in the message that asks this mentor whether they take a learner, in English."""
    with inside(folder):
        mentor = db.session.scalars(db.select(Volunteer).where(Volunteer.first_name == first_name)).one()
        asked = Message.about == about_volunteer(mentor), Message.kind == MessageKind.PAIR_ASKED
        return f"/l/{link_token(db.session.scalars(db.select(Message).where(*asked)).one())}"
