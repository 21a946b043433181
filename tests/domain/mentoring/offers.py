"""People who offer help, step by step from the offer that was sent to the approval."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from portal import clock
from portal.database import begin_write, db
from portal.domain.accounts.contacts import read_email
from portal.domain.mentoring import checks, interviews, vetting
from portal.domain.mentoring.moves import move_volunteer
from portal.domain.mentoring.states import VolunteerState
from portal.domain.mentoring.told import about_volunteer, owner_for
from portal.domain.mentoring.volunteer_models import CheckKind, Volunteer
from portal.domain.messages.models import Message
from portal.domain.moves import Role
from portal.domain.promises.hours import working_days_later
from portal.domain.promises.kinds import PromiseKind
from portal.domain.promises.made import Owed, open_about, promise
from portal.domain.promises.models import Promise
from portal.domain.signups.asked import home_zone
from portal.vault import new_ref

_number = count(1)


def offered(first_name: str = "Amina", **facts: Any) -> Volunteer:
    """Somebody who sent their offer, charter signed, and was promised an answer within ten working days."""
    begin_write()
    now = clock.now()
    reach = read_email(f"amina{next(_number)}@work.example.org")
    made = Volunteer(
        **{
            "ref": new_ref(16),
            "first_name": first_name,
            "surname": "Benali",
            "email": reach.value,
            "email_digest": reach.digest,
            "language": "en",
            "employer": "Acme",
            "employer_key": "acme",
            "roles": ["mentor"],
            "spoken": ["fr", "ar"],
            "topics": ["cv"],
            "week": ["tue_evening"],
            "online": True,
            "capacity": 2,
            "motivation": "I was helped once.",
            "charter_version": "test",
            "charter_at": now,
            "created_at": now,
            "changed_at": now,
            "sent_at": now,
        }
        | facts
    )
    db.session.add(made)
    move_volunteer(made, VolunteerState.DRAFT, Role.VOLUNTEER, now)
    move_volunteer(made, VolunteerState.RECEIVED, Role.VOLUNTEER, now)
    by, zone = working_days_later(now, 10, home_zone()), home_zone()
    promise(Owed(PromiseKind.VOLUNTEER, about_volunteer(made), owner_for(made), by, zone), Role.VOLUNTEER, now)
    db.session.commit()
    return made


def invited(
    volunteer: Volunteer, ahead: timedelta = timedelta(days=6), where: str = "https://meet.example.org/a"
) -> datetime:
    """Staff propose an interview; returns when."""
    at = clock.now() + ahead
    interviews.propose(volunteer, at, where, clock.now())
    db.session.commit()
    return at


def met(volunteer: Volunteer) -> Volunteer:
    """The interview took place."""
    interviews.note_held(volunteer, clock.now())
    db.session.commit()
    return volunteer


def checked(volunteer: Volunteer, until: date | None = None) -> Volunteer:
    """Background and references are recorded today; `until`: when the background check ends."""
    today = checks.today(clock.now())
    checks.record(volunteer, CheckKind.BACKGROUND, today, until, None, clock.now())
    checks.record(volunteer, CheckKind.REFERENCES, today, None, None, clock.now())
    db.session.commit()
    return volunteer


def approved(first_name: str = "Amina", until: date | None = None, **facts: Any) -> Volunteer:
    """Somebody who went all the way; `until`: when their background check ends."""
    volunteer = checked(met(offered(first_name, **facts)), until)
    vetting.approve(volunteer, None, clock.now())
    db.session.commit()
    return volunteer


def owed(volunteer: Volunteer, kind: PromiseKind = PromiseKind.VOLUNTEER) -> Promise | None:
    return open_about(about_volunteer(volunteer), kind)


def news(volunteer: Volunteer) -> list[tuple[str, dict[str, Any]]]:
    """What they were told, oldest first: kind and facts."""
    mine = db.select(Message).where(Message.about == about_volunteer(volunteer)).order_by(Message.id)
    return [(one.kind, one.facts) for one in db.session.scalars(mine)]


def kinds(volunteer: Volunteer) -> list[str]:
    return [kind for kind, _facts in news(volunteer)]
