"""Taking a seat and giving it back: what is refused, what is the same booking, what the history says."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.database import db
from portal.domain.accounts.contacts import read_email, read_phone
from portal.domain.accounts.models import Person
from portal.domain.catalogue.availability import Availability
from portal.domain.moves import MoveNotAllowed
from portal.domain.signups.changes import add_facts, cancel, cancel_course_session
from portal.domain.signups.models import HeardFrom, Need, SignUp
from portal.domain.signups.seats import AlreadySignedUp, NotBookable, NotEnoughSeats, seats_taken, take_seat
from portal.vault import new_ref
from tests import make
from tests.conftest import NOW

PHONE = read_phone("06 12 34 56 78", "FR")
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)


def take(session, now=NOW, **request):
    sign_up = take_seat(session, make.seat_request(**request), now)
    db.session.commit()
    return sign_up


def taken(session):
    return seats_taken([session.id]).get(session.id, 0)


def story(sign_up):
    return [(line.to_state, line.role, line.why) for line in sign_up.history]


def how_many(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_a_seat_taken_is_confirmed_at_once_and_known_by_its_code(app):
    session = make.course_session()

    sign_up = take(session, reach=PHONE, party=3)

    assert (sign_up.state, sign_up.party, sign_up.person.first_name) == ("confirmed", 3, "Nour")
    assert story(sign_up) == [("confirmed", "person", None)]
    assert (sign_up.created_at, sign_up.consent_at, sign_up.consent_version) == (NOW, NOW, "test")
    assert taken(session) == 3


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        pytest.param({"capacity": 0}, Availability.FULL, id="full"),
        pytest.param({"starts": None}, Availability.DATE_TO_COME, id="without a date"),
        pytest.param({"starts": -HOUR}, Availability.RUNNING, id="running"),
        pytest.param({"starts": 0 * HOUR}, Availability.RUNNING, id="beginning now"),
        pytest.param({"starts": -3 * HOUR}, Availability.PAST, id="past"),
        pytest.param({"closes_at": NOW}, Availability.CLOSED, id="closed"),
        pytest.param({"opens_at": NOW + TICK}, Availability.OPENS_SOON, id="opening later"),
        pytest.param({"cancelled_at": NOW - HOUR}, Availability.CANCELLED, id="cancelled"),
    ],
)
def test_no_seat_in_a_course_session_that_is(app, facts, word):
    session = make.course_session(**facts)
    db.session.commit()

    with pytest.raises(NotBookable) as refusal:
        take_seat(session, make.seat_request(reach=PHONE), NOW)
    db.session.rollback()

    assert refusal.value.availability == word
    assert (how_many(SignUp), how_many(Person)) == (0, 0)


def test_a_seat_can_be_taken_until_the_very_moment_it_begins_or_closes(app):
    session = make.course_session(closes_at=NOW + 2 * HOUR)

    assert take(session, NOW + 2 * HOUR - TICK).state == "confirmed"
    with pytest.raises(NotBookable):
        take(session, NOW + 2 * HOUR)


def test_a_party_that_does_not_fit_hears_how_many_seats_are_left_and_a_smaller_one_fits(app):
    session = make.course_session(capacity=5)
    take(session, party=3)

    with pytest.raises(NotEnoughSeats) as refusal:
        take(session, party=3)
    db.session.rollback()

    assert refusal.value.free == 2
    assert take(session, party=2).state == "confirmed"
    with pytest.raises(NotBookable):
        take(session)


def test_seats_of_one_course_session_are_not_those_of_another(app):
    one, two = make.course_session(capacity=1), make.course_session(capacity=1)
    nour = take(one, reach=PHONE)

    assert take(two, reach=PHONE).person is nour.person
    assert (taken(one), taken(two)) == (1, 1)


def test_the_same_form_sent_twice_is_one_booking(app):
    session = make.course_session()
    key = new_ref(16)
    first = take(session, first_name="Zoé", reach=PHONE, party=2, key=key)

    again = take(session, NOW + HOUR, first_name="ZOE", reach=PHONE, party=2, key=key)

    assert again is first
    assert (taken(session), how_many(Person), len(story(first))) == (2, 1, 1)


def test_the_same_form_sent_twice_without_a_contact_is_one_booking(app):
    session = make.course_session()
    key = new_ref(16)

    assert take(session, key=key) is take(session, key=key)
    assert (taken(session), how_many(Person)) == (1, 1)


def test_the_same_form_finds_its_booking_when_everything_is_full_closed_or_over(app):
    session = make.course_session(capacity=1)
    key = new_ref(16)
    first = take(session, key=key)

    assert take(session, key=key) is first
    assert take(session, NOW + timedelta(days=30), key=key) is first


def test_the_same_form_sent_again_after_cancelling_shows_the_cancelled_booking(app):
    session = make.course_session()
    key = new_ref(16)
    first = take(session, reach=PHONE, key=key)
    cancel(first, NOW)

    assert take(session, reach=PHONE, key=key) is first
    assert taken(session) == 0


@pytest.mark.parametrize(
    "other",
    [{"first_name": "Sami"}, {"reach": read_phone("07 66 38 74 96", "FR")}, {"reach": None}],
    ids=["another name", "another contact", "no contact"],
)
def test_the_same_form_filled_in_by_somebody_else_is_another_booking(app, other):
    session = make.course_session()
    mine = {"first_name": "Nour", "reach": PHONE, "key": new_ref(16)}

    first, second = take(session, **mine), take(session, **(mine | other))

    assert second is not first
    assert second.code != first.code
    assert taken(session) == 2


def test_the_same_form_for_another_course_session_is_another_booking(app):
    key = new_ref(16)

    assert take(make.course_session(), key=key) is not take(make.course_session(), key=key)


def test_who_has_a_seat_is_told_so_when_asking_again_with_a_new_form(app):
    session = make.course_session()
    first = take(session, reach=PHONE)

    with pytest.raises(AlreadySignedUp) as refusal:
        take(session, first_name="nour", reach=PHONE)
    db.session.rollback()

    assert refusal.value.ref == first.ref
    assert taken(session) == 1


def test_the_family_on_the_same_phone_gets_a_seat_each(app):
    session = make.course_session()

    seats = {take(session, first_name=name, reach=PHONE).id for name in ("Nour", "Sami", "Leïla")}

    assert len(seats) == 3


def test_a_seat_given_back_can_be_taken_again_by_the_same_person_and_by_others(app):
    session = make.course_session(capacity=1)
    first = take(session, reach=PHONE)
    cancel(first, NOW)
    db.session.commit()

    again = take(session, reach=PHONE)

    assert again is not first
    assert again.person is first.person
    assert (first.state, again.state, taken(session)) == ("cancelled", "confirmed", 1)


def test_cancelling_twice_is_cancelling_once(app):
    sign_up = make.sign_up()

    cancel(sign_up, NOW)
    cancel(sign_up, NOW + HOUR)
    db.session.commit()

    assert story(sign_up) == [("confirmed", "person", None), ("cancelled", "person", None)]


@pytest.mark.parametrize(
    ("before_start", "why"),
    [(24 * HOUR, None), (24 * HOUR - TICK, "late"), (TICK, "late"), (-HOUR, "late")],
)
def test_late_is_a_label_and_never_a_refusal(app, before_start, why):
    session = make.course_session()
    sign_up = take(session)

    cancel(sign_up, session.starts_at - before_start)

    assert story(sign_up)[-1] == ("cancelled", "person", why)


def test_giving_back_a_seat_whose_date_was_taken_away_is_not_late(app):
    session = make.course_session()
    sign_up = take(session)
    make.set_dates(session, [])

    cancel(sign_up, NOW)

    assert story(sign_up)[-1] == ("cancelled", "person", None)


def test_when_the_centre_cancels_every_seat_ends_and_what_had_ended_stays_as_it_was(app):
    session = make.course_session()
    stays, gone = take(session), take(session)
    cancel(gone, NOW)

    cancel_course_session(session, NOW)
    db.session.commit()

    assert story(stays)[-1] == ("cancelled_by_centre", "staff", None)
    assert story(gone)[-1] == ("cancelled", "person", None)
    with pytest.raises(NotBookable):
        take(session)


def test_who_was_cancelled_by_the_centre_cannot_cancel_any_more(app):
    sign_up = make.sign_up()
    cancel_course_session(sign_up.course_session, NOW)

    with pytest.raises(MoveNotAllowed):
        cancel(sign_up, NOW)


def test_facts_are_added_and_taken_back_as_the_learner_likes(app):
    sign_up = make.sign_up(reach=read_email("nour@example.org"))

    add_facts(sign_up, "ar", [Need.STEP_FREE, Need.CHILD_COMES], "J’arrive à 14 h 10.", HeardFrom.FRIEND)
    db.session.commit()
    assert (sign_up.language, sign_up.needs) == ("ar", ["step_free", "child_comes"])
    assert (sign_up.needs_note, sign_up.heard_from) == ("J’arrive à 14 h 10.", "friend")

    add_facts(sign_up, "fr", [], "", None)
    db.session.commit()
    assert (sign_up.language, sign_up.needs, sign_up.needs_note, sign_up.heard_from) == ("fr", [], None, None)
