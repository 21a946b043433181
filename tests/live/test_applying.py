"""Everybody applies to the same posting at the same moment: real processes, never more wait than it takes."""

from collections import Counter

import pytest
from sqlalchemy import func, select

from portal.database import db
from portal.domain.jobs.application_models import JobApplication
from tests import make, make_jobs
from tests.conftest import settings
from tests.live import applying_deeds
from tests.live.crowd import FOR_EVER, Crowd

pytestmark = pytest.mark.live

MOST_OPEN, CROWD = 3, 12
IN_VAIN, AT_FULL_SPEED = 0.4, 0


@pytest.fixture(scope="module")
def crowd(database_kind, tmp_path_factory):
    """A crowd before a portal of its own, in whose database all that is committed stays."""
    folder = tmp_path_factory.mktemp("applying")
    with make.portal_of_its_own(database_kind, folder, "applying"):
        people = Crowd(CROWD, settings(folder, db.engine.url.render_as_string(hide_password=False)))
        yield people
        people.leave()


def everybody_applies(crowd, deed, patience, one_person=False):
    posting_id = make_jobs.posting(most_open=MOST_OPEN).id
    db.session.commit()
    each = [(posting_id, 0 if one_person else number, f"form {number}") for number in range(CROWD)]
    answers = crowd.all_at_once(deed, each, patience)
    db.session.rollback()
    made = select(func.count()).select_from(JobApplication).where(JobApplication.posting_id == posting_id)
    return db.session.scalar(made), answers


def test_with_the_lock_taken_out_more_wait_than_the_posting_takes(crowd):
    made, answers = everybody_applies(crowd, applying_deeds.apply_without_lock, FOR_EVER)

    assert made > MOST_OPEN, Counter(answers)


@pytest.mark.parametrize("patience", [IN_VAIN, AT_FULL_SPEED], ids=["held at the worst moment", "at full speed"])
def test_as_many_apply_as_the_posting_takes_and_the_others_hear_it(crowd, patience):
    made, answers = everybody_applies(crowd, applying_deeds.apply, patience)

    assert made == MOST_OPEN
    assert answers.count("TooManyOpen") == CROWD - MOST_OPEN, Counter(answers)


def test_one_person_in_many_windows_applies_once(crowd):
    made, answers = everybody_applies(crowd, applying_deeds.apply, IN_VAIN, one_person=True)

    assert made == 1
    assert answers.count("Already") == CROWD - 1, Counter(answers)
