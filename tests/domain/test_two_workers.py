"""Two at the same time on one database: what one has in hand the other never takes, and nobody waits in a circle."""

from datetime import timedelta
from threading import Thread

import pytest

from portal.database import db
from portal.domain.accounts.models import Contact, Person
from portal.domain.accounts.people import find_or_add_person
from portal.domain.catalogue.models import CourseSession
from portal.domain.catalogue.search import course_session_by_ref
from portal.domain.jobs import answering, fairs
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.board_models import JobFair
from portal.domain.jobs.choices import No
from portal.domain.jobs.company_models import Company
from portal.domain.jobs.owed import queue_up
from portal.domain.messages.models import Message
from portal.domain.messages.queue import claim
from portal.domain.moves import Role
from portal.domain.promises.keeping import take_step
from portal.domain.promises.models import Promise
from portal.domain.signups.attendance import By, Outcome, Tick, Ticker, take
from portal.domain.signups.attendance_models import Half, Mark
from portal.domain.signups.changes import move_to
from portal.domain.signups.merging import merge
from portal.domain.signups.models import SignUp
from portal.domain.signups.questions import Asker, ask_call
from portal.domain.signups.seats import seats_taken, touch
from tests import make, make_jobs
from tests.conftest import NOW
from tests.domain.messages.telling import told
from tests.domain.promises.owing import made, story
from tests.domain.signups.lines import phone

#: For how many seconds the other may go on, or stand in the queue, before we do.
A_MOMENT, FOR_EVER = 0.3, 60


@pytest.fixture(scope="module")
def own(database_kind, tmp_path_factory):
    with make.portal_of_its_own(database_kind, tmp_path_factory.mktemp("two"), "two_workers") as own:
        yield own


@pytest.fixture(autouse=True)
def an_empty_outbox(own):
    make.begin_write()
    for model in (Message, Promise):
        db.session.query(model).delete()
    db.session.commit()


class Other(Thread):
    """Another worker: a connection of its own, doing `deed` while the first one's transaction is open."""

    def __init__(self, own, deed):
        super().__init__(daemon=True)
        self.own, self.deed, self.answer = own, deed, None
        self.start()
        self.join(A_MOMENT)

    def run(self):
        with self.own.app_context():
            try:
                self.answer = self.deed()
                db.session.commit()
            except Exception as error:
                self.answer = error
            finally:
                db.session.remove()

    def done(self):
        self.join(FOR_EVER)
        assert not self.is_alive(), "the other waits for ever"
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def test_two_workers_share_the_outbox_and_no_message(own):
    messages = {told().id for _ in range(6)}

    ours = {message.id for message in claim("one", NOW, most=4)}
    other = Other(own, lambda: {message.id for message in claim("two", NOW, most=4)})
    db.session.commit()
    theirs = other.done()

    assert len(ours) == 4
    assert not ours & theirs
    assert ours | theirs == messages


def test_what_a_worker_took_and_never_committed_another_takes(own):
    message_id = told().id
    assert len(claim("one", NOW)) == 1
    db.session.rollback()

    other = Other(own, lambda: [message.id for message in claim("two", NOW)])

    assert other.done() == [message_id]


def test_the_same_tick_arriving_twice_at_once_is_taken_once(own):
    sign_up_id = make.sign_up(make.course_session(timedelta(minutes=10))).id

    def tick():
        sign_up = db.session.get(SignUp, sign_up_id)
        day = sign_up.course_session.dates[0]
        return take(Tick("a" * 16, sign_up, day, Half.MORNING, Mark.PRESENT, NOW), By(Ticker.TEAM), NOW)

    assert tick() == Outcome.TAKEN
    other = Other(own, tick)
    db.session.commit()

    assert other.done() == Outcome.AGAIN


def test_two_workers_take_a_step_once(own):
    promise_id = made().id

    ours = take_step(promise_id, NOW)
    other = Other(own, lambda: take_step(promise_id, NOW))
    db.session.commit()

    assert (ours.step, other.done()) == ("remind", None)
    assert db.session.get_one(Promise, promise_id).reminded == 1


def test_two_workers_hand_it_on_once(own):
    promise_id = made(owner="place:blue-house", reply_by=NOW).id

    ours = take_step(promise_id, NOW)
    other = Other(own, lambda: take_step(promise_id, NOW))
    db.session.commit()

    assert (ours.step, other.done()) == ("next_owner", None)
    assert db.session.query(Promise).count() == 2
    assert [state for state, *_ in story(db.session.get_one(Promise, promise_id))] == ["open", "passed_on"]


def test_two_who_change_places_do_not_wait_for_one_another_for_ever(own):
    one, two = make.course_session(), make.course_session()
    there, back = make.sign_up(one, reach=phone()), make.sign_up(two, reach=phone())
    one_id, two_id, back_id = one.id, two.id, back.id

    touch(one)  # a move begins, and the other way round another begins before it goes on
    other = Other(
        own,
        lambda: move_to(db.session.get_one(SignUp, back_id), db.session.get_one(CourseSession, one_id), NOW).state,
    )
    move_to(there, two, NOW)
    db.session.commit()

    assert other.done() == "confirmed"
    assert seats_taken([one_id, two_id]) == {one_id: 1, two_id: 1}


def test_the_same_move_sent_twice_at_once_is_one_move(own):
    there = make.course_session()
    sign_up = make.sign_up(reach=phone())
    sign_up_id, there_id = sign_up.id, there.id

    ours = move_to(sign_up, there, NOW)
    other = Other(
        own,
        lambda: move_to(db.session.get_one(SignUp, sign_up_id), db.session.get_one(CourseSession, there_id), NOW).id,
    )
    db.session.commit()

    assert other.done() == ours.id
    assert seats_taken([there_id]) == {there_id: 1}


def test_two_who_ask_for_the_same_at_the_same_moment_are_owed_one_answer(own):
    session = make.course_session(NOW + timedelta(days=9))
    db.session.commit()
    asker, zone, ref = Asker("Nour", phone(), "en"), session.place.zone, session.ref
    person = find_or_add_person("Nour", asker.reach, NOW)
    db.session.commit()
    assert person.id

    def ask():
        return ask_call(asker, course_session_by_ref(ref), zone, NOW).ref

    ours = ask()
    other = Other(own, ask)
    db.session.commit()

    assert other.done() == ours


def test_somebody_new_who_asks_twice_at_the_same_moment_is_one_person_owed_one_answer(own):
    session = make.course_session(NOW + timedelta(days=9))
    db.session.commit()
    asker, zone, ref = Asker("Amal", phone(), "en"), session.place.zone, session.ref

    def ask():
        return ask_call(asker, course_session_by_ref(ref), zone, NOW).ref

    ours = ask()
    others = [Other(own, ask), Other(own, ask)]
    db.session.commit()

    assert [other.done() for other in others] == [ours, ours]
    assert db.session.query(Contact).filter_by(digest=asker.reach.digest).count() == 1


def test_two_files_become_one_while_a_company_answers_one_of_them_and_nobody_waits_in_a_circle(own):
    posting = make_jobs.posting(seats=3)
    answered, waiting = (make_jobs.application(posting=posting) for _number in range(2))
    db.session.commit()
    kept_id, gone_id, waiting_id = answered.person_id, waiting.person_id, waiting.id

    queue_up(answered)  # the answer begins, and the two files are put together before it goes on
    other = Other(own, lambda: merge(db.session.get(Person, kept_id), db.session.get(Person, gone_id), [], None, NOW))
    answering.decline(answered, No.SKILLS, False, None, Role.COMPANY, NOW)
    db.session.commit()

    assert other.done()
    still = db.session.get_one(JobApplication, waiting_id, populate_existing=True)
    assert (still.state, still.person_id) == ("sent", kept_id)


@pytest.mark.parametrize(("deed", "come"), [(fairs.add_company, 1), (fairs.take_away, 0)])
def test_two_who_say_at_once_who_comes_to_a_fair_say_it_once(own, deed, come):
    company = make_jobs.company()
    fair = make_jobs.fair(NOW, *([] if come else [company]))
    db.session.commit()
    fair_id, company_id = fair.id, company.id

    def say():
        deed(db.session.get_one(JobFair, fair_id), db.session.get_one(Company, company_id))

    say()
    other = Other(own, say)
    db.session.commit()

    other.done()
    assert len(db.session.get_one(JobFair, fair_id, populate_existing=True).companies) == come
