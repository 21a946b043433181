"""Recruiters and learners answer at the same moment: real processes, no seat too many, nobody in two places."""

from collections import Counter

import pytest
from sqlalchemy import func, select

from portal.database import db
from portal.domain.jobs.application_models import JobApplication
from portal.domain.jobs.states import HAS_SEAT, JobState, PostingState
from portal.domain.messages.models import Message
from portal.domain.promises.models import Promise
from tests import make, make_jobs
from tests.conftest import settings
from tests.domain.jobs.answers import offered, sent
from tests.live import job_deeds
from tests.live.crowd import FOR_EVER, Crowd

pytestmark = pytest.mark.live

SEATS, CROWD = 2, 8
IN_VAIN, AT_FULL_SPEED = 0.4, 0


@pytest.fixture(scope="module")
def crowd(database_kind, tmp_path_factory):
    """A crowd before a portal of its own, in whose database all that is committed stays."""
    folder = tmp_path_factory.mktemp("work")
    with make.portal_of_its_own(database_kind, folder, "work"):
        people = Crowd(CROWD, settings(folder, db.engine.url.render_as_string(hide_password=False)))
        yield people
        people.leave()


def everybody_offers_the_last_seats(crowd, deed, patience):
    posting = make_jobs.posting(seats=SEATS)
    ids, posting_id = [sent(posting=posting).id for _ in range(CROWD)], posting.id
    db.session.commit()
    answers = crowd.all_at_once(deed, [(one,) for one in ids], patience)
    db.session.rollback()
    held = JobApplication.posting_id == posting_id, JobApplication.state.in_(HAS_SEAT | {JobState.OFFERED})
    return db.session.scalar(select(func.count()).where(*held)), answers


def test_with_the_lock_taken_out_more_seats_are_offered_than_there_are(crowd):
    given, answers = everybody_offers_the_last_seats(crowd, job_deeds.offer_without_lock, FOR_EVER)

    assert given > SEATS, Counter(answers)


@pytest.mark.parametrize("patience", [IN_VAIN, AT_FULL_SPEED], ids=["held at the worst moment", "at full speed"])
def test_recruiters_who_offer_the_last_seats_at_once_offer_no_more_than_there_are(crowd, patience):
    given, answers = everybody_offers_the_last_seats(crowd, job_deeds.offer, patience)

    assert given == SEATS
    assert Counter(answers) == {"offered": SEATS, "NoSeat": CROWD - SEATS}


def test_a_yes_and_a_no_at_once_end_in_one_of_them_and_the_learner_hears_which(crowd):
    ids = [offered().id for _ in range(CROWD // 2)]
    db.session.commit()

    each = [(one, who) for one in ids for who in ("learner", "company")]
    answers = crowd.all_at_once(job_deeds.decide, each, AT_FULL_SPEED)
    db.session.rollback()

    assert set(answers) <= {"confirmed", "declined", "MoveNotAllowed"}, Counter(answers)
    assert answers.count("MoveNotAllowed") == len(ids)
    for one in ids:
        state = db.session.scalar(select(JobApplication.state).where(JobApplication.id == one))
        assert (_told(one, "job_yes"), _told(one, "job_declined")) == (
            (1, 0) if state == JobState.CONFIRMED else (0, 1)
        )
        assert _owed(one) == ({"job_start"} if state == JobState.CONFIRMED else set())


def test_a_learner_who_says_yes_to_several_at_once_has_one_place(crowd):
    """Each waits for postings the others hold: nobody waits in a circle."""
    first = offered()
    ids = [first.id] + [offered(person=first.person).id for _ in range(CROWD - 1)]
    db.session.commit()

    answers = crowd.all_at_once(job_deeds.decide, [(one, "learner") for one in ids], AT_FULL_SPEED)
    db.session.rollback()

    assert Counter(answers) == {"confirmed": 1, "MoveNotAllowed": CROWD - 1}
    states = db.session.scalars(select(JobApplication.state).where(JobApplication.id.in_(ids)))
    assert Counter(states) == {"confirmed": 1, "closed": CROWD - 1}


def test_with_the_last_seat_those_who_wait_are_closed_whoever_was_faster(crowd):
    posting = make_jobs.posting(seats=CROWD // 2)
    chosen = [offered(posting=posting).id for _ in range(CROWD // 2)]
    waiting = [sent(posting=posting).id for _ in range(CROWD // 2)]
    db.session.commit()

    each = [(one, "learner") for one in chosen] + [(one, "company") for one in waiting]
    crowd.all_at_once(job_deeds.decide, each, AT_FULL_SPEED)
    db.session.rollback()

    after = dict(db.session.execute(select(JobApplication.id, JobApplication.state)).all())
    assert {after[one] for one in chosen} == {"confirmed"}
    assert {after[one] for one in waiting} <= {"closed", "declined"}
    assert db.session.scalar(select(type(posting).state).where(type(posting).id == posting.id)) == PostingState.FILLED


def _told(application_id, kind):
    news = Message.about == f"job_application:{application_id}", Message.kind == kind, Message.state != "dropped"
    return db.session.scalar(select(func.count()).where(*news))


def _owed(application_id):
    about = Promise.about == f"job_application:{application_id}", Promise.state == "open"
    return set(db.session.scalars(select(Promise.kind).where(*about)))
