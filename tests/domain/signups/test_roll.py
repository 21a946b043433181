"""Looking through those who signed up: by state, by need, by who came, by what somebody says on the phone."""

from datetime import timedelta

import pytest

from portal import clock
from portal.database import begin_write, db
from portal.domain.accounts.contacts import read_phone
from portal.domain.signups.attendance_models import Attendance, Half, Mark
from portal.domain.signups.changes import add_facts
from portal.domain.signups.models import Need
from portal.domain.signups.roll import Came, Search, Standing, roll, standing
from portal.domain.signups.states import State
from tests import make
from tests.domain.signups.lines import full, give_back, join

PHONE = read_phone("06 12 34 56 78", "FR")


def names(session, **search) -> list[str]:
    return [one.person.first_name for one in db.session.scalars(roll(session, Search(**search)))]


def marked(sign_up, *marks: Mark) -> None:
    begin_write()
    for mark, half in zip(marks, Half, strict=False):
        day = sign_up.course_session.dates[0]
        db.session.add(
            Attendance(sign_up_id=sign_up.id, session_date_id=day.id, half=half, mark=mark, ticked_at=clock.now())
        )
    db.session.commit()


def test_who_has_a_seat_comes_first_and_who_gave_it_back_is_not_there(app):
    session, (first, _second) = full(timedelta(hours=40), capacity=2)
    join(session, "Nour")
    give_back(first)
    join(session, "Amal")

    assert names(session) == ["Holder 1", "Nour", "Amal"]
    assert names(session, state="all") == ["Holder 1", "Nour", "Amal", "Holder 0"]
    assert names(session, state="waiting") == ["Amal"]
    numbers = {State.CONFIRMED: 1, State.OFFERED: 1, State.WAITING: 1, State.CANCELLED: 1}
    assert standing(session) == Standing(numbers, taken=2)


def test_people_are_found_by_what_they_need(app):
    session = make.course_session()
    for name, needs in (("Nour", [Need.BIG_LETTERS]), ("Amal", [Need.STEP_FREE, Need.BIG_LETTERS])):
        add_facts(make.sign_up(session, first_name=name), "en", needs, None, None)
        db.session.commit()
    make.sign_up(session, first_name="Ali")

    assert names(session, need="step_free") == ["Amal"]
    assert names(session, need="big_letters") == ["Nour", "Amal"]


@pytest.mark.parametrize(
    ("came", "found"), [(Came.CAME, ["Nour"]), (Came.MISSED, ["Amal"]), (Came.UNMARKED, ["Ali"])]
)
def test_people_are_found_by_whether_they_came(app, came, found):
    session = make.course_session()
    marked(make.sign_up(session, first_name="Nour"), Mark.PRESENT, Mark.ABSENT)
    marked(make.sign_up(session, first_name="Amal"), Mark.ABSENT)
    make.sign_up(session, first_name="Ali")

    assert names(session, came=came) == found


def test_people_are_found_by_their_name_in_any_spelling_their_code_and_their_contact(app):
    session = make.course_session()
    zoe = make.sign_up(session, first_name="Zoé")
    make.sign_up(session, first_name="Nour", reach=PHONE)

    assert names(session, text="zoe") == ["Zoé"]
    assert names(session, text="OU") == ["Nour"]
    assert names(session, text=zoe.code.lower()) == ["Zoé"]
    assert names(session, text="06 12 34 56 78", reach=PHONE) == ["Nour"]
    assert names(session, text="?!") == []
