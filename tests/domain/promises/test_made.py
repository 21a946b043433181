"""Making a promise, and each of its ends."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from portal.database import begin_write, db
from portal.domain.accounts.people import find_or_add_person
from portal.domain.moves import MoveNotAllowed, Role
from portal.domain.promises.kinds import LADDERS, Owner, PromiseKind
from portal.domain.promises.made import all_open_about, answer, close, open_about, pass_on, promise, withdraw
from portal.domain.promises.models import Promise
from tests.conftest import NOW
from tests.domain.promises.owing import DAY, HOUR, PARIS, made, owed, story

ENDS = [(answer, "answered"), (withdraw, "withdrawn"), (close, "closed")]


def how_many():
    return db.session.scalar(select(func.count()).select_from(Promise))


def person(name="Nour"):
    begin_write()
    one = find_or_add_person(name, None, NOW)
    db.session.commit()
    return one


def test_a_promise_says_what_to_whom_by_whom_and_until_when(app):
    nour = person()

    one = made(about="course_session:7", person_id=nour.id, language="ar", note="After 17 h, please.")
    db.session.expire(one)

    assert (one.kind, one.about, one.owner, one.person_id) == ("call_back", "course_session:7", "team", nour.id)
    assert (one.made_at, one.reply_by, one.zone) == (NOW, NOW + 2 * DAY, PARIS)
    assert (one.language, one.note) == ("ar", "After 17 h, please.")
    assert story(one) == [("open", "person", None)]


def test_asked_twice_is_one_promise_and_its_date_stays(app):
    first = made()

    again = promise(owed(reply_by=NOW + 5 * DAY), Role.PERSON, NOW + HOUR)

    assert again is first
    assert again.reply_by == NOW + 2 * DAY
    assert (how_many(), len(story(first))) == (1, 1)


def test_asked_again_once_it_has_ended_is_a_new_promise(app):
    first = made()
    answer(first, Role.STAFF, NOW + HOUR)
    db.session.commit()

    again = promise(owed(reply_by=NOW + 5 * DAY), Role.PERSON, NOW + 2 * HOUR)

    assert again is not first
    assert (first.state, again.state, again.reply_by) == ("answered", "open", NOW + 5 * DAY)


def test_two_people_who_ask_the_same_are_owed_an_answer_each(app):
    nour, sami = person(), person("Sami")

    hers, his = made(person_id=nour.id), made(person_id=sami.id)

    assert hers is not his
    assert open_about("portal:0", person_id=sami.id) is his


def test_two_different_things_about_the_same_are_two_promises(app):
    assert made(PromiseKind.CALL_LIST, "course_session:1") is not made(PromiseKind.NOT_REACHABLE, "course_session:1")


@pytest.mark.parametrize("to_somebody", [True, False], ids=["to somebody", "to nobody outside the team"])
def test_the_database_itself_keeps_no_two_open_promises_of_one_kind_about_one_thing(app, to_somebody):
    one = made(person_id=person().id if to_somebody else None)
    begin_write()
    columns = [column.key for column in Promise.__table__.columns if column.key not in {"id", "ref"}]
    double = Promise(ref="twice123", **{column: getattr(one, column) for column in columns})
    db.session.add(double)

    with pytest.raises(IntegrityError):
        db.session.flush()


@pytest.mark.parametrize(("end", "state"), ENDS)
def test_each_end_is_one_line_of_history_with_its_reason(app, end, state):
    one = made()

    end(one, Role.STAFF, NOW + HOUR, "called")
    db.session.commit()

    assert (one.state, one.next_step_at) == (state, None)
    assert story(one) == [("open", "person", None), (state, "staff", "called")]
    assert open_about("portal:0") is None


@pytest.mark.parametrize(("end", "_state"), ENDS)
def test_an_ended_promise_stays_as_it_ended(app, end, _state):
    one = made()
    answer(one, Role.STAFF, NOW + HOUR, "called")
    db.session.commit()

    end(one, Role.RULE, NOW + 2 * HOUR, "silence")

    assert story(one) == [("open", "person", None), ("answered", "staff", "called")]


def test_an_ended_promise_cannot_be_passed_on(app):
    one = made()
    answer(one, Role.STAFF, NOW)
    db.session.commit()

    with pytest.raises(MoveNotAllowed):
        pass_on(one, Owner.TEAM, Role.STAFF, NOW)
    db.session.rollback()

    assert how_many() == 1


def test_passed_on_it_goes_on_as_another_promise_with_working_days_of_its_own(app):
    nour = person()
    one = made(owner="place:blue-house", person_id=nour.id, language="ar", note="After 17 h.")
    friday = NOW + 3 * DAY

    handed = pass_on(one, Owner.TEAM, Role.STAFF, friday)
    db.session.commit()

    assert (one.state, one.passed_to_id) == ("passed_on", handed.id)
    assert (handed.owner, handed.passed, handed.state, handed.made_at) == ("team", 0, "open", friday)
    assert handed.reply_by == datetime(2026, 11, 30, 17, 0, tzinfo=UTC)  # Monday, 18 h in Paris
    assert (handed.about, handed.person_id, handed.language, handed.note) == (one.about, nour.id, "ar", "After 17 h.")
    assert open_about("portal:0") is handed


def test_asked_again_while_another_team_has_it_is_still_the_promise_that_goes_on(app):
    nour = person()
    handed = pass_on(made(person_id=nour.id), "place:blue-house", Role.STAFF, NOW)
    db.session.commit()

    assert made(person_id=nour.id) is handed


def test_what_is_owed_about_one_thing_is_found_by_kind_and_by_person_while_it_is_open(app):
    nour, sami = person(), person("Sami")
    hers = made(about="course:3", person_id=nour.id)
    wish = made(PromiseKind.DATE_WISH, "course:3", person_id=sami.id)
    made(about="course:4")
    withdraw(made(about="course:3", person_id=sami.id), Role.PERSON, NOW)

    assert list(all_open_about("course:3")) == [hers, wish]
    assert open_about("course:3", PromiseKind.DATE_WISH) is wish
    assert open_about("course:3", person_id=sami.id) is wish


def test_every_kind_of_promise_has_a_ladder_whose_reminders_come_longest_first():
    assert set(LADDERS) == set(PromiseKind)
    for ladder in LADDERS.values():
        assert list(ladder.reminders) == sorted(ladder.reminders, reverse=True)


def test_an_open_promise_without_a_next_step_cannot_be_stored(app):
    one = made()
    begin_write()
    one.next_step_at = None

    with pytest.raises(IntegrityError):
        db.session.flush()
