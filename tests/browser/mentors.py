"""Mentors to be found in the portal under test, and the links by which they are asked."""

from pathlib import Path

from portal import create_app
from portal.database import db
from portal.domain.mentoring.states import VolunteerState
from portal.domain.mentoring.told import about_volunteer
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.kinds import MessageKind
from portal.domain.messages.links import link_token
from portal.domain.messages.models import Message
from portal.vault import vault
from tests import make_mentoring


def mentors(folder: Path, language: str, *first_names: str) -> None:
    """Who speak this language, which nobody else there does, and help with a CV online."""
    keys_of_the_others = vars(vault).copy()
    with create_app(None, {"PORTAL_INSTANCE": str(folder)}).app_context():
        try:
            for name in first_names:
                facts = {"first_name": name, "spoken": [language], "language": "en"}
                facts |= {"email": f"{name.lower()}@mentors.example.org"}
                make_mentoring.volunteer(VolunteerState.APPROVED, **facts)
            db.session.commit()
        finally:
            db.session.remove()
            db.engine.dispose()
            vars(vault).update(keys_of_the_others)


def question_link(folder: Path, first_name: str) -> str:
    """The address in the message that asks this mentor whether they take a learner, in English."""
    keys_of_the_others = vars(vault).copy()
    with create_app(None, {"PORTAL_INSTANCE": str(folder)}).app_context():
        try:
            mentor = db.session.scalars(db.select(Volunteer).where(Volunteer.first_name == first_name)).one()
            asked = Message.about == about_volunteer(mentor), Message.kind == MessageKind.PAIR_ASKED
            return f"/l/{link_token(db.session.scalars(db.select(Message).where(*asked)).one())}"
        finally:
            db.session.remove()
            db.engine.dispose()
            vars(vault).update(keys_of_the_others)
