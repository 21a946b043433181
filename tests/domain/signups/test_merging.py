"""Two files that are one person: found, put together with all that is theirs, and taken apart again as they were."""

from zoneinfo import ZoneInfo

import pytest

from portal.database import begin_write, db
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.accounts.people import find_person, new_contact
from portal.domain.accounts.roles import Powers
from portal.domain.signups.attendance_models import Note
from portal.domain.signups.merging import (
    BothSignedUp,
    CannotMerge,
    CannotUndo,
    candidates,
    merge,
    merges_of,
    preview,
    undo,
)
from portal.domain.signups.people import Correction, correct_contact, known_by
from portal.domain.signups.questions import Asker, ask_call
from portal.domain.signups.retention import clear
from tests import make
from tests.blueprints.steps import tables
from tests.conftest import NOW
from tests.domain.signups.lines import DAY, join
from tests.worker.office import messages

PHONE = read_phone("06 12 34 56 78", "FR")
EMAIL = read_email("nour@example.org")
PARIS = ZoneInfo("Europe/Paris")
ALL = Powers(everywhere=True)


def two(session=None, **facts):
    """The same person twice: once with a phone, once with an e-mail."""
    return make.sign_up(session, reach=PHONE), make.sign_up(facts.pop("other", None), **({"reach": EMAIL} | facts))


def put_together(kept, gone, *staying):
    done = merge(kept.person, gone.person, [one.ref for one in staying], None, NOW)
    db.session.commit()
    return done


def test_the_same_name_on_the_same_date_is_proposed(app):
    session = make.course_session()
    one, other = two(session, other=session, first_name="NOUR")
    make.sign_up(session, first_name="Sami")
    make.sign_up(first_name="Nour")

    assert candidates(one.person, ALL) == [other.person]


def test_the_same_name_with_the_same_contact_is_proposed(app):
    one, other = two()
    begin_write()
    other.person.contacts[0].digest = PHONE.digest
    db.session.commit()

    assert candidates(one.person, ALL) == [other.person]


def test_a_team_is_proposed_nobody_of_another_place(app):
    session = make.course_session()
    one, _other = two(session, other=session)

    assert candidates(one.person, Powers(places=frozenset({session.place_id + 1}))) == []


def test_everything_moves_and_the_preview_says_what(app):
    one, other = two()
    call = ask_call(Asker("Nour", EMAIL, "en"), None, PARIS, NOW)
    db.session.add(Note(person_id=other.person_id, at=NOW, text="Kind."))
    db.session.commit()
    kept, gone = one.person, other.person

    assert preview(kept, gone).counts == {"contact": 1, "sign_up": 1, "promise": 1, "message": 2, "note": 1}
    put_together(one, other)

    assert (other.person, call.person_id, gone.merged_into_id) == (kept, kept.id, kept.id)
    assert [one.value for one in kept.contacts] == [PHONE.value, EMAIL.value]
    assert {one.person_id for one in messages()} == {kept.id}


def test_whoever_comes_back_under_the_old_contact_is_the_one_file(app):
    one, other = two(reach=PHONE, first_name="Noor")
    begin_write()
    other.person.first_name = "Nour"
    db.session.commit()
    put_together(other, one)

    assert find_person("Nour", PHONE) is other.person


def test_the_same_contact_of_both_goes_with_that_of_the_file_that_was_kept(app):
    one, other = two(other=make.course_session(), first_name="Noor")
    begin_write()
    other.person.contacts.append(new_contact(PHONE, NOW))
    db.session.commit()
    gone = other.person
    put_together(one, other)
    assert clear(NOW) == {} and [contact.digest for contact in gone.contacts] == [PHONE.digest]

    correct_contact(one.person, Correction(None, known_by(one.person), one.person.contacts[0].id), NOW)
    assert clear(NOW) == {"contacts": 1}
    db.session.commit()

    assert gone.contacts == []
    assert [contact.digest for contact in one.person.contacts] == [EMAIL.digest]


def test_taken_apart_again_each_row_is_where_it_was(app):
    one, other = two()
    ask_call(Asker("Nour", EMAIL, "en"), None, PARIS, NOW)
    db.session.commit()
    before = tables("person_merge", "public_version")

    undo(put_together(one, other), NOW)
    db.session.commit()

    assert tables("person_merge", "public_version") == before
    assert merges_of(one.person) == []


def test_what_came_since_stays_with_the_file_that_was_kept(app):
    one, other = two()
    done = put_together(one, other)
    since = make.sign_up(reach=EMAIL)

    gone = undo(done, NOW)

    assert (since.person, other.person) == (one.person, gone)


def test_where_both_are_signed_up_somebody_must_say_who_stays(app):
    session = make.course_session()
    one, other = two(session, other=session)

    with pytest.raises(BothSignedUp):
        put_together(one, other)
    db.session.rollback()
    assert preview(one.person, other.person).clashes == [(one, other)]
    put_together(one, other, other)

    assert (one.state, one.history[-1].why, other.state) == ("cancelled", "merged", "confirmed")
    assert one.person is other.person


def test_the_seat_that_is_given_back_goes_to_whoever_waits(app):
    session = make.course_session(9 * DAY, capacity=2)
    one, other = two(session, other=session)
    waits = join(session)

    put_together(one, other, one)

    assert (one.state, other.state, waits.state) == ("confirmed", "cancelled", "confirmed")


def test_waiting_twice_for_the_same_answer_is_waiting_once(app):
    one, other = two()
    asked = [ask_call(Asker("Nour", reach, "en"), None, PARIS, NOW) for reach in (PHONE, EMAIL)]

    put_together(one, other)

    assert [owed.state for owed in asked] == ["open", "withdrawn"]


def test_nobody_is_put_together_with_themselves_or_twice(app):
    one, other = two()

    with pytest.raises(CannotMerge):
        merge(one.person, one.person, [], None, NOW)
    put_together(one, other)
    with pytest.raises(CannotMerge):
        merge(one.person, db.session.get(type(one.person), merges_of(one.person)[0].gone_id), [], None, NOW)


def test_it_is_undone_once_and_not_below_another_merge(app):
    one, other = two()
    third = make.sign_up(first_name="Nour")
    first = put_together(one, other)
    put_together(third, one)

    with pytest.raises(CannotUndo):
        undo(first, NOW)
