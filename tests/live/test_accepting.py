"""Staff accept more applicants than there are seats, all at once: real processes, never one seat too many."""

from collections import Counter

import pytest

from portal.database import db
from portal.domain.accounts.contacts import read_phone
from portal.domain.signups.seats import seats_taken
from tests import make
from tests.conftest import settings
from tests.domain.signups.applicants import applied, cohort
from tests.live import deeds
from tests.live.crowd import FOR_EVER, Crowd

pytestmark = pytest.mark.live

SEATS, CROWD = 5, 12


@pytest.fixture(scope="module")
def crowd(database_kind, tmp_path_factory):
    """The staff of a portal of its own, in whose database all that is committed stays."""
    folder = tmp_path_factory.mktemp("accepting")
    with make.portal_of_its_own(database_kind, folder, "accepting"):
        people = Crowd(CROWD, settings(folder, db.engine.url.render_as_string(hide_password=False)))
        yield people
        people.leave()


def everybody_is_accepted(crowd, deed, patience):
    """Each of the staff accepts another applicant of one course session."""
    session = cohort(seats=SEATS)
    session_id = session.id
    phones = [read_phone(f"06123456{number:02}", "FR") for number in range(CROWD)]
    ids = [(applied(session, first_name="Nour", reach=phone).id,) for phone in phones]
    answers = crowd.all_at_once(deed, ids, patience)
    db.session.rollback()
    return seats_taken([session_id]).get(session_id, 0), answers


def test_with_the_lock_taken_out_staff_accept_more_than_there_are_seats(crowd):
    taken, answers = everybody_is_accepted(crowd, deeds.accept_without_lock, FOR_EVER)

    assert taken > SEATS, Counter(answers)


@pytest.mark.parametrize("patience", [0.4, 0], ids=["held at the worst moment", "at full speed"])
def test_as_many_are_accepted_as_there_are_seats_and_the_others_still_wait(crowd, patience):
    taken, answers = everybody_is_accepted(crowd, deeds.accept_applicant, patience)

    assert taken == SEATS
    assert Counter(answers) == {"confirmed": SEATS, "NotEnoughSeats": CROWD - SEATS}
