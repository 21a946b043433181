"""What helps whoever needs another try: workshops with free seats and what a mentor could help with, by the reason of
the no. A reason the company keeps to itself decides nothing here: what is shown must not give it away."""

from dataclasses import dataclass, replace
from datetime import datetime

from portal.database import db
from portal.domain.catalogue.models import French, ProgrammeKind
from portal.domain.catalogue.wanted import Wanted
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.choices import No
from portal.domain.mentoring.choices import Topic
from portal.domain.mentoring.looking import may_look
from portal.domain.signups.lookup import by_ref
from portal.domain.signups.models import SignUp
from portal.domain.signups.offers import Offer, free_seats, offers_of

#: Workshops that help to find work, whatever the reason was.
_TO_FIND_WORK = Wanted(kind=ProgrammeKind.SOFT_SKILLS)
#: What is learnt for a job, and where one sees first what it is like.
_TO_LEARN = (Wanted(kind=ProgrammeKind.PROFESSIONAL), Wanted(kind=ProgrammeKind.DISCOVERY))
_WORKSHOPS: dict[No, tuple[Wanted, ...]] = {
    No.FRENCH: (replace(_TO_FIND_WORK, french=French.A1), Wanted(french=French.A1)),
    No.SKILLS: _TO_LEARN,
    No.EXPERIENCE: _TO_LEARN,
}
_TOPICS = {
    No.FRENCH: Topic.FRENCH,
    No.SKILLS: Topic.CAREER,
    No.EXPERIENCE: Topic.JOB_SEARCH,
    No.INTERVIEW: Topic.INTERVIEW,
    No.DATES: Topic.JOB_SEARCH,
    No.DISTANCE: Topic.JOB_SEARCH,
}


@dataclass(frozen=True)
class Help:
    """`reason`: as far as the learner may know it."""

    reason: No | None
    topic: Topic
    workshops: list[Offer]


def help_after(application: JobApplication, now: datetime, most: int = 2) -> Help:
    reason = No(application.no) if application.no and application.no_shared else None
    wishes = (*_WORKSHOPS.get(reason, ()), _TO_FIND_WORK) if reason else (_TO_FIND_WORK,)
    reach = application.posting.country or None
    return Help(reason, _TOPICS.get(reason, Topic.CV) if reason else Topic.CV, _workshops(wishes, reach, now, most))


def _workshops(wishes: tuple[Wanted, ...], reach: str | None, now: datetime, most: int) -> list[Offer]:
    """The first wish that finds any decides; where none does, whatever begins next."""
    for wanted in (*wishes, Wanted()):
        found = list(db.session.scalars(free_seats(replace(wanted, reach=reach), now).limit(most)))
        if found:
            return offers_of(found, now)
    return []


def seat_for_mentor(application: JobApplication, held: list[str]) -> SignUp | None:
    """Of the bookings a browser holds, one of this very learner with which they may look for a mentor."""
    known = (by_ref(ref) for ref in held)
    return next((one for one in known if one and one.person_id == application.person_id and may_look(one)), None)
