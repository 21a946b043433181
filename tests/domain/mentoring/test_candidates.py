"""Who could help whom: ranked, told apart from those who tried before, and cheap for a thousand volunteers."""

import pytest

from portal.database import db
from portal.domain.accounts.roles import Powers
from portal.domain.mentoring.candidates import learners_for, mentors_for
from portal.domain.mentoring.pair_models import Mentee
from portal.domain.mentoring.scope import mentees_in, volunteers_in
from portal.domain.mentoring.states import PairState, VolunteerState
from portal.domain.mentoring.volunteer_models import Volunteer
from tests import make as make_others
from tests import make_mentoring as make
from tests.domain.queries import queries_counted


def names(found):
    return [one.volunteer.first_name for one in found]


def test_who_fits_best_comes_first_and_of_those_alike_who_has_more_places(app):
    mentee = make.mentee(topics=["cv", "interview"])
    make.volunteer(first_name="Half")
    make.volunteer(first_name="Whole", topics=["cv", "interview"])
    make.volunteer(first_name="Half with two", capacity=2)

    assert names(mentors_for(mentee)) == ["Whole", "Half with two", "Half"]


def test_who_takes_nobody_is_not_listed_or_comes_last(app):
    mentee = make.mentee()
    full = make.volunteer(first_name="Full")
    make.pair(volunteer=full)
    make.volunteer(first_name="Free", spoken=["fr"])
    make.volunteer(VolunteerState.PAUSED)
    make.volunteer(roles=["trainer"])
    make.volunteer(imported=True)

    assert names(mentors_for(mentee)) == ["Free"]
    assert [(one.volunteer.first_name, one.may_be_asked) for one in mentors_for(mentee, full_too=True)] == [
        ("Free", True),
        ("Full", False),
    ]


def test_those_who_tried_before_are_told_apart(app):
    mentee, mentor = make.mentee(), make.volunteer()
    make.pair(PairState.EXPIRED, mentee=mentee, volunteer=mentor)
    make.pair(PairState.DECLINED, mentee=mentee, volunteer=mentor)

    (found,) = mentors_for(mentee)

    assert found.before == PairState.DECLINED
    assert [one.before for one in learners_for(mentor, 1)] == [PairState.DECLINED]


def test_learners_are_ranked_for_a_mentor_and_who_waits_longest_comes_first(app):
    mentor = make.volunteer(topics=["cv"])
    first, second = make.mentee(), make.mentee()
    other = make.mentee(topics=["web"])
    make.pair(mentee=make.mentee())
    make.mentee(closed_at=make.NOW)

    assert [one.mentee for one in learners_for(mentor, 1)] == [first, second, other]


def test_staff_of_one_place_see_their_own_learners_and_mentors_who_come_there(app):
    here, there = make_others.place(), make_others.place()
    mine = make.mentee(make_others.sign_up(make_others.course_session(place=here)))
    make.mentee(make_others.sign_up(make_others.course_session(place=there)))
    mentor = make.volunteer(VolunteerState.APPROVED, here, online=False)
    make.volunteer(VolunteerState.APPROVED, there, online=False)
    powers = _powers(here)

    assert [one.mentee for one in learners_for(mentor, 1, mentees_in(powers))] == [mine]
    assert [one.volunteer for one in mentors_for(mine, volunteers_in(powers))] == [mentor]


def _powers(place):
    return Powers(places=frozenset({place.id}))


@pytest.mark.parametrize("many", [10, 1000])
def test_a_thousand_mentors_cost_as_many_queries_as_ten_and_no_contact_is_read(app, many):
    place = make_others.place()
    make.begin_write()
    facts = {"state": "approved", "first_name": "Claire", "language": "fr", "roles": ["mentor"], "places": [place]}
    dates = {"created_at": make.NOW, "changed_at": make.NOW}
    for number in range(many):
        db.session.add(Volunteer(ref=f"volunteer{number}", **facts, **dates, **make.WANTED))
    mentee_id = make.mentee().id

    with queries_counted() as sent:
        found = mentors_for(db.session.get_one(Mentee, mentee_id))

    assert len(found) == many
    assert len(sent) <= 8, sent
    assert not [one for one in sent if "volunteer.surname" in one or "volunteer.email," in one]
