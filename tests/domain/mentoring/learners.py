"""Learners who look for a mentor, and mentors to be found, with boring defaults."""

from itertools import count
from typing import Any

from portal import clock
from portal.database import begin_write, db
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.mentoring.looking import Wanted, look
from portal.domain.mentoring.pair_models import Mentee
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.signups.models import SignUp
from portal.vault import new_ref
from tests import make

_number = count(1)


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
    begin_write()
    reach = read_email(f"mentor{next(_number)}@work.example.org")
    made = Volunteer(
        **{
            "ref": new_ref(16),
            "state": "approved",
            "first_name": first_name,
            "surname": "Surname",
            "email": reach.value,
            "email_digest": reach.digest,
            "language": "en",
            "roles": ["mentor"],
            "spoken": ["fr"],
            "topics": ["cv"],
            "week": ["tue_evening"],
            "online": True,
            "capacity": 1,
            "created_at": clock.now(),
            "changed_at": clock.now(),
        }
        | facts
    )
    db.session.add(made)
    db.session.commit()
    return made
