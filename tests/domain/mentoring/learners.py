"""Learners who look for a mentor as the pages let them, and mentors who fit."""

from typing import Any

from portal import clock
from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.mentoring.looking import Wanted, look
from portal.domain.mentoring.pair_models import Mentee
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.signups.models import SignUp
from tests import make, make_mentoring


def wanted(**facts: Any) -> Wanted:
    """Help with a CV, in French, online, on a Tuesday evening."""
    return Wanted(
        **{"topics": ("cv",), "spoken": ("fr",), "consent_version": "test", "week": ("tue_evening",)} | facts
    )


def learner(
    sign_up: SignUp | None = None, first_name: str = "Nour", phone: str = "06 12 34 56 78", **facts: Any
) -> Mentee:
    """Somebody with a seat who looks for a mentor, committed as a page would."""
    sign_up = sign_up or make.sign_up(first_name=first_name, reach=read_phone(phone, "FR") if phone else None)
    made = look(sign_up, wanted(**facts), clock.now())
    db.session.commit()
    return made


def mentor(first_name: str = "Amina", **facts: Any) -> Volunteer:
    """An approved mentor for one learner, who speaks French and helps with a CV on Tuesday evenings, online."""
    said: dict[str, Any] = {"spoken": ["fr"], "topics": ["cv"], "week": ["tue_evening"], "online": True}
    made = make_mentoring.volunteer(first_name=first_name, language="en", **said | facts)
    db.session.commit()
    return made
