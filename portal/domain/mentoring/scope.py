"""Which volunteers, learners and pairs the team of some places sees."""

from sqlalchemy import ColumnElement, exists, not_, or_, select, true

from portal.database import db
from portal.domain.accounts.roles import Powers
from portal.domain.catalogue.models import CourseSession
from portal.domain.mentoring.pair_models import Mentee, Pair
from portal.domain.mentoring.states import VolunteerState
from portal.domain.mentoring.volunteer_models import Volunteer, volunteer_place
from portal.domain.signups.models import SignUp


def volunteers_in(powers: Powers) -> ColumnElement[bool]:
    """Who offers to come to a place that `powers` open, to help online, or said no place at all."""
    if powers.everywhere:
        return true()
    mine = volunteer_place.c.volunteer_id == Volunteer.id
    here = exists().where(mine, volunteer_place.c.place_id.in_(powers.places))
    return or_(Volunteer.online, here, not_(exists().where(mine)))


def mentees_in(powers: Powers) -> ColumnElement[bool]:
    """Learners who learn at a place that `powers` open."""
    if powers.everywhere:
        return true()
    learns_here = exists().where(
        SignUp.id == Mentee.sign_up_id,
        CourseSession.id == SignUp.course_session_id,
        CourseSession.place_id.in_(powers.places),
    )
    return learns_here.correlate(Mentee)


def pairs_in(powers: Powers) -> ColumnElement[bool]:
    """Pairs whose learner learns there."""
    if powers.everywhere:
        return true()
    return exists().where(Mentee.id == Pair.mentee_id, mentees_in(powers)).correlate(Pair)


def sees_volunteer(powers: Powers, volunteer: Volunteer) -> bool:
    """What was not sent, came with imported history or names nobody any more is nobody's to open."""
    if volunteer.state == VolunteerState.DRAFT or volunteer.imported or volunteer.erased_at:
        return False
    found = select(Volunteer.id).where(Volunteer.id == volunteer.id, volunteers_in(powers))
    return db.session.scalar(found) is not None


def sees_mentee(powers: Powers, mentee: Mentee) -> bool:
    return db.session.scalar(select(Mentee.id).where(Mentee.id == mentee.id, mentees_in(powers))) is not None


def sees_pair(powers: Powers, pair: Pair) -> bool:
    return db.session.scalar(select(Pair.id).where(Pair.id == pair.id, pairs_in(powers))) is not None
