"""The one list of everything that waits."""

from portal.database import db
from portal.domain.moves import Role
from portal.domain.promises.kinds import Owner, PromiseKind
from portal.domain.promises.lists import by_ref, count_overdue, open_promises
from portal.domain.promises.made import answer
from tests.conftest import NOW
from tests.domain.promises.owing import DAY, HOUR, MINUTE, made


def test_the_list_shows_what_is_open_soonest_first(app):
    late = made(about="course:1", reply_by=NOW + 3 * DAY)
    soon = made(about="course:2", reply_by=NOW + DAY)
    answer(made(about="course:3"), Role.STAFF, NOW)
    db.session.commit()

    assert open_promises() == [soon, late]
    assert open_promises(most=1) == [soon]


def test_a_team_sees_what_it_owes_itself(app):
    ours = made(about="course:1", owner="place:blue-house")
    made(about="course:2", owner="place:red-house")

    assert open_promises("place:blue-house") == [ours]


def test_what_learners_owe_and_what_time_brings_is_no_work_for_staff(app):
    made(PromiseKind.OFFER, "sign_up:1", owner=Owner.PERSON)
    made(PromiseKind.WAITING, "sign_up:2", owner=Owner.RULE)
    theirs = [made(about="course:1", owner="place:blue-house"), made(about="course:2")]

    assert open_promises(staff_only=True) == theirs
    assert len(open_promises()) == 4


def test_only_what_is_open_past_its_date_is_overdue(app):
    answer(made(about="course:1", reply_by=NOW + HOUR), Role.STAFF, NOW)
    made(about="course:2", reply_by=NOW + HOUR)
    made(about="course:3", reply_by=NOW + 2 * HOUR)

    assert count_overdue(NOW + HOUR) == 0
    assert count_overdue(NOW + HOUR + MINUTE) == 1


def test_a_promise_is_found_by_its_name(app):
    one = made()

    assert by_ref(one.ref) is one
    assert by_ref("nobodys1") is None
