"""Mentoring outlives the seat it began with: contacts stay, news goes on, a moved seat takes it along."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from portal.database import begin_write, db
from portal.domain.accounts.contacts import read_email
from portal.domain.mentoring import vetting
from portal.domain.mentoring.pair_models import Pair, Side
from portal.domain.mentoring.states import PairState, VolunteerState
from portal.domain.mentoring.told import tell_side
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.messages.kinds import MessageKind
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.signups.changes import cancel, move_to
from portal.domain.signups.retention import clear
from tests import make, make_mentoring
from tests.conftest import NOW
from tests.worker.office import states

MONTH = timedelta(days=30.44)
EMAIL = read_email("nour@example.org")


def learner(**facts):
    """Somebody with an e-mail address who looks for a mentor."""
    return make_mentoring.mentee(make.sign_up(make.course_session(timedelta(days=2)), reach=EMAIL), **facts)


def cleared(now):
    gone = clear(now)
    db.session.commit()
    return gone


def test_who_meets_a_mentor_is_reached_and_known_however_long_ago_the_course_was(app):
    pair = make_mentoring.pair(mentee=learner())
    db.session.commit()

    assert not {"contacts", "people"} & set(cleared(NOW + 30 * MONTH))
    assert [one.value for one in pair.mentee.person.contacts] == [EMAIL.value]


def test_half_a_year_after_the_last_meeting_of_a_pair_that_ended_the_contact_goes(app):
    mentee = learner(closed_at=NOW + 9 * MONTH)
    pair = make_mentoring.pair(PairState.COMPLETED, mentee=mentee)
    make_mentoring.meeting(pair, NOW + 9 * MONTH, held_at=NOW + 9 * MONTH)
    db.session.commit()

    assert "contacts" not in cleared(NOW + 14 * MONTH)
    assert cleared(NOW + 16 * MONTH)["contacts"] == 1


def test_a_seat_given_back_does_not_silence_what_is_told_of_a_mentor(app):
    pair = make_mentoring.pair(PairState.SUGGESTED, mentee=learner())
    tell_side(pair, Side.LEARNER, MessageKind.PAIR_ASKED, NOW, {"reply_by": (NOW + timedelta(days=3)).isoformat()})
    db.session.commit()

    cancel(pair.mentee.sign_up, NOW)
    db.session.commit()

    assert states("pair_asked") == [("pair_asked", "queued")]


def test_a_seat_moved_to_another_date_takes_the_mentor_along(app):
    pair = make_mentoring.pair(mentee=learner())
    other = make.course_session(timedelta(days=9))
    db.session.commit()

    moved = move_to(pair.mentee.sign_up, other, NOW)
    db.session.commit()

    assert db.session.get_one(Pair, pair.id).mentee.sign_up == moved


@pytest.mark.parametrize(
    "verb",
    [
        lambda volunteer: vetting.pause(volunteer, Role.STAFF, NOW),
        lambda volunteer: vetting.end(volunteer, Role.STAFF, NOW),
    ],
    ids=["pause", "end"],
)
def test_what_somebody_else_did_meanwhile_is_seen_before_anything_is_moved(app, verb):
    volunteer = make_mentoring.volunteer()
    db.session.commit()
    assert volunteer.state == VolunteerState.APPROVED
    begin_write()
    assert volunteer.state == VolunteerState.APPROVED
    behind_the_back = update(Volunteer).values(state=VolunteerState.DECLINED)
    db.session.execute(behind_the_back, execution_options={"synchronize_session": False})

    with pytest.raises(MoveNotAllowed):
        verb(volunteer)
