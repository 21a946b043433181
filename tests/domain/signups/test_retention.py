"""What leaves by itself, after how long, and what stays: nothing of a person who is still in touch goes."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from portal.database import db
from portal.domain.accounts.models import Contact, Person
from portal.domain.messages.models import Message, OptOut
from portal.domain.messages.outbox import opt_out
from portal.domain.privacy import REGISTER, Reason
from portal.domain.promises.made import answer
from portal.domain.promises.models import Promise, PromiseMove
from portal.domain.signups.answers import refuse
from portal.domain.signups.applying import Told, application_of
from portal.domain.signups.changes import add_facts
from portal.domain.signups.erasure import NOBODY
from portal.domain.signups.line import end_waiting
from portal.domain.signups.models import Need, SignUp, SignUpMove
from portal.domain.signups.questions import Asker, ask_call
from portal.domain.signups.retention import before, clear
from portal.domain.signups.steps import DayPart, Refusal
from tests import make
from tests.conftest import NOW
from tests.domain.signups.applicants import applied, cohort
from tests.domain.signups.lines import DAY, full, join, phone

MONTH = timedelta(days=30.44)
PARIS = ZoneInfo("Europe/Paris")


def cleared(now, **limits):
    gone = clear(now, **limits)
    db.session.commit()
    db.session.expire_all()
    return gone


def how_many(*models):
    return [db.session.scalar(select(func.count()).select_from(model)) for model in models]


def over(**facts):
    """A sign-up for what is over within two hours."""
    session = make.course_session(timedelta(minutes=1))
    return make.sign_up(session, **({"reach": phone()} | facts))


def test_before_the_time_is_up_nothing_goes(app):
    add_facts(over(), "ar", [Need.STEP_FREE], "A lift, please.", None)
    db.session.commit()

    assert cleared(NOW + 6 * MONTH) == {}


def test_after_six_months_the_contact_the_needs_and_the_messages_go_and_the_seat_stays(app):
    sign_up = over()
    add_facts(sign_up, "ar", [Need.STEP_FREE], "A lift, please.", None)
    db.session.commit()

    gone = cleared(NOW + 6 * MONTH + DAY)

    assert gone == {"contacts": 1, "messages": 1, "needs": 1}
    assert (sign_up.person.contacts, sign_up.needs, sign_up.needs_note) == ([], [], None)
    assert (sign_up.state, sign_up.person.first_name, sign_up.language) == ("confirmed", "Nour", "ar")
    assert cleared(NOW + 6 * MONTH + DAY) == {}


def test_what_somebody_wrote_when_they_applied_goes_after_six_months_and_how_it_ended_stays(app):
    sign_up = applied(cohort(DAY), Told("In my own words.", (DayPart.EVENING,)))
    refuse(sign_up, Refusal.HOURS, NOW)
    db.session.commit()
    over_at = sign_up.course_session.ends_at

    assert "applications" not in cleared(over_at + 6 * MONTH - DAY)
    assert cleared(over_at + 6 * MONTH + DAY)["applications"] == 1

    application = application_of(sign_up)
    assert (application.why, application.when_free) == (None, [])
    assert (sign_up.state, sign_up.history[-1].why) == ("declined", "hours")


def test_after_two_years_nothing_names_the_person_and_the_figures_stay(app):
    session, _ = full()
    end_waiting(join(session), session.starts_at)
    over()
    db.session.commit()
    moves = how_many(SignUp, SignUpMove)
    later = NOW + 24 * MONTH + 8 * DAY

    gone = cleared(later)

    assert gone["people"] == 3
    assert {(one.first_name, one.erased_at) for one in db.session.scalars(select(Person))} == {(NOBODY, later)}
    assert how_many(Contact, Message, Promise, PromiseMove) == [0] * 4
    assert how_many(SignUp, SignUpMove) == moves
    assert "people" not in cleared(later + DAY), "nobody goes twice"


def test_the_time_runs_from_the_end_of_the_course_and_not_from_the_sign_up(app):
    sign_up = make.sign_up(make.course_session(timedelta(days=60)), reach=phone())

    assert "contacts" not in cleared(NOW + 7 * MONTH)
    assert sign_up.person.contacts != []
    assert cleared(NOW + 60 * DAY + 6 * MONTH + DAY)["contacts"] == 1


@pytest.mark.parametrize("since", ["a sign-up", "a date that is still to come", "a question", "an open question"])
def test_nothing_goes_of_a_person_who_was_in_touch_since(app, since):
    reach = phone()
    over(reach=reach)
    later = NOW + 25 * MONTH
    if since == "a sign-up":
        with_dates = make.course_session(later - NOW - DAY)
        make.take_seat(with_dates, make.seat_request(reach=reach), later - 2 * DAY)
    elif since == "a date that is still to come":
        make.take_seat(make.course_session(later - NOW + DAY), make.seat_request(reach=reach), NOW)
    else:
        asked = ask_call(Asker("Nour", reach, "fr"), None, PARIS, NOW if "open" in since else later - 10 * DAY)
        if "open" not in since:
            answer(asked, "staff", later - 9 * DAY)
    db.session.commit()

    gone = cleared(later)

    assert not {"people", "contacts"} & set(gone)
    assert how_many(Person, Contact) == [1, 1]


def test_who_goes_and_who_stays_is_decided_one_by_one(app):
    over(first_name="Gone")
    stays = make.sign_up(make.course_session(timedelta(days=300)), first_name="Stays", reach=phone())

    cleared(NOW + 7 * MONTH)

    assert [contact.person for contact in db.session.scalars(select(Contact))] == [stays.person]


def test_who_has_lost_their_contact_already_does_not_keep_others_from_losing_theirs(app):
    for name in ("A", "B", "C"):
        over(first_name=name)
    now = NOW + 7 * MONTH

    assert [cleared(now, most=2).get("contacts", 0) for _ in range(3)] == [2, 1, 0]


def test_people_without_a_contact_and_without_a_sign_up_go_too(app):
    answer(ask_call(Asker("Nour", phone(), "fr"), None, PARIS, NOW), "staff", NOW)
    db.session.commit()

    cleared(NOW + 25 * MONTH)

    assert how_many(Person, Promise, PromiseMove) == [0, 0, 0]


def test_a_question_that_was_answered_goes_after_six_months_and_an_open_one_never(app):
    answered = ask_call(Asker("Nour", phone(), "fr"), None, PARIS, NOW)
    answer(answered, "staff", NOW)
    stays = ask_call(Asker("Sami", phone(), "fr"), None, PARIS, NOW)
    db.session.commit()

    assert "promises" not in cleared(NOW + 6 * MONTH)
    assert cleared(NOW + 6 * MONTH + 5 * DAY)["promises"] == 1
    assert db.session.scalars(select(Promise)).all() == [stays]


def test_a_wish_for_no_messages_outlasts_its_time_while_somebody_is_reached_at_that_address(app):
    used, unused = phone(), phone()
    for reach in (used, unused):
        opt_out(reach.digest, NOW)
    make.sign_up(make.course_session(timedelta(days=25 * 30.5)), reach=used)

    assert cleared(NOW + 24 * MONTH) == {"messages": 1}
    assert cleared(NOW + 24 * MONTH + DAY) == {"opt-outs": 1}
    assert db.session.scalars(select(OptOut.address_digest)).all() == [used.digest]


def test_a_few_go_at_a_time(app):
    for name in ("A", "B", "C"):
        over(first_name=name)

    now = NOW + 25 * MONTH

    assert [cleared(now, most=2).get("people", 0) for _ in range(3)] == [2, 1, 0]


def test_how_long_each_is_kept_is_what_the_privacy_page_says():
    for reason, rule in REGISTER.items():
        assert abs((NOW - before(reason, NOW)) - rule.months * MONTH) < DAY
    assert (REGISTER[Reason.CONTACT].months, REGISTER[Reason.NAME].months) == (6, 24)
