"""Everybody wants the same mentor at the same moment: real processes, never one learner more than they take."""

from collections import Counter

import pytest
from sqlalchemy import func, select

from portal.database import db
from portal.domain.mentoring import asking
from portal.domain.mentoring.pair_models import Pair
from portal.domain.mentoring.room import count_live
from portal.domain.promises.models import Promise
from tests import make, make_mentoring
from tests.conftest import NOW, settings
from tests.live import mentor_deeds
from tests.live.crowd import FOR_EVER, Crowd

pytestmark = pytest.mark.live

PLACES, CROWD = 3, 12
IN_VAIN, AT_FULL_SPEED = 0.4, 0


@pytest.fixture(scope="module")
def crowd(database_kind, tmp_path_factory):
    """A crowd before a portal of its own, in whose database all that is committed stays."""
    folder = tmp_path_factory.mktemp("mentors")
    with make.portal_of_its_own(database_kind, folder, "mentors"):
        people = Crowd(CROWD, settings(folder, db.engine.url.render_as_string(hide_password=False)))
        yield people
        people.leave()


def everybody_wants_one_mentor(crowd, deed, patience):
    mentor_id = make_mentoring.volunteer(capacity=PLACES).id
    ids = [make_mentoring.mentee().id for _ in range(CROWD)]
    db.session.commit()
    answers = crowd.all_at_once(deed, [(mentee_id, mentor_id) for mentee_id in ids], patience)
    db.session.rollback()
    return count_live([mentor_id])[mentor_id], answers


def test_with_the_lock_taken_out_a_mentor_gets_more_learners_than_they_take(crowd):
    asked, answers = everybody_wants_one_mentor(crowd, mentor_deeds.ask_without_lock, FOR_EVER)

    assert asked > PLACES, Counter(answers)


@pytest.mark.parametrize("patience", [IN_VAIN, AT_FULL_SPEED], ids=["held at the worst moment", "at full speed"])
def test_a_mentor_is_asked_for_as_many_learners_as_they_take_and_the_others_hear_it(crowd, patience):
    asked, answers = everybody_wants_one_mentor(crowd, mentor_deeds.ask, patience)

    assert asked == PLACES
    assert answers.count("NoRoom") == CROWD - PLACES, Counter(answers)


def test_both_sides_answering_at_once_are_one_pair_or_none_and_nothing_stays_owed(crowd):
    """Of each two, one side says yes while the other says yes or no."""
    mentor = make_mentoring.volunteer(capacity=5)
    pairs = [asking.suggest(make_mentoring.mentee(), mentor, NOW) for _ in range(5)]
    other = asking.suggest(make_mentoring.mentee(), make_mentoring.volunteer(), NOW)
    ids = [one.id for one in (*pairs, other)]
    db.session.commit()

    each = [
        (pair_id, side, side == "mentor" or pair_id % 2 == 0) for pair_id in ids for side in ("mentor", "learner")
    ]
    answers = crowd.all_at_once(mentor_deeds.answer, each, AT_FULL_SPEED)
    db.session.rollback()

    assert set(answers) <= {"suggested", "accepted", "declined", "NotAsked"}, Counter(answers)
    for pair_id in ids:
        state = db.session.scalar(select(Pair.state).where(Pair.id == pair_id))
        owed = select(func.count()).where(Promise.about == f"pair:{pair_id}", Promise.state == "open")
        assert state == ("declined" if pair_id % 2 else "accepted")
        assert db.session.scalar(owed) == (0 if pair_id % 2 else 1)
