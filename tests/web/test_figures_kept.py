"""The page of figures comes from memory, and never says what was: each change that it counts makes it anew."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from portal.database import begin_write, db
from portal.domain.accounts.models import Person
from portal.domain.catalogue.models import Course
from portal.domain.mentoring.pair_models import Meeting
from portal.domain.signups.attendance_models import Half, Mark
from portal.domain.signups.merging import merge
from portal.public_version import _SHOWN, PublicVersion
from tests import make, make_mentoring
from tests.conftest import NOW
from tests.domain.impact.records import attended
from tests.html import PortalClient
from tests.web.test_page_cache import OF_FIGURES


@pytest.fixture
def there(app):
    """Six pairs who met and one who will, a workshop with six people in it and six who helped."""
    mentors = [make_mentoring.volunteer() for _number in range(6)]
    pairs = [make_mentoring.pair(volunteer=mentor) for mentor in mentors]
    for pair in pairs:
        make_mentoring.meeting(pair)
    planned = make_mentoring.meeting(make_mentoring.pair(volunteer=mentors[0]), NOW - timedelta(days=1), held_at=None)
    workshop = make.course_session(NOW - timedelta(days=9), course=make.course(kind="soft_skills"))
    seen = [attended(workshop, Person(first_name="Nour", created_at=NOW)) for _number in range(6)]
    slots = [make_mentoring.slot(workshop.dates[0], held_by=mentor) for mentor in mentors]
    db.session.commit()
    return SimpleNamespace(planned=planned, seen=seen, slot=slots[0], workshop=workshop)


def hold_meeting(there):
    there.planned.held_at = NOW


def say_that_it_was_not_held(there):
    """The only meeting of this pair."""
    db.session.scalars(db.select(Meeting).order_by(Meeting.id)).first().held_at = None


def stay_away_from_slot(there):
    there.slot.absent = True


def give_slot_back(there):
    there.slot.volunteer = there.slot.taken_at = None


def take_mark_back(there):
    there.seen[0].mark = Mark.ABSENT


def mark_one_more(there):
    attended(there.workshop, Person(first_name="Amal", created_at=NOW))


def put_two_files_together(there):
    """Two sign-ups of the workshop turn out to be of one person: one learner less."""
    first, second = (one.sign_up for one in there.seen[:2])
    second.state = "cancelled"
    db.session.commit()
    merge(first.person, second.person, [], None, NOW)


def correct_whose_sign_up_it_is(there):
    first, second = (one.sign_up for one in there.seen[:2])
    second.state = "cancelled"
    db.session.commit()
    begin_write()
    second.person = first.person


#: What is changed, and the model by which it is noticed.
CHANGES = {
    hold_meeting: "Meeting",
    say_that_it_was_not_held: "Meeting",
    stay_away_from_slot: "Slot",
    give_slot_back: "Slot",
    take_mark_back: "Attendance",
    mark_one_more: "Attendance",
    put_two_files_together: "SignUp",
    correct_whose_sign_up_it_is: "SignUp",
}


def numbers(client: PortalClient) -> list[str]:
    return client.get_page("/en/figures/2026").texts(".figures strong")


def test_every_model_of_the_figures_is_changed_here():
    assert set(CHANGES.values()) >= OF_FIGURES
    assert {model.__name__ for model in _SHOWN} >= OF_FIGURES


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_after_a_change_the_figures_are_what_they_would_be_without_a_memory(app, client, there, change):
    before = numbers(client)
    assert numbers(client) == before

    begin_write()
    change(there)
    db.session.commit()
    after = numbers(client)
    app.extensions["page_cache"].clear()

    assert after == numbers(client)
    assert after != before


def number() -> int:
    return db.session.scalar(db.select(PublicVersion.number)) or 0


def test_what_no_figure_counts_leaves_the_number_where_it_is(there):
    """A meeting is put off, another planned, an open slot made; somebody is absent, and there at another course."""
    another = make.course_session(NOW - timedelta(days=2))
    elsewhere = attended(another, Person(first_name="Amal", created_at=NOW), mark=Mark.ABSENT)
    db.session.commit()
    before = number()

    begin_write()
    there.planned.at += timedelta(days=3)
    make_mentoring.meeting(there.planned.pair, NOW + timedelta(days=9))
    make_mentoring.slot(there.workshop.dates[0])
    absent = attended(there.workshop, there.seen[0].sign_up, Half.EVENING, Mark.ABSENT)
    absent.mark = Mark.EXCUSED
    assert elsewhere.mark == Mark.ABSENT  # whoever changes a mark has read it
    elsewhere.mark = Mark.PRESENT
    db.session.flush()
    attended(another, elsewhere.sign_up, Half.EVENING)
    db.session.commit()

    assert number() == before


def test_the_name_of_a_course_does_not_stand_among_the_figures(client, there):
    """Nothing of a record is told but that it counts."""
    page = client.get_page("/en/figures/2026")

    title = db.session.scalar(db.select(Course.title))["en"]
    assert title not in page.words and "Nour" not in page.words
