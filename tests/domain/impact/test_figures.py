"""Each figure is counted from records: one more record moves each figure it touches, and no other."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest

from portal.database import begin_write, db
from portal.demo.published_year import YEAR, bring_in
from portal.domain.accounts.models import Person
from portal.domain.impact.mentoring import mentoring_hours, mentors, minutes_by, pairs
from portal.domain.impact.workshops import helpers, learners, workshop_hours, workshop_minutes_by, workshops
from portal.domain.impact.years import years
from portal.domain.mentoring.choices import VolunteerRole
from portal.domain.mentoring.pair_models import Meeting
from portal.domain.mentoring.periods import months, year
from portal.domain.mentoring.volunteer_models import Volunteer
from portal.domain.signups.attendance_models import Half, Mark
from portal.domain.signups.audit import audit
from portal.domain.signups.retention import clear
from tests import make, make_mentoring
from tests.conftest import NOW
from tests.domain.impact.records import attended

#: As the association published them; hours in minutes.
PUBLISHED = {
    "pairs": 56,
    "mentors": 53,
    "mentoring_hours": 460 * 60,
    "workshops": 41,
    "helpers": 186,
    "workshop_hours": 93 * 60,
    "learners": 108,
}


def figures():
    period = year(YEAR)
    made = [one(period) for one in (pairs, mentors, mentoring_hours)]
    made += [one(period, NOW) for one in (workshops, helpers, workshop_hours, learners)]
    return {one.key: one for one in made}


def values():
    return {key: one.value for key, one in figures().items()}


@pytest.fixture
def brought_in(app):
    """The published year, as the demo makes it."""
    for slug in ("paris-20", "montreuil", "online"):
        make.place(slug=slug, online=slug == "online")
    for _number in range(4):
        make.course(kind="soft_skills")
    bring_in(NOW)


def test_the_published_year_comes_out_of_its_records(brought_in):
    found = figures()

    assert {key: one.value for key, one in found.items()} == PUBLISHED
    assert {key: one.imported for key, one in found.items()} == PUBLISHED
    assert sum(minutes_by(months(YEAR))) == PUBLISHED["mentoring_hours"]
    assert sum(workshop_minutes_by(months(YEAR), NOW)) == PUBLISHED["workshop_hours"]
    assert years(NOW) == [YEAR]


def test_what_is_added_to_that_year_is_told_apart_from_what_was_brought_in(brought_in):
    august = datetime(YEAR, 8, 5, 16, tzinfo=UTC)
    make_mentoring.meeting(make_mentoring.pair(since=august), august, 30)

    found = {key: (one.value, one.imported) for key, one in figures().items()}

    touched = {"pairs": (57, 56), "mentors": (54, 53), "mentoring_hours": (460 * 60 + 30, 460 * 60)}
    assert found == {key: (value, value) for key, value in PUBLISHED.items()} | touched


def one_more_meeting(own):
    return make_mentoring.meeting(own.meeting.pair, NOW - timedelta(days=4), 50)


def one_more_pair(own):
    """A new mentor and a new learner, who met."""
    return make_mentoring.meeting(make_mentoring.pair(), NOW - timedelta(days=4), 30)


def one_more_learner_of_the_same_mentor(own):
    return make_mentoring.meeting(make_mentoring.pair(volunteer=own.meeting.pair.volunteer), minutes=40)


def again(volunteer):
    """The same person, who offered help once more."""
    return make_mentoring.volunteer(account=volunteer.account)


def one_more_learner_of_the_mentor_who_came_back(own):
    return make_mentoring.meeting(make_mentoring.pair(volunteer=again(own.meeting.pair.volunteer)), minutes=40)


def one_more_slot_of_the_volunteer_who_came_back(own):
    return make_mentoring.slot(own.session.dates[0], VolunteerRole.SPEAKER, again(own.slot.volunteer))


def one_more_workshop(own):
    return make.course_session(NOW - timedelta(days=5), minutes=150, course=own.session.course)


def one_more_slot(own):
    return make_mentoring.slot(own.session.dates[0], held_by=make_mentoring.volunteer())


def one_more_slot_of_the_same_volunteer(own):
    return make_mentoring.slot(own.session.dates[0], VolunteerRole.SPEAKER, own.slot.volunteer)


def one_more_learner(own):
    return attended(own.session, Person(first_name="Amal", created_at=NOW))


def the_other_half_day_of_the_same_learner(own):
    return attended(own.session, own.attendance.sign_up, Half.EVENING)


@pytest.fixture
def own(app):
    """One of each, of our own records of this year."""
    session = make.course_session(NOW - timedelta(days=9), course=make.course(kind="soft_skills"))
    person = Person(first_name="Nour", created_at=NOW)
    seen = attended(session, person)
    slot = make_mentoring.slot(session.dates[0], held_by=make_mentoring.volunteer())
    meeting = make_mentoring.meeting(make_mentoring.pair())
    return SimpleNamespace(session=session, attendance=seen, slot=slot, meeting=meeting)


def of_this_year():
    period = year(2026)
    made = [one(period) for one in (pairs, mentors, mentoring_hours)]
    made += [one(period, NOW) for one in (workshops, helpers, workshop_hours, learners)]
    return {one.key: one.value for one in made if one.value}


def test_our_own_records_are_not_labelled_as_brought_in(own):
    assert of_this_year() == {
        "pairs": 1,
        "mentors": 1,
        "mentoring_hours": 60,
        "workshops": 1,
        "helpers": 1,
        "workshop_hours": 120,
        "learners": 1,
    }
    assert pairs(year(2026)).imported == learners(year(2026), NOW).imported == 0


#: What is added, and by how much each figure moves.
MORE = {
    one_more_meeting: {"mentoring_hours": 50},
    one_more_pair: {"pairs": 1, "mentors": 1, "mentoring_hours": 30},
    one_more_learner_of_the_same_mentor: {"pairs": 1, "mentoring_hours": 40},
    one_more_learner_of_the_mentor_who_came_back: {"pairs": 1, "mentoring_hours": 40},
    one_more_workshop: {"workshops": 1, "workshop_hours": 150},
    one_more_slot: {"helpers": 1},
    one_more_slot_of_the_same_volunteer: {},
    one_more_slot_of_the_volunteer_who_came_back: {},
    one_more_learner: {"learners": 1},
    the_other_half_day_of_the_same_learner: {},
}


@pytest.mark.parametrize("add", MORE, ids=lambda add: add.__name__)
def test_one_more_record_moves_each_figure_it_touches_and_without_it_all_is_as_before(own, add):
    before = of_this_year()
    record = add(own)

    assert of_this_year() == {key: value + MORE[add].get(key, 0) for key, value in before.items()}

    begin_write()
    db.session.delete(record)
    db.session.flush()

    assert of_this_year() == before


def meeting_is_only_planned(own):
    own.meeting.held_at = None


def nobody_came_to_the_slot(own):
    own.slot.absent = True


def the_learner_was_absent(own):
    own.attendance.mark = Mark.ABSENT


def the_workshop_was_cancelled(own):
    own.session.cancelled_at = NOW


def the_course_is_no_soft_skills_workshop(own):
    own.session.course.programme.kind = "flash"


WORKSHOP = {"workshops", "helpers", "workshop_hours", "learners"}
NOT_COUNTED = {
    meeting_is_only_planned: {"pairs", "mentors", "mentoring_hours"},
    nobody_came_to_the_slot: {"helpers"},
    the_learner_was_absent: {"learners"},
    the_workshop_was_cancelled: WORKSHOP,
    the_course_is_no_soft_skills_workshop: WORKSHOP,
}


@pytest.mark.parametrize("change", NOT_COUNTED, ids=lambda change: change.__name__)
def test_what_did_not_take_place_is_not_counted(own, change):
    before = set(of_this_year())
    begin_write()
    change(own)
    db.session.flush()

    assert before - set(of_this_year()) == NOT_COUNTED[change]


def test_so_few_people_that_they_could_be_known_are_not_told(own):
    assert (pairs(year(2026)).hidden, workshops(year(2026), NOW).hidden) == (True, False)


def test_that_year_is_history_which_names_nobody_and_waits_for_nothing(brought_in):
    """No promise, no message, and retention leaves it for the figures."""
    names = {*db.session.scalars(db.select(Person.first_name)), *db.session.scalars(db.select(Volunteer.first_name))}
    db.session.commit()
    begin_write()

    gone = clear(NOW, most=10_000)

    assert (names, audit(NOW), gone, values()) == ({"—"}, [], {}, PUBLISHED)


def test_meetings_of_a_pair_lie_a_week_apart_within_the_year(brought_in):
    found = {}
    for pair_id, at in db.session.execute(db.select(Meeting.pair_id, Meeting.at).order_by(Meeting.at)):
        found.setdefault(pair_id, []).append(at)

    assert {at.year for moments in found.values() for at in moments} == {YEAR}
    apart = {(two - one).days for moments in found.values() for one, two in pairwise(moments)}
    assert apart <= {6, 7}  # an hour is lost, or won, when the clocks change
